"""Numbers of many words, by compiled loops: table by table, side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from goalposts.scoring.credit.credit_loops import credit_loops, processors
from goalposts.scoring.kernels.word_tables import HASH_BITS

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Codes, Flags, Integers
    from goalposts.scoring.credit.credit_loops import CreditLoops

_TABLE_BITS: Final = 9


def numbered(data: Any, ends: Integers, threads: int | None = None) -> tuple[Codes, Flags] | None:
    """Number words in the order in which they are met.

    Args:
        data: bytes of all words.
        ends: shape (words + 1,), where each word begins and the last one ends.
        threads: how many work at once; all processors when not given. It changes no byte.

    Returns:
        Shape (words,), the number of each, and whether it is the first of its kind; None where two words share a hash,
        which no data has but such as were made to.
    """
    loops, size, threads = credit_loops(), ends.size - 1, threads or processors()
    of_words, hashes, firsts = np.empty(size, np.int32), np.empty(size, np.int64), np.empty(size, np.int32)
    bounds = [size * part // threads for part in range(threads + 1)]
    shift = HASH_BITS - _TABLE_BITS
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda *span: loops.hash_words(data, ends, *span, shift, of_words, hashes), bounds, bounds[1:]))
        rows, starts = _by_table(of_words, hashes, loops, pool)
        spans = starts[:-1].tolist(), starts[1:].tolist()
        list(pool.map(lambda *span: loops.match_hashes(rows[slice(*span)], _slots(*span), firsts), *spans))
        if not all(pool.map(lambda *span: loops.are_equal(data, ends, *span, firsts), bounds, bounds[1:])):
            return None
    is_first = firsts == np.arange(size, dtype=np.int32)
    numbers = np.cumsum(is_first, dtype=np.int32) - np.int32(1)
    return numbers[firsts], is_first


def _by_table(
    of_words: Codes, hashes: Integers, loops: CreditLoops, pool: ThreadPoolExecutor
) -> tuple[Integers, Integers]:
    middle = of_words.size // 2
    parts = [(slice(0, middle), 0), (slice(middle, None), middle)]
    counts = np.zeros((2, 1 << _TABLE_BITS), np.int64)
    list(pool.map(lambda number: loops.count_ranges(of_words[parts[number][0]], 0, counts[number]), range(2)))
    starts = np.append(0, np.cumsum(counts.sum(axis=0)))
    places = starts[:-1] + np.cumsum(counts, axis=0) - counts
    rows = np.empty((of_words.size, 2), np.int64)

    def bring(number: int) -> None:
        span, first = parts[number]
        loops.scatter_rows(of_words[span], hashes[span], first, 0, places[number], rows)

    list(pool.map(bring, range(2)))
    return rows, starts


def _slots(start: int, end: int) -> Codes:
    return np.full(1 << (2 * (end - start)).bit_length(), -1, np.int32)
