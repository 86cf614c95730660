"""Where a quantile lies inside its bucket: daily readings count from there, and not from the bucket's middle."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from goalposts.inference import QuantilePoint, WindowSeries
from goalposts.inference.readings import daily_sums, linear_readings
from goalposts.scoring.concluding.quantiles import locate
from goalposts.scoring.kernels.histogram import ZERO, edges

BUCKET = ZERO + 1 + 28 * 64 + 20
"""Some bucket of the hundreds: values of a day that lie closer than it is wide are one number to it."""


def located(counts, probability):
    """A day an entry, values in the bucket before ours, in ours, and in the next."""
    days = np.repeat(np.arange(len(counts)), 3)
    buckets = np.tile([BUCKET - 1, BUCKET, BUCKET + 1], len(counts))
    return locate(days, buckets, np.array(counts).ravel(), len(counts), probability)


def naive_anchor(counts, probability):
    """The value below which the share lies, when the values of a bucket lie evenly in it; in exact fractions."""
    low, high = map(Fraction, edges(BUCKET))
    before, inside, after = (sum(day[place] for day in counts) for place in range(3))
    wanted = Fraction(str(probability)) * (before + inside + after)
    assert before < wanted <= before + inside
    return float(low + (wanted - before) / inside * (high - low))


CASES = [([(3, 20, 5), (4, 16, 9)], 0.5), ([(0, 10, 1), (2, 30, 7), (1, 9, 0)], 0.8), ([(50, 4, 6)], 0.9)]


@pytest.mark.parametrize(("counts", "probability"), CASES)
def test_the_anchor_is_linear_inside_the_bucket(counts, probability):
    found = located(counts, probability)
    low, high = edges(BUCKET)
    assert found.anchor == pytest.approx(naive_anchor(counts, probability), rel=1e-12)
    assert low <= found.anchor <= high
    assert found.level == (low + high) / 2


@pytest.mark.parametrize(("counts", "probability"), CASES)
def test_the_mean_of_daily_readings_is_the_anchor(counts, probability):
    """So that the difference of two windows is not a multiple of the bucket's width."""
    found = located(counts, probability)
    events = np.array([sum(day) for day in counts])
    nothing = np.zeros(events.size, np.bool_)
    point = QuantilePoint(found.level, found.density, probability, found.anchor)
    days = np.arange(events.size)
    window = WindowSeries(days, found.below, events.astype(float), events, events, nothing, point)
    readings = linear_readings("quantile", window, daily_sums("quantile", window))
    assert readings.values.mean() == pytest.approx(found.anchor, rel=1e-12)


def test_more_values_in_the_lower_bucket_pull_the_anchor_down():
    """Two windows whose quantiles share a bucket differ, which its middle hides."""
    first, second = located([(3, 20, 5)], 0.5), located([(6, 20, 2)], 0.5)
    assert first.level == second.level
    assert second.anchor < first.anchor
