"""Which rows of two files are the same, and which only alike; the oracle counts with dicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from goalposts.streams.overlaps.shared_rows import shared_rows
from hypothesis import given
from hypothesis import strategies as st

ROW = st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 2))


def prints(rows):
    return np.array(rows, np.int64).reshape(-1, 3)


def by_loops(rows):
    """By pair of neighbours: rows in common on repeated days, telling ones, first and last day, and whether all."""
    of_file, of_day, cells = Counter(), Counter(), defaultdict(Counter)
    days_of = defaultdict(set)
    for content, day, file in rows:
        of_file[file] += 1
        of_day[file, day] += 1
        cells[content, day][file] += 1
        days_of[content].add(day)
    common, telling = defaultdict(Counter), defaultdict(Counter)
    for (content, day), counts in cells.items():
        files = sorted(counts)
        for one, other in pairwise(files):
            common[one, other][day] += min(counts[one], counts[other])
            telling[one, other][day] += len(days_of[content]) == 1
    found = {}
    for pair, days in common.items():
        repeated = [day for day in days if 2 * days[day] >= min(of_day[file, day] for file in pair)]
        if repeated:
            found[pair] = (
                sum(days[day] for day in repeated),
                sum(telling[pair][day] for day in repeated),
                min(repeated),
                max(repeated),
                sum(days.values()) == min(of_file[file] for file in pair),
            )
    return found


@given(st.lists(ROW, max_size=40))
def test_it_is_what_loops_count(rows):
    epoch = date(1970, 1, 1)
    found = {
        each.files: (each.rows, each.telling, (each.first - epoch).days, (each.last - epoch).days, each.whole)
        for each in shared_rows(prints(rows))
    }
    assert found == by_loops(rows)


@given(st.lists(ROW, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, draw):
    mixed = draw.sample(rows, len(rows))
    assert shared_rows(prints(rows)) == shared_rows(prints(mixed))


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ([(1, 0), (2, 0), (3, 0)], [(1, 0), (2, 0), (3, 0)], True),  # a day of three rows
        ([(1, 0), (2, 1), (3, 2)], [(1, 0), (2, 1), (3, 2)], True),  # three days of a row each
        ([(1, 0), (2, 0)], [(1, 0), (2, 0)], False),
        ([(7, day) for day in range(99)], [(7, day) for day in range(99)], False),  # always the same
        ([(7, day) for day in range(9)] + [(1, 0), (2, 1)], [(7, day) for day in range(9)], False),
        ([(day, 0) for day in range(99)], [(day + 96, 0) for day in range(99)], False),  # three rows of ninety-nine
        ([(day, 0) for day in range(99)], [(day + 49, 0) for day in range(99)], True),  # half of the day
        ([(day, 0) for day in range(99)], [(1, 0), (2, 0), (3, 0)], True),  # the last export ended early that day
    ],
)
def test_what_is_certain(one, other, certain):
    rows = [(*row, file) for file, rows in enumerate((one, other)) for row in rows]
    assert any(each.is_proof for each in shared_rows(prints(rows))) == certain


def test_a_file_within_another_is_whole():
    rows = [(day, day, 0) for day in range(10)] + [(day, day, 1) for day in range(3)]
    (found,) = shared_rows(prints(rows))
    assert (found.whole, found.rows) == (True, 3)
    assert found.last - found.first == timedelta(2)


def test_nothing_is_shared_by_nothing():
    assert shared_rows(prints([])) == ()
    assert shared_rows(prints([(1, 1, 0), (1, 1, 0)])) == ()
