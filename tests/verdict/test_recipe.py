"""The digest of a recipe tells whether two values are comparable."""

from __future__ import annotations

import goalposts as gp
import pytest
from goalposts.catalogue import resolve
from goalposts.testing import sample_catalogue
from goalposts.verdict.recipe import recipe_digest
from visits_year import goal, project

QUICK = goal(kpi="sample.quick_share", guardrails=[])


def _digest(document):
    loaded = gp.project(document, sample_catalogue())
    return recipe_digest(loaded, resolve(loaded)[0])


@pytest.mark.parametrize(
    "changed",
    [
        project(goals=[{**QUICK, "where": 'place == "north"'}]),
        project(goals=[{**QUICK, "with": {"within": "30 s"}}]),
        project(goals=[{**QUICK, "variant": "long_only"}]),
        project(goals=[QUICK], timezone="UTC"),
        project(
            goals=[QUICK], data={"sample.visit": {"name": "book", "fields": {"wait": {"column": "w", "unit": "min"}}}}
        ),
    ],
)
def test_whatever_changes_the_value_changes_the_digest(changed):
    """Slice, parameter, variant, zone, mapping."""
    assert _digest(changed) != _digest(project(goals=[QUICK]))


@pytest.mark.parametrize(
    "changed",
    [
        project(goals=[{**QUICK, "target": ">= 90%", "owner": "Somebody else"}]),
        project(goals=[{**QUICK, "with": {"within": "20 s"}}]),
        project(goals=[QUICK], evaluation={"from": "2026-03-01", "to": "2026-06-01"}),
    ],
)
def test_promises_and_windows_are_no_part_of_the_recipe(changed):
    """The same KPI, promised otherwise, or looked at over other days."""
    assert _digest(changed) == _digest(project(goals=[QUICK]))
