"""Counts what becomes of the rows of one source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from attrs import define, evolve, field
from numpy.typing import NDArray

from goalposts.locale import Text
from goalposts.model.stream_counts import FileDoubt, LaterTimes, LeftOut, QuarantineDetail, StreamCount
from goalposts.streams.conversion.clock import Zone

_SHOWN = 80
_PLANNED = 0.1


@define
class Counting:
    """The running count of one pass over a source; times are UTC microseconds.

    Attributes:
        first, last: of the accepted rows.
        latest: no row that was looked at, counted or not, is later.
        lines: how many rows were read, whatever becomes of them.
        left_out: of the filtered rows, by reason, those of which it is known.
        later: by a field of time beside that of the events, how many accepted rows have a moment in it after the
            clock's day, the line of the first, and the moment.
        currencies: by a column and a word of it that names a currency, how many accepted amounts stand beside it, and
            where the first of them is.
        doubts: what only people can tell of its files.
    """

    rows: int = 0
    accepted: int = 0
    filtered: int = 0
    left_out: Counter[str] = field(factory=Counter)
    duplicates: int = 0
    outside: int = 0
    ambiguous: int = 0
    crossings: int = 0
    first: int | None = None
    last: int | None = None
    latest: int | None = None
    lines: int = 0
    quarantined: Counter[str] = field(factory=Counter)
    details: dict[tuple[str, str], QuarantineDetail] = field(factory=dict)
    later: dict[str, tuple[int, int, int]] = field(factory=dict)
    currencies: dict[tuple[str, str], tuple[int, str]] = field(factory=dict)
    doubts: tuple[FileDoubt, ...] = ()

    def refuse(self, reason: str, field_id: str, count: int, line: int, value: str) -> None:
        """Count rows refused for one reason; line and value are of the first of them."""
        self.quarantined[reason] += count
        known = self.details.get((reason, field_id))
        first = (line, value[:_SHOWN]) if known is None else (known.line, known.value)
        total = count if known is None else known.count + count
        self.details[reason, field_id] = QuarantineDetail(reason, field_id, total, *first)

    def accept(
        self,
        times: NDArray[np.int64],
        ambiguous: NDArray[np.bool_] | None,
        crossings: NDArray[np.bool_] | None = None,
    ) -> None:
        """Count accepted rows."""
        self.accepted += len(times)
        self.crossings += 0 if crossings is None else int(crossings.sum())
        self.ambiguous += 0 if ambiguous is None else int(ambiguous.sum())
        if len(times):
            self._span(int(times.min()), int(times.max()))

    def see(self, latest: int) -> None:
        """Take note of the latest time among some rows, whatever becomes of them."""
        self.latest = latest if self.latest is None else max(self.latest, latest)

    def see_currency(self, column: str, word: str, rows: int, where: str) -> None:
        """Take note of amounts beside a word that names their currency, and of where the first is."""
        before, first = self.currencies.get((column, word), (0, where))
        self.currencies[column, word] = before + rows, first

    def see_later(self, field_id: str, rows: int, line: int, moment: int) -> None:
        """Take note of rows with a moment that nobody can know yet, the first of which stands in a line."""
        before, *first = self.later.get(field_id, (0, line, moment))
        self.later[field_id] = (before + rows, first[0], first[1])

    def _span(self, low: int, high: int) -> None:
        self.first = low if self.first is None else min(self.first, low)
        self.last = high if self.last is None else max(self.last, high)

    def add(self, later: Counting) -> None:
        """Count what a later part of the source counted."""
        for name in ("rows", "accepted", "filtered", "duplicates", "outside", "ambiguous", "crossings", "lines"):
            setattr(self, name, getattr(self, name) + getattr(later, name))
        if later.first is not None and later.last is not None:
            self._span(later.first, later.last)
        if later.latest is not None:
            self.see(later.latest)
        self.quarantined.update(later.quarantined)
        self.left_out.update(later.left_out)
        for field_id, (rows, line, moment) in later.later.items():
            self.see_later(field_id, rows, line, moment)
        for (column, word), (rows, where) in later.currencies.items():
            self.see_currency(column, word, rows, where)
        self.doubts += later.doubts
        for key, detail in later.details.items():
            known = self.details.get(key)
            self.details[key] = detail if known is None else evolve(known, count=known.count + detail.count)

    def forget_values(self) -> None:
        """Keep of refused rows only where they stand."""
        self.details = {key: evolve(detail, value="") for key, detail in self.details.items()}

    def _later_times(self, zone: Zone) -> tuple[LaterTimes, ...]:
        """Those that are few: a field of which many rows have such a moment holds what is planned."""
        return tuple(
            LaterTimes(field_id, rows, line, zone.shown(moment))
            for field_id, (rows, line, moment) in sorted(self.later.items())
            if rows <= _PLANNED * self.accepted
        )

    def finished(self, event_type: str, instrument: str, zone: Zone, words: Mapping[str, Text]) -> StreamCount:
        """Return the count as a record, with local times; `words` say what rows are called that left for a reason."""
        return StreamCount(
            event_type=event_type,
            instrument=instrument,
            rows=self.rows,
            accepted=self.accepted,
            filtered=self.filtered,
            left_out=tuple(
                LeftOut(reason, rows, words.get(reason) or Text.of(reason))
                for reason, rows in sorted(self.left_out.items())
            ),
            duplicates=self.duplicates,
            outside=self.outside,
            quarantined=dict(sorted(self.quarantined.items())),
            ambiguous_times=self.ambiguous,
            midnight_crossings=self.crossings,
            first=None if self.first is None else zone.shown(self.first),
            last=None if self.last is None else zone.shown(self.last),
            later_times=self._later_times(zone),
            details=tuple(self.details[key] for key in sorted(self.details)),
            doubts=self.doubts,
        )
