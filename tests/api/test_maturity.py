"""A KPI that moves for some time after its day waits for it: `maturity` of a KPI."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import pytest
from attrs import evolve
from goalposts.errors import ProjectFileError
from goalposts.expressions import DAY, HOUR, share
from goalposts.formats import document
from goalposts.testing import VISIT, sample_catalogue
from visits_year import goal, project, visits

PAID = {"id": "local.done", "over": "sample.visit", "value": "share(of=done)", "direction": "up", "maturity": "30 d"}
SETTLED = date(2026, 7, 1)  # 30 days after the evaluation's end


def loaded(kpi=PAID, **source):
    data = {"sample.visit": {"name": "book", "timezone": "Europe/Moscow", **source}}
    return gp.project(project(kpis=[kpi], goals=[goal(kpi="local.done")], data=data), sample_catalogue())


def scored(as_of, days, **source):
    return gp.score(loaded(**source), {"book": visits(days=days, effect=0.15)}, as_of=as_of).find("done")


@pytest.mark.parametrize(
    ("as_of", "last", "state"),
    [
        (date(2026, 6, 1), date(2026, 5, 31), "not_due"),
        (date(2026, 6, 30), date(2026, 6, 29), "not_due"),
        (SETTLED, date(2026, 6, 30), "achieved"),
        (date(2026, 9, 1), date(2026, 6, 20), "not_due"),
    ],
)
def test_a_goal_waits_until_its_source_was_followed_so_long(as_of, last, state):
    """The clock must have come to 1 July, and the rows of the source to 30 June."""
    found = scored(as_of, (last - date(2025, 1, 1)).days + 1)
    assert (found.state, found.due) == (state, SETTLED)
    if state == "not_due":
        assert found.reasons[0].text.ru == "результат ещё складывается; вывод — когда данные дойдут до 1 июля 2026"


def test_a_declared_end_of_follow_up_decides():
    """A source with few rows may say how far it was followed."""
    days = (date(2026, 6, 20) - date(2025, 1, 1)).days
    assert scored(date(2026, 9, 1), days, observed_until="2026-07-01").state == "achieved"
    assert scored(date(2026, 9, 1), days, observed_until="2026-06-30").state == "not_due"


def test_a_baseline_sealed_while_it_still_moved_is_measured_again():
    """Its rows change after the lock, as they must: the promise counts from what they come to, and nobody is warned."""
    written, table = loaded(), visits(days=545, effect=0.15)
    pairs = zip(table["at"], table["done"], strict=True)
    early = {**table, "done": [False if at > "2025-12-20" else was for at, was in pairs]}
    for locked_as_of, data, changed in ((date(2026, 1, 5), early, False), (date(2026, 2, 1), early, True)):
        sealed = evolve(written, seal=gp.lock(written, {"book": data}, as_of=locked_as_of))
        found = gp.score(sealed, {"book": table}, as_of=SETTLED).find("done")
        assert ("baseline_data_changed" in {reason.code for reason in found.reasons}) is changed


def test_maturity_is_in_whole_days():
    for wrong in ("36 h", "30", "0 d"):
        with pytest.raises(ProjectFileError, match="whole days"):
            loaded({**PAID, "maturity": wrong})
    with pytest.raises(ValueError, match="maturity: a duration in whole days is needed, found 36 h"):
        gp.Kpi("local.k", "k", VISIT, value=share(of=VISIT.done), maturity=36 * HOUR)
    assert gp.Kpi("local.k", "k", VISIT, value=share(of=VISIT.done), maturity=2 * DAY).maturity == 2 * DAY


def test_maturity_is_sealed_with_the_kpi():
    assert document(loaded())["kpis"][0]["maturity"] == "30 d"


def test_a_maturity_may_be_a_parameter_that_a_goal_sets():
    """Followed for ten days by default, for thirty where the goal says so, and for whole days only."""
    from goalposts.catalogue import resolve
    from goalposts.expressions import param
    from goalposts.model.maturity import due_day

    kpi = gp.Kpi(
        "desk.done",
        {"en": "Done.", "ru": "Готово."},
        VISIT,
        value=share(of=VISIT.done),
        params={"age": 10 * DAY},
        maturity=param("age"),
    )
    catalogue = sample_catalogue(gp.Domain("desk", prefix="DSK", kpis=[kpi]))
    data = {"sample.visit": {"name": "book", "timezone": "Europe/Moscow"}}

    def due(**keys):
        made = gp.project(project(goals=[goal(kpi="desk.done", **keys)], data=data), catalogue)
        (found,) = (found for found in resolve(made) if found.id == "done")
        return (due_day(found) - found.evaluation.end).days

    assert (due(), due(**{"with": {"age": "30 d"}}), due(**{"with": {"age": "36 h"}})) == (10, 30, 2)
    with pytest.raises(ValueError, match="it has no parameter 'years'"):
        evolve(kpi, maturity=param("years"))
    with pytest.raises(ValueError, match="whole days"):
        evolve(kpi, params={"age": 36 * HOUR})
    with pytest.raises(ValueError, match=r"a duration or param\(\.\.\.\)"):
        evolve(kpi, maturity=VISIT.done)
