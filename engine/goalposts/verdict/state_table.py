"""The state table: rules in the order of the scorecard contract, the first that fits gives a goal its state.

A rule is a few comparisons and fits when all of them hold. States come of nothing else, so that the trace of a goal,
which is the rules that were tried, cannot tell another story than its state.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from goalposts.model import Role
from goalposts.model.effects import Effect, GateFailure
from goalposts.model.evidence import Evidence
from goalposts.model.trace import Comparison, Step
from goalposts.verdict import answers
from goalposts.verdict.answers import Turned, turned
from goalposts.verdict.comparing import all_hold, compared, missing
from goalposts.verdict.promise import Promise


@frozen
class Asked:
    """What the state of one goal is asked of.

    Attributes:
        effect: None where the data allow no judgement, or no effect is given.
        margin: in KPI units.
        p_adjusted: after counting all goals; None where goals are not counted.
    """

    evidence: Evidence
    effect: Effect | None
    promise: Promise
    margin: float | None
    p_adjusted: float | None

    @property
    def interval(self) -> Turned | None:
        """The effect turned to the good direction."""
        return None if self.effect is None else turned(self.effect, self.promise.sign)


def steps(asked: Asked) -> tuple[Step, ...]:
    """Try the rules in their order, up to the one that fits."""
    tried: list[Step] = []
    for step in _rules(asked):
        tried.append(step)
        if step.passed:
            break
    return tuple(tried)


def state_of_data(evidence: Evidence) -> str | None:
    """Name the state of data that allow no judgement; None if they do."""
    return next((step.state for step in _data_rules(evidence) if step.passed), None)


def _rules(asked: Asked) -> Iterator[Step]:
    role = asked.evidence.goal.role
    if role is Role.SHADOW:
        yield _step("for-information", "reported")
        return
    yield from _data_rules(asked.evidence)
    if role is Role.GUARDRAIL:
        yield from _guardrail_rules(asked)
    elif role is Role.NEGATIVE_CONTROL:
        yield from _control_rules(asked)
    else:
        yield from _goal_rules(asked)


def _step(rule: str, state: str, *comparisons: Comparison) -> Step:
    return Step(rule, state, all_hold(comparisons), comparisons)


def _data_rules(evidence: Evidence) -> Iterator[Step]:
    yield _step("not-due", "not_due", compared("days_left", _days_left(evidence.due, evidence.as_of), ">", 0))
    yield _step("faults", "invalid", compared("faults", len(evidence.invalid), ">", 0))
    yield _step("unlike-windows", "not_comparable", compared("other_instruments", _other_instruments(evidence), ">", 0))
    yield _step("no-value", "no_data", missing("evaluation", evidence.evaluation.value))
    if evidence.goal.role is not Role.SHADOW:
        yield _step("no-baseline", "measurable", missing("baseline", evidence.reference))


def _days_left(due: date | None, as_of: date | None) -> int:
    if due is None:
        return 0
    return 1 if as_of is None else max((due - as_of).days, 1)


def _other_instruments(evidence: Evidence) -> int:
    before, after = evidence.baseline, evidence.evaluation
    if before.value is None or after.value is None or evidence.comparable:
        return 0
    return max(len(set(before.instrument) ^ set(after.instrument)), 1)


def _goal_rules(asked: Asked) -> Iterator[Step]:
    interval, promise, p_adjusted = asked.interval, asked.promise, asked.p_adjusted
    value = asked.evidence.evaluation.value
    reached = (*answers.reached(promise, value, promise.answer(value)), *_kept(asked.evidence))
    better = answers.better(interval, promise, p_adjusted)
    yield _step("too-little-data", "inconclusive", *_refusals(asked))
    yield _step("reached-and-better", "achieved", *reached, *better)
    yield _step("reached", "reached_unproven", *reached, *answers.not_worse(interval, promise, p_adjusted))
    yield _step("better", "improved", *better)
    yield _step("worse", "worsened", *answers.worse(interval, promise, p_adjusted))
    yield _step("equivalent", "unchanged", *answers.equivalent(interval, promise))
    yield _step("otherwise", "inconclusive")


def _kept(evidence: Evidence) -> tuple[Comparison, ...]:
    """The steps of a path, and the last weeks, in which the line was not held; nothing where none is promised."""
    answers_of_stretches = [stretch.answer for stretch in (*evidence.path, *evidence.last)]
    if not answers_of_stretches:
        return ()
    return (compared("stretches_missed", sum(answer != "kept" for answer in answers_of_stretches), "<=", 0),)


def _refusals(asked: Asked) -> tuple[Comparison, ...]:
    """The gates that refuse; a KPI that never varies is no failed gate, it may still reach its target."""
    failed = asked.evidence.failures if asked.effect is None else ()
    if all(failure.code == "no_variation" for failure in failed):
        return (compared("refusals", 0, ">", 0),)
    return (compared("refusals", len(failed), ">", 0), *(short for each in failed for short in _shortage(each)))


def _shortage(failure: GateFailure) -> Iterator[Comparison]:
    """How much there is of what is needed."""
    facts = dict(failure.fact)
    for unit in ("days", "weeks", "months", "years", "events"):
        if unit in facts and "needed" in facts:
            yield compared(f"{failure.window}_{unit}", facts[unit], "<", facts["needed"])


def _guardrail_rules(asked: Asked) -> Iterator[Step]:
    interval, sign, margin = asked.interval, asked.promise.sign, asked.margin or 0.0
    yield _step("beyond-margin", "broken", *answers.broken(interval, sign, margin))
    yield _step("within-margin", "safe", *answers.safe(interval, sign, margin))
    yield _step("otherwise", "not_shown_safe")


def _control_rules(asked: Asked) -> Iterator[Step]:
    yield _step("moved", "moved", *answers.moved(asked.interval))
    yield _step("still", "still", *answers.still(asked.interval, asked.margin))
    yield _step("otherwise", "unclear")
