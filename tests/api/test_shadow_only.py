"""A KPI that cannot be judged is reported as a shadow, and refused in any other role."""

from datetime import date

import goalposts as gp
import pytest
from goalposts.errors import InputError
from goalposts.testing import sample_catalogue
from visits_year import goal, project, visits

PLACES = {"id": "local.places", "over": "sample.visit", "value": "distinct(of=place)", "direction": "up"}
AFTER = date(2026, 6, 2)


def loaded(**keys):
    return gp.project(project(kpis=[PLACES], goals=[{"id": "p", "kpi": "local.places", **keys}]), sample_catalogue())


def test_a_shadow_is_reported_with_its_value_and_without_an_interval():
    found = gp.score(loaded(role="shadow"), {"book": visits()}, as_of=AFTER).find("p")
    assert (found.state, found.baseline.value, found.evaluation.value) == ("reported", 2.0, 2.0)
    assert (found.change.effect, found.evaluation.low) == (None, None)
    assert set(found.series.numerator) == {2.0}


@pytest.mark.parametrize("role", ["goal", "guardrail", "negative_control"])
def test_no_other_role_can_be_scored_or_checked(role):
    keys = {**goal(kpi="local.places", target=">= 3"), "id": "p"} if role == "goal" else {"role": role}
    with pytest.raises(InputError, match="can be reported but not judged"):
        gp.score(loaded(**keys), {"book": visits(days=1)}, as_of=AFTER)
    assert [finding.code for finding in gp.check(loaded(**keys), select=["shadow-only"])] == ["GP212"]


def test_a_time_to_event_follows_open_rows_to_the_declared_end():
    """Of four who came on 10 January one left after 2 days; two open ones came too late to be followed so long."""
    came = ["2025-01-10T12:00Z"] * 4 + ["2025-01-19T12:00Z"] * 2
    table = {"visit_id": list("abcdef"), "at": came, "ended_at": ["2025-01-12T12:00Z"] + [None] * 5}
    kpis = [
        {"id": f"local.{give}", "over": "sample.visit", "value": f'survival(ended=ended_at, give="{give}", by=5 d)'}
        for give in ("reached", "cohort")
    ]
    goals = [{"id": kpi["id"][6:], "kpi": kpi["id"], "role": "shadow"} for kpi in kpis]
    source = {"name": "book", "observed_until": "2025-01-21"}
    told = gp.project(project(kpis=kpis, goals=goals, data={"sample.visit": source}), sample_catalogue())
    card = gp.score(told, {"book": table}, as_of=AFTER)
    assert [(card.find(name).baseline.value, card.find(name).baseline.n) for name in ("reached", "cohort")] == [
        (0.25, 6),
        (0.25, 4),
    ]
    assert {card.find(name).state for name in ("reached", "cohort")} == {"reported"}


def test_an_age_that_is_no_whole_number_of_days_is_refused():
    """A limit of 36 hours would silently be read as one day."""
    kpi = {
        "id": "local.k",
        "over": "sample.visit",
        "value": 'survival(ended=ended_at, by=param("within"))',
        "params": {"within": "2 d"},
    }
    for given, problems in (({"within": "36 h"}, 1), ({"within": "48 h"}, 0), ({}, 0)):
        goals = [{"id": "k", "kpi": "local.k", "role": "shadow", "with": given}]
        own = gp.project(project(kpis=[kpi], goals=goals), sample_catalogue())
        found = gp.check(own, select=["unknown-parameter"])
        assert [finding.severity for finding in found] == ["error"] * problems
        if found:
            assert "parameter within is 36 h: a time to event is counted in whole days" in found[0].message.en
            with pytest.raises(InputError, match="counted in whole days"):
                gp.score(own, {"book": visits(days=1)}, as_of=AFTER)
