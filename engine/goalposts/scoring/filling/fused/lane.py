"""One lane of a scan: the batches that it is given, in their order, into cells of its own.

A lane knows no other. Which batches it gets depends on the plan and on the stream, never on the threads, and lanes are
added up in their order: any number of threads gives the same bytes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import Factory, define, field

from goalposts.errors import InputError
from goalposts.locale import Text
from goalposts.scoring.filling.cells import evaluated
from goalposts.scoring.filling.fused.fitting import SEGMENT, part
from goalposts.scoring.filling.fused.layout import Layout, lacking
from goalposts.scoring.filling.fused.run import MOST_ROWS, Run, begun
from goalposts.scoring.filling.fused.segment_words import SegmentWords
from goalposts.scoring.filling.fused.vector_code import LANES
from goalposts.scoring.filling.word_hashes import WordHashes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.expressions.columns import Column
    from goalposts.model import Batch
    from goalposts.scoring.arrays import Flags, Floats, Integers
    from goalposts.scoring.filling.fused.fitting import Fitting
    from goalposts.scoring.filling.fused.own_pivots import OwnPivots
    from goalposts.scoring.planning.slots import StreamPlan

LEAST_ROWS: Final = LANES
"""A batch has at least so many rows, or is the twin's."""

_TOO_MANY_PLACES: Final = Text(
    en="the goals of one stream need more counters a day than machine code can number",
    ru="целям одного потока нужно больше счётчиков на день, чем может пронумеровать машинный код",
)
_SAMPLE_ROWS: Final = 256
_PIVOT_BITS: Final = 26
_STEP_BITS: Final = 10


@define(eq=False)
class Lane:
    """Fills cells with the rows of batches.

    Attributes:
        fitting: what is read, of every batch the same.
        dimension: the column of words that segments the days, if any.
        most_words: with more words the lane stops segmenting, for good.
        pivots: shape (slots,), by slot of the stream's expressions.
        own_pivots: the means of an earlier scan, to be the pivots of their cells; its words are all that will come.
        words: that segment the days, as far as they came.
        runs: what was filled, in order; a new one begins where the code has to change.
        overflown: whether there were too many words.
    """

    fitting: Fitting
    midnights: Integers
    timezone: str
    pivots: Floats
    dimension: str | None = None
    most_words: int = 0
    own_pivots: OwnPivots | None = None
    words: SegmentWords = Factory(lambda self: SegmentWords.of(_known_words(self.own_pivots)), takes_self=True)
    runs: list[Run] = field(factory=list)
    overflown: bool = Factory(lambda self: _knows_too_many(self.own_pivots), takes_self=True)
    _hashes: WordHashes = field(factory=WordHashes)
    _nulls: frozenset[str] = frozenset()
    _careful: bool = False
    _range: int = 0

    @property
    def by(self) -> str | None:
        """The column that it segments by, as long as it does."""
        return None if self.overflown or self.dimension is None else SEGMENT

    def add(self, batch: Batch) -> None:
        """Scan the rows of a batch; it has at least `LEAST_ROWS`."""
        columns = self.fitting.columns(batch, self.timezone, self._hashes)
        if self.dimension is not None:
            columns[SEGMENT] = batch.columns[self.dimension]
        if self.by is not None:
            columns[SEGMENT] = self.words.column(columns[SEGMENT], partial(self._planned, columns, batch.rows))
            if len(self.words.words) > self.most_words:
                self.stop_segmenting()
        self._meet_nulls(lacking(self.fitting.types, columns))
        reached = 0
        while reached < batch.rows:
            stopped = self._run(batch.rows).add(columns, reached, batch.rows)
            if stopped < batch.rows:
                self._beware()
            reached = stopped

    def _planned(self, columns: Mapping[str, Column], rows: int) -> Flags:
        time = columns[self.fitting.stream.anchor]
        inside = (time.values >= self.midnights[0]) & (time.values < self.midnights[-1])
        return np.broadcast_to(inside if time.valid is None else inside & time.valid, (rows,))

    def _meet_nulls(self, names: frozenset[str]) -> None:
        """Columns without cells are looked at as such; once others join them, all are, so that code changes seldom."""
        if names - self._nulls:
            self._nulls = frozenset(dict(self.fitting.types)) if self.runs else names

    def stop_segmenting(self) -> None:
        """Keep the days as a whole only, from the start."""
        self.overflown = True
        self.runs = [run if run.layout.by is None else run.together() for run in self.runs]

    def _beware(self) -> None:
        """The code stopped at a number that is not finite, or at an unusual one: look closer from here on."""
        if self._careful or self._nulls:
            self._range += 1
        else:
            self._careful = True

    def _run(self, rows: int) -> Run:
        """The run that takes the next rows: the last one, grown if need be, or a new one."""
        layout = Layout(
            self.fitting.types,
            self._nulls,
            careful=self._careful or bool(self._nulls),
            range=self._range,
            by=self.by,
            own_pivots=self.own_pivots is not None,
        )
        segments = 1 if self.by is None else len(self.words.words) + 1
        last = self.runs[-1] if self.runs else None
        if last is None or not _continues(last.layout, layout) or last.rows + rows > MOST_ROWS:
            return self._begun(layout, segments, rows)
        if last.segments < segments:
            more = min(max(segments, 2 * last.segments), self.most_words + 1)
            if self.own_pivots is not None or not last.may_grow(self.fitting.stream, more):
                return self._begun(layout, more if self.own_pivots is None else segments, rows)
            self.runs[-1] = last = last.grown(more)
        return last

    def _begun(self, layout: Layout, segments: int, rows: int) -> Run:
        run = begun(self.fitting.stream, self.fitting.tallies, layout, segments, self.midnights)
        if run is None and self.by is None:
            raise InputError(_TOO_MANY_PLACES)
        if run is None:
            self.stop_segmenting()
            return self._run(rows)
        if self.own_pivots is None:
            run.pivots[: len(run.scan.squared)] = self.pivots[list(run.scan.squared)]
        else:
            run.pivots[:] = self.own_pivots.of(run, tuple(self.words.words))
        self.runs.append(run)
        return run


def _known_words(own_pivots: OwnPivots | None) -> tuple[str, ...]:
    return () if own_pivots is None else own_pivots.words


def _knows_too_many(own_pivots: OwnPivots | None) -> bool:
    """Whether the earlier scan met too many words: it kept none of them then, and so will this one."""
    return own_pivots is not None and not own_pivots.words


def _continues(layout: Layout, wanted: Layout) -> bool:
    return layout.as_given == wanted


def middle_values(stream: StreamPlan, batch: Batch | None, timezone: str) -> Floats:
    """Of every expression with moments, a middle value among the first rows; whole numbers stay whole.

    Returns:
        Shape (slots,), 0 for the others, and without rows.
    """
    if batch is None:
        return np.zeros(len(stream.expressions))
    head = part(batch, 0, min(batch.rows, _SAMPLE_ROWS))
    found = np.zeros(len(stream.expressions))
    moments = (measure for _, measure in stream.pairs if measure.kind == "moments")
    for slot in {slot for measure in moments for slot in (measure.of, measure.by) if slot is not None}:
        cells = evaluated(stream.expressions[slot], head, timezone)
        found[slot] = _middle(cells.values[cells.known])
    return found


def _middle(values: Floats) -> float:
    """The median, rounded so coarsely that sums of distances of whole numbers from it stay exact.

    It is a whole number, or where values lie closer together than that, a multiple of some 2^-k with k up to 10, and
    has 26 bits at most. Values that lie closer still are scanned again around their own means.
    """
    if not values.size:
        return 0.0
    with np.errstate(over="ignore"):  # the largest numbers lie further apart than a number can say
        spread = float(values.max() - values.min())
    _, steps = np.frexp(min(spread, 16.0) / 16.0 or 1.0)
    step = 2.0 ** max(min(int(steps), 0), -_STEP_BITS)
    middle = np.rint(np.sort(values)[values.size // 2] / step) * step
    fraction, exponent = np.frexp(middle)
    return float(np.ldexp(np.rint(np.ldexp(fraction, _PIVOT_BITS)), exponent - _PIVOT_BITS))
