"""The trace of a goal: its last step names the state, its comparisons can be done again by hand."""

from __future__ import annotations

import operator
import re

import pytest
from attrs import evolve
from evidence import EVALUATION, effect, evidence, resolved, window
from goalposts.inference.student import two_sided_p
from goalposts.model.effects import GateFailure
from goalposts.model.scorecard import STATES
from goalposts.verdict import reasons
from goalposts.verdict.judge import judge
from hypothesis import given, settings
from hypothesis import strategies as st

SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
GOALS = [
    resolved(),
    resolved(target="+5pp"),
    resolved(target="60% .. 70%"),
    resolved(kpi="sample.mean_wait", target="-10%"),
    resolved(role="guardrail", target=None, margin="2pp"),
    resolved(role="guardrail", target=None),
    resolved(role="guardrail", kpi="sample.visits", target=None, margin="10%"),
    resolved(role="negative_control", target=None, margin="2pp"),
    resolved(role="negative_control", target=None),
    resolved(role="shadow", target=None),
]
FAILURES = [
    (),
    (GateFailure("too_few_days", "baseline", (("days", 14.0), ("needed", 28.0))),),
    (GateFailure("no_variation", "both"),),
]
sizes = st.floats(-2, 2).map(lambda size: round(size, 3))
shares = st.none() | st.floats(0, 1).map(lambda size: round(size, 3))


@st.composite
def facts(draw):
    """Evidence of any kind, and the p-value after counting."""
    low, high = sorted((draw(sizes), draw(sizes) + 0.0005))
    change = draw(st.none() | st.just(effect((low + high) / 2, low, high)))
    made = evidence(
        before=draw(shares),
        after=draw(shares),
        change=change,
        goal=draw(st.sampled_from(GOALS)),
        due=draw(st.sampled_from([None, None, None, EVALUATION[1]])),
        invalid=draw(st.sampled_from([(), (), (), (reasons.quarantined("book", 0.2),)])),
        failures=() if change is not None else draw(st.sampled_from(FAILURES)),
    )
    return made, draw(st.none() | st.floats(0, 1))


def state_by_the_contract(made, p_adjusted):
    """The state table of the contract once more, written as its sentences stand there."""
    scored = judge(made, p_adjusted)
    role = made.goal.role.value
    if role == "shadow":
        return "reported"
    if made.due:
        return "not_due"
    if made.invalid:
        return "invalid"
    if made.evaluation.value is None:
        return "no_data"
    if made.reference is None:
        return "measurable"
    return {"goal": goal, "guardrail": guardrail, "negative_control": control}[role](made, scored)


def goal(made, scored):
    if [failure for failure in made.failures if failure.code != "no_variation"]:
        return "inconclusive"
    answer, target = scored.change.answer, scored.target.answer
    if target == "reached" and answer == "better":
        return "achieved"
    if target == "reached" and answer in ("unclear", "equivalent"):
        return "reached_unproven"
    return {"better": "improved", "worse": "worsened", "equivalent": "unchanged"}.get(answer, "inconclusive")


def guardrail(made, scored):
    if made.effect is None:
        return "not_shown_safe"
    margin, low, high = scored.margin or 0.0, made.effect.low, made.effect.high
    if made.goal.direction.value == "none":
        if low > margin or high < -margin:
            return "broken"
        return "safe" if -margin < low and high < margin else "not_shown_safe"
    assert made.goal.direction.value == "up"
    return "broken" if high < -margin else "safe" if low > -margin else "not_shown_safe"


def control(made, scored):
    if made.effect is None:
        return "unclear"
    if made.effect.low > 0 or made.effect.high < 0:
        return "moved"
    margin = scored.margin
    return "still" if margin and -margin < made.effect.low and made.effect.high < margin else "unclear"


@settings(max_examples=400)
@given(facts())
def test_the_last_step_names_the_state_and_the_contract_agrees(made):
    """For any evidence: one step passed, it is the last, and the state is that of the contract's own table."""
    scored = judge(*made)

    passed = [step.passed for step in scored.trace.steps]
    assert passed == [False] * (len(passed) - 1) + [True]
    assert scored.trace.steps[-1].state == scored.state == state_by_the_contract(*made)


@settings(max_examples=400)
@given(facts())
def test_every_comparison_can_be_done_again(made):
    """A step passed when all its comparisons hold, and each holds when its numbers say so."""
    for step in judge(*made).trace.steps:
        assert step.passed == all(known.holds for known in step.comparisons)
        for known in step.comparisons:
            if known.operator in ("missing", "present"):
                assert known.holds == ((known.value is None) == (known.operator == "missing"))
            elif known.value is None or known.threshold is None:
                assert not known.holds
            elif abs(known.value - known.threshold) > 1e-9:
                assert known.holds == SIGNS[known.operator](known.value, known.threshold)


def moved(made, by, p_adjusted):
    """The same evidence had the value after the start been so much higher, and the effect with it."""
    change = made.effect
    moved_change = evolve(change, estimate=change.estimate + by, low=change.low + by, high=change.high + by)
    if p_adjusted is not None:
        counting = p_adjusted / change.p_value
        p_adjusted = counting * two_sided_p(moved_change.estimate / change.standard_error, change.degrees_of_freedom)
    after = evolve(made.evaluation, value=made.evaluation.value + by)
    return evolve(made, evaluation=after, effect=moved_change), p_adjusted


@settings(max_examples=200)
@given(facts())
def test_moving_by_the_distance_gives_the_next_state(made):
    """A little less than the distance changes nothing; a little more gives the state that is named."""
    evidence_, p_adjusted = made
    scored = judge(*made)
    for turn in scored.trace.would_change:
        if turn.unit != "kpi" or evidence_.effect is None or scored.change.effect is None:
            continue
        way = 1e-7 if turn.code == "higher" else -1e-7
        assert judge(*moved(evidence_, turn.distance + way, p_adjusted)).state == turn.state != scored.state
        if abs(turn.distance) > 1e-6:
            assert judge(*moved(evidence_, turn.distance - way, p_adjusted)).state == scored.state


def test_the_nearest_other_state_of_a_short_goal():
    """62 % to 73.1 % of promised 80 %: 6.9 points more would be achieved, and 8 less would be no gain at all."""
    goal = resolved(target=">= 80%")
    scored = judge(evidence(before=0.62, after=0.731, change=effect(0.13, 0.08, 0.18), goal=goal), 0.001)
    nearest = scored.trace.would_change[0]

    assert (scored.state, scored.trace.next_state, nearest.code) == ("improved", "achieved", "higher")
    assert scored.trace.distance == pytest.approx(0.069)
    assert nearest.text.en == "had the value after the start been 6.9\N{NO-BREAK SPACE}pp higher"
    assert nearest.text.ru == ("будь значение после запуска на 6,9\N{NO-BREAK SPACE}п.\N{NO-BREAK SPACE}п. выше")
    assert (scored.trace.n, scored.trace.days) == (5000, 100)


@pytest.mark.parametrize(
    ("made", "code", "distance", "unit"),
    [
        (evidence(due=EVALUATION[1], as_of=EVALUATION[0]), "wait", 120, "days"),
        (evidence(invalid=(reasons.quarantined("book", 0.2),)), "mend_data", None, ""),
        (evidence(after=None), "give_data", None, ""),
        (evidence(before=None), "set_target", None, ""),
        (evidence(evaluation=window(0.75, EVALUATION, "app")), "measure_alike", None, ""),
        (evidence(failures=FAILURES[1]), "longer_baseline", 14, "days"),
    ],
)
def test_what_would_change_a_state_without_an_effect(made, code, distance, unit):
    """Deeds, and how much of them is missing."""
    turn = judge(made, None).trace.would_change[0]

    assert (turn.code, turn.distance, turn.unit) == (code, distance, unit)


@settings(max_examples=200)
@given(facts())
def test_every_sentence_is_there_in_both_languages(made):
    """No place is left unfilled, no Russian in English, and nothing speaks of significance."""
    trace = judge(*made).trace
    texts = [step.text for step in trace.steps]
    texts += [known.text for step in trace.steps for known in step.comparisons]
    texts += [turn.text for turn in trace.would_change]
    for text in texts:
        assert text.en
        assert text.ru
        assert not re.search(r"[{}а-я]|signific|p-value", text.en)
        assert not re.search(r"[{}]|значим", text.ru)


def test_every_state_is_reached_in_the_table():
    """The table and the list of states know the same words."""
    changes = [None, *(effect(size, size - 0.01, size + 0.01) for size in (-0.2, -0.05, 0, 0.05, 0.15))]
    made = [
        evidence(after=after, change=change, goal=goal) for goal in GOALS for after in (0.5, 0.75) for change in changes
    ]
    made += [
        evidence(due=EVALUATION[1]),
        evidence(invalid=(reasons.quarantined("book", 0.2),)),
        evidence(evaluation=window(0.75, EVALUATION, "app")),
        evidence(after=None),
        evidence(before=None),
    ]
    assert {judge(known, 0.001).state for known in made} == set(STATES)
