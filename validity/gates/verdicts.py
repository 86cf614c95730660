"""S8: how often each verdict is given, from events to scorecard, when the rollout does nothing, half, all or more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from attrs import frozen

from validity.gate import Gate, Line
from validity.processes import SAMPLING_SD, generator
from validity.visits import Rollout, project, scored, visits

PROMISE: Final = 20.0
"""Seconds; the goal's target is this much above its baseline."""
SHOCK_SD: Final = PROMISE / 1.12
"""The promise is 1.12 sd, about 2.8 standard errors: an effect of this size is found in 80 of 100 rollouts."""
PER_DAY: Final = 12
TRUTHS: Final = {"0": 0.0, "½": 0.5, "1": 1.0, "1½": 1.5, "−½": -0.5}
"""What the rollout truly does, in times of the promise."""
STATES: Final = ("achieved", "improved", "reached_unproven", "unchanged", "inconclusive", "worsened")


@frozen
class Verdicts:
    """What was said in runs of one rollout: how often each state, and how often the KPI moved the right way at all."""

    states: Counter[str]
    right_direction: int


@cache
def verdicts(truth: float, runs: int) -> Verdicts:
    """Judge runs of a rollout that does `truth` times what it promises."""
    rollout = Rollout(
        wait=truth * PROMISE, per_day=PER_DAY, wait_sd=SHOCK_SD, visit_sd=SAMPLING_SD * SHOCK_SD * PER_DAY**0.5
    )
    asked, random = project([("wait", "mean(of=wait)", f"+{PROMISE:g} s")]), generator(f"verdicts {truth}")
    found = [scored(asked, visits(rollout, random)).find("wait") for _ in range(runs)]
    return Verdicts(Counter(goal.state for goal in found), sum(goal.direction_ok is True for goal in found))


def _lines(runs: int) -> Iterator[Line]:
    shares = {
        name: {state: verdicts(truth, runs).states[state] / runs for state in STATES} for name, truth in TRUTHS.items()
    }
    yield Line("achieved, though nothing happened", shares["0"]["achieved"], runs, None, 0.015)
    yield Line("achieved, at half the promise", shares["½"]["achieved"], runs, None, 0.11)
    for name in ("0", "½", "1", "1½"):
        yield Line(f"worsened, at {name} of the promise", shares[name]["worsened"], runs, None, 0.04)
    yield Line("unchanged, though the promise was kept", shares["1"]["unchanged"], runs, None, 0.045)
    yield Line("achieved, at one and a half of the promise", shares["1½"]["achieved"], runs, 0.88)


VERDICTS = Gate("S8", "The verdict's words are given as often as they should be.", _lines, 1000)
