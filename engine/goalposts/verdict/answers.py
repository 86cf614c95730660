"""The answers drawn from one interval: change, guardrail, negative control."""

from __future__ import annotations

from attrs import frozen

from goalposts.model.effects import Effect
from goalposts.verdict.promise import Promise
from goalposts.verdict.settings import LEVEL_OF_SIGNIFICANCE

UNDECIDED = ("not_due", "invalid", "not_comparable", "no_data", "inconclusive", "reached_unproven")
NOT_CONFIRMED = "not_confirmed_among_goals"
PROMISE_RULED_OUT = "promise_ruled_out"


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
    answer, reason = _before_counting(interval, promise)
    if answer in ("better", "worse") and p_adjusted is not None and p_adjusted > LEVEL_OF_SIGNIFICANCE:
        return "unclear", NOT_CONFIRMED
    return answer, reason


def _before_counting(interval: Turned, promise: Promise) -> tuple[str, str]:
    promised = promise.distance
    if promise.sign and interval.low > 0:
        return "better", ""
    if promise.sign and interval.high < 0:
        return "worse", ""
    if promised is None:
        return "unclear", ""
    if -promised < interval.low <= 0 <= interval.high < promised:
        return "equivalent", ""
    return "unclear", PROMISE_RULED_OUT if interval.high < promised else ""


def guardrail_state(effect: Effect, sign: int, margin: float) -> str:
    """Say whether a guardrail held: `broken`, `safe` or `not_shown_safe`; without direction either way counts."""
    if not sign:
        if effect.low > margin or effect.high < -margin:
            return "broken"
        return "safe" if -margin < effect.low and effect.high < margin else "not_shown_safe"
    interval = turned(effect, sign)
    if interval.high < -margin:
        return "broken"
    return "safe" if interval.low > -margin else "not_shown_safe"


def control_state(effect: Effect, margin: float | None) -> str:
    """Say whether a negative control stood still: `moved`, `still` or `unclear`."""
    if effect.low > 0 or effect.high < 0:
        return "moved"
    return "still" if margin and -margin < effect.low and effect.high < margin else "unclear"


def goal_state(change: str, target: str) -> str:
    """Join the two answers of a goal that passed every gate."""
    if target == "reached":
        if change == "better":
            return "achieved"
        if change in ("unclear", "equivalent"):
            return "reached_unproven"
    return {"better": "improved", "worse": "worsened", "equivalent": "unchanged"}.get(change, "inconclusive")
