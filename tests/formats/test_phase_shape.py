"""Phases: their goals go by days of their own."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import pytest
from goalposts.formats import document
from goalposts.model import PhaseDates, UnknownBaseline, Window
from goalposts.testing import sample_catalogue

CATALOGUE = sample_catalogue()
EARLY, LATE = Window(date(2026, 4, 1), date(2026, 7, 1)), Window(date(2026, 6, 29), date(2026, 10, 1))


def project(phases, **goal):
    goals = [{"id": "done", "kpi": "sample.done_share", **goal}]
    return gp.project(
        {
            "goalposts": 1,
            "project": "Phases",
            "timezone": "UTC",
            "go_live": "2026-03-01",
            "baseline": {"from": "2025-09-01", "to": "2026-03-01"},
            "evaluation": {"from": "2026-04-01", "to": "2026-07-01"},
            "data": {"sample.visit": {"source": "visits.csv"}},
            "phases": phases,
            "goals": goals,
        },
        CATALOGUE,
    )


TWO = {"name": "two", "go_live": "2026-06-01", "evaluation": {"ramp_up": "4 weeks", "to": "2026-10-01"}}


def test_a_goal_goes_by_its_phase_and_by_the_project_where_that_says_nothing():
    made = project([{"name": "one"}, TWO], phase="two")
    (goal,) = made.goals
    assert made.phases == (PhaseDates("one"), PhaseDates("two", date(2026, 6, 1), None, LATE))
    assert (made.go_live_of(goal), made.window_of(goal), made.baseline_of(goal)) == (
        date(2026, 6, 1),
        LATE,
        made.baseline,
    )
    first = project([{"name": "one"}, TWO], phase="one")
    assert (first.go_live_of(first.goals[0]), first.window_of(first.goals[0])) == (date(2026, 3, 1), EARLY)


def test_what_a_goal_says_itself_goes_first_and_its_ramp_up_counts_from_the_phase():
    made = project([{**TWO, "baseline": "unknown"}], phase="two", evaluation={"ramp_up": "2 weeks", "to": "2026-09-01"})
    (goal,) = made.goals
    assert made.window_of(goal) == Window(date(2026, 6, 15), date(2026, 9, 1))
    assert made.baseline_of(goal) == UnknownBaseline()
    own = project([TWO], phase="two", go_live="2026-07-01")
    assert own.go_live_of(own.goals[0]) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("phases", "phase", "code", "said"),
    [
        ([TWO], "tow", "GP011", "no phase has the name 'tow'"),
        ([TWO, TWO], "two", "GP009", "two phases have the name 'two'"),
        ([{"go_live": "2026-06-01"}], "", "GP008", "name"),
        ([{"name": "x", "until": "2026-06-01"}], "x", "GP002", "until"),
        ([{"name": "x", "evaluation": {"from": "2026-07-01", "to": "2026-06-01"}}], "x", "GP010", "2026"),
    ],
)
def test_what_is_wrong_with_phases_is_said_with_its_place(phases, phase, code, said):
    with pytest.raises(gp.ProjectFileError) as caught:
        project(phases, **({"phase": phase} if phase else {}))
    assert [found.code for found in caught.value.problems] == [code]
    assert said in caught.value.problems[0].message.en


def test_without_a_list_names_of_phases_are_free():
    assert project([], phase="some day").phases == ()


def test_goals_of_two_phases_are_judged_each_in_its_own_time():
    """The same visits, twice as often done from June on: the first phase sees nothing of it."""
    days = [date.fromordinal(date(2025, 9, 1).toordinal() + offset) for offset in range(395)]
    rows = [(day, number) for day in days for number in range(20)]
    table = {
        "visit_id": [f"{day}-{number}" for day, number in rows],
        "at": [f"{day}T10:00:00Z" for day, _ in rows],
        "done": [number < (16 if day >= date(2026, 6, 1) else 8) for day, number in rows],
    }
    made = project([{"name": "one", "evaluation": {"from": "2026-03-15", "to": "2026-06-01"}}, TWO], phase="two")
    goals = [{"id": name, "kpi": "sample.done_share", "role": "shadow", "phase": name} for name in ("one", "two")]
    made = gp.project({**document(made), "goals": goals}, CATALOGUE)
    card = gp.score(made, {"sample.visit": table}, as_of=date(2026, 10, 1))
    found = {goal.id: (goal.evaluation.value, goal.go_live) for goal in card.goals if goal.id in ("one", "two")}
    assert card.unused == ()
    assert found == {"one": (0.4, date(2026, 3, 1)), "two": (0.8, date(2026, 6, 1))}
