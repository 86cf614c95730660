"""Touch paths of a large attribution: ranges of people side by side, by compiled loops."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import frozen

from goalposts.scoring.credit.credit_loops import credit_loops, processors

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Codes, Flags, Floats, Integers
    from goalposts.scoring.credit.credit_loops import CreditLoops

_RANGE_ROWS: Final = 1 << 14
_RANGES_AT_MOST: Final = 1 << 10


@frozen(eq=False)
class Given:
    """Touches and conversions of people; see `attribution.touch_paths`."""

    people: Codes
    times: Integers
    channels: Codes
    converting_people: Codes
    converting_times: Integers
    lookback: float

    @property
    def rows(self) -> int:
        """Touches and conversions."""
        return self.people.size + self.converting_people.size


@frozen(eq=False)
class Found:
    """The arrays of `TouchPaths`, with room for as many paths as there are rows, and lengths in the place of starts."""

    channels: Codes
    ages: Floats
    touches: Codes
    lengths: Codes
    converted: Flags
    endings: Codes

    @classmethod
    def room(cls, touches: int, rows: int) -> Found:
        """What is not written to takes no memory."""
        per_touch = (np.empty(touches, np.int32), np.empty(touches), np.empty(touches, np.int32))
        return cls(*per_touch, np.empty(rows, np.int32), np.empty(rows, np.bool_), np.empty(rows, np.int32))

    def part(self, touches: slice, rows: slice) -> tuple[Any, ...]:
        """Views of the room for some people."""
        per_path = (self.lengths[rows], self.converted[rows], self.endings[rows])
        return self.channels[touches], self.ages[touches], self.touches[touches], *per_path


@frozen(eq=False)
class _Ranges:
    """Rows by range of people.

    Attributes:
        shift: bits of a person that do not tell the range.
        touches: shape (ranges + 1,), how many touches lie before each range.
        starts: likewise of all rows.
        rows: see `touch_groups`.
    """

    shift: int
    touches: Integers
    starts: Integers
    rows: Integers


def paths_by_walking(given: Given, threads: int | None = None) -> tuple[Found, Integers]:
    """Walk along the touches of everybody.

    Args:
        given: people are numbers from 0, without large gaps.
        threads: how many work at once; all processors when not given. It changes no byte.

    Returns:
        The paths, and as shape (paths,) where each stands in the arrays by path.
    """
    loops = credit_loops()
    with ThreadPoolExecutor(threads or processors()) as pool:
        ranges = _ranges(given, loops, pool)
        found = Found.room(given.people.size, given.rows)
        spans = range(ranges.starts.size - 1)
        counts = np.fromiter(pool.map(partial(_walk, given, ranges, found, loops), spans), np.int64, len(spans))
    first, before = np.repeat(ranges.starts[:-1], counts), np.repeat(np.cumsum(counts) - counts, counts)
    return found, first + np.arange(first.size) - before


def _ranges(given: Given, loops: CreditLoops, pool: ThreadPoolExecutor) -> _Ranges:
    last = max(int(people.max(initial=0)) for people in (given.people, given.converting_people))
    wanted = min(max(given.rows // _RANGE_ROWS, 1), _RANGES_AT_MOST)
    shift = max(last.bit_length() - wanted.bit_length() + 1, 0)
    half = given.people.size // 2
    # three parts one after the other, each to the places behind those of the part before
    parts = (
        (given.people[:half], given.times[:half], 0),
        (given.people[half:], given.times[half:], half),
        (given.converting_people, given.converting_times, given.people.size),
    )
    counts = np.zeros((len(parts), (last >> shift) + 1), np.int64)
    list(pool.map(lambda place: loops.count_ranges(parts[place][0], shift, counts[place]), range(len(parts))))
    starts, touches = (np.append(0, np.cumsum(some.sum(axis=0))) for some in (counts, counts[:2]))
    places = starts[:-1] + np.cumsum(counts, axis=0) - counts
    rows = np.empty((given.rows, 2), np.int64)
    list(pool.map(lambda place: loops.scatter_rows(*parts[place], shift, places[place], rows), range(len(parts))))
    return _Ranges(shift, touches, starts, rows)


def _walk(given: Given, ranges: _Ranges, found: Found, loops: CreditLoops, number: int) -> int:
    span, touches = (slice(*bounds[number : number + 2].tolist()) for bounds in (ranges.starts, ranges.touches))
    rows, ends = ranges.rows[span], np.zeros(1 << ranges.shift, np.int64)
    grouped = np.empty_like(rows)
    loops.group_people(rows, number << ranges.shift, ends, grouped)
    loops.sort_times(grouped, ends, rows)
    return int(loops.walk_paths(grouped, ends, given.channels, given.lookback, *found.part(touches, span)))
