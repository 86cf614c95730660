"""What goals are compared with once their names are resolved."""

import pytest
from catalogue.test_dimensions import PHONE
from goalposts.catalogue import resolve
from goalposts.errors import InputError
from goalposts.expressions import render
from goalposts.testing import sample_project
from goalposts.testing.sample import default_goal

WAVES = {"by": "place", "dates": {"north": "2026-03-01", "south": "2026-05-01", "west": "2026-12-01"}}


def resolved(goal=None, **project):
    return resolve(sample_project(goals=[{**default_goal(), **(goal or {})}], **project))[0]


def test_control_rows_are_left_out_and_kept_beside():
    goal = resolved({"where": "wait > 20 s"}, control='place == "west"')
    assert render(goal.where) == 'wait > 20 s and not place == "west"'
    assert render(goal.of_control.where) == 'wait > 20 s and place == "west"'
    assert goal.compared_by == "place"
    assert goal.of_control.of_control is None


def test_waves_reached_before_the_evaluation_ends_are_the_goal_and_all_else_is_control():
    goal = resolved(rollout=WAVES)
    assert render(goal.where) == 'place in ["north", "south"]'
    assert render(goal.control) == 'place not in ["north", "south"]'
    assert goal.compared_by == "place"


def test_a_goal_replaces_the_comparison_of_its_project():
    goal = resolved({"control": 'kind == "short"'}, rollout=WAVES)
    assert goal.compared_by == "kind"
    assert goal.rollout is None


@pytest.mark.parametrize("control", ['place == "west" and kind == "short"', "wait > 5 min"])
def test_a_condition_on_more_than_the_words_of_one_dimension_tells_no_parts_apart(control):
    assert resolved(control=control).compared_by == ""


def test_a_guardrail_measured_by_itself_is_compared_as_its_goal_is():
    """The shadow of a goal's guardrail leaves the control rows out too."""
    goals = [{**default_goal(), "guardrails": ["sample.mean_wait"], "control": 'place == "west"'}]
    _, shadow = resolve(sample_project(goals=goals))
    assert render(shadow.where) == 'not place == "west"'
    assert shadow.control is not None


@pytest.mark.parametrize(
    ("comparison", "place"),
    [({"control": 'plaec == "west"'}, "control"), ({"rollout": {**WAVES, "by": "plaec"}}, "rollout")],
)
def test_a_name_that_no_event_has_is_refused_where_it_is_written(comparison, place):
    with pytest.raises(InputError, match="plaec") as of_project:
        resolve(sample_project(**comparison))
    assert of_project.value.where == place
    with pytest.raises(InputError, match="plaec") as of_goal:
        resolved(comparison)
    assert of_goal.value.where == f"goals[0].{place}"


def test_a_comparison_that_one_goal_knows_stays_out_of_the_others():
    """A goal over events without the dimension is judged without the comparison."""
    goals = [default_goal(), {"id": "calls", "kpi": "phone.calls", "role": "shadow"}]
    compared, other = resolve(sample_project(PHONE, goals=goals, control='place == "west"'))
    assert compared.compared_by == "place"
    assert other.control is None
    assert other.where is None
