"""Tables by month and year beside a comparison group: rows against rows, and part against part."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from goalposts import score
from goalposts.inference.difference import Differenced
from goalposts.inference.period_difference import PeriodPair, period_difference
from goalposts.inference.period_readings import PeriodReadings
from goalposts.model import READING
from goalposts.testing import sample_project

TODAY = date(2040, 1, 1)
STEP = 0.06
PARTS = [f"t{number}" for number in range(5)] + [f"c{number}" for number in range(6)]


def first_days(period, count):
    months = 12 if period == "year" else 1
    return [date(2010 + number * months // 12, number * months % 12 + 1, 1) for number in range(count + 1)]


def table(period, parts, before, after, *, step=STEP, seed=1):
    """Shares of parts by period: shocks that all share, levels and noise of their own, a step of those named t."""
    random = np.random.default_rng(seed)
    days = first_days(period, before + after)[:-1]
    shared = np.cumsum(random.normal(0, 0.01, len(days)))
    rows = {"at": [], "branch": [], "done": [], "calls": []}
    for part in parts:
        level, own = 0.5 + random.uniform(-0.1, 0.1), random.normal(0, 0.008, len(days))
        calls = random.integers(100, 900)
        for number, day in enumerate(days):
            rows["at"].append(day.isoformat())
            rows["branch"].append(part)
            rows["done"].append(level + shared[number] + own[number] + step * (number >= before and part[0] == "t"))
            rows["calls"].append(float(calls))
    return rows


def scored(period, parts, before, after, *, compared, **drawn):
    rows, days = table(period, parts, before, after, **drawn), first_days(period, before + after)
    source = {
        "name": "report",
        "source": "report.csv",
        "timezone": "UTC",
        "dimensions": {"branch": "branch"},
        "readings": {"done": {"kpi": "sample.done_share", "weight": "calls"}},
    }
    goal = {
        "id": "done",
        "kpi": "sample.done_share",
        "target": "+4pp",
        "statement": "four points more done",
        "deadline": days[-1].isoformat(),
        "owner": "Head of reception",
    }
    project = sample_project(
        data={READING.id: [source]},
        go_live=days[before].isoformat(),
        baseline={"from": days[0].isoformat(), "to": days[before].isoformat()},
        evaluation={"from": days[before].isoformat(), "to": days[-1].isoformat()},
        goals=[goal],
        **compared,
    )
    return score(project, {"report": rows}, as_of=TODAY).find("done"), rows


def ratio(rows, keep):
    """The mean of `done` by calls over the rows that are kept."""
    chosen = [n for n in range(len(rows["at"])) if keep(rows["branch"][n], rows["at"][n])]
    calls = sum(rows["calls"][n] for n in chosen)
    return sum(rows["done"][n] * rows["calls"][n] for n in chosen) / calls, calls


CONTROL = {"control": "branch in [" + ", ".join(f'"{part}"' for part in PARTS if part[0] == "c") + "]"}


@pytest.mark.parametrize(("period", "before", "after"), [("year", 8, 5), ("year", 15, 8), ("month", 24, 12)])
def test_one_part_against_another_by_period(period, before, after):
    """The plain difference in differences is what the parts without trend come to; a year alone says nothing."""
    found, rows = scored(period, ["t0", "c0"], before, after, compared={"control": 'branch == "c0"'})
    go_live = first_days(period, before)[-1].isoformat()
    values = {
        (kind, late): ratio(rows, lambda part, at, kind=kind, late=late: part[0] == kind and (at >= go_live) == late)[0]
        for kind in "tc"
        for late in (False, True)
    }
    parts = found.attribution.parts
    assert found.change.method == f"its-ewc-by-{period}-difference"
    assert parts["control"] == pytest.approx(values["c", True] - values["c", False])
    assert found.observed == pytest.approx(values["t", True] - values["t", False])
    assert sum(parts.values()) == pytest.approx(found.observed)
    assert found.change.effect == pytest.approx(STEP, abs=0.03)
    assert found.attribution.design == "difference in differences"


@pytest.mark.parametrize(("period", "before", "after"), [("year", 8, 5), ("month", 12, 6)])
def test_five_parts_against_six_by_their_changes(period, before, after):
    """Each part's change, weighted by its calls before; the odds are those of all ways to choose five of eleven."""
    found, rows = scored(period, PARTS, before, after, compared=CONTROL)
    go_live = first_days(period, before)[-1].isoformat()
    changes = {}
    for name in PARTS:
        was, calls = ratio(rows, lambda part, at, name=name: part == name and at < go_live)
        now, _ = ratio(rows, lambda part, at, name=name: part == name and at >= go_live)
        changes[name] = (now - was, calls)
    means = {
        kind: sum(c * w for n, (c, w) in changes.items() if n[0] == kind)
        / sum(w for n, (_, w) in changes.items() if n[0] == kind)
        for kind in "tc"
    }
    assert found.change.method == f"segment-changes-by-{period}"
    assert found.change.effect == pytest.approx(means["t"] - means["c"])
    assert found.attribution.parts["control"] == pytest.approx(means["c"])
    assert found.change.p_value == pytest.approx(1 / 462)
    assert (found.grade, found.attribution.answer) == ("B", "supported")
    assert found.state == "achieved"


def test_a_step_of_all_parts_is_nobodys_merit():
    """What moved the others as much falls out of the difference."""
    rows_of = {"step": 0.0, "seed": 4}
    found, _ = scored("year", PARTS, 10, 6, compared=CONTROL, **rows_of)
    assert found.change.low < 0 < found.change.high
    assert found.state not in ("achieved", "improved", "worsened")


def test_too_few_years_refuse_the_comparison_and_say_so():
    found, _ = scored("year", PARTS, 7, 5, compared=CONTROL)
    reasons = {reason.code: reason.text.en for reason in found.reasons}
    assert found.state == "inconclusive"
    assert "the baseline has 7 years, 8 are needed" in reasons["comparison_refused"]


def test_waves_over_a_table_by_month_are_not_compared_and_it_is_said():
    waves = {"rollout": {"by": "branch", "dates": {"t0": "2012-01-01", "t1": "2012-05-01"}}}
    found, _ = scored("month", PARTS, 24, 12, compared=waves)
    assert found.change.method == "its-ewc-by-month"
    assert "waves_by_day_only" in {reason.code for reason in found.reasons}


def drawn(random, count, first, rho, trend):
    """A difference that only wanders: readings of a pair whose control stands still."""
    noise = random.normal(size=count + 30)
    for place in range(1, noise.size):
        noise[place] = rho * noise[place - 1] + np.sqrt(1 - rho * rho) * noise[place]
    return noise[30:] + trend * np.arange(first, first + count)


def readings(values, first):
    index = np.arange(first, first + values.size)
    ones = np.full(values.size, 100.0)
    level = float(values.mean())
    return PeriodReadings("year", index, index * 365.25, values, level, level, ones, values.size, 0)


def pair_of(series, before):
    return PeriodPair(readings(series[:before], 0), readings(series[before:], before))


@pytest.mark.parametrize(
    ("before", "after", "rho", "trend"), [(8, 5, 0.5, 0.0), (8, 5, 0.8, 0.1), (19, 12, 0.5, 0.0), (19, 12, 0.8, 0.1)]
)
def test_where_nothing_happened_a_difference_of_years_is_seldom_a_change(before, after, rho, trend):
    """At most the 10 % of other readings by period (statistics 5.2); a plain regression alarms far more often."""
    alarms = plain = 0
    runs = 400
    for seed in range(runs):
        random = np.random.default_rng(seed)
        values = drawn(random, before + after, 0, rho, trend)
        still = readings(random.normal(0, 0.2, before + after), 0)
        found = period_difference(*(pair_of(series, before) for series in (values, still.values)))
        assert isinstance(found, Differenced)
        alarms += not found.effect.low < 0 < found.effect.high
        difference = values - still.values
        means = difference[:before].mean(), difference[before:].mean()
        spread = np.sqrt(difference[:before].var(ddof=1) / before + difference[before:].var(ddof=1) / after)
        plain += abs(means[1] - means[0]) > 2 * spread
    assert alarms / runs <= 0.10
    assert plain > alarms
