"""The cells that runs filled, added up, and put into the order in which states want them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from attrs import evolve, frozen

from goalposts.scoring.filling.fused.cell_rows import placed, together
from goalposts.scoring.filling.fused.harvest import Harvest, Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.filling.fused.cell_rows import Moves
    from goalposts.scoring.filling.fused.run import Run
    from goalposts.scoring.filling.fused.scan import Scan

_Counters: TypeAlias = "NDArray[np.uint32]"


@frozen(eq=False)
class FilledCells:
    """Cells of some runs of one scan: by day, with one day before and one after, then by segment; last, without time.

    Attributes:
        segments: how many a day has; the last is of missing words.
        sums: shape (cells, sums).
        patterns: shape (cells, patterns), uint32: what adds up to one cell of all is below 2^32.
        pivots: of every sum of squares, shapes (cells,) or ().
        tables: of histograms, then of sketches; their lines are cells.
    """

    scan: Scan
    segments: int
    sums: Floats
    patterns: _Counters
    pivots: tuple[Floats, ...]
    tables: tuple[Lines, ...]

    @property
    def days(self) -> int:
        """How many are planned."""
        return (len(self.sums) - 1) // self.segments - 2

    @property
    def rows(self) -> Integers:
        """How many rows every cell has, shape (cells,)."""
        return np.asarray(self.patterns[:, : self.scan.patterns[0]].sum(axis=1, dtype=np.int64))

    @property
    def there(self) -> NDArray[np.bool_]:
        """Which segments have rows on planned days, shape (segments,)."""
        counted = self._by_day(self.patterns[:, : self.scan.patterns[0]])
        return np.asarray(np.bitwise_or.reduce(counted, axis=0).any(axis=1))

    @np.errstate(over="ignore", invalid="ignore")  # as in the kernel of moments
    def together(self) -> FilledCells:
        """One cell a day instead of many; pivots must be those of all cells."""
        tables = tuple(
            evolve(lines, table=together(lines.table, self.segments, largest=lines.is_sketch)) for lines in self.tables
        )
        sums, patterns = (together(array, self.segments) for array in (self.sums, self.patterns))
        return FilledCells(self.scan, 1, sums, patterns, self.pivots, tables)

    def planned(self, kept: Sequence[int] = (0,)) -> Harvest:
        """The planned days of some segments, segment by segment.

        Args:
            kept: which, in their order.
        """
        pivots = tuple(pivot if not pivot.ndim else self._turned(pivot[:, None], kept)[0] for pivot in self.pivots)
        tables = tuple(evolve(lines, table=self._lines(lines.table, kept)) for lines in self.tables)
        met = _holds(self.scan).T @ self._turned(self.patterns, kept).astype(np.float64)
        return Harvest(self.scan, self._turned(self.sums, kept), met.astype(np.int64), pivots, tables)

    def _turned(self, array: NDArray[Any], kept: Sequence[int]) -> NDArray[Any]:
        """Shape (values, kept * days): states take one value of all cells at a time."""
        by_day = self._by_day(array)
        made = np.empty((array.shape[1], len(kept), self.days), array.dtype)
        for value, target in enumerate(made):
            target[:] = by_day[:, :, value].T[list(kept)]
        return made.reshape(array.shape[1], len(kept) * self.days)

    def _lines(self, table: NDArray[Any], kept: Sequence[int]) -> NDArray[Any]:
        lines = self._by_day(table).transpose(1, 0, 2)[list(kept)]
        return lines.reshape(len(kept) * self.days, table.shape[1])

    def _by_day(self, array: NDArray[Any]) -> NDArray[Any]:
        inside = array[self.segments : self.segments * (self.days + 1)]
        return inside.reshape(self.days, self.segments, array.shape[1])


def _holds(scan: Scan) -> Floats:
    """Which patterns meet which conditions, shape (patterns, conditions + 1); in the last column, any row."""
    held = np.zeros((sum(scan.patterns), scan.conditions + 1))
    first = 0
    for group in scan.groups:
        for pattern, number in group.numbers:
            for bit in range(len(group.weights)):
                held[first + number, group.first + bit] = pattern >> bit & 1
        first += group.counters
    held[: scan.patterns[0], -1] = 1.0
    return held


@np.errstate(over="ignore", invalid="ignore")  # as in the kernel of moments
def added_up(runs: Sequence[Run], words: Sequence[tuple[str, ...]], target: tuple[str, ...] | None) -> FilledCells:
    """Add up the runs of one scan, in their order; they may be changed by it.

    Args:
        runs: of one scan and the same pivots.
        words: of the segments of every run, but the last, which is of missing words.
        target: the words of the segments of the result, which has missing words last; None without segments.
    """
    scan, segments = runs[0].scan, 1 if target is None else len(target) + 1
    places = None if target is None else {word: place for place, word in enumerate((*target, ""))}
    pairs = zip(runs, words, strict=True)
    moves = [None if places is None else _moves(its, places, run.segments) for run, its in pairs]
    used = [_used([run.tables[place].reshape(run.cells, -1) for run in runs]) for place in range(scan.heavy)]
    sums, patterns, tables = _of_run(runs[0], moves[0], used)
    for run, its in zip(runs[1:], moves[1:], strict=True):
        more = _of_run(run, its, used)
        sums += more[0]
        patterns += more[1]
        for mine, other in zip(tables, more[2], strict=True):
            (np.maximum if other.is_sketch else np.add)(mine.table, other.table, out=mine.table)
    pivots = runs[0].pivots.reshape(max(len(scan.squared), 1), -1)
    if runs[0].layout.own_pivots:
        pivots = np.stack([placed(row[:, None], moves[0], segments)[:, 0] for row in pivots])
    given = tuple(row if row.size > 1 else row[0] for row in pivots)
    return FilledCells(scan, segments, sums, patterns, given, tables)


def _moves(words: tuple[str, ...], places: dict[str, int], segments: int) -> Moves | None:
    """Which segment of a run goes where; None where every one stays."""
    found = [*((place, places[word]) for place, word in enumerate(words)), (segments - 1, len(places) - 1)]
    return None if segments == len(places) and all(source == target for source, target in found) else found


def _of_run(run: Run, moves: Moves | None, used: Sequence[slice]) -> tuple[Floats, _Counters, tuple[Lines, ...]]:
    scan, replicas = run.scan, run.layout.replicas
    parts = run.cube.reshape(-1, replicas, scan.width)
    sums, patterns = parts[:, 0, : scan.counters].copy(), _patterns(parts[:, 0], scan)
    for replica in range(1, replicas):
        sums += parts[:, replica, : scan.counters]
        patterns += _patterns(parts[:, replica], scan)
    segments = 1 if moves is None else max(target for _, target in moves) + 1
    tables = []
    for table, part in zip(run.tables, used, strict=True):
        lines = table.reshape(run.cells, -1)
        tables.append(Lines(placed(lines[:, part], moves, segments), part.start, lines.shape[1]))
    return placed(sums, moves, segments), placed(patterns, moves, segments), tuple(tables)


def _patterns(cells: NDArray[Any], scan: Scan) -> _Counters:
    return cells[:, scan.counters :].view(np.uint32)[:, : sum(scan.patterns)].copy()


def _used(tables: Sequence[NDArray[Any]]) -> slice:
    """The places that some line of some table has filled, and those between: mostly few of all."""
    filled = [np.flatnonzero(np.bitwise_or.reduce(table, axis=0)) for table in tables]
    ends = [(int(places[0]), int(places[-1]) + 1) for places in filled if places.size]
    return slice(min(first for first, _ in ends), max(end for _, end in ends)) if ends else slice(0, 0)
