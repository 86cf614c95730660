"""The roadmap of a project: what holds each goal where it is, in days reckoned by hand."""

from datetime import date
from random import Random

import goalposts as gp
import pytest
from goalposts.errors import InputError, ProjectFileError
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import default_goal


def goal(known, **changes):
    return {**default_goal(), "id": known, **changes}


MONEY = {"kpi": "sample.total_paid", "target": "+10%"}


def planned(*goals, weeks=None, by="", **changes):
    return gp.plan(sample_project(goals=list(goals), **changes), as_of=TODAY, weeks=weeks, by=by)


def phases(found):
    return [set(phase.goals) for phase in found.phases]


def test_the_first_phase_goes_live_when_the_project_does_and_the_next_eight_weeks_later():
    found = planned(goal("a"), goal("b", after="a"))
    assert phases(found) == [{"a"}, {"b"}]
    assert [phase.go_live for phase in found.phases] == [date(2026, 3, 1), date(2026, 4, 26)]
    assert found.phases[0].start == TODAY


def test_every_phase_is_measured_again_half_a_year_and_a_year_after_its_start():
    """But not before its own verdict: the sample is judged seven months after its start."""
    found = planned(goal("a"), goal("b", after="a"))
    assert [phase.again for phase in found.phases] == [(date(2027, 3, 1),), (date(2027, 4, 26),)]
    soon = planned(goal("a"), evaluation={"from": date(2026, 3, 15), "to": date(2026, 8, 1)})
    assert [phase.again for phase in soon.phases] == [(date(2026, 9, 1), date(2027, 3, 1))]


def test_an_honest_deadline_is_ramp_up_and_watching_after_the_go_live():
    """The sample ramps up for 31 days and watches for 183; 26 April and 214 days are 26 November."""
    found = planned(goal("a"), goal("b", after="a"))
    assert [goal.honest for goal in found.goals] == [date(2026, 10, 1), date(2026, 11, 26)]
    assert [goal.is_late for goal in found.goals] == [False, True]
    assert any("The deadline comes before the goal can be judged: b;" in said.en for said in found.remarks)


def test_what_is_recorded_comes_before_what_is_computed_from_it():
    recorded = {"id": "own.paid_known", "over": "sample.visit", "value": "share(of=paid is not null)"}
    found = planned(goal("money", **MONEY), goal("known", kpi="own.paid_known"), kpis=[recorded])
    assert phases(found) == [{"known"}, {"money"}]
    assert found.goals[1].waits_for == ("known",)
    assert "computed from what known has recorded" in found.goals[1].why[0].en


def test_a_goal_without_a_baseline_waits_for_eight_weeks_of_measuring():
    """From 1 February eight weeks end on 29 March, behind the first go-live."""
    found = planned(goal("new", baseline="unknown"), goal("old"))
    assert phases(found) == [{"old"}, {"new"}]
    assert found.goals[1].why[0].en.startswith("goes live on 29 March 2026 at the earliest")


def test_a_source_that_starts_late_makes_its_baseline_late():
    source = {"sample.visit": [{"name": "new", "source": "v.csv", "from": "2026-02-15"}]}
    found = planned(goal("late"), data=source)
    # 15 February and eight weeks
    assert found.goals[0].why[0].en.startswith("goes live on 12 April 2026 at the earliest")
    assert found.phases[0].go_live == date(2026, 4, 26)


def test_an_owner_has_three_goals_a_phase_and_a_phase_one_outcome():
    found = planned(*(goal(name) for name in "abcd"))
    assert sorted(map(len, phases(found))) == [1, 3]
    owners = {"x": "One", "y": "Two"}
    found = planned(*(goal(name, **MONEY, owner=owner) for name, owner in owners.items()))
    assert list(map(len, phases(found))) == [1, 1]


def test_case_and_spaces_do_not_make_two_owners_of_one():
    owners = ("Head of Reception", "head of reception", "Head of  reception", "HEAD OF RECEPTION")
    found = planned(*(goal(f"g{number}", owner=owner) for number, owner in enumerate(owners)))
    assert sorted(map(len, phases(found))) == [1, 3]


def test_goals_that_wait_for_each_other_are_named_in_a_sentence():
    found = planned(goal("a", after="c"), goal("b", after="a"), goal("c", after="b"))
    assert found.infeasible.en.startswith("The goals wait for each other in a ring: a → c → b → a;")
    assert found.phases == ()


def test_work_that_no_phase_can_hold_is_named_in_a_sentence():
    found = planned(goal("big", work={"analyst": 40}), capacity={"analyst": 1})
    assert (
        "Goal 'big' needs 40 person-weeks of analyst, but a phase of 8 weeks has 6.4 (80% of 1)" in found.infeasible.en
    )
    found = planned(goal("long", priority={"weeks": 12}), weeks=8)
    assert found.infeasible.en.startswith("Goal 'long' takes 12 weeks, but a phase has 8;")


def test_the_longest_goal_sets_the_length_of_a_phase():
    """Twelve weeks do not fit before 1 March; the phase behind it has twelve, up to 24 May."""
    found = planned(goal("a", priority={"weeks": 12}))
    assert [(phase.start, phase.go_live) for phase in found.phases] == [(date(2026, 3, 1), date(2026, 5, 24))]


def test_a_role_that_nobody_has_is_wrong_input():
    with pytest.raises(ProjectFileError, match="did you mean 'analyst'"):
        planned(goal("a", work={"analist": 1}), capacity={"analyst": 1})


def test_the_gate_asks_for_what_the_rollout_moves_itself_and_for_the_guardrails():
    guard = {"id": "guard", "role": "guardrail", "kpi": "sample.mean_wait", "margin": "5%"}
    found = planned(goal("a"), goal("q", kpi="sample.quick_share"), goal("b", after="a"), guard)
    gate = found.phases[0].gate
    assert (gate.earliest, gate.goals, gate.guardrails) == (date(2026, 3, 29), ("a",), ("guard",))
    assert found.phases[-1].gate is None


def test_the_order_of_a_heuristic_is_followed():
    votes = {"low": {"value": 1, "effort": 8}, "high": {"value": 8, "effort": 1}}
    goals = [goal(name, **MONEY, priority=own, owner=name) for name, own in votes.items()]
    found = planned(*goals)
    assert found.ranked_by == "value-effort"
    assert phases(found) == [{"high"}, {"low"}]
    assert planned(*goals, by="wsjf").ranking.ranked == ()


def test_without_any_inputs_the_weights_stand_in():
    goals = [
        goal("light", **MONEY),
        goal("heavy", **MONEY, weight=5, owner="Other"),
    ]
    found = planned(*goals)
    assert found.ranked_by == ""
    assert phases(found) == [{"heavy"}, {"light"}]


def test_an_unknown_heuristic_is_wrong_input():
    with pytest.raises(InputError, match="did you mean 'wsjf'"):
        planned(goal("a"), by="wjsf")


def test_keys_that_no_heuristic_takes_are_named():
    found = planned(goal("a", priority={"valeu": 8, "weeks": 3}))
    assert found.unused == ("a.valeu",)
    assert [said.ru for said in found.remarks][-1].endswith("`priority`: a.valeu.")


def test_waves_are_suggested_where_nothing_is_there_to_compare_with():
    assert any("in waves by place" in said.en for said in planned(goal("a")).remarks)
    compared = planned(goal("a"), control='place == "north"')
    assert not any("in waves" in said.en for said in compared.remarks)


def test_data_shorten_the_watching_to_what_is_needed():
    """A change as plain as from half to nine of ten needs no half year."""
    random = Random(1)
    days = [date.fromordinal(date(2025, 3, 1).toordinal() + number) for number in range(330)]
    table = {
        "visit_id": [f"{number}-{visit}" for number in range(len(days)) for visit in range(10)],
        "at": [f"{day}T1{visit}:00:00Z" for day in days for visit in range(10)],
        "done": [random.random() < 0.5 for _ in range(10 * len(days))],
    }
    project = sample_project(goals=[goal("a")])
    found = gp.plan(project, {"sample.visit": table}, as_of=TODAY)
    (power,) = gp.power(project, {"sample.visit": table}, as_of=TODAY)
    needed = max(power.weeks_needed.high, 4)
    assert found.goals[0].judged.end - found.goals[0].judged.start == needed * (date(2026, 1, 8) - date(2026, 1, 1))
    assert found.goals[0].honest < date(2026, 10, 1)


def test_a_project_without_goals_has_an_empty_plan():
    assert planned().phases == ()


NAMED = {"phases": [{"name": "see"}, {"name": "act"}]}


def named(*goals, regroup=False, **changes):
    return gp.plan(sample_project(goals=list(goals), **{**NAMED, **changes}), as_of=TODAY, regroup=regroup)


def test_the_phases_of_the_file_stay_as_they_are():
    """By worth alone all three would go live at once."""
    goals = goal("a", phase="act"), goal("b", phase="see"), goal("c", phase="act")
    found = named(*goals)
    assert [(phase.name, set(phase.goals)) for phase in found.phases] == [("see", {"b"}), ("act", {"a", "c"})]
    assert [phase.go_live for phase in found.phases] == [date(2026, 3, 1), date(2026, 4, 26)]
    assert "The phases are those of the file; --regroup makes others." in [said.en for said in found.remarks]
    anew = named(*goals, regroup=True)
    assert [(phase.name, set(phase.goals)) for phase in anew.phases] == [("phase-1", {"a", "b", "c"})]
    assert not any("--regroup" in said.en for said in anew.remarks)


def test_a_plan_that_was_written_is_planned_again_as_it_is():
    first = planned(goal("a"), goal("b", after="a"), goal("c"))
    written = {known.id: known.phase for known in first.goals}
    goals = (goal(name, phase=written[name]) for name in ("a", "b", "c"))
    again = named(*goals, phases=[{"name": phase.name} for phase in first.phases])
    assert [(phase.name, phase.goals) for phase in again.phases] == [(one.name, one.goals) for one in first.phases]


def test_a_goal_without_a_phase_goes_where_it_is_best():
    """It waits for one of the last phase, and gets a phase with a name that is free."""
    changes = {"phases": [{"name": "see"}, {"name": "phase-3"}]}
    found = named(goal("a", phase="see"), goal("b", phase="phase-3"), goal("c", after="b"), **changes)
    assert [(phase.name, phase.goals) for phase in found.phases] == [
        ("see", ("a",)),
        ("phase-3", ("b",)),
        ("phase-4", ("c",)),
    ]
    assert phases(named(goal("a", phase="see"), goal("b", phase="act"), goal("c"))) == [{"a", "c"}, {"b"}]


def test_more_goals_in_a_phase_than_are_planned_at_once_stay_where_the_file_has_them():
    """One owner has four, where three are the limit; `check` says so."""
    found = named(*(goal(name, phase="see") for name in "abcd"))
    assert phases(found) == [{"a", "b", "c", "d"}]


def test_phases_against_the_order_in_which_goals_wait_are_no_plan():
    found = named(goal("a", phase="act"), goal("b", phase="see", after="a"))
    assert found.infeasible is not None
    assert "a → b → a" in found.infeasible.en or "b → a → b" in found.infeasible.en
    assert "--regroup" in found.infeasible.en
    assert named(goal("a", phase="act"), goal("b", phase="see", after="a"), regroup=True).infeasible is None


def test_phases_for_which_there_are_not_enough_people_are_no_plan():
    """Eight weeks of one developer hold six and a half person-weeks, the first phase some more; both take twelve."""
    goals = [goal(name, phase="act", work={"developer": 6}) for name in "ab"]
    assert len(phases(named(*goals, capacity={"developer": 1}, regroup=True))) == 2
    found = named(*goals, capacity={"developer": 1})
    assert found.infeasible is not None
    assert "with the phases of the file" in found.infeasible.en


def test_shares_of_the_effort_are_said_only_where_every_goal_has_a_class():
    one = planned(goal("a", must=True), goal("b"))
    assert one.ranked_by == "moscow"
    assert one.ranking.remarks == ()
    both = planned(goal("a", must=True), goal("b", priority={"moscow": "should"}))
    assert [said.en[:28] for said in both.ranking.remarks] == ["The could-haves are 0% of th"]
