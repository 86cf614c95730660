"""Whether the same instruments measured both windows, and if not, whether a parallel run bridges them (stats 1.10).

An instrument is a source by its name, and its mapping is part of it: of equal names the recipes are equal too.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from goalposts.expressions import Share, Total
from goalposts.inference.bridging import converted, paired_factor
from goalposts.inference.student import interval_quantile
from goalposts.model import Window
from goalposts.model.bridging import Bridge, Factor
from goalposts.scoring import observe
from goalposts.verdict import continuity_reasons as reasons
from goalposts.verdict.bridge_days import bridges_of, instruments_around
from goalposts.verdict.in_periods import follows_entries
from goalposts.verdict.measured import kind_of, series_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import Project, ResolvedGoal
    from goalposts.model.bridging import Scale
    from goalposts.model.effects import Check
    from goalposts.model.scorecard import Reason
    from goalposts.scoring import Cube, Observed
    from goalposts.verdict.measured import Measured

_EPOCH = date(1970, 1, 1)
MOST_CHANCE = 0.001
"""That so many events of the new instrument would by chance all have begun since the run did."""


@frozen
class Continuity:
    """How the windows of a goal hang together.

    Attributes:
        obstacle: why they cannot be compared.
        factor, bridge: how the baseline is converted, where other instruments measured it.
        note: what the reader must know besides.
        checks: of the parallel run.
    """

    obstacle: Reason | None = None
    factor: Factor | None = None
    bridge: Bridge | None = None
    note: Reason | None = None
    checks: tuple[Check, ...] = ()

    def baseline(self, goal: ResolvedGoal, before: Measured, errors: float = 0.0) -> Measured:
        """The baseline as the instruments of the evaluation would have measured it."""
        if self.factor is None or before.series is None or before.value is None:
            return before
        series = converted(self.factor, kind_of(goal), before.series, errors)
        return evolve(before, series=series, value=self.factor.applied(before.value, errors))

    def reference(self, value: float | None) -> float | None:
        """The value that the promise counts from, converted likewise."""
        return value if value is None or self.factor is None else self.factor.applied(value)


def continuity_of(
    project: Project, goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured, as_of: date
) -> Continuity:
    """Compare the instruments of both windows, and bridge them where they differ and a parallel run is declared."""
    if before.observed is None or after.observed is None or before.value is None or after.value is None:
        return Continuity()
    old, new = before.observed.instruments, after.observed.instruments
    if old == new:
        runs = [run for run in bridges_of(project, goal) if run.start < as_of]
        return Continuity(note=reasons.simple("bridge_not_needed") if runs else None)
    obstacle = _obstacle(project, goal, old, new)
    if obstacle is None and any(_changes_inside(project, goal, cube, measured) for measured in (before, after)):
        obstacle = reasons.simple("bridge_inside_window")
    if obstacle is not None:
        return Continuity(obstacle)
    run = _common(bridges_of(project, goal), as_of)
    if run is None:
        return Continuity(reasons.simple("bridge_of_other_days"))
    return _Run(project, goal, cube, run, old, new).continuity(before.value)


def _obstacle(project: Project, goal: ResolvedGoal, old: Sequence[str], new: Sequence[str]) -> Reason | None:
    changed = set(old) ^ set(new)
    of = {source.name: source.event_type for source in project.sources}
    if follows_entries(goal) or any(read.is_derived for read in goal.kpi.reads(goal.variant)):
        return reasons.simple("bridge_of_histories") if bridges_of(project, goal) else reasons.unlike_windows(old, new)
    if any(of.get(name) not in project.bridge for name in changed):
        return reasons.unlike_windows(old, new)
    return None


def _changes_inside(project: Project, goal: ResolvedGoal, cube: Cube, measured: Measured) -> bool:
    assert measured.seen is not None, "it has a value"
    return len(set(instruments_around(project, goal, cube, measured.seen))) > 1


def _common(runs: Sequence[Window], as_of: date) -> Window | None:
    """The days that all parallel runs share, as far as the clock allows."""
    start = max(run.start for run in runs)
    end = min(*(run.end for run in runs), as_of)
    return Window(start, end) if start < end else None


@frozen
class _Run:
    """A parallel run of one goal's instruments."""

    project: Project
    goal: ResolvedGoal
    cube: Cube
    days: Window
    old: tuple[str, ...]
    new: tuple[str, ...]

    def continuity(self, baseline: float) -> Continuity:
        """Convert the baseline, or say why that cannot be."""
        seen = [self._observed(names, self.project.closed) for names in (self.old, self.new)]
        for names, observed in zip((self.old, self.new), seen, strict=True):
            lacking = [name for name in names if name not in observed.instruments]
            if lacking:
                return Continuity(reasons.one_sided(lacking))
            if observed.missing:
                return Continuity(reasons.lacks_fields(observed.missing, names))
        share = self._only_begun_since()
        if share is not None and isinstance(self.goal.formula, Total):
            return Continuity(reasons.truncated(self.new, self.old, share))
        closed = (*self.project.closed, *_days_of_one(*seen))
        # observed anew: what a quantile or a total comes to depends on the days that count
        old, new = (series_of(self._observed(names, closed), closed) for names in (self.old, self.new))
        scale: Scale = "difference" if isinstance(self.goal.formula, Share) else "ratio"
        if old.quantile is None and kind_of(self.goal) == "quantile":
            return Continuity(reasons.too_short(0))
        found = paired_factor(kind_of(self.goal), scale, old, new)
        if found is None:
            return Continuity(reasons.simple("bridge_without_factor"))
        if isinstance(found, int):
            return Continuity(reasons.too_short(found))
        bridge = self._bridge(found, baseline)
        if scale == "difference" and not 0 <= bridge.baseline <= 1:
            return Continuity(reasons.simple("bridge_out_of_bounds"))
        note = reasons.bridged(bridge, baseline, self.goal, self.project.currency)
        doubts = () if share is None else (reasons.truncated_values(self.new, self.old, share),)
        return Continuity(factor=found, bridge=bridge, note=note, checks=doubts)

    def _only_begun_since(self) -> float | None:
        """The share of the old instrument's events that began before the run, if the new one has none of these.

        None where it has some, or where chance may explain that it has none.
        """
        older = self.goal.of_older
        if older is None:
            return None
        closed = self.project.closed
        old, new = (observe(self.cube.seen_by(names), older, self.days, closed) for names in (self.old, self.new))
        share = old.value
        if not share or new.value is None or new.value > 0:
            return None
        return share if (1 - share) ** new.n < MOST_CHANCE else None

    def _observed(self, names: tuple[str, ...], closed: Sequence[Window]) -> Observed:
        return observe(self.cube.seen_by(names), self.goal, self.days, closed)

    def _bridge(self, factor: Factor, baseline: float) -> Bridge:
        margin = interval_quantile(factor.degrees_of_freedom) * factor.standard_error
        ends = (factor.estimate, factor.estimate - margin, factor.estimate + margin)
        value, low, high = map(math.exp, ends) if factor.scale == "ratio" else ends
        days = self.days
        return Bridge(
            days.start,
            days.end,
            factor.days,
            self.old,
            self.new,
            factor.scale,
            value,
            low,
            high,
            factor.applied(baseline),
        )


def _days_of_one(old: Observed, new: Observed) -> tuple[Window, ...]:
    """The days on which only one side has rows: an outage of the other, which no comparison counts."""
    alone = (old.stream_rows > 0) != (new.stream_rows > 0)
    first = [_EPOCH + timedelta(days=int(day)) for day in old.day[alone]]
    return tuple(Window(day, day + timedelta(days=1)) for day in first)
