"""The project's verdict, its score as an interval, and the goals that could turn it."""

from __future__ import annotations

import pytest
from attrs import evolve
from evidence import scored
from goalposts.model.scorecard import TargetAnswer
from goalposts.verdict.overall import overall
from hypothesis import given
from hypothesis import strategies as st

GOAL_STATES = (
    "not_due",
    "invalid",
    "not_comparable",
    "no_data",
    "inconclusive",
    "reached_unproven",
    "achieved",
    "improved",
    "unchanged",
    "worsened",
)


def _goals(*states: str, **first: object) -> list:
    return [scored(f"goal-{at}", state=state, **(first if at == 0 else {})) for at, state in enumerate(states)]


def _verdict(*goals) -> str | None:
    return overall("Project", goals).verdict


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ([], None),
        ([scored(role="shadow", state="reported")], None),
        (_goals("achieved", "achieved", "unchanged"), "success"),
        (_goals("achieved", "unchanged"), "partial"),
        (_goals("improved"), "partial"),
        (_goals("unchanged", "worsened"), "failure"),
        (_goals("inconclusive"), "inconclusive"),
        (_goals("measurable"), "inconclusive"),
        (_goals("achieved", "measurable"), "success"),
        (_goals("achieved", "inconclusive"), "inconclusive"),
        (_goals("achieved", "achieved", "inconclusive"), "success"),
        (_goals("unchanged", "achieved", "achieved", must=True), "failure"),
        (_goals("not_due", "achieved", "achieved", "achieved", must=True), "inconclusive"),
        (_goals("improved", "achieved", "achieved", "achieved", must=True), "partial"),
        ([*_goals("achieved"), scored("rail", role="guardrail", state="broken")], "failure"),
        ([*_goals("achieved"), scored("rail", role="guardrail", state="not_shown_safe")], "success"),
        ([*_goals("achieved", "unchanged"), scored("heavy", state="achieved", weight=3.0)], "success"),
    ],
)
def test_the_first_rule_that_fits(goals, expected):
    """Every rule of the contract, with the weights that decide it."""
    assert _verdict(*goals) == expected


@pytest.mark.parametrize(
    ("states", "en", "ru"),
    [
        (("inconclusive", "not_due"), "no goal is decided yet", "ни по одной цели пока нет вывода"),
        (("inconclusive", "not_comparable"), "no goal is decided", "ни по одной цели нет вывода"),
    ],
)
def test_what_will_be_decided_later_is_not_decided_yet(states, en, ru):
    """Once every evaluation is over nothing comes of waiting, and no word promises it."""
    (why,) = overall("Project", _goals(*states)).reasons
    assert (why.code, why.text.en, why.text.ru) == ("nothing_decided", en, ru)


def test_the_score_is_an_interval_because_the_undecided_may_be_worth_anything():
    """Achieved 1, improved its attainment, unchanged 0, undecided 0 to 1; measurable does not weigh."""
    goals = [
        scored("a", state="achieved", weight=2.0),
        scored("b", state="improved", attainment=0.5),
        scored("c", state="unchanged"),
        scored("d", state="inconclusive"),
        scored("e", state="measurable", weight=9.0),
    ]

    found = overall("Project", goals).score

    assert (found.low, found.high) == (pytest.approx(100 * 2.5 / 5), pytest.approx(100 * 3.5 / 5))


def test_the_goals_that_could_turn_the_verdict_are_named():
    """Two of three achieved is success; losing either changes it, the undecided one does not."""
    goals = _goals("achieved", "achieved", "inconclusive")

    assert overall("Project", goals).flips == ("goal-0", "goal-1")
    assert overall("Project", _goals("achieved", "achieved", "achieved")).flips == ()


states = st.lists(st.tuples(st.sampled_from(GOAL_STATES), st.floats(0.1, 5), st.booleans()), min_size=1, max_size=6)


@given(states)
def test_the_order_of_goals_decides_nothing(given_states):
    """Verdict and score do not depend on where a goal stands in the file."""
    goals = [
        scored(f"goal-{at}", state=state, weight=weight, must=must, attainment=0.4)
        for at, (state, weight, must) in enumerate(given_states)
    ]

    there, back = overall("Project", goals), overall("Project", goals[::-1])

    assert there.verdict == back.verdict
    assert there.score.low == pytest.approx(back.score.low)
    assert there.score.low <= there.score.high


@given(states)
def test_a_goal_that_becomes_achieved_never_makes_the_verdict_worse(given_states):
    """Among decided verdicts: failure, partial, success in this order."""
    rank = {"failure": 0, "inconclusive": 1, "partial": 1, "success": 2}
    goals = [
        scored(f"goal-{at}", state=state, weight=weight, must=must, attainment=0.4)
        for at, (state, weight, must) in enumerate(given_states)
    ]
    better = [scored("goal-0", state="achieved", weight=goals[0].weight, must=goals[0].must), *goals[1:]]

    assert rank[_verdict(*better)] >= rank[_verdict(*goals)]


def test_goals_that_are_now_measurable_are_listed():
    """They weigh nothing, but the reader sees that the measurement was delivered."""
    found = overall("Project", [*_goals("achieved"), scored("new", state="measurable", must=True)])

    assert found.verdict == "success"
    assert [reason.code for reason in found.reasons] == ["achieved_share", "now_measurable"]


def test_a_must_that_is_measured_for_the_first_time_may_not_fall_short_of_its_level():
    """It weighs nothing, but a rollout without which it could not do has not succeeded."""
    level = TargetAnswer(">= 80%", "absolute", 0.8, "not_reached")
    new = scored("new", state="measurable", must=True, target=level)
    found = overall("Project", [*_goals("achieved"), new])

    assert found.verdict == "partial"
    assert [reason.code for reason in found.reasons] == ["achieved_share", "must_missed", "now_measurable_short"]
    assert _verdict(*_goals("achieved"), evolve(new, must=False)) == "success"
    assert _verdict(*_goals("achieved"), evolve(new, target=evolve(level, answer="reached"))) == "success"


def test_a_must_counts_whatever_its_weight():
    """Weight decides the score, not whether the project may do without the goal."""
    assert _verdict(*_goals("unchanged", "achieved", must=True, weight=0.0)) == "failure"


@pytest.mark.parametrize(("undecided", "expected"), [(4.0, "success"), (4.1, "inconclusive")])
def test_up_to_40_per_cent_of_the_weight_may_be_undecided(undecided, expected):
    """Exactly 40 % is still a verdict."""
    goals = [
        scored("a", state="achieved", weight=10.0 - undecided),
        scored("b", state="inconclusive", weight=undecided),
    ]

    assert _verdict(*goals) == expected
