"""Judges one goal: the first state that fits, in the order of the scorecard contract."""

from __future__ import annotations

from attrs import evolve

from goalposts.model import Role
from goalposts.model.effects import Effect
from goalposts.model.evidence import Evidence
from goalposts.model.scorecard import Change, GoalScore, Reason
from goalposts.verdict import answers, reasons
from goalposts.verdict.attribution import GRADES_THAT_ATTRIBUTE, attribution_of, grade_of
from goalposts.verdict.comparison_reasons import BEYOND_COMPARISON
from goalposts.verdict.promise import Promise, promise_of


def judge(evidence: Evidence, p_adjusted: float | None) -> GoalScore:
    """Judge one goal; `p_adjusted` is its p-value after counting all primary goals."""
    promise = promise_of(evidence.goal, evidence.reference)
    effect = None if data_state(evidence) else evidence.effect
    change, code = _change(evidence, effect, promise, p_adjusted)
    state, why = _state(evidence, effect, promise, change)
    blank = _unjudged(evidence, promise)
    found = (
        *why,
        *([reasons.simple(code)] if code else []),
        *_remarks(evidence, promise, effect, state),
        *evidence.passed_over,
    )
    return evolve(
        blank,
        state=state,
        confidence=_confidence(state, effect, promise, evidence),
        grade=grade_of(state, effect),
        attainment=None if effect is None else promise.attained(effect.estimate, evidence.reference),
        change=change,
        attribution=attribution_of(evidence.design, effect, change.answer, promise.answer(evidence.evaluation.value)),
        reasons=_once(found),
    )


def _unjudged(evidence: Evidence, promise: Promise) -> GoalScore:
    goal, values = evidence.goal, (evidence.evaluation.value, evidence.baseline.value)
    reference = evidence.reference if evidence.declared else values[1]
    observed = None if values[0] is None or reference is None else values[0] - reference
    return GoalScore(
        id=goal.id,
        role=goal.role.value,
        kpi=goal.kpi.id,
        name=goal.kpi.title,
        statement=goal.goal.statement,
        variant=goal.variant or None,
        params=goal.values,
        unit=goal.kpi.unit,
        direction=goal.direction.value,
        state="",
        confidence=None,
        grade=None,
        direction_ok=None if observed is None or not promise.sign else promise.sign * observed > 0,
        margin=_margin(evidence),
        attainment=None,
        target=promise.record(values[0]),
        baseline=evidence.baseline,
        evaluation=evidence.evaluation,
        observed=observed,
        change=Change("no_baseline"),
        attribution=attribution_of(evidence.design, None),
        series=evidence.series,
        reasons=(),
        recipe=evidence.recipe,
        must=goal.goal.must,
        weight=goal.goal.weight,
        owner=goal.goal.owner,
        due=goal.goal.deadline or goal.evaluation.end,
        go_live=goal.go_live,
        segments=evidence.segments,
    )


def _margin(evidence: Evidence) -> float | None:
    goal = evidence.goal
    if goal.margin is None or not goal.margin_is_relative:
        return goal.margin
    return None if evidence.reference is None else abs(goal.margin * evidence.reference)


def data_state(evidence: Evidence) -> tuple[str, tuple[Reason, ...]] | None:
    """Find why the data allow no judgement, in the order of the contract; None if they do."""
    baseline, evaluation = evidence.baseline, evidence.evaluation
    if evidence.due is not None:
        return "not_due", (reasons.not_due(evidence.due),)
    if evidence.invalid:
        return "invalid", evidence.invalid
    both = baseline.value is not None and evaluation.value is not None
    if both and not evidence.same_instruments:
        return "not_comparable", (reasons.simple("unlike_windows"),)
    if evaluation.value is None:
        return "no_data", (evidence.why_no_evaluation or reasons.simple("no_events"),)
    if evidence.reference is None and evidence.goal.role is not Role.SHADOW:
        return "measurable", (evidence.why_no_baseline or reasons.simple("baseline_unknown"),)
    return None


def _change(
    evidence: Evidence, effect: Effect | None, promise: Promise, p_adjusted: float | None
) -> tuple[Change, str]:
    if effect is None:
        return Change("no_baseline" if evidence.reference is None else "unclear"), ""
    answer, code = answers.change_answer(answers.turned(effect, promise.sign), promise, p_adjusted)
    change = Change(
        answer,
        effect.estimate,
        effect.relative.value if effect.relative else None,
        effect.low,
        effect.high,
        effect.p_value,
        p_adjusted,
        effect.method,
    )
    return change, code


def _state(
    evidence: Evidence, effect: Effect | None, promise: Promise, change: Change
) -> tuple[str, tuple[Reason, ...]]:
    role = evidence.goal.role
    if role is Role.SHADOW:
        return "reported", ()
    stopped = data_state(evidence)
    if stopped is not None:
        return stopped
    if effect is None:
        return _without_effect(evidence, promise), tuple(map(reasons.gate, evidence.failures))
    if role is Role.GUARDRAIL:
        return answers.guardrail_state(effect, promise.sign, _margin(evidence) or 0.0), ()
    if role is Role.NEGATIVE_CONTROL:
        return answers.control_state(effect, _margin(evidence)), ()
    return answers.goal_state(change.answer, promise.answer(evidence.evaluation.value)), ()


def _without_effect(evidence: Evidence, promise: Promise) -> str:
    """A KPI that never varies is no failed gate: it may reach its target, though nothing is proved of the change."""
    if evidence.goal.role is Role.GUARDRAIL:
        return "not_shown_safe"
    if evidence.goal.role is Role.NEGATIVE_CONTROL:
        return "unclear"
    if all(failure.code == "no_variation" for failure in evidence.failures):
        return answers.goal_state("unclear", promise.answer(evidence.evaluation.value))
    return "inconclusive"


def _remarks(evidence: Evidence, promise: Promise, effect: Effect | None, state: str) -> tuple[Reason, ...]:
    found = list(evidence.notes)
    if evidence.goal.role is Role.SHADOW:
        found += [why for why in (evidence.why_no_evaluation, evidence.why_no_baseline) if why is not None]
    if promise.target is not None and promise.line is None and evidence.reference is not None:
        found.append(reasons.simple("relative_to_zero"))
    if promise.line is not None and promise.distance is None and evidence.reference is not None:
        found.append(reasons.simple("line_already_met"))
    if evidence.declared:
        found.append(reasons.simple("declared_baseline"))
    if effect is not None and effect.volume_changed:
        found.append(reasons.simple("volume_changed"))
    if state in ("inconclusive", "reached_unproven") and effect is not None:
        found.append(reasons.simple("within_noise"))
    if state in ("achieved", "improved", "worsened", "broken") and not evidence.declared:
        compared = grade_of(state, effect) in GRADES_THAT_ATTRIBUTE
        found.append(BEYOND_COMPARISON if compared else reasons.simple("diagnostics_not_run"))
    if evidence.goal.role is Role.GUARDRAIL and evidence.goal.margin is None:
        found.append(reasons.simple("no_margin"))
    return tuple(found)


def _confidence(state: str, effect: Effect | None, promise: Promise, evidence: Evidence) -> str | None:
    if state != "achieved" or effect is None:
        return None
    low = answers.turned(effect, promise.sign).low
    proved = promise.distance is not None and low >= promise.distance
    return "proved" if proved and effect.long_enough_to_prove and not evidence.declared else "likely"


def _once(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(found))
