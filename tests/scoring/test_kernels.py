"""Kernels against exact arithmetic: the hard numbers, not the easy ones."""

from __future__ import annotations

from itertools import pairwise

import naive
import numpy as np
import pytest
from goalposts.scoring.kernels.histogram import BUCKETS, ZERO, count_buckets, edges
from goalposts.scoring.states.counted import Counted
from goalposts.scoring.states.kinds import Histogram, Moments, Sums
from hypothesis import given, settings
from hypothesis import strategies as st

magnitudes = st.floats(2.0**-20, 2.0**44, exclude_max=True)


def rows_of(y, x=None) -> Counted:
    y = np.array(y, np.float64)
    return Counted(
        np.ones(y.size, np.bool_),
        np.zeros(y.size, np.bool_),
        y,
        np.ones(y.size) if x is None else np.array(x, np.float64),
    )


def buckets_of(values) -> list[int]:
    """The bucket of every value, each on a day of its own."""
    values, size = np.array(values, np.float64), len(values)
    everything, nothing = np.ones(size, np.bool_), np.zeros(size, np.bool_)
    unknown, keys, counts = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64)
    assert count_buckets(np.arange(size), everything, nothing, values, unknown, keys, counts) == size
    return (keys - np.arange(size) * BUCKETS).tolist()


@pytest.mark.parametrize("mean", [0.0, 1e3, 1e6, 1e9])
def test_the_variance_of_small_noise_on_a_large_mean_is_right(mean):
    """As NIST's NumAcc4: raw sums of squares lose all digits at 1e9, these keep twelve, merged too."""
    rng = np.random.default_rng(20250101)
    y = mean + rng.normal(size=600)
    exact = float(naive.second_moment(zip(y.tolist(), y.tolist(), strict=True)))
    whole = Moments.of(1, np.zeros(600, np.int64), rows_of(y))
    assert whole.yy[0] == pytest.approx(exact, rel=1e-12)
    parts = Moments.empty(1)
    for part in np.split(y, [1, 7, 8, 300, 599]):
        parts = parts.merge(Moments.of(1, np.zeros(part.size, np.int64), rows_of(part)))
    assert parts.yy[0] == pytest.approx(exact, rel=1e-12)


def test_the_rounding_of_the_mean_is_taken_out():
    """The mean of 2^52, 2^52 + 1, 2^52 + 1 rounds up by 1/3, which alone would make the second moment 1."""
    assert Moments.of(1, np.zeros(3, np.int64), rows_of([2**52, 2**52 + 1, 2**52 + 1])).yy[0] == pytest.approx(2 / 3)


def test_equal_buckets_of_merged_histograms_add_up():
    """One 3 on the first day, another on the second; merged with itself, two of each."""
    part = Histogram.of(2, np.array([0, 1]), rows_of([3.0, 3.0]))
    assert part.merge(part).counts.tolist() == [2, 2]
    assert part.merge(part).keys.tolist() == part.keys.tolist()


pairs = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), max_size=30)


@settings(deadline=None)
@given(pairs, pairs)
def test_moments_of_two_merged_parts_are_those_of_all_pairs(first, second):
    """Within (rows) * 2^-50 of the product of the spreads' bound."""
    parts = [
        Moments.of(1, np.zeros(len(p), np.int64), rows_of([y for _, y in p], [x for x, _ in p]))
        for p in (first, second)
    ]
    merged, everything = parts[0].merge(parts[1]), first + second
    bound = 1e12 * (len(everything) + 1) * 2.0**-50
    assert merged.n[0] == len(everything)
    for found, chosen in ((merged.xx, (0, 0)), (merged.xy, (0, 1)), (merged.yy, (1, 1))):
        exact = naive.second_moment([(pair[chosen[0]], pair[chosen[1]]) for pair in everything])
        assert found[0] == pytest.approx(float(exact), rel=1e-9, abs=bound)


@settings(deadline=None)
@given(st.lists(st.integers(-(2**43), 2**43), max_size=50), st.integers(0, 50))
def test_whole_numbers_are_summed_exactly(values, cut):
    zeros = np.zeros(len(values), np.int64)
    parts = [Sums.of(1, zeros[: len(part)], rows_of(part)) for part in (values[:cut], values[cut:])]
    assert int(parts[0].merge(parts[1]).total[0]) == sum(values)


@settings(deadline=None)
@given(magnitudes)
def test_the_middle_of_a_bucket_is_within_one_per_cent_of_its_values(value):
    for signed in (value, -value):
        (bucket,) = buckets_of([signed])
        low, high = edges(bucket)
        assert low <= signed <= high
        assert (low + high) / 2 == pytest.approx(signed, rel=1 / 128)


def test_the_zero_bucket_stands_for_exactly_zero():
    assert buckets_of([0.0, -0.0, 1e-7, -1e-7]) == [ZERO] * 4
    assert sum(edges(ZERO)) == 0


def test_values_beyond_the_range_stay_in_the_outermost_buckets():
    assert buckets_of([1e300, -1e300]) == [BUCKETS - 1, 0]


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=20))
def test_buckets_are_in_the_order_of_the_values(values):
    assert buckets_of(sorted(values)) == sorted(buckets_of(values))


def test_buckets_tile_the_line():
    """Every bucket begins where the one below it ends."""
    bounds = [edges(bucket) for bucket in range(BUCKETS)]
    assert all(below[1] == above[0] for below, above in pairwise(bounds))
