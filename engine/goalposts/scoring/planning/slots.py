"""The numbered slots of one stream: expressions, slices, measures and the tallies that pair them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.expressions import Expression, names
from goalposts.scoring.planning.nested import unnested

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.scoring.planning.asked import Asked

_BYTES_KEPT: Final = {
    "counts": 24,
    "moments": 72,
    "sums": 24,
    "histogram": 8 + 512 * 16,
    "sketch": 16 + 1024 * 16,
    "follow_up": 8 + 400 * 16,
}
"""Of one tally and day. A histogram is reckoned with 512 filled buckets, eight octaves; 300 is usual. A sketch is
reckoned with 1024 of its 4096 registers, some 1200 distinct values; a follow-up with 400 pairs of age and outcome."""

_BYTES_SCANNED: Final = {"counts": 32, "moments": 64, "sums": 32, "histogram": 8192, "sketch": 4096, "follow_up": 0}
"""The same while a scan fills it, in every lane: a number takes 8 bytes, its square as many, a condition some 11."""

_LANES: Final = 8
_FEW_LANES: Final = 2

LIGHT_KINDS: Final = ("counts", "moments", "sums")
"""The kinds of measure that are a few numbers a day."""

HEAVY_KINDS: Final = ("histogram", "sketch")
"""Those that are a table a day; a follow-up, whose tables grow with the ages met, is kept for whole days only."""


@frozen
class Measure:
    """What is accumulated over the rows of a slice.

    Attributes:
        kind: `counts`, `moments`, `sums`, `histogram`, `sketch` or `follow_up`.
        among, of, by: slots of the stream's expressions; None where the formula has no such part.
    """

    kind: str
    among: int | None
    of: int | None
    by: int | None


@frozen
class Tally:
    """One state a day: a slice and a measure, as positions in the stream's plan."""

    slice: int
    measure: int


@frozen
class StreamPlan:
    """What is wanted of one event type, put into days by one of its time fields.

    Attributes:
        anchor: the time field that puts an event into a day.
        time: the event type's own time field; it shows that a source has rows when it lacks the anchor.
        expressions: the slots; each is evaluated once a batch. Parameters are replaced by their values.
        slices: slots of conditions; None for all rows.
        tallies: the pairs of slice and measure that some goal needs.
        segments: the dimensions to cut the days by.
        most_words: how many words a dimension may have and still be cut by.
        heavy_by_word: whether histograms and sketches are kept by word too, beside what is a few numbers a day.
        apart: whether what every instrument saw is kept for itself too, so that two that saw the same can be compared.
    """

    event_type: str
    anchor: str
    time: str
    expressions: tuple[Expression, ...]
    slices: tuple[int | None, ...]
    measures: tuple[Measure, ...]
    tallies: tuple[Tally, ...]
    segments: tuple[str, ...] = ()
    most_words: int = 0
    heavy_by_word: bool = True
    apart: bool = False

    def by_word(self, tally: int) -> bool:
        """Whether a tally is kept for every word of a dimension, not only for the days as a whole."""
        kind = self.pairs[tally][1].kind
        return kind in LIGHT_KINDS or (self.heavy_by_word and kind in HEAVY_KINDS)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The fields and dimensions to read."""
        cuts = (part for segment in self.segments for part in unnested(segment))
        return frozenset({self.anchor, self.time, *cuts}).union(*(names(expression) for expression in self.expressions))

    @property
    def lanes(self) -> int:
        """How many cubes a scan fills side by side: few where each takes much memory."""
        return _FEW_LANES if self.segments or any(measure.kind in HEAVY_KINDS for measure in self.measures) else _LANES

    @property
    def bytes_per_day(self) -> int:
        """An estimate of its part of the cube, and of what a scan needs meanwhile, without words."""
        kinds = [measure.kind for _, measure in self.pairs]
        twice = sum(_BYTES_KEPT[kind] for kind in kinds) if self.apart else 0
        return 8 + sum(map(self._bytes, kinds)) + twice

    @property
    def bytes_per_day_and_word(self) -> int:
        """The same of every word of every dimension."""
        kinds = (measure.kind for tally, (_, measure) in enumerate(self.pairs) if self.by_word(tally))
        return len(self.segments) * sum(map(self._bytes, kinds))

    def _bytes(self, kind: str) -> int:
        # where lanes are added up, their sum stands beside them for a moment
        return _BYTES_KEPT[kind] + (self.lanes + 1) * _BYTES_SCANNED[kind]

    @cached_property
    def pairs(self) -> tuple[tuple[int | None, Measure], ...]:
        """The slot of the slice, and the measure, of every tally."""
        return tuple((self.slices[tally.slice], self.measures[tally.measure]) for tally in self.tallies)

    def find(self, asked: Asked) -> int:
        """The position of the tally that answers a goal.

        Raises:
            ValueError: the plan was not made for it.
        """
        where, measure = numbered(asked, self.expressions)
        return self.tallies.index(Tally(self.slices.index(where), self.measures.index(measure)))


def numbered(asked: Asked, expressions: tuple[Expression, ...]) -> tuple[int | None, Measure]:
    """Replace the expressions of a slice and a measure by their slots.

    Raises:
        ValueError: an expression has no slot.
    """

    def slot(expression: Expression | None) -> int | None:
        return None if expression is None else expressions.index(expression)

    return slot(asked.where), Measure(asked.kind, slot(asked.among), slot(asked.of), slot(asked.by))


def stream_plan(
    event_type: str, anchor: str, time: str, wanted: Iterable[Asked], segments: tuple[str, ...] = ()
) -> StreamPlan:
    """Number what the goals of one stream ask for; what is equal gets one number."""
    wanted = tuple(dict.fromkeys(wanted))
    expressions = tuple(dict.fromkeys(expression for asked in wanted for expression in asked.expressions))
    pairs = [numbered(asked, expressions) for asked in wanted]
    slices = tuple(dict.fromkeys(where for where, _ in pairs))
    measures = tuple(dict.fromkeys(measure for _, measure in pairs))
    tallies = tuple(Tally(slices.index(where), measures.index(measure)) for where, measure in pairs)
    return StreamPlan(event_type, anchor, time, expressions, slices, measures, tallies, segments)
