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
