"""Judges one goal: the first state that fits, in the order of the scorecard contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from goalposts.expressions import Total
from goalposts.model import Role
from goalposts.model.effects import Effect, EffectParts
from goalposts.model.evidence import Evidence
from goalposts.model.maturity import due_day, lag_days
from goalposts.model.scorecard import Change, GoalScore, Reason, TargetAnswer
from goalposts.verdict import answers, reasons
from goalposts.verdict.attribution import attribution_of, grade_of
from goalposts.verdict.continuity_reasons import unlike_windows
from goalposts.verdict.credit import claimable, credit_reasons
from goalposts.verdict.grade_reasons import by_grade, left_out
from goalposts.verdict.kept import answer_of
from goalposts.verdict.mix import remarks_on_mix
from goalposts.verdict.promise import Promise, promise_of
from goalposts.verdict.state_table import Asked, state_of_data, steps
from goalposts.verdict.trace import trace_of


def judge(evidence: Evidence, p_adjusted: float | None, currency: str = "") -> GoalScore:
    """Judge one goal.

    Args:
        evidence: the facts.
        p_adjusted: the goal's p-value after counting all primary goals.
        currency: of amounts in sentences.
    """
    promise = promise_of(evidence.goal, evidence.reference)
    effect = None if data_state(evidence) else evidence.effect
    change, code = _change(evidence, effect, promise, p_adjusted)
    asked = Asked(evidence, effect, promise, _margin(evidence), p_adjusted)
    tried = steps(asked)
    state, why = tried[-1].state, _why(evidence, effect)
    blank = _unjudged(evidence, promise)
    remarks = (*_remarks(evidence, promise, effect, state), *credit_reasons(evidence.goal, effect, change.answer))
    found = (
        *_of_level(blank.target, state),
        *why,
        *([reasons.simple(code)] if code else []),
        *remarks,
        *evidence.passed_over,
    )
    attribution = attribution_of(evidence.design, effect, change.answer, answer_of(evidence, promise))
    return evolve(
        blank,
        state=state,
        confidence=_confidence(state, effect, promise, evidence),
        grade=grade_of(state, effect),
        attainment=None if effect is None else promise.attained(effect.estimate, evidence.reference),
        change=change,
        attribution=evolve(attribution, claimable=claimable(evidence.goal, effect, change.answer)),
        reasons=_once(found),
        trace=trace_of(asked, tried, currency),
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
        target=_target(evidence, promise),
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
        due=_shown_due(evidence),
        go_live=goal.go_live,
        segments=evidence.segments,
        bridge=evidence.bridge,
        interim=evidence.interim,
        follow_up=evidence.follow_up,
        chain=evidence.chain,
        spread=evidence.spread,
        per_open_day=isinstance(goal.formula, Total),
        minimum_n=goal.kpi.minimum_n,
    )


def _target(evidence: Evidence, promise: Promise) -> TargetAnswer | None:
    found = promise.record(evidence.evaluation.value)
    if found is None or not (evidence.path or evidence.last):
        return found
    return evolve(found, answer=answer_of(evidence, promise), path=evidence.path, last=evidence.last)


def _shown_due(evidence: Evidence) -> date:
    """The deadline, or the evaluation's end; later for a KPI that must be followed longer."""
    goal = evidence.goal
    stated = goal.goal.deadline or goal.evaluation.end
    return max(stated, due_day(goal)) if lag_days(goal) and goal.role is not Role.SHADOW else stated


def _margin(evidence: Evidence) -> float | None:
    goal = evidence.goal
    if goal.margin is None or not goal.margin_is_relative:
        return goal.margin
    return None if evidence.reference is None else abs(goal.margin * evidence.reference)


def data_state(evidence: Evidence) -> tuple[str, tuple[Reason, ...]] | None:
    """Find why the data allow no judgement, in the order of the contract; None if they do."""
    state = state_of_data(evidence)
    if state is None:
        return None
    found: dict[str, tuple[Reason, ...]] = {
        "not_due": () if evidence.due is None else (reasons.not_due(evidence.due, evidence.goal.evaluation.end),),
        "invalid": evidence.invalid,
        "not_comparable": (_why_not_comparable(evidence),),
        "no_data": (evidence.why_no_evaluation or reasons.simple("no_events"),),
        "measurable": (evidence.why_no_baseline or reasons.simple("baseline_unknown"),),
    }
    return state, found[state]


def _why_not_comparable(evidence: Evidence) -> Reason:
    before, after = evidence.baseline.instrument, evidence.evaluation.instrument
    return evidence.why_not_comparable or unlike_windows(before, after)


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


def _why(evidence: Evidence, effect: Effect | None) -> tuple[Reason, ...]:
    """Say why there is no judgement, or no effect to judge by."""
    if evidence.goal.role is Role.SHADOW:
        return ()
    stopped = data_state(evidence)
    if stopped is not None:
        return stopped[1]
    return tuple(map(reasons.gate, evidence.failures)) if effect is None else ()


def _of_level(target: TargetAnswer | None, state: str) -> Iterator[Reason]:
    """A level that was promised can be held against what was never measured before."""
    if state == "measurable" and target is not None and target.answer != "unknown":
        yield reasons.simple("level_reached" if target.answer == "reached" else "level_not_reached")


def _remarks(evidence: Evidence, promise: Promise, effect: Effect | None, state: str) -> tuple[Reason, ...]:
    found = list(evidence.notes)
    if evidence.goal.role is Role.SHADOW:
        found += [why for why in (evidence.why_no_evaluation, evidence.why_no_baseline) if why is not None]
        found += evidence.invalid if {evidence.baseline.value, evidence.evaluation.value} != {None} else ()
    if promise.target is not None and promise.line is None and evidence.reference is not None:
        found.append(reasons.simple("relative_to_zero"))
    if promise.line is not None and promise.distance is None and evidence.reference is not None:
        found.append(reasons.simple("line_already_met"))
    if evidence.declared:
        found.append(reasons.simple("declared_baseline"))
    if effect is not None:
        found += remarks_on_mix(effect)
    if effect is not None and effect.volume_changed:
        found.append(reasons.simple("volume_changed"))
    found += _unproven(state, effect)
    if state in ("achieved", "improved", "worsened", "broken") and not evidence.declared:
        found += by_grade(grade_of(state, effect), effect)
    found += left_out(effect)
    if evidence.goal.role is Role.GUARDRAIL and evidence.goal.margin is None:
        found.append(reasons.simple("no_margin"))
    return tuple(found)


def _unproven(state: str, effect: Effect | None) -> Iterator[Reason]:
    if state not in ("inconclusive", "reached_unproven") or effect is None:
        return
    if state == "reached_unproven" and _came_anyway(effect.parts):
        yield reasons.simple("came_anyway")
    yield reasons.simple("within_noise")


def _came_anyway(parts: EffectParts) -> bool:
    """Whether trend and season account for more than half of the change."""
    anyway = parts.trend + parts.season
    others = (parts.rollout, parts.residual, parts.mix, parts.measurement, parts.control)
    change = anyway + sum(others) + sum(value for _, value in parts.influences)
    return anyway * change > 0 and 2 * abs(anyway) > abs(change)


def _confidence(state: str, effect: Effect | None, promise: Promise, evidence: Evidence) -> str | None:
    if state != "achieved" or effect is None:
        return None
    low = answers.turned(effect, promise.sign).low
    proved = promise.distance is not None and low >= promise.distance
    return "proved" if proved and effect.long_enough_to_prove and not evidence.declared else "likely"


def _once(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(found))
