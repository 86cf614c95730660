"""A parallel run in which the new instrument knows only what began since it did, of a KPI by the day of the end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import goalposts as gp
import numpy as np
import pytest
from goalposts.catalogue import resolve
from goalposts.testing import sample_catalogue
from visits_year import GO_LIVE, START, goal, project

RUN = {"sample.visit": {"from": "2026-01-01", "to": "2026-01-29"}}
DATA = {
    "sample.visit": [
        {"name": "book", "timezone": "Europe/Moscow"},
        {"name": "app", "timezone": "Europe/Moscow"},
    ]
}
KPIS = [{"id": "local.ended", "over": "sample.visit", "at": "ended_at", "value": "total()", "direction": "up"}]
RUN_END = GO_LIVE + timedelta(days=28)


def lasting(mean_days, seed=1):
    """Thirty visits begin every day, from four months before the first window on; each lasts some days."""
    random = np.random.default_rng(seed)
    begun = [START + timedelta(days=day, hours=9) for day in range(-120, 545) for _ in range(30)]
    lengths = random.exponential(mean_days, len(begun))
    ended = [at + timedelta(days=float(length)) for at, length in zip(begun, lengths, strict=True)]
    return [(f"{number}", at, end) for number, (at, end) in enumerate(zip(begun, ended, strict=True))]


def table(rows):
    columns = zip(*((name, at.isoformat(), end.isoformat(), len(name) % 3 + 1) for name, at, end in rows), strict=True)
    return dict(zip(("visit_id", "at", "ended_at", "items"), (list(column) for column in columns), strict=True))


def scored(rows, *, taken_over=lambda _: False, kpis=KPIS):
    """The book holds what ended until the run ends; the app what began since the run did, and what was taken over."""
    until = datetime(2026, 6, 1)
    book = [row for row in rows if START <= row[2] < RUN_END]
    app = [row for row in rows if GO_LIVE <= row[2] < until and (row[1] >= GO_LIVE or taken_over(row[0]))]
    document = project(data=DATA, bridge=RUN, kpis=kpis, goals=[goal(kpi="local.ended", target="+5%")])
    tables = {"book": table(book), "app": table(app)}
    return gp.score(gp.project(document, sample_catalogue()), tables, as_of=date(2026, 6, 2)).find("done"), book


def test_a_flow_that_fills_up_is_no_factor():
    """Visits last a month: of those that ended in the run most began before it, and the app knows none of them."""
    found, book = scored(lasting(30))
    reason = found.reasons[0]
    in_run = [row for row in book if row[2] >= GO_LIVE]
    share = sum(at < GO_LIVE for _, at, _ in in_run) / len(in_run)
    assert (found.state, reason.code, found.bridge) == ("not_comparable", "bridge_truncated", None)
    assert f"{100 * share:.0f}%" in reason.text.en
    assert "app" in reason.text.ru


def test_a_mean_over_quick_records_is_converted_with_a_doubt():
    """How long visits waited is no flow, but the app saw only short ones: at most grade D."""
    kpis = [{**KPIS[0], "value": "mean(of=items)"}]
    clean, _ = scored(lasting(30), taken_over=lambda _: True, kpis=kpis)
    doubted, _ = scored(lasting(30), kpis=kpis)
    checks = [{check.name: check for check in found.attribution.checks} for found in (clean, doubted)]
    assert "truncated-parallel-run" not in checks[0]
    assert (checks[1]["truncated-parallel-run"].passed, checks[1]["truncated-parallel-run"].caps) == (False, "D")
    assert doubted.grade == "D"


def test_records_that_were_taken_over_make_it_a_factor_again():
    """The app has all of them: both count the same, and the factor is one."""
    found, _ = scored(lasting(30), taken_over=lambda _: True)
    assert found.bridge is not None
    assert found.bridge.value == pytest.approx(1.0, abs=1e-9)


def test_records_that_end_as_they_begin_need_no_taking_over():
    """Visits of minutes: nothing that ended in the run began before it, so nothing is lacking."""
    found, _ = scored(lasting(0.001))
    assert found.bridge is not None
    assert found.bridge.value == pytest.approx(1.0, abs=1e-9)


def test_a_kpi_by_the_day_on_which_records_begin_is_not_asked():
    document = project(
        data=DATA, bridge=RUN, kpis=[{**KPIS[0], "at": "at"}], goals=[goal(kpi="local.ended", target="+5%")]
    )
    (found, *_) = resolve(gp.project(document, sample_catalogue()))
    assert found.of_older is None
