"""From the cells that runs filled to the states of the cube."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from attrs import field, frozen

from goalposts.scoring.dense_states import summed
from goalposts.scoring.fused.heavy import FIRST_USUAL, SKETCH_PLACES, USUAL_PLACES
from goalposts.scoring.fused.registers import ALWAYS, NEVER
from goalposts.scoring.fused.scan import Scan
from goalposts.scoring.kernels.histogram import BUCKETS, ZERO
from goalposts.scoring.kernels.moments import remainder
from goalposts.scoring.slots import LIGHT_KINDS
from goalposts.scoring.states import Counts, Histogram, Moments, Sketch, State, Sums, arrays_of, made_like

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.fused.registers import Answer
    from goalposts.scoring.fused.run import Run

_LOST_DIGITS: Final = 1e2
"""How much larger than the second moment its square sum may be: the mean is then ten deviations from the pivot."""

_ROUNDING: Final = 2.0**-53
_NEGLIGIBLE: Final = 1e-13


_Moves: TypeAlias = list[tuple[int, int]]


@frozen(eq=False)
class Harvest:
    """The statistics of the cells of some runs of one scan.

    Attributes:
        sums: shape (cells, sums).
        counters: shape (cells, conditions + 1): rows that meet a condition, the last of all rows.
        pivots: of every sum of squares, shapes (cells,) or ().
        tables: of histograms and sketches, shapes (cells, places).
    """

    scan: Scan
    sums: Floats
    counters: Integers
    pivots: tuple[Floats, ...]
    tables: tuple[NDArray[Any], ...]
    _moments_of: dict[int, tuple[Floats, Floats, Floats, Floats]] = field(factory=dict, repr=False)

    def counted(self, condition: int) -> Integers:
        """How many rows of every cell meet a condition."""
        if condition == NEVER:
            return np.zeros(len(self.counters), np.int64)
        return self.counters[:, condition].copy()  # ALWAYS is the last

    @property
    def rows(self) -> Integers:
        """How many rows every cell has."""
        return self.counted(ALWAYS)

    def state(self, kind: str, answer: Answer) -> State:
        """The state of a tally, one value a cell."""
        n, unknown = self.counted(answer.n), self.counted(answer.unknown)
        match kind:
            case "counts":
                return Counts(n, self.counted(answer.k), unknown)
            case "sums":
                assert answer.y is not None
                return Sums(n, unknown, self._plain(answer.y))
            case "histogram":
                assert answer.heavy is not None
                table = self.tables[answer.heavy]
                used = _used(table)
                return Histogram(unknown, *_histogram(table[:, used], used.start, table.shape[1]))
            case "sketch":
                assert answer.heavy is not None
                table = self.tables[self.scan.histograms + answer.heavy]
                return Sketch(n, unknown, *_filled(table, 0, SKETCH_PLACES))
        sum_y, low_y, apart_y, yy = self._moments(answer.y, n)
        sum_x, low_x, apart_x, xx = self._moments(answer.x, n)
        xy = np.zeros(len(n)) if answer.xy is None else self._plain(answer.xy) - apart_x * apart_y / np.maximum(n, 1)
        return Moments(n, unknown, sum_x, sum_y, xx, np.where(n > 1, xy, 0.0), yy, low_x, low_y)

    def by_word(self, kind: str, answer: Answer, days: int, kept: list[int]) -> State:
        """The state of a tally, one value for every word and planned day, word by word.

        Args:
            kind: of its measure.
            answer: where it finds its statistics.
            days: how many are planned.
            kept: the segments to keep, in their order.
        """
        segments = (len(self.counters) - 1) // (days + 2)
        inside = slice(segments, segments * (days + 1))

        def turned(array: NDArray[Any]) -> NDArray[Any]:
            return np.ascontiguousarray(array[inside].reshape(days, segments).T[kept]).ravel()

        if kind in LIGHT_KINDS:
            state = self.state(kind, answer)
            return made_like(state, [turned(array) for array in arrays_of(state)])
        n, unknown = turned(self.counted(answer.n)), turned(self.counted(answer.unknown))
        assert answer.heavy is not None
        table = self.tables[answer.heavy + (self.scan.histograms if kind == "sketch" else 0)]
        planned = table[inside]
        used = _used(planned)
        width = used.stop - used.start
        lines = (
            planned[:, used].reshape(days, segments, width).transpose(1, 0, 2)[kept].reshape(len(kept) * days, width)
        )
        if kind == "sketch":
            return Sketch(n, unknown, *_filled(lines, used.start, SKETCH_PLACES))
        return Histogram(unknown, *_histogram(lines, used.start, table.shape[1]))

    def doubtful(self, answer: Answer) -> bool:
        """Whether the values of some cell lie so far from the pivot that its second moment has lost two digits.

        What rounding may have done to a cell must show beside the spread that cells have usually: a cell whose values
        are all equal has no digits to lose.
        """
        n = self.counted(answer.n)
        for place in (answer.y, answer.x):
            if place is not None:
                *_, second = self._moments(place, n)
                squares, several = self._squares(place), n > 1
                usual = second.sum() / max(int((n[several] - 1).sum()), 1)
                blurred = squares * _ROUNDING > _NEGLIGIBLE * usual * n
                if bool((several & blurred & ~(squares <= _LOST_DIGITS * second)).any()):
                    return True
        return False

    def _moments(self, place: int | None, n: Integers) -> tuple[Floats, Floats, Floats, Floats]:
        """The sum, what its rounding left out, the sum of distances from the pivot, and the centred second moment."""
        if place is None:
            return n.astype(np.float64), np.zeros(len(n)), np.zeros(len(n)), np.zeros(len(n))
        if place not in self._moments_of:
            apart = self.sums[:, self.scan.place_of("sum", place)].copy()
            second = self._squares(place) - apart * apart / np.maximum(n, 1)
            second = np.where(n > 1, np.maximum(second, 0.0), 0.0)
            pivots = np.broadcast_to(self.pivots[place], apart.shape)
            whole = n * pivots
            total, lost = summed(whole, apart)
            self._moments_of[place] = total, lost - remainder(whole, n, pivots), apart, second
        return self._moments_of[place]

    def _squares(self, place: int) -> Floats:
        return np.ascontiguousarray(self.sums[:, self.scan.place_of("square", place)])

    def _plain(self, place: int) -> Floats:
        return np.ascontiguousarray(self.sums[:, self.scan.place_of("plain", place)])

    def together(self, segments: int) -> Harvest:
        """The same with one cell a day instead of many; pivots must be those of all cells."""
        parted = (self.sums, self.counters, *self.tables)
        sums, counters, *tables = (_together(array, segments, _adding(array)) for array in parted)
        return Harvest(self.scan, sums, counters, self.pivots, tuple(tables))


def _adding(array: NDArray[Any]) -> Callable[..., Any]:
    return np.max if array.dtype == np.uint8 else np.sum


def _together(array: NDArray[Any], segments: int, adding: Callable[..., Any]) -> Any:
    days = _by_day(array, segments)
    dtype = {} if array.dtype == np.uint8 else {"dtype": array.dtype}
    return np.concatenate((adding(days, axis=1, **dtype), array[-1:]))


def harvested(runs: Sequence[Run], words: Sequence[tuple[str, ...]], target: tuple[str, ...] | None) -> Harvest:
    """Add up the runs of one scan, in their order.

    Args:
        runs: of one scan and the same pivots.
        words: of the segments of every run, but the last, which is of missing words.
        target: the words of the segments of the result, which has missing words last; None without segments.
    """
    scan = runs[0].scan
    places = None if target is None else {word: place for place, word in enumerate((*target, ""))}
    pairs = zip(runs, words, strict=True)
    moves = [None if places is None else _moves(its, places, run.segments) for run, its in pairs]
    sums, patterns, tables = _of_run(runs[0], moves[0])
    for run, its in zip(runs[1:], moves[1:], strict=True):
        more = _of_run(run, its)
        sums += more[0]
        patterns += more[1]
        for mine, other in zip(tables, more[2], strict=True):
            (np.maximum if mine.dtype == np.uint8 else np.add)(mine, other, out=mine)
    pivots = runs[0].pivots.reshape(max(len(scan.squared), 1), -1)
    if runs[0].layout.own_pivots and places is not None:
        pivots = np.stack([_placed(row[:, None], moves[0], len(places))[:, 0] for row in pivots])
    return Harvest(scan, sums, _met(patterns, scan), tuple(row if row.size > 1 else row[0] for row in pivots), tables)


def _moves(words: tuple[str, ...], places: dict[str, int], segments: int) -> _Moves | None:
    """Which segment of a run goes where; None where every one stays."""
    found = [*((place, places[word]) for place, word in enumerate(words)), (segments - 1, len(places) - 1)]
    return None if segments == len(places) and all(source == target for source, target in found) else found


def _of_run(run: Run, moves: _Moves | None) -> tuple[Floats, NDArray[np.uint32], tuple[NDArray[Any], ...]]:
    scan, replicas = run.scan, run.layout.replicas
    parts = run.cube.reshape(-1, replicas, scan.width)
    sums, patterns = parts[:, 0, : scan.counters].copy(), _patterns(parts[:, 0], scan)
    for replica in range(1, replicas):
        sums += parts[:, replica, : scan.counters]
        patterns += _patterns(parts[:, replica], scan)
    tables = tuple(table.reshape(run.cells, -1) for table in run.tables)
    if moves is None:
        return sums, patterns, tables
    size = max(target for _, target in moves) + 1
    return (
        _placed(sums, moves, size),
        _placed(patterns, moves, size),
        tuple(_placed(table, moves, size) for table in tables),
    )


def _patterns(cells: NDArray[Any], scan: Scan) -> NDArray[np.uint32]:
    """The counters of cells; they may be added as they are, since a group of runs has less than 2^32 rows."""
    return cells[:, scan.counters :].view(np.uint32)[:, : sum(scan.patterns)].copy()


def _met(patterns: NDArray[np.uint32], scan: Scan) -> Integers:
    """How many rows meet each condition, shape (cells, conditions + 1); in the last column, all rows."""
    held = np.zeros((sum(scan.patterns), scan.conditions + 1))
    first = 0
    for group, size in enumerate(scan.patterns):
        for bit, condition in enumerate(scan.conditions_of(group)):
            held[first : first + size, condition] = np.arange(size) >> bit & 1
        first += size
    held[: scan.patterns[0], -1] = 1.0
    return (patterns.astype(np.float64) @ held).astype(np.int64)


def _placed(array: NDArray[Any], moves: _Moves | None, size: int) -> NDArray[Any]:
    if moves is None:
        return array
    days = _by_day(array, moves[-1][0] + 1)
    made = np.zeros((len(days), size, array.shape[1]), array.dtype)
    sources, targets = zip(*moves, strict=True)
    made[:, list(targets)] = days[:, list(sources)]
    return np.concatenate((made.reshape(len(days) * size, array.shape[1]), array[-1:]))


def _by_day(array: NDArray[Any], segments: int) -> NDArray[Any]:
    cells, width = array.shape
    return array[:-1].reshape((cells - 1) // segments, segments, width)


def _histogram(lines: NDArray[Any], first: int, places: int) -> tuple[Integers, Integers]:
    """The filled buckets of lines that begin at a place, of a table with so many places a line."""
    cells, place, counts = _entries(lines)
    place += first
    buckets = place if places != USUAL_PLACES else np.where(place == 0, ZERO, place + (FIRST_USUAL - 1))
    kept = place < places - 1  # nobody reads the last one
    return (cells * BUCKETS + buckets)[kept], counts[kept]


def _filled(lines: NDArray[Any], first: int, line: int) -> tuple[Integers, Integers]:
    cells, place, values = _entries(lines)
    return cells * line + (place + first), values


def _entries(lines: NDArray[Any]) -> tuple[Integers, Integers, Integers]:
    """The places of lines that are not empty, and what stands there."""
    read = np.ascontiguousarray(lines).ravel()
    found = np.flatnonzero(read)
    cells, place = np.divmod(found, max(lines.shape[1], 1))
    return cells, place, read[found].astype(np.int64)


def _used(table: NDArray[Any]) -> slice:
    """The places that some line has filled, and those between: mostly few of all."""
    filled = np.flatnonzero(np.bitwise_or.reduce(table, axis=0)) if len(table) else np.zeros(0, np.int64)
    return slice(int(filled[0]), int(filled[-1]) + 1) if filled.size else slice(0, 0)
