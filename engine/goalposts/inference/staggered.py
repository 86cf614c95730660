"""A rollout in waves: every wave against the segments that it had not reached yet (stats 1.4).

ATT(g, t) of Callaway and Sant'Anna 2021 (J. Econometrics 225) without covariates: the change of wave g from the weeks
before its day to week t, less that of the segments that are not reached by week t. Every segment is one reading.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import evolve, field, frozen

from goalposts.inference.segment_change import SEED
from goalposts.inference.segment_effect import SegmentEstimate

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats, Integers

NEVER: Final = 1 << 40
"""The week of a segment that is never reached."""
BASE_WEEKS: Final = 4
"""A single week before a wave's day is too noisy to count from."""
LEAST_STAGGERED_SEGMENTS: Final = 8
PERMUTATIONS: Final = 999
_BLOCK: Final = 100
_ROUNDING: Final = 1e-9


@frozen(eq=False)
class Panel:
    """Segments by week.

    Attributes:
        values: shape (S, T), without gaps.
        start: shape (S,), the position of the first week with the rollout; NEVER, or beyond T, without one.
        weights: shape (S,), positive, fixed before the rollout.
        base: how many weeks before its start a wave is counted from.
        skipped: weeks from a start on that do not count: the week that it lies inside of, and the ramp-up.
        never_only: whether to compare with segments that are never reached only.
    """

    values: Floats
    start: Integers
    weights: Floats
    base: int = BASE_WEEKS
    skipped: Mapping[int, int] = field(factory=dict)
    never_only: bool = False

    def counted_from(self, wave: int) -> int:
        """The first week of a wave that counts."""
        return wave + self.skipped.get(wave, 0)


@frozen(eq=False)
class Cells:
    """Every ATT(g, t) that can be told.

    Attributes:
        wave, week: shape (cells,), positions of weeks.
        effect: shape (cells,).
        control: shape (cells,), the change of the segments not reached yet.
        weight: shape (cells,), of the wave.
    """

    wave: Integers
    week: Integers
    effect: Floats
    control: Floats
    weight: Floats

    @property
    def after(self) -> Flags:
        """The cells from the wave's start on; the others are early steps."""
        flags: Flags = self.week >= self.wave
        return flags

    def mean(self, chosen: Flags) -> float | None:
        """The weighted mean effect of some cells; None without any."""
        total = float(self.weight[chosen].sum())
        return float(self.weight[chosen] @ self.effect[chosen]) / total if total else None

    def by_age(self) -> Mapping[int, float]:
        """The mean effect by weeks since the wave's start."""
        age = (self.week - self.wave).tolist()
        return {each: self.mean(self.week - self.wave == each) or 0.0 for each in sorted(set(age)) if each >= 0}

    def by_wave(self) -> Mapping[int, float]:
        """The mean effect of every wave over its weeks."""
        found = {}
        for wave in np.unique(self.wave[self.after]).tolist():
            own = self.after & (self.wave == wave)
            found[wave] = float(self.effect[own].mean())
        return found


@frozen
class StaggeredFit:
    """The simple mean of all ATT(g, t).

    Attributes:
        effect, control: mean effect, and mean change of what was compared with.
        standard_error: of leaving out one segment at a time, for a Student t with `degrees_of_freedom`.
        p_value: the share of other orders of the waves that show as much.
        early_p: the same of the weeks before the base weeks; None where there are none.
        by_age: the effect by weeks since the start.
    """

    effect: float
    control: float
    standard_error: float
    degrees_of_freedom: int
    p_value: float
    early_p: float | None
    by_age: tuple[tuple[int, float], ...]

    def estimate(self, method: str) -> SegmentEstimate:
        """As the change of segments by which an effect is composed."""
        return SegmentEstimate(
            self.effect,
            self.control,
            self.standard_error,
            self.degrees_of_freedom,
            self.p_value,
            method,
            "staggered rollout",
        )


def cells(panel: Panel, *, early: bool = False) -> Cells:
    """Give ATT(g, t) of every wave and week, from its start on; with `early` of the weeks before the base weeks."""
    weeks = panel.values.shape[1]
    position = np.arange(weeks)
    rows = []
    for wave in np.unique(panel.start[panel.start < weeks]).tolist():
        if wave < panel.base:
            continue
        change = panel.values - panel.values[:, wave - panel.base : wave].mean(axis=1, keepdims=True)
        own = np.where(panel.start == wave, panel.weights, 0.0)
        # a early is held against segments that the base weeks of the wave do not see reached either
        reached_by = np.maximum(position, wave)
        unreached = (panel.start >= weeks) if panel.never_only else (panel.start[:, np.newaxis] > reached_by).T
        others = np.broadcast_to(unreached, (weeks, panel.start.size)).T * panel.weights[:, np.newaxis]
        total = others.sum(axis=0)
        asked = position < wave - panel.base if early else position >= panel.counted_from(wave)
        told = np.flatnonzero(asked & (total > 0))
        control = (others[:, told] * change[:, told]).sum(axis=0) / total[told]
        effect = own @ change[:, told] / own.sum() - control
        rows.append((np.full(told.size, wave), told, effect, control, np.full(told.size, own.sum())))
    if not rows:
        none = np.zeros(0)
        return Cells(none.astype(np.int64), none.astype(np.int64), none, none, none)
    return Cells(*(np.concatenate(column) for column in zip(*rows, strict=True)))


def fit_staggered(panel: Panel) -> StaggeredFit | None:
    """Estimate the mean effect of a rollout in waves; None when no cell can be told, or nothing varies."""
    known = staggered_step(panel)
    if known is None:
        return None
    effect, spread = known
    found = cells(panel)
    early = _early_power(panel)
    effects, powers = reordered(panel)
    early_p = None if early is None else _share_as_far(powers, early)
    return StaggeredFit(
        effect=effect,
        control=float(found.weight @ found.control / found.weight.sum()),
        standard_error=spread,
        degrees_of_freedom=panel.start.size - 1,
        p_value=_share_as_far(np.abs(effects), abs(effect)),
        early_p=early_p,
        by_age=tuple(found.by_age().items()),
    )


def staggered_step(panel: Panel) -> tuple[float, float] | None:
    """Give the mean effect and its standard error, of leaving out one segment at a time; None as `fit_staggered`."""
    effect = _effect_of(panel)
    if effect is None:
        return None
    without = [_effect_of(_less(panel, segment)) for segment in range(panel.start.size)]
    kept = np.array([each for each in without if each is not None])
    if kept.size < 2:
        return None
    spread = math.sqrt((kept.size - 1) / kept.size * float(((kept - kept.mean()) ** 2).sum()))
    return (effect, spread) if spread > _ROUNDING * max(float(np.abs(panel.values).max()), 1e-300) else None


def least_staggered_p(start: Integers) -> float:
    """Give the least p-value that waves over so many segments can come to: few segments have few orders.

    Of two waves of one size, or one beside as many never reached, the opposite order lies as far out as the true one.
    """
    _, counts = np.unique(start, return_counts=True)
    orders = math.factorial(start.size) // math.prod(math.factorial(int(count)) for count in counts)
    as_far = 2 if counts.size == 2 and counts[0] == counts[1] else 1
    return max(1 / (PERMUTATIONS + 1), as_far / orders)


def _effect_of(panel: Panel) -> float | None:
    found = cells(panel)
    return found.mean(found.after)


def _early_power(panel: Panel) -> float | None:
    """The weighted mean square of all early steps."""
    found = cells(panel, early=True)
    total = float(found.weight.sum())
    return float(found.weight @ (found.effect * found.effect)) / total if total else None


def _less(panel: Panel, segment: int) -> Panel:
    return evolve(
        panel,
        values=np.delete(panel.values, segment, axis=0),
        start=np.delete(panel.start, segment),
        weights=np.delete(panel.weights, segment),
    )


def reordered(panel: Panel) -> tuple[Floats, Floats]:
    """Give the effect, and the mean square of the early steps, of 999 other orders of the waves over the segments.

    The same numbers as `cells` gives for one order after the other; sums by wave are all that an order changes.
    """
    random = np.random.default_rng(SEED)
    orders = np.array([random.permutation(panel.start) for _ in range(PERMUTATIONS)])
    blocks = [_reordered(panel, orders[first : first + _BLOCK]) for first in range(0, PERMUTATIONS, _BLOCK)]
    effects, powers = zip(*blocks, strict=True)
    return np.concatenate(effects), np.concatenate(powers)


def _reordered(panel: Panel, orders: Integers) -> tuple[Floats, Floats]:
    weeks = panel.values.shape[1]
    position, starts = np.arange(weeks), np.unique(panel.start)
    shares = (orders[:, np.newaxis, :] == starts[:, np.newaxis]) * panel.weights
    sizes = shares.sum(axis=2)
    sums = np.zeros((2, 2, len(orders)))  # of effects and of squared early steps: weighted sum, and weight
    for place, wave in enumerate(starts.tolist()):
        if wave < panel.base or wave >= weeks:
            continue
        change = panel.values - panel.values[:, wave - panel.base : wave].mean(axis=1, keepdims=True)
        by_wave = shares @ change
        open_until = np.maximum(position, wave)
        unreached = starts[:, np.newaxis] >= weeks if panel.never_only else starts[:, np.newaxis] > open_until
        unreached = np.broadcast_to(unreached, (starts.size, weeks))
        told = unreached.any(axis=0)
        others = np.einsum("pkt,kt->pt", by_wave, unreached)[:, told] / (sizes @ unreached)[:, told]
        effect = by_wave[:, place, told] / sizes[:, place, np.newaxis] - others
        for kind, (chosen, values) in enumerate(
            ((position >= panel.counted_from(wave), effect), (position < wave - panel.base, effect * effect))
        ):
            sums[kind, 0] += sizes[:, place] * values[:, chosen[told]].sum(axis=1)
            sums[kind, 1] += sizes[:, place] * chosen[told].sum()
    with np.errstate(invalid="ignore"):
        means: Floats = np.nan_to_num(sums[:, 0] / sums[:, 1])
    return means[0], means[1]


def _share_as_far(others: Floats, seen: float) -> float:
    """The share of orders that show as much, the true one among them."""
    return float((others >= seen * (1 - _ROUNDING)).sum() + 1) / (others.size + 1)
