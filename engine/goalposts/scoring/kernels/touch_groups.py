"""Kernels: touches and conversions are brought to their person, first to a range of people, then within it.

Plain loops, compiled by numba when an attribution is large (`compiling.py`). A range is what the upper bits of the
number of a person say, so that its rows and the counts of its people fit the L2 cache. Every step keeps the order of
rows. A row is two words: its time, and the person in the upper half of a word whose lower half is the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Codes, Integers

COUNT_SIGNATURE: Final = "void(Array(int32, 1, 'C', readonly=True), int64, int64[::1])"
SCATTER_SIGNATURE: Final = (
    "void(Array(int32, 1, 'C', readonly=True), Array(int64, 1, 'C', readonly=True), int64, int64, int64[::1], "
    "int64[:, ::1])"
)
GROUP_SIGNATURE: Final = "void(int64[:, ::1], int64, int64[::1], int64[:, ::1])"

_ROW = (1 << 32) - 1


def count_ranges(people: Codes, shift: int, counts: Integers) -> None:
    """Count the rows of every range of people.

    Args:
        people: shape (rows,), int32 from 0.
        shift: bits of a person that do not tell the range.
        counts: out, shape (ranges,), added to.
    """
    for row in range(people.size):
        counts[people[row] >> shift] += 1


def scatter_rows(people: Codes, times: Integers, first: int, shift: int, places: Integers, rows: Integers) -> None:
    """Bring rows to their range, in their order.

    Args:
        people: shape (rows,), int32 from 0.
        times: shape (rows,).
        first: the number of the first row.
        shift: bits of a person that do not tell the range.
        places: shape (ranges,), where the next row of each range goes; moved on.
        rows: out, shape (all rows, 2).
    """
    for row in range(people.size):
        person = int(people[row])
        place = places[person >> shift]
        places[person >> shift] = place + 1
        rows[place, 0] = times[row]
        rows[place, 1] = (person << 32) | (first + row)


def group_people(rows: Integers, first_person: int, ends: Integers, grouped: Integers) -> None:
    """Bring the rows of one range to their people, in their order.

    Args:
        rows: shape (rows, 2), of one range.
        first_person: of the range.
        ends: out, shape (people,), where the rows of each person end; zeros before.
        grouped: out, shape (rows, 2): times, and the rows alone.
    """
    for row in range(rows.shape[0]):
        ends[(rows[row, 1] >> 32) - first_person] += 1
    place = 0
    for person in range(ends.size):
        count = ends[person]
        ends[person] = place
        place += count
    for row in range(rows.shape[0]):
        person = (rows[row, 1] >> 32) - first_person
        place = ends[person]
        ends[person] = place + 1
        grouped[place, 0] = rows[row, 0]
        grouped[place, 1] = rows[row, 1] & _ROW
