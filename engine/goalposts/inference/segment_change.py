"""The change of segments with a rollout against that of segments without: every segment is one reading (stats 1.3).

Segments share the shocks of a day, so only the spread between segments says how far the difference may be by chance.
The p-value asks how many other choices of the segments with the rollout would have shown as much; the interval is
Student's, with as many degrees of freedom as there are segments less two.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.inference.student import interval_quantile

if TYPE_CHECKING:
    from goalposts.inference.arrays import Flags, Floats

LEAST_SEGMENTS: Final = 4
"""Of either kind; with fewer the permutations are too few, and one odd segment decides."""
MOST_LABELLINGS: Final = 20_000
DRAWN_LABELLINGS: Final = 9_999
SEED: Final = 20_261_125
_BLOCK: Final = 1_000
_ROUNDING: Final = 1e-9
"""Differences that are equal but for their last digits count as equal."""


@frozen
class ChangeFit:
    """How much more the treated segments changed.

    Attributes:
        difference: weighted mean change of the treated less that of the others.
        control: weighted mean change of the others.
        standard_error, degrees_of_freedom: with one spread for both kinds.
        separate_error, separate_degrees: with a spread for each kind.
        p_value: the share of labellings that show as much.
    """

    difference: float
    control: float
    standard_error: float
    degrees_of_freedom: int
    separate_error: float
    separate_degrees: int
    p_value: float

    @property
    def separate_widening(self) -> float:
        """How much wider the interval would be with a spread for each kind."""
        pooled = interval_quantile(self.degrees_of_freedom) * self.standard_error
        return interval_quantile(self.separate_degrees) * self.separate_error / pooled


def compare_changes(changes: Floats, weights: Floats, treated: Flags) -> ChangeFit | None:
    """Compare the changes of segments; None when they do not vary.

    Args:
        changes: shape (G,), value after less value before.
        weights: shape (G,), positive, fixed before the rollout.
        treated: shape (G,), with at least two of either kind.
    """
    known = change_step(changes, weights, treated)
    if known is None:
        return None
    sides = _sides(changes, weights, treated)
    parts = [side.variance * side.weight_squares for side in sides]
    inner = sum(part * part / (side.count - 1) for part, side in zip(parts, sides, strict=True))
    return ChangeFit(
        difference=known.difference,
        control=sides[1].mean,
        standard_error=known.standard_error,
        degrees_of_freedom=known.degrees_of_freedom,
        separate_error=math.sqrt(sum(parts)),
        separate_degrees=max(1, math.floor(sum(parts) ** 2 / inner)),
        p_value=permutation_p(changes, weights, treated),
    )


@frozen
class ChangeStep:
    """A difference of changes and its error, without the odds that other choices of parts give."""

    difference: float
    standard_error: float
    degrees_of_freedom: int


def change_step(changes: Floats, weights: Floats, treated: Flags) -> ChangeStep | None:
    """Give the difference and its error as `compare_changes` does; None when changes do not vary."""
    sides = _sides(changes, weights, treated)
    residual = sum(side.squares for side in sides) / sum(side.expected_squares for side in sides)
    pooled = math.sqrt(residual * sum(side.weight_squares for side in sides))
    if not pooled > _ROUNDING * max(float(np.abs(changes).max()), 1e-300):
        return None
    return ChangeStep(sides[0].mean - sides[1].mean, pooled, changes.size - 2)


def _sides(changes: Floats, weights: Floats, treated: Flags) -> tuple[_Side, _Side]:
    return _Side.of(changes[treated], weights[treated]), _Side.of(changes[~treated], weights[~treated])


def least_p(treated: int, others: int) -> float:
    """Give the least p-value that so many parts of either kind can come to.

    With as many of one kind as of the other, the opposite choice lies as far out as the true one.

    >>> round(least_p(4, 4), 3), round(least_p(3, 5), 3)
    (0.029, 0.018)
    """
    count = math.comb(treated + others, treated)
    if count > MOST_LABELLINGS:
        return 1 / (DRAWN_LABELLINGS + 1)
    return (2 if treated == others else 1) / count


@frozen
class _Side:
    """The segments of one kind: their weighted mean, and sums of squares about it.

    Under one variance for all segments the squares about a weighted mean come to `expected_squares` times it.
    """

    count: int
    mean: float
    squares: float
    weight_squares: float

    @classmethod
    def of(cls, changes: Floats, weights: Floats) -> _Side:
        share = weights / weights.sum()
        mean = float(share @ changes)
        return cls(changes.size, mean, float(((changes - mean) ** 2).sum()), float((share * share).sum()))

    @property
    def expected_squares(self) -> float:
        return self.count - 2 + self.count * self.weight_squares

    @property
    def variance(self) -> float:
        return self.squares / self.expected_squares


def permutation_p(changes: Floats, weights: Floats, treated: Flags) -> float:
    """The share of choices of as many treated segments whose difference is at least as large, in either direction.

    All choices are looked at if they are 20,000 or fewer; else 9,999 drawn ones and the true one.
    """
    return joint_permutation_p(changes[:, np.newaxis], weights, treated)


def joint_permutation_p(changes: Floats, weights: Floats, treated: Flags) -> float:
    """The same of several changes at once, shape (G, k), by the sum of their squared differences."""
    seen = _statistics(changes, weights, treated[np.newaxis])[0]
    as_far, looked_at = 0, 0
    for block in labellings(treated):
        as_far += int((_statistics(changes, weights, block) >= seen * (1 - _ROUNDING)).sum())
        looked_at += len(block)
    if _count(treated) > MOST_LABELLINGS:
        return (as_far + 1) / (looked_at + 1)
    return as_far / looked_at


def labellings(treated: Flags) -> list[Flags]:
    """Every choice of as many treated segments, or drawn ones; blocks of shape (choices, G)."""
    size, chosen = treated.size, int(treated.sum())
    if _count(treated) > MOST_LABELLINGS:
        random = np.random.default_rng(SEED)
        ranks = np.argsort(random.random((DRAWN_LABELLINGS, size)), axis=1)
        return [ranks[start : start + _BLOCK] < chosen for start in range(0, DRAWN_LABELLINGS, _BLOCK)]
    every = np.zeros((_count(treated), size), np.bool_)
    for row, places in enumerate(itertools.combinations(range(size), chosen)):
        every[row, list(places)] = True
    return [every[start : start + _BLOCK] for start in range(0, len(every), _BLOCK)]


def _count(treated: Flags) -> int:
    return math.comb(treated.size, int(treated.sum()))


def _statistics(changes: Floats, weights: Floats, labels: Flags) -> Floats:
    """The sum of squared differences of every labelling, shape (labellings,)."""
    chosen = labels * weights
    others = weights - chosen
    with_it = (chosen @ changes) / chosen.sum(axis=1, keepdims=True)
    without = (others @ changes) / others.sum(axis=1, keepdims=True)
    found: Floats = ((with_it - without) ** 2).sum(axis=1)
    return found
