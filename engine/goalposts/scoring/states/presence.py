"""Which instruments had rows on which days, before any slice, and what they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.scoring.kernels.rows import count_rows

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Integers


@frozen(eq=False)
class Presence:
    """The accepted rows of one instrument in one stream.

    Attributes:
        rows: shape (days,), rows a day.
        outside: rows of days that are not planned.
        undated: rows without the time that would put them into a day.
        lacks: fields that goals need and that the instrument does not give.
        observed_until: the declared end of follow-up, the first day after it, in days since 1970-01-01.
    """

    rows: Integers
    outside: int
    undated: int
    lacks: frozenset[str]
    observed_until: int | None = None

    def seen_until(self, first_day: int) -> int:
        """The last day of follow-up, as a code: the day before the declared end, else the last planned day with rows.

        Args:
            first_day: the first planned day, in days since 1970-01-01.
        """
        if self.observed_until is not None:
            return self.observed_until - 1 - first_day
        return int(np.flatnonzero(self.rows)[-1])

    @classmethod
    def of(cls, days: int, codes: Integers, dated: Flags, lacks: frozenset[str]) -> Presence:
        """Count the rows of one batch.

        Args:
            days: number of planned days.
            codes: shape (rows,), day codes, out of range for other days.
            dated: shape (rows,), rows that have the time.
            lacks: fields that the batch does not have.
        """
        inside = dated & (codes >= 0) & (codes < days)
        rows = np.zeros(days, np.int64)
        count_rows(codes, inside, rows)
        undated = int(np.count_nonzero(~dated))
        return cls(rows, codes.size - undated - int(np.count_nonzero(inside)), undated, lacks)

    def merge(self, other: Presence) -> Presence:
        """Add the rows of two parts of the same instrument; what one part lacks, the instrument lacks."""
        return Presence(
            self.rows + other.rows,
            self.outside + other.outside,
            self.undated + other.undated,
            self.lacks | other.lacks,
            self.observed_until if other.observed_until is None else other.observed_until,
        )


@frozen(eq=False)
class Seen:
    """The instruments that had rows of a stream on some days.

    Attributes:
        instruments: their names, ascending.
        rows: shape (days,), rows a day of all of them.
        lacks: of every instrument, the fields that goals need and that it does not give.
    """

    instruments: tuple[str, ...]
    rows: Integers
    lacks: tuple[frozenset[str], ...]

    def missing(self, needed: frozenset[str]) -> tuple[str, ...]:
        """The needed fields that some instrument lacks, ascending."""
        return tuple(sorted(frozenset().union(*(lacking & needed for lacking in self.lacks))))
