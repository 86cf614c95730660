"""Kernels: how much of a conversion each touch before it is credited with, by rule; and removal effects from counts.

Paths lie one after the other: path p has the touches `starts[p]:starts[p + 1]`, in the order of time. Every rule gives
weights, shape (touches,), that add up to 1 over the touches of a path that has any. The rules are those of domain
reference 1.12; none of them is causal, and they differ: show the range over several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Codes, Flags, Floats, Integers


def first_weights(starts: Integers) -> Floats:
    """All to the first touch of a path."""
    return _all_to(starts[:-1][_filled(starts)], int(starts[-1]))


def last_weights(starts: Integers) -> Floats:
    """All to the last touch of a path."""
    return _all_to(starts[1:][_filled(starts)] - 1, int(starts[-1]))


def last_chosen_weights(starts: Integers, chosen: Flags) -> Floats:
    """All to the last chosen touch of a path, such as the last that is not direct; to the last where none is chosen.

    Args:
        starts: shape (paths + 1,), ascending from 0.
        chosen: shape (touches,).
    """
    filled = _filled(starts)
    first, end = starts[:-1][filled], starts[1:][filled]
    latest = np.maximum.accumulate(np.where(chosen, np.arange(chosen.size), -1))
    found = latest[end - 1]
    return _all_to(np.where(found >= first, found, end - 1), chosen.size)


def linear_weights(starts: Integers) -> Floats:
    """The same to every touch of a path."""
    lengths = np.diff(starts)
    weights: Floats = 1.0 / np.repeat(lengths, lengths)
    return weights


def position_weights(starts: Integers, first_share: float, last_share: float) -> Floats:
    """Shares to the first and to the last touch, the rest evenly between; two touches get them in proportion.

    Args:
        starts: shape (paths + 1,), ascending from 0.
        first_share: in [0, 1]; 0.4 in the usual 40/20/40.
        last_share: in [0, 1], not both 0.
    """
    lengths = np.diff(starts)
    length = np.repeat(lengths, lengths)
    place = np.arange(length.size) - np.repeat(starts[:-1], lengths)
    between = (1.0 - first_share - last_share) / np.maximum(length - 2, 1)
    weights = np.where(place == 0, first_share, np.where(place == length - 1, last_share, between))
    both = first_share + last_share
    weights = np.where(length == 2, weights / both, weights)
    return np.where(length == 1, 1.0, weights)


def decay_weights(starts: Integers, ages: Floats, half_life: float) -> Floats:
    """Half as much for every half-life that a touch is older.

    Args:
        starts: shape (paths + 1,), ascending from 0.
        ages: shape (touches,), time from the touch to the end of its path, in any unit.
        half_life: in the same unit, over 0.
    """
    if not ages.size:
        return np.zeros(0)
    lengths, filled = np.diff(starts), _filled(starts)
    # against the youngest touch of the path, so that the sum is at least 1 however old all of them are
    youngest = np.minimum.reduceat(ages, starts[:-1][filled])
    weights = np.exp2((np.repeat(youngest, lengths[filled]) - ages) / half_life)
    sums = np.add.reduceat(weights, starts[:-1][filled])
    shares: Floats = weights / np.repeat(sums, lengths[filled])
    return shares


def count_transitions(starts: Integers, channels: Codes | Integers, converted: Flags, size: int) -> Integers:
    """Count the steps of all paths: from a channel, or from the start, to a channel, a conversion or nothing.

    Args:
        starts: shape (paths + 1,), ascending from 0; a path without touches counts nowhere.
        channels: shape (touches,), codes in 0..size-1.
        converted: shape (paths,).
        size: number of channels.

    Returns:
        Shape (size + 1, size + 2): from each channel and, last, from the start; to each channel, to a conversion, and
        to nothing.
    """
    counts = np.zeros((size + 1, size + 2), np.int64)
    filled = _filled(starts)
    is_first = np.zeros(channels.size, np.bool_)
    is_first[starts[:-1][filled]] = True
    np.add.at(counts, (np.full(int(filled.sum()), size), channels[is_first]), 1)
    inner = np.flatnonzero(~is_first)
    np.add.at(counts, (channels[inner - 1], channels[inner]), 1)
    ends = starts[1:][filled] - 1
    np.add.at(counts, (channels[ends], np.where(converted[filled], size, size + 1)), 1)
    return counts


def removal_effects(counts: Integers) -> Floats:
    """The share of conversions that would be lost without each channel, in a first-order Markov chain.

    One inverse says how often each channel is visited from each other, and so who ever comes to it and converts:
    without the channel, they come to nothing.
    Source: Anderl, Becker, von Wangenheim and Schumann 2016.

    Args:
        counts: shape (channels + 1, channels + 2), as from `count_transitions`.

    Returns:
        Shape (channels,), in [0, 1]; all 0 where nothing converts.
    """
    size = counts.shape[0] - 1
    chances = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    left = counts[:size].sum(axis=1) > 0
    steps, ends = chances[:size, :size][np.ix_(left, left)], chances[:size, size][left]
    visits = np.linalg.inv(np.eye(ends.size) - steps)
    converting, from_start = visits @ ends, chances[size, :size][left]
    reached = float(from_start @ converting)
    effects = np.zeros(size)
    if reached > 0.0:
        # what is lost without a channel: whoever comes to it at all, and converts from there
        effects[left] = np.clip((from_start @ visits) / np.diag(visits) * converting / reached, 0.0, 1.0)
    return effects


def _filled(starts: Integers) -> Flags:
    filled: Flags = starts[1:] > starts[:-1]
    return filled


def _all_to(touches: Integers, size: int) -> Floats:
    weights = np.zeros(size)
    weights[touches] = 1.0
    return weights
