"""Several verdicts one under the other: a mark wherever something but the time changed."""

from datetime import date

import pytest
from attrs import evolve
from goalposts.model.provenance import Engine, LockState
from goalposts.model.scorecard import TargetAnswer
from goalposts.reporting import history
from goalposts.reporting.history import goal_breaks, project_breaks
from reporting.scorecards import EVALUATION, bare_goal, card, goal, window
from reporting.test_html import Page

EARLIER = date(2026, 7, 1)


def test_time_alone_breaks_nothing():
    """State, values, effect and grade may all move: that is what the history is for."""
    later = evolve(goal("achieved"), evaluation=evolve(goal().evaluation, value=0.81, n=5), grade="B")
    assert goal_breaks(goal("not_due"), later) == ()
    assert project_breaks(card(goal(), as_of=EARLIER), card(goal())) == ()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("recipe", {"recipe": "sha256:00"}),
        ("unit", {"unit": "s"}),
        ("instrument", {"evaluation": window(0.7, EVALUATION, date(2026, 10, 1), instrument=("third",))}),
        ("target", {"target": TargetAnswer(">= 70%", "absolute", 0.70, "reached")}),
        ("target", {"margin": 0.02}),
        ("baseline", {"baseline": window(0.63)}),
        ("windows", {"baseline": window(0.62, end=date(2026, 2, 1))}),
    ],
)
def test_whatever_else_changes_is_a_break(name, change):
    assert goal_breaks(goal(), goal(**change)) == (name,)


def test_a_source_that_starts_to_measure_is_no_break():
    """Before the evaluation nothing measured it; that the new system does so then is the plan."""
    empty = goal(evaluation=window(None, EVALUATION, date(2026, 10, 1), instrument=()))
    assert goal_breaks(empty, goal()) == ()


def test_another_method_is_a_break_but_none_yet_is_not():
    other = goal(change=evolve(goal().change, method="its-ewc-by-week"))
    assert goal_breaks(goal(), other) == ("method",)
    assert goal_breaks(goal(change=evolve(goal().change, method="")), other) == ()


def test_a_project_breaks_with_its_goals_its_seal_and_its_engine():
    before = card(goal())
    assert project_breaks(before, card(goal(), goal(id="new"))) == ("goals",)
    assert project_breaks(before, card(goal(), lock=LockState("locked", "sha256:other"))) == ("seal",)
    assert project_breaks(before, card(goal(), engine=Engine("0.2.0", {"contact_center": "0.1.0"}))) == ("engine",)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Not comparable with the line above: the KPI is computed differently"),
        ("ru", "Несопоставимо со строкой выше: показатель считается иначе"),
    ],
)
def test_verdicts_stand_in_the_order_of_their_days(language, said):
    """Whatever the order in which they are read."""
    older = card(goal("not_due", recipe="sha256:00"), as_of=EARLIER)
    text = history([card(goal("achieved")), older], language)
    page = Page(text)
    assert not page.open
    assert page.shown.count(said) == 1
    assert page.shown.index("2026", page.shown.index("1 июля" if language == "ru" else "1 July")) < page.shown.index(
        said
    )


def test_a_goal_that_came_later_is_absent_before():
    text = history([card(goal(), as_of=EARLIER), card(goal(), bare_goal("achieved", id="new", statement="New"))], "en")
    assert "not among the goals" in text
    assert "other goals" in text


def test_hostile_names_are_harmless():
    page = Page(history([card(goal(statement="<script>alert(1)</script>"))], "en"))
    assert "script" not in {tag for tag, _ in page.tags}
