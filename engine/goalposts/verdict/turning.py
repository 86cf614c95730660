"""What would change a state: the nearest values at which the state table gives another one, found by asking it again.

The value after the start is moved, and the effect with it; the baseline, the promise and the width of the likely range
stay. The chance behind `p_adjusted` moves along, at the goal's own place among the other goals, as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from attrs import evolve

from goalposts.inference.student import two_sided_p
from goalposts.model.effects import Effect
from goalposts.model.trace import Turn
from goalposts.verdict.settings import LEVEL_OF_SIGNIFICANCE
from goalposts.verdict.state_table import Asked, steps

_LARGEST_T: Final = 1e4
_HALVINGS: Final = 80
_DEEDS: Final = {
    "invalid": "mend_data",
    "not_comparable": "measure_alike",
    "no_data": "give_data",
    "measurable": "set_target",
}
_OPEN: Final = ("inconclusive", "reached_unproven", "not_shown_safe", "unclear")


def turns(asked: Asked) -> tuple[Turn, ...]:
    """Say what would change the state, the nearest first."""
    decided = steps(asked)[-1]
    if decided.rule == "for-information":
        return ()
    if decided.rule == "not-due":
        return (Turn("wait", decided.comparisons[0].value, "days", ""),)
    if decided.rule == "too-little-data":
        return tuple(_shortages(asked))
    if decided.state in _DEEDS:
        return (Turn(_DEEDS[decided.state], None, "", ""),)
    moves = (_move(asked, decided.state, way) for way in (1, -1))
    found = sorted((move for move in moves if move is not None), key=lambda turn: abs(turn.distance or 0.0))
    longer = decided.state in _OPEN and asked.effect is not None
    return (*found, *([Turn("longer_window", None, "", "")] if longer else []))


def _shortages(asked: Asked) -> Iterator[Turn]:
    units = ("_days", "_weeks", "_months", "_years")
    short = [known for known in steps(asked)[-1].comparisons if known.of.endswith(units)]
    if not short:
        yield Turn("longer_window", None, "", "")
    for known in short:
        assert known.value is not None
        assert known.threshold is not None
        window, _, unit = known.of.partition("_")
        yield Turn(f"longer_{window}", known.threshold - known.value, unit, "")


def _move(asked: Asked, state: str, way: int) -> Turn | None:
    """Find the nearest move of the value after the start, up or down, that gives another state."""
    borders = sorted({0.0, *(abs(move) for move in _borders(asked) if move * way > 0)})
    beyond = 2 * borders[-1] + 1.0
    for near, far in pairwise((*borders, beyond)):
        found = steps(_moved(asked, way * (near + far) / 2))[-1].state
        if found != state:
            return Turn("higher" if way > 0 else "lower", way * near, "kpi", found)
    return None


def _borders(asked: Asked) -> Iterator[float]:
    """Every move at which a comparison could turn."""
    value, promise, effect = asked.evidence.evaluation.value, asked.promise, asked.effect
    if value is not None and promise.target is not None and promise.line is not None:
        yield promise.line - value
        if promise.target.high is not None:
            yield promise.target.low.in_base_unit - value
            yield promise.target.high.in_base_unit - value
    if effect is None:
        return
    lines = {0.0, promise.distance or 0.0, asked.margin or 0.0}
    for line in (*lines, *(-line for line in lines)):
        yield line - effect.low
        yield line - effect.high
    if asked.p_adjusted is not None:
        size = _confirmed_at(effect, _factor(effect, asked.p_adjusted)) * effect.standard_error
        yield size - effect.estimate
        yield -size - effect.estimate


def _factor(effect: Effect, p_adjusted: float) -> float:
    """By how much counting all goals raises the chance."""
    return p_adjusted / effect.p_value if effect.p_value > 0 else 1.0


def _confirmed_at(effect: Effect, factor: float) -> float:
    """The t from which on a change is confirmed among all goals."""
    low, high = 0.0, _LARGEST_T
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        confirmed = two_sided_p(middle, effect.degrees_of_freedom) * factor <= LEVEL_OF_SIGNIFICANCE
        low, high = (low, middle) if confirmed else (middle, high)
    return high


def _moved(asked: Asked, by: float) -> Asked:
    evaluation, effect, p_adjusted = asked.evidence.evaluation, asked.effect, asked.p_adjusted
    value = None if evaluation.value is None else evaluation.value + by
    evidence = evolve(asked.evidence, evaluation=evolve(evaluation, value=value))
    if effect is None:
        return evolve(asked, evidence=evidence)
    shifted = evolve(effect, estimate=effect.estimate + by, low=effect.low + by, high=effect.high + by)
    if p_adjusted is not None:
        chance = two_sided_p(shifted.estimate / effect.standard_error, effect.degrees_of_freedom)
        p_adjusted = min(1.0, chance * _factor(effect, p_adjusted))
    return evolve(asked, evidence=evidence, effect=shifted, p_adjusted=p_adjusted)
