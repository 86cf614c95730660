"""The loops that large attributions are compiled for, all at once, so that whoever waits is told so once."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from goalposts.scoring.kernels import touch_groups, touch_walks, word_tables
from goalposts.scoring.kernels.compiling import compiled

COMPILED_FROM: Final = 1_000_000
"""Touches and conversions, or words, from which numba is worth its second of loading."""

LOOPS: Final = (
    (touch_groups.count_ranges, touch_groups.COUNT_SIGNATURE),
    (touch_groups.scatter_rows, touch_groups.SCATTER_SIGNATURE),
    (touch_groups.group_people, touch_groups.GROUP_SIGNATURE),
    (touch_walks.sort_times, touch_walks.SORT_SIGNATURE),
    (touch_walks.walk_paths, touch_walks.WALK_SIGNATURE),
    (word_tables.hash_words, word_tables.HASH_SIGNATURE),
    (word_tables.match_hashes, word_tables.MATCH_SIGNATURE),
    (word_tables.are_equal, word_tables.EQUAL_SIGNATURE),
)


@frozen
class CreditLoops:
    """The compiled loops by name; they release the GIL."""

    count_ranges: Callable[..., None]
    scatter_rows: Callable[..., None]
    group_people: Callable[..., None]
    sort_times: Callable[..., None]
    walk_paths: Callable[..., int]
    hash_words: Callable[..., None]
    match_hashes: Callable[..., None]
    are_equal: Callable[..., Any]


def credit_loops() -> CreditLoops:
    """Compile or load the loops; the first use ever takes seconds, later ones about one for numba itself."""
    return CreditLoops(*compiled(LOOPS))


def processors() -> int:
    """How many threads work when nobody says."""
    return min(os.cpu_count() or 1, 8)
