"""The effect of a goal, whatever measured its baseline, with the parts that are no rollout's (stats 1.10, 1.11)."""

from __future__ import annotations

from attrs import evolve

from goalposts.inference.bridging import with_factor
from goalposts.model.effects import Effect, GateFailure
from goalposts.verdict.case import Case
from goalposts.verdict.continuity import Continuity
from goalposts.verdict.ladder import Climbed, climb
from goalposts.verdict.mix import with_mix


def climbed_over(joined: Continuity, case: Case) -> Climbed:
    """Climb the ladder, and split off what is not the rollout's: another mix, or another instrument.

    A baseline of another instrument is converted first, and the effect carries the error of the conversion.

    How far that error moves the effect is found by moving the factor by its standard error, either way: whatever the
    estimator makes of the baseline is then in it.
    """
    if joined.factor is None:
        climbed = climb(case)
        return climbed if climbed.effect is None else evolve(climbed, effect=with_mix(case, climbed.effect))
    climbed = climb(_converted(joined, case))
    effect = climbed.effect
    if effect is None or joined.bridge is None or case.before.value is None:
        return climbed
    moved = [climb(_converted(joined, case, errors)).effect for errors in (-1.0, 1.0)]
    error = _half_apart(moved)
    if error is None:
        return evolve(climbed, effect=None, failures=(GateFailure("no_variation", "both"),))
    carried = with_factor(effect, joined.factor, error, joined.bridge.baseline - case.before.value)
    return evolve(climbed, effect=evolve(carried, checks=(*carried.checks, *joined.checks)))


def _converted(joined: Continuity, case: Case, errors: float = 0.0) -> Case:
    return evolve(case, before=joined.baseline(case.goal, case.before, errors), factor=joined.factor)


def _half_apart(moved: list[Effect | None]) -> float | None:
    low, high = moved
    return None if low is None or high is None else abs(high.estimate - low.estimate) / 2
