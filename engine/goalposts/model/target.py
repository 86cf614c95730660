"""Targets: what a goal promises, and the line that the promise draws in KPI units."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from goalposts.expressions import Quantity
from goalposts.model.kpi import Direction


class TargetKind(Enum):
    """How the promise is worded."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    POINTS = "points"
    DIFFERENCE = "difference"
    FACTOR = "factor"
    BAND = "band"


def _shown(value: float) -> float:
    return float(f"{value:.12g}")


@frozen
class Target:
    """A promise: `>= 80%`, `-10%`, `+5pp`, `+20 s`, `x 2`, `200 s .. 260 s`.

    Attributes:
        text: as it was written.
        low: the quantity, or the lower end of a band; for a change, its signed size.
        high: the upper end of a band.
        upward: for an absolute target, whether it is a floor (`>=`).
    """

    text: str
    kind: TargetKind
    low: Quantity
    high: Quantity | None = None
    upward: bool = True

    @property
    def needs_baseline(self) -> bool:
        """Whether the line can only be drawn from a baseline value."""
        return self.kind not in (TargetKind.ABSOLUTE, TargetKind.BAND)

    def direction(self, kpi: Direction) -> Direction:
        """The good direction: towards a band; else the KPI's own, or without one what the target says."""
        if self.kind is TargetKind.BAND:
            return Direction.BAND
        if kpi in (Direction.UP, Direction.DOWN):
            return kpi
        return Direction.UP if self._rises else Direction.DOWN

    @property
    def _rises(self) -> bool:
        if self.kind is TargetKind.ABSOLUTE:
            return self.upward
        return self.low.value >= (1 if self.kind is TargetKind.FACTOR else 0)

    def goes_against(self, kpi: Direction) -> bool:
        """Whether the promise goes against the KPI's own good direction."""
        if self.kind is TargetKind.BAND or kpi not in (Direction.UP, Direction.DOWN):
            return False
        return self._rises != (kpi is Direction.UP)

    def line(self, baseline: float | None) -> float | None:
        """The line in KPI units; of a band, the edge nearer to the baseline.

        Nothing without a needed baseline, and nothing for a relative change of zero.
        """
        low = self.low.in_base_unit
        if self.kind is TargetKind.ABSOLUTE:
            return low
        if self.kind is TargetKind.BAND:
            return self._nearest_edge(baseline)
        if baseline is None or (not baseline and self.kind in (TargetKind.RELATIVE, TargetKind.FACTOR)):
            return None
        if self.kind is TargetKind.RELATIVE:
            return baseline + abs(baseline) * low
        if self.kind is TargetKind.FACTOR:
            return baseline + abs(baseline) * (low - 1)
        return baseline + low

    def _nearest_edge(self, baseline: float | None) -> float:
        low, high = self.low.in_base_unit, self._high
        if baseline is None:
            return high
        return low if abs(baseline - low) < abs(baseline - high) else high

    @property
    def _high(self) -> float:
        return self.high.in_base_unit if self.high is not None else self.low.in_base_unit

    def shortfall(self, value: float) -> float:
        """How far a value lies outside the band."""
        return max(self.low.in_base_unit - value, value - self._high, 0.0)

    def met_by(self, value: float, line: float) -> bool:
        """Whether a value keeps the promise; both are compared to the 12 digits that a scorecard shows."""
        value, line = _shown(value), _shown(line)
        if self.kind is TargetKind.BAND:
            return _shown(self.low.in_base_unit) <= value <= _shown(self._high)
        return value >= line if self._rises else value <= line
