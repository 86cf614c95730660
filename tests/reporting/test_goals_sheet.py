"""The goals sheet: what is promised and what will be provable, and nothing of the results."""

import pytest
from attrs import evolve
from goalposts.locale import Text
from goalposts.model.power import ANSWERS, GoalPower
from goalposts.model.provenance import Inputs, LockState
from goalposts.model.scorecard import TargetAnswer
from goalposts.reporting import goals_sheet
from reporting.scorecards import END, bare_goal, card, goal, window
from reporting.test_html import Page


def planned(goal_id="faster-answers", answer="enough"):
    text = Text(en="watching for 26 weeks shows 3.6 pp", ru="26 недель покажут 3,6 п. п.")
    return GoalPower(goal_id, "goal", "k", Text.of("k"), "%", answer, text)


def shown(*goals, language="en", plans=(), **others):
    text = goals_sheet(card(*goals, **others), language, plans)
    page = Page(text)
    assert not page.open
    return page.shown.replace("\N{NO-BREAK SPACE}", " ")


def test_the_sheet_has_baseline_promise_owner_and_day():
    said = shown(goal(statement="80 % answered by 1 October"), plans=[planned()])
    for words in ("62%", "≥ 80%", "Head of contact centre", "1 October 2026", "1 March 2026", "Watching for 26 weeks"):
        assert words in said


@pytest.mark.parametrize("language", ["en", "ru"])
def test_results_stay_out(language):
    """The sheet is signed before the start: neither the value after nor the effect nor the state stands in it."""
    said = shown(goal(), language=language)
    for words in ("73.1", "73,1", "+3 pp", "+3 п", "improved", "лучше, но меньше", "beyond trend", "66"):
        assert words not in said


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_of_a_plan_has_a_word(answer):
    assert "26 weeks shows" in shown(goal(), plans=[planned(answer=answer)])


def test_without_a_plan_the_sheet_says_where_to_get_one():
    assert "make the sheet from the project file" in shown(goal())
    assert "make the sheet from the project file" not in shown(goal(), plans=[planned()])


def test_what_is_only_observed_is_no_promise():
    assert "Watched only" not in shown(goal(), bare_goal("reported", "shadow", id="w", statement="Watched only"))


def comparing(document):
    return {"inputs": Inputs(project=document)}


def test_without_a_comparison_group_nothing_can_be_credited():
    assert "All goals: without a comparison group" in shown(goal())


def test_a_comparison_group_of_the_project_holds_for_all_goals():
    said = shown(goal(), **comparing({"rollout": {"by": "branch"}}))
    assert "All goals: there is a comparison group" in said
    assert "without a comparison group" not in said


def test_a_comparison_group_of_one_goal_holds_for_that_goal():
    goals = (goal(id="a", statement="A"), goal(id="b", statement="B"), goal(id="c", statement="C"))
    said = shown(*goals, **comparing({"goals": [{"id": "a", "control": "branch == 'x'"}, {"id": "b"}]}))
    assert "“A”: there is a comparison group" in said
    assert "All others: without a comparison group" in said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "“A”: another system will measure after the start"), ("ru", "«A»: после запуска измерять будет")],
)
def test_a_parallel_run_will_move_lines_that_are_counted_from_the_baseline(language, said):
    """Of a promised level, and of what the run does not bridge, nothing moves."""
    change = TargetAnswer("+5pp", "points", 0.67, "unknown")
    other = window(0.6, instrument=("other",))
    goals = (
        goal(id="a", statement="A", target=change),
        goal(id="b", statement="B"),
        goal(id="c", statement="C", target=change, baseline=other),
    )
    data = {"calls": [{"name": "old-pbx"}, {"name": "new-platform"}], "other": [{"name": "other"}]}
    planned = {"bridge": {"calls": {"from": "2026-01-01", "to": "2026-01-29"}}, "data": data}

    assert said in shown(*goals, language=language, **comparing(planned))
    assert said not in shown(*goals, language=language, **comparing({"data": data}))


def test_without_a_baseline_no_improvement_can_be_shown():
    new = goal(id="new", statement="New", baseline=evolve(window(None), start=None, end=None))
    assert "“New”: there is no baseline" in shown(new, goal(id="b"), goal(id="c"))


def test_days_that_differ_stand_in_every_line():
    both = (goal(id="a", due=END), goal(id="b", due=END.replace(day=9)))
    said = shown(*both)
    assert "1 October 2026" in said
    assert "9 October 2026" in said


def test_the_rule_of_the_verdict_names_the_shares_that_it_was_scored_by():
    said = shown(goal(), inputs=Inputs(settings={"success_at": 0.75, "undecided_at_most": 0.25}))
    assert "at least 75% of the weight" in said
    assert "more than 25% of the weight" in said


def test_the_approver_of_the_lock_is_named():
    locked = LockState("locked", "sha256:1", seal={"approved_by": "Anna Director"})
    assert "Anna Director" in shown(goal(), lock=locked)
    assert "goalposts lock --approved-by" in shown(goal(), lock=LockState("unlocked"))


def test_a_project_without_goals_has_nothing_to_sign_for():
    assert "This project has no goals." in shown(verdict=None)


def test_hostile_texts_are_shown_and_never_obeyed():
    evil = "<script>alert(1)</script>{{ 7*7 }}"
    locked = LockState("locked", seal={"approved_by": evil})
    page = Page(goals_sheet(card(goal(statement=evil, owner=evil), lock=locked), "en"))
    assert "script" not in {tag for tag, _ in page.tags}
    assert evil in page.shown
