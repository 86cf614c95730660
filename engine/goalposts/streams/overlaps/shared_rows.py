"""Tells rows that stand twice, in two files, from rows that are alike by chance.

Two files repeat a day where at least half of the rows that the smaller one has of it stand in the other too, cell by
cell. That alone proves nothing: two branches may both spend 100 a day, and both nothing on Sundays. A row is *telling*
if what it says beside the day stands on no other day of these files: a sum of 1 234.56, an event at 09:04:41. Three
telling rows on repeated days are no accident, nor is a whole file that stands in another one of which its name says
that it is a copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

LEAST_TELLING: Final = 3
LEAST_SHARE: Final = 0.5
_EPOCH: Final = date(1970, 1, 1).toordinal()


@frozen
class SharedRows:
    """Rows that two files have in common on days that they repeat.

    Attributes:
        files: their places.
        telling: how many different ones say what stands on no other day.
        whole: whether they are all rows of one of the files.
    """

    files: tuple[int, int]
    rows: int
    telling: int
    first: date
    last: date
    whole: bool

    @property
    def is_proof(self) -> bool:
        """Whether chance is out of the question."""
        return self.telling >= LEAST_TELLING

    def times(self, factor: int) -> SharedRows:
        """What all rows have in common, of which only a part was looked at."""
        return evolve(self, rows=self.rows * factor)


def shared_rows(prints: NDArray[np.int64]) -> tuple[SharedRows, ...]:
    """Find what files have in common; of a row in three of them the first two are named, and the last two.

    Args:
        prints: shape (rows, 3): what a row says beside its day, its day, the place of its file.
    """
    if not len(prints):
        return ()
    (contents, days, files), counts = _distinct(prints)
    twice = np.flatnonzero((contents[1:] == contents[:-1]) & (days[1:] == days[:-1]))
    if not len(twice):
        return ()
    common = np.minimum(counts[twice], counts[twice + 1])
    telling = _on_one_day(contents, days)[twice]
    keys = np.stack((files[twice], files[twice + 1], days[twice]), axis=1)
    pair_days, of_day = np.unique(keys, axis=0, return_inverse=True)
    found = np.stack((np.bincount(of_day.ravel(), common), np.bincount(of_day.ravel(), telling)), axis=1)
    return tuple(_pairs(pair_days, found.astype(np.int64), prints))


def _distinct(prints: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different rows in their order, column by column, and how often each is there."""
    sorted_rows = prints[np.lexsort(prints.T[::-1])]
    starts = np.flatnonzero(np.append(True, (sorted_rows[1:] != sorted_rows[:-1]).any(axis=1)))
    return sorted_rows[starts].T, np.diff(np.append(starts, len(prints)))


def _on_one_day(contents: NDArray[np.int64], days: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of sorted contents stand on one day only."""
    _, starts, lengths = np.unique(contents, return_index=True, return_counts=True)
    ends = starts + lengths - 1
    return np.repeat(days[starts] == days[ends], lengths)


def _pairs(pair_days: NDArray[np.int64], found: NDArray[np.int64], prints: NDArray[np.int64]) -> Iterator[SharedRows]:
    """Add up the repeated days of every pair; `found` are the common rows of a day and the telling ones of them."""
    of_day, of_file = _counts(prints[:, [2, 1]]), _counts(prints[:, [2]])
    for pair in np.unique(pair_days[:, :2], axis=0).tolist():
        mine = np.flatnonzero((pair_days[:, :2] == pair).all(axis=1))
        days = pair_days[mine, 2].tolist()
        least = np.array([min(of_day[file, day] for file in pair) for day in days])
        repeated = found[mine, 0] >= LEAST_SHARE * least
        if repeated.any():
            rows, telling = found[mine][repeated].sum(axis=0).tolist()
            ends = [date.fromordinal(_EPOCH + day) for day in np.array(days)[repeated][[0, -1]].tolist()]
            whole = int(found[mine, 0].sum()) == min(of_file[file,] for file in pair)
            yield SharedRows((pair[0], pair[1]), rows, telling, ends[0], ends[1], whole)


def _counts(keys: NDArray[np.int64]) -> dict[tuple[int, ...], int]:
    found, counts = _distinct(keys)
    return dict(zip(map(tuple, found.T.tolist()), counts.tolist(), strict=True))
