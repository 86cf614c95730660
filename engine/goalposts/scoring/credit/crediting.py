"""An attribution at work: touches and conversions in, credited touches out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.expressions.columns import Column
from goalposts.expressions.types import ValueType
from goalposts.model import Batch
from goalposts.model.attribution import RULES
from goalposts.scoring.credit.attribution import TouchPaths, channel_credit, touch_paths, touch_weights
from goalposts.scoring.credit.credit_sides import Side
from goalposts.scoring.credit.word_numbers import WordNumbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goalposts.model import EventType
    from goalposts.model.attribution import Attribution
    from goalposts.scoring.arrays import Codes, Flags, Floats, Integers


@frozen(eq=False)
class _Credited:
    """Credited touches, by the rows of the two sides that they are made of.

    Attributes:
        paths: those that led to conversions.
        touch: shape (rows,), the touch; any where none led to the conversion.
        has_touch: shape (rows,), true in the first rows, which are the touches of the paths.
        conversion: shape (rows,).
    """

    paths: TouchPaths
    touch: Codes
    has_touch: Flags
    conversion: Codes

    @classmethod
    def of(cls, paths: TouchPaths) -> _Credited:
        led = paths.only(paths.converted)
        lengths = np.diff(led.starts)
        alone = led.endings[lengths == 0]
        touch = np.concatenate((led.touches, np.zeros(alone.size, np.int32)))
        conversion = np.concatenate((np.repeat(led.endings, lengths), alone))
        return cls(led, touch, np.arange(touch.size) < led.touches.size, conversion)


@frozen(eq=False)
class Crediting:
    """Takes the touches and conversions of people in any order, and gives the touches with their credit.

    Attributes:
        kind: the event type of credited touches.
        wanted: its fields that somebody asks for.
        touches, conversions: what was taken so far.
    """

    kind: EventType
    wanted: frozenset[str]
    touches: Side
    conversions: Side

    @classmethod
    def of(cls, kind: EventType, wanted: Iterable[str]) -> Crediting:
        """Prepare an attribution for the fields that are asked for."""
        made, wanted, people = _attribution(kind), frozenset(wanted), WordNumbers()
        of_touch = tuple(name for name in made.of_touch if name in wanted)
        of_conversion = tuple(name for name in made.of_conversion if name in wanted)
        return cls(
            kind,
            wanted,
            Side(kind, made.touches, made.person, (made.channel, *of_touch), people),
            Side(kind, made.conversions, made.person, of_conversion, people),
        )

    def sides_of(self, event_type: str) -> tuple[Side, ...]:
        """What takes the batches of an event type."""
        return tuple(side for side in (self.touches, self.conversions) if side.event.id == event_type)

    @property
    def channels(self) -> Sequence[str]:
        """The words of channels met so far."""
        return self.touches.words(_attribution(self.kind).channel)

    def paths(self) -> TouchPaths:
        """The paths of all people."""
        made = _attribution(self.kind)
        return touch_paths(
            self.touches.people_of_rows(),
            self.touches.times(),
            self.touches.codes(made.channel),
            self.conversions.people_of_rows(),
            self.conversions.times(),
            made.lookback.in_base_unit,
        )

    def credit(
        self, models: Iterable[str], days: tuple[int, int] | None = None, of: str = ""
    ) -> dict[str, dict[str, float]]:
        """The conversions that models credit to every channel; touches without a channel share under an empty word.

        Args:
            models: some of `scoring.credit.attribution.MODELS`.
            days: of paths that end in this half-open span of microseconds only.
            of: a numeric field of conversions, which was asked for, to divide instead of their number; those that
                lack it give nothing.
        """
        words = [*self.channels, ""]
        paths = self.paths() if days is None else self._ended_in(self.paths(), *days)
        channels = np.where(paths.channels < 0, np.int32(len(words) - 1), paths.channels)
        known = TouchPaths(paths.starts, channels, paths.ages, paths.converted)
        led_by = known.converted
        led = known.only(led_by)
        worth = self._worth(paths, of) if of else None
        worth_led = None if worth is None else worth[led_by]
        direct, half_life = self._direct(), self._half_life()

        def divided(name: str) -> Floats:
            asked, amounts = (known, worth) if name == "markov" else (led, worth_led)
            return channel_credit(asked, name, len(words), direct=direct, half_life=half_life, worth=amounts)

        found = {name: divided(name) for name in models}
        return {
            name: {word: float(share) for word, share in zip(words, shares, strict=True) if word or share}
            for name, shares in found.items()
        }

    def _worth(self, paths: TouchPaths, of: str) -> Floats:
        """A numeric field of the conversions that end paths, zero where there is none, shape (paths,)."""
        column = self.conversions.column(of, paths.endings, paths.converted)
        known = paths.converted if column.valid is None else paths.converted & column.valid
        return np.where(known, column.values, 0.0)

    def _ended_in(self, paths: TouchPaths, first: int, end: int) -> TouchPaths:
        """The paths whose conversion, or else whose last touch, lies in a span of time."""
        lengths = np.diff(paths.starts)
        ends = np.zeros(lengths.size, np.int64)
        ends[paths.converted] = self.conversions.times()[paths.endings[paths.converted]]
        ends[~paths.converted] = self.touches.times()[paths.touches[paths.starts[1:][~paths.converted] - 1]]
        kept = (ends >= first) & (ends < end)
        return paths.only(kept)

    def _direct(self) -> list[int]:
        words = self.channels
        return [words.index(word) for word in _attribution(self.kind).direct if word in words]

    def _half_life(self) -> float:
        return _attribution(self.kind).half_life.in_base_unit

    def batches(self) -> Iterator[Batch]:
        """Yield the credited touches, each once, those of one pair of sources together.

        A row is measured by the source of its touch and that of its conversion, since either decides the credit. One
        without a touch counts for the touches' source of the conversion before it.
        """
        found = _Credited.of(self.paths())
        weights = {name: self._weights(name, found) for name in RULES if name in self.wanted}
        conversion_source = self.conversions.sources_of_rows()[found.conversion]
        touch_source = self._touch_sources(found)
        pairs = touch_source.astype(np.int64) * len(self.conversions.sources) + conversion_source
        for pair in np.flatnonzero(np.bincount(pairs)).tolist():
            rows = np.flatnonzero(pairs == pair)
            sources = divmod(pair, len(self.conversions.sources))
            yield self._batch(found, rows, {name: weights[name][rows] for name in weights}, *sources)

    def _weights(self, model: str, found: _Credited) -> Floats:
        """The credit of every row; conversions without a touch have the whole of it."""
        of_touches = touch_weights(found.paths, model, direct=self._direct(), half_life=self._half_life())
        return np.concatenate((of_touches, np.ones(found.touch.size - of_touches.size)))

    def _touch_sources(self, found: _Credited) -> Codes:
        if len(self.touches.sources) < 2:
            return np.zeros(found.touch.size, np.int32)
        sources = np.full(found.touch.size, -1, np.int32)
        sources[found.has_touch] = self.touches.sources_of_rows()[found.touch[found.has_touch]]
        order = np.argsort(self.conversions.times()[found.conversion], kind="stable")
        filled = np.maximum.accumulate(np.where(sources[order] >= 0, np.arange(order.size), -1))
        first = int(sources[order][sources[order] >= 0][0]) if found.has_touch.any() else 0
        sources[order] = np.where(filled >= 0, sources[order][filled], first)
        return sources

    def _batch(
        self, found: _Credited, rows: Integers, weights: dict[str, Floats], touch_source: int, conversion_source: int
    ) -> Batch:
        made = _attribution(self.kind)
        sources = [*self.touches.sources[touch_source : touch_source + 1], self.conversions.sources[conversion_source]]
        lacking = self.conversions.absent[sources[-1]].intersection(made.of_conversion)
        if len(sources) > 1:
            lacking |= self.touches.absent[sources[0]].intersection((made.channel, *made.of_touch))
        columns = {name: Column(ValueType.NUMBER, credit) for name, credit in weights.items()}
        for name in self.wanted - weights.keys() - lacking:
            columns[name] = self._column(name, found, rows)
        return Batch(self.kind.id, " + ".join(sources), rows.size, columns, lacking & self.wanted)

    def _column(self, name: str, found: _Credited, rows: Integers) -> Column:
        made = _attribution(self.kind)
        touch, has_touch, conversion = found.touch[rows], found.has_touch[rows], found.conversion[rows]
        if name == made.person:
            person = self.kind.find(name)
            assert person is not None
            codes, words = self.conversions.people.column_of(self.conversions.people_of_rows()[conversion], None)
            return Column(person.type, codes, None, words)
        if name == "at":
            return Column(ValueType.TIMESTAMP, self.conversions.times()[conversion])
        if name == "touched_at":
            times = np.append(self.touches.times(), 0)  # one more, for rows without a touch when there is none at all
            return Column(ValueType.TIMESTAMP, times[np.where(has_touch, touch, -1)], has_touch)
        if name in made.of_conversion:
            return self.conversions.column(name, conversion, np.ones(rows.size, np.bool_))
        return self.touches.column(name, touch, has_touch)


def _attribution(kind: EventType) -> Attribution:
    if kind.attribution is None:
        raise ValueError(f"event type {kind.id} is no attribution")
    return kind.attribution
