"""Case (f): a quantile, and a number of distinct values, of every day and queue."""

from __future__ import annotations

from functools import partial

import pytest
from entries import in_memory, makers
from measures import CALLERS, TALK_QUANTILE
from our_parts import scan_parts
from race import Entry

ORDERS = [pytest.param(True, id="ordered"), pytest.param(False, id="shuffled")]


@pytest.mark.parametrize("ordered", ORDERS)
def test_quantiles(race, size, threads, ordered):
    entry = Entry("f", f"90 % quantile of talk, {'ordered' if ordered else 'shuffled'}", TALK_QUANTILE, aim=4)
    inputs = in_memory(TALK_QUANTILE, size, threads, ordered=ordered)
    parts = partial(scan_parts, measures=TALK_QUANTILE, threads=threads)
    race.run(entry, inputs, makers(TALK_QUANTILE, threads), parts)


@pytest.mark.parametrize("ordered", ORDERS)
def test_distinct_callers(race, size, threads, ordered):
    entry = Entry("f", f"distinct callers, {'ordered' if ordered else 'shuffled'}", CALLERS)
    race.run(entry, in_memory(CALLERS, size, threads, ordered=ordered), makers(CALLERS, threads))
