"""The promise of a goal against its reference value: the line, its distance, and which way is good."""

from __future__ import annotations

from attrs import frozen

from goalposts.model import Direction, ResolvedGoal, Target, TargetKind
from goalposts.model.scorecard import TargetAnswer


@frozen
class Promise:
    """What was promised, in KPI units.

    Attributes:
        line: the value to reach; None without a target, or when a needed baseline is missing.
        distance: θ*, how far the line lies from the reference; None if the reference already meets it.
        sign: +1 if larger is better, -1 if smaller is, 0 if neither.
    """

    target: Target | None
    line: float | None
    distance: float | None
    sign: int

    def attained(self, effect: float, reference: float | None) -> float | None:
        """How much of the promised distance an effect in KPI units covers; of a band, beyond the far edge less."""
        if self.target is None or reference is None or not self.distance:
            return None
        if self.target.kind is TargetKind.BAND:
            return 1 - self.target.shortfall(reference + effect) / self.distance
        return self.sign * effect / self.distance

    def answer(self, value: float | None) -> str:
        """Say whether a value keeps the promise: `reached`, `not_reached` or `unknown`."""
        if self.target is None or self.line is None or value is None:
            return "unknown"
        return "reached" if self.target.met_by(value, self.line) else "not_reached"

    def record(self, value: float | None) -> TargetAnswer | None:
        """The promise and its answer as the scorecard shows them; of a band, the line is its lower edge."""
        if self.target is None:
            return None
        high = self.target.high.in_base_unit if self.target.high else None
        line = self.line if high is None else self.target.low.in_base_unit
        return TargetAnswer(self.target.text, self.target.kind.value, line, self.answer(value), high)


def promise_of(goal: ResolvedGoal, reference: float | None) -> Promise:
    """Work out a goal's promise against its reference value."""
    target = goal.goal.target
    if target is None:
        return Promise(None, None, None, _sign(goal.direction))
    line = target.line(reference)
    if line is None or reference is None:
        return Promise(target, line, None, _sign(goal.direction))
    met = target.met_by(reference, line)
    sign = _sign(goal.direction) or (0 if met else 1 if line > reference else -1)
    return Promise(target, line, None if met else abs(line - reference), sign)


def _sign(direction: Direction) -> int:
    return {Direction.UP: 1, Direction.DOWN: -1}.get(direction, 0)
