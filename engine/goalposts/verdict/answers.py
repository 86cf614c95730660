"""The answers drawn from one interval, each as the comparisons that it rests on."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from goalposts.model import Direction, TargetKind
from goalposts.model.effects import Effect
from goalposts.model.trace import Comparison
from goalposts.verdict.comparing import all_hold, compared, missing, present
from goalposts.verdict.promise import Promise
from goalposts.verdict.settings import LEVEL_OF_SIGNIFICANCE

UNDECIDED = ("not_due", "invalid", "not_comparable", "no_data", "inconclusive", "reached_unproven")
NOT_CONFIRMED = "not_confirmed_among_goals"
PROMISE_RULED_OUT = "promise_ruled_out"

Comparisons: TypeAlias = tuple[Comparison, ...]
"""What an answer rests on: it is given when all of them hold."""


@frozen
class Turned:
    """An effect with its interval turned to the good direction: larger is better."""

    effect: float
    low: float
    high: float


def turned(effect: Effect, sign: int) -> Turned:
    """Turn an effect so that larger is better; without a good direction it stays as it is."""
    if sign < 0:
        return Turned(-effect.estimate, -effect.high, -effect.low)
    return Turned(effect.estimate, effect.low, effect.high)


def change_answer(interval: Turned, promise: Promise, p_adjusted: float | None) -> tuple[str, str]:
    """Say what the interval says of a change, and the reason code behind it (empty for none).

    `better` and `worse` also need the goal to survive the count of goals (Holm). Without a good direction a move
    is neither, and the answer is `unclear`.
    """
    if all_hold(better(interval, promise, p_adjusted)):
        return "better", ""
    if all_hold(worse(interval, promise, p_adjusted)):
        return "worse", ""
    if all_hold(better(interval, promise, None)) or all_hold(worse(interval, promise, None)):
        return "unclear", NOT_CONFIRMED
    if all_hold(equivalent(interval, promise)):
        return "equivalent", ""
    ruled_out = promise.distance is not None and interval.high < promise.distance
    return "unclear", PROMISE_RULED_OUT if ruled_out else ""


def better(interval: Turned | None, promise: Promise, p_adjusted: float | None) -> Comparisons:
    """The whole interval is a gain, also once all goals are counted."""
    return _moved("low", ">", interval, promise, p_adjusted)


def worse(interval: Turned | None, promise: Promise, p_adjusted: float | None) -> Comparisons:
    """The whole interval is a loss, also once all goals are counted."""
    return _moved("high", "<", interval, promise, p_adjusted)


def _moved(end: str, sign: str, interval: Turned | None, promise: Promise, p_adjusted: float | None) -> Comparisons:
    if interval is None:
        return (present("effect", None),)
    if not promise.sign:
        return (compared("good_direction", 0.0, ">", 0.0),)
    confirmed = () if p_adjusted is None else (compared("p_adjusted", p_adjusted, "<=", LEVEL_OF_SIGNIFICANCE),)
    return (compared(end, interval.low if end == "low" else interval.high, sign, 0.0), *confirmed)


def not_worse(interval: Turned | None, promise: Promise, p_adjusted: float | None) -> Comparisons:
    """The one comparison by which a change is not for the worse."""
    if interval is None:
        return (missing("effect", None),)
    if not promise.sign:
        return (compared("good_direction", 0.0, "<=", 0.0),)
    if p_adjusted is not None and p_adjusted > LEVEL_OF_SIGNIFICANCE:
        return (compared("p_adjusted", p_adjusted, ">", LEVEL_OF_SIGNIFICANCE),)
    return (compared("high", interval.high, ">=", 0.0),)


def equivalent(interval: Turned | None, promise: Promise) -> Comparisons:
    """A change as large as the promised one is ruled out either way, and none is not."""
    if interval is None:
        return (present("effect", None),)
    if promise.distance is None:
        return (present("promise", None),)
    return (
        compared("low", interval.low, ">", -promise.distance),
        compared("low", interval.low, "<=", 0.0),
        compared("high", interval.high, ">=", 0.0),
        compared("high", interval.high, "<", promise.distance),
    )


def reached(promise: Promise, value: float | None, answer: str) -> Comparisons:
    """The value is where it was promised; of a band, inside it.

    Args:
        promise: draws the line.
        value: after the start.
        answer: of the scorecard to the same question, so that both are one.
    """
    target, met = promise.target, answer == "reached"
    if target is None or promise.line is None:
        return (compared("evaluation", value, ">=", None),)
    if target.kind is TargetKind.BAND:
        high = target.high or target.low
        return (
            _met("evaluation", value, ">=", target.low.in_base_unit, met=met),
            _met("evaluation", value, "<=", high.in_base_unit, met=met),
        )
    sign = ">=" if target.direction(Direction.NONE) is Direction.UP else "<="
    return (Comparison("evaluation", value, sign, promise.line, met),)


def _met(of: str, value: float | None, sign: str, threshold: float, *, met: bool) -> Comparison:
    """One edge of a band; a value on the edge to the digits that are shown is inside."""
    plain = compared(of, value, sign, threshold)
    return Comparison(of, value, sign, threshold, met or plain.holds)


def broken(interval: Turned | None, sign: int, margin: float) -> Comparisons:
    """A guardrail got worse by more than its margin; without direction either way counts."""
    if interval is None:
        return (present("effect", None),)
    if not sign:
        return (compared("nearer_end", _nearer(interval), ">", margin),)
    return (compared("high", interval.high, "<", -margin),)


def safe(interval: Turned | None, sign: int, margin: float) -> Comparisons:
    """A worsening of a guardrail by more than its margin is ruled out."""
    if interval is None:
        return (present("effect", None),)
    if not sign:
        return (compared("farther_end", _farther(interval), "<", margin),)
    return (compared("low", interval.low, ">", -margin),)


def moved(interval: Turned | None) -> Comparisons:
    """A negative control moved, either way."""
    return (present("effect", None),) if interval is None else (compared("nearer_end", _nearer(interval), ">", 0.0),)


def still(interval: Turned | None, margin: float | None) -> Comparisons:
    """A move of a negative control beyond its margin is ruled out."""
    if interval is None:
        return (present("effect", None),)
    return (compared("farther_end", _farther(interval), "<", margin or None),)


def _nearer(interval: Turned) -> float:
    """How far the interval lies from no change; negative when it holds it."""
    return max(interval.low, -interval.high)


def _farther(interval: Turned) -> float:
    return max(-interval.low, interval.high)
