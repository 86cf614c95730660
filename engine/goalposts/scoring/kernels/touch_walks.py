"""Kernels: the touches and conversions of people are put in order of time, and walked along into paths.

Plain loops, compiled by numba when an attribution is large (`compiling.py`); what they give is defined by their twin,
`credit.attribution`, which sorts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Codes, Flags, Floats, Integers

SORT_SIGNATURE: Final = "void(int64[:, ::1], int64[::1], int64[:, ::1])"
WALK_SIGNATURE: Final = (
    "int64(int64[:, ::1], int64[::1], Array(int32, 1, 'C', readonly=True), float64, int32[::1], float64[::1], "
    "int32[::1], int32[::1], boolean[::1], int32[::1])"
)

_RUN = 16
"""Rows that are put in order by insertion; runs of them are merged."""


def sort_times(rows: Integers, ends: Integers, spare: Integers) -> None:
    """Order the rows of each person by time, those of equal times as they stand.

    Args:
        rows: in and out, shape (rows, 2), times first; one person after the other.
        ends: shape (people,), where the rows of each person end.
        spare: room, shape (rows, 2).
    """
    start = 0
    for person in range(ends.size):
        end = ends[person]
        for low in range(start, end, _RUN):
            for place in range(low + 1, min(low + _RUN, end)):
                time, tag, at = rows[place, 0], rows[place, 1], place
                while at > low and rows[at - 1, 0] > time:
                    rows[at, 0], rows[at, 1] = rows[at - 1, 0], rows[at - 1, 1]
                    at -= 1
                rows[at, 0], rows[at, 1] = time, tag
        width = _RUN
        while width < end - start:
            for low in range(start, end, 2 * width):
                left, middle = low, min(low + width, end)
                right, high = middle, min(low + 2 * width, end)
                for place in range(low, high):
                    taken = right
                    if left < middle and (right >= high or rows[left, 0] <= rows[right, 0]):
                        taken = left
                        left += 1
                    else:
                        right += 1
                    spare[place, 0], spare[place, 1] = rows[taken, 0], rows[taken, 1]
            for place in range(start, end):
                rows[place, 0], rows[place, 1] = spare[place, 0], spare[place, 1]
            width *= 2
        start = end


def walk_paths(
    rows: Integers,
    ends: Integers,
    channels: Codes,
    lookback: float,
    path_channels: Codes,
    ages: Floats,
    touches: Codes,
    lengths: Codes,
    converted: Flags,
    endings: Codes,
) -> int:
    """Cut the rows of each person into paths, and return how many.

    Args:
        rows: shape (rows, 2), from `sort_times`: microseconds, and the touch, or behind all touches the conversion.
        ends: shape (people,), where the rows of each person end.
        channels: shape (touches,), int32, of all touches.
        lookback: seconds.
        path_channels: out, shape (touches of these people,).
        ages: out, likewise, seconds to the end of the path.
        touches: out, likewise, which touch it is.
        lengths: out, shape (rows,), of which the first ones are filled: touches of each path.
        converted: out, likewise.
        endings: out, likewise, the conversion or -1.
    """
    path, touch, start = 0, 0, 0
    for person in range(ends.size):
        end = ends[person]
        for row in range(start, end):
            is_conversion = rows[row, 1] >= channels.size
            if not (is_conversion or row == end - 1):
                continue
            old, count = 0, row - start if is_conversion else row - start + 1
            for place in range(start, start + count):
                age = (rows[row, 0] - rows[place, 0]) / 1e6
                old += 1 if is_conversion and age > lookback else 0
                touches[touch] = rows[place, 1]
                path_channels[touch] = channels[rows[place, 1]]
                ages[touch] = age
                touch += 1
            if old > 0:
                lengths[path], converted[path], endings[path] = old, False, -1
                path += 1
            lengths[path], converted[path] = count - old, is_conversion
            endings[path] = rows[row, 1] - channels.size if is_conversion else -1
            path += 1
            start = row + 1
    return path
