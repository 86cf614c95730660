"""What a source gives once it is mapped: how many events, from when to when, where it is silent or repeats itself."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from goalposts.expressions import ValueType
from goalposts.model import Batch, EventType, Source
from goalposts.model.stream_counts import StreamCount
from goalposts.profiling.surroundings import Surroundings

_QUARTER: Final = 900_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_GAP_DAYS: Final = 14
_SPIKE: Final = 10
"""Times the median day: what a migration leaves behind, when it stamps every old record with one day."""
_PLANNED: Final = 0.1
"""A field of which more of the days are to come holds what is planned."""
_REMEMBERED_KEYS: Final = 5_000_000


@frozen
class EventFacts:
    """The events of one source.

    Attributes:
        given: fields that have a value somewhere.
        days: on how many days something happened.
        gaps: stretches of more than two weeks without an event, first and last silent day.
        spikes: days with more than ten times the events of the median day, and how many they have.
        repeated: rows whose id stood before; None where ids cannot be told or are too many to remember.
        id_field: the field whose values are ids.
        later: by field of time how many rows lie after today, with one of these days; where few do.
        null_shares: of every mapped field the share without a value.
    """

    count: StreamCount
    given: frozenset[str]
    days: int
    gaps: tuple[tuple[date, date], ...]
    spikes: tuple[tuple[date, int], ...]
    repeated: int | None
    id_field: str
    null_shares: tuple[tuple[str, float], ...]
    later: tuple[tuple[str, int, date], ...] = ()


def event_facts(source: Source, kind: EventType, around: Surroundings) -> EventFacts:
    """Read a mapped source to its end; days are those of its zone, if that is known.

    Raises:
        SourceError: it cannot be read.
    """
    stream = around.opened(source, kind, around.zone)
    ids = () if source.dedupe else kind.fields  # who states a key knows what repeats itself
    tally = _Tally(
        next((known.id for known in ids if known.type is ValueType.ID and known.required), ""),
        ZoneInfo(around.zone),
        around.today,
    )
    for batch in stream:
        tally.take(batch, kind.time)
    return EventFacts(
        count=stream.count,
        given=frozenset(name for name, known in tally.known.items() if known),
        days=len(tally.days),
        gaps=_gaps(sorted(tally.days)),
        spikes=_spikes(tally.days),
        repeated=tally.repeated,
        id_field=tally.id_field,
        null_shares=tuple((name, 1 - known / tally.rows) for name, known in tally.known.items() if tally.rows),
        later=tuple((name, *seen) for name, seen in tally.later.items() if seen[0] <= _PLANNED * tally.rows),
    )


@define
class _Tally:
    id_field: str
    zone: ZoneInfo
    today: date | None
    rows: int = 0
    days: Counter[int] = field(factory=Counter)
    known: Counter[str] = field(factory=Counter)
    repeated: int | None = 0
    keys: set[object] = field(factory=set)
    later: dict[str, tuple[int, date]] = field(factory=dict)

    def take(self, batch: Batch, clock: str) -> None:
        self.rows += batch.rows
        for name, column in batch.columns.items():
            self.known[name] += batch.rows if column.valid is None else int(column.valid.sum())
        self._take_later(batch)
        days, counts = np.unique(_days(batch.columns[clock].values, self.zone), return_counts=True)
        self.days.update(dict(zip(days.tolist(), counts.tolist(), strict=True)))
        if self.id_field in batch.columns and self.repeated is not None:
            self._take_keys(batch)

    def _take_later(self, batch: Batch) -> None:
        """Count the moments after today."""
        if self.today is None:
            return
        start = datetime.combine(self.today + timedelta(days=1), time(), self.zone)
        tomorrow = int(start.timestamp()) * 1_000_000
        for name, column in batch.columns.items():
            if column.type is ValueType.TIMESTAMP:
                late = column.values >= tomorrow
                late &= True if column.valid is None else column.valid
                if late.any():
                    rows, day = self.later.get(name, (0, _date(int(_days(column.values[late][:1], self.zone)[0]))))
                    self.later[name] = rows + int(late.sum()), day

    def _take_keys(self, batch: Batch) -> None:
        column = batch.columns[self.id_field]
        values = column.values if column.valid is None else column.values[column.valid]
        keys = [column.words[code] for code in values.tolist()] if column.words else values.tolist()
        before = len(self.keys)
        self.keys.update(keys)
        assert self.repeated is not None
        self.repeated += len(keys) - (len(self.keys) - before)
        if len(self.keys) > _REMEMBERED_KEYS:
            self.repeated, self.keys = None, set()


def _days(times: NDArray[np.int64], zone: ZoneInfo) -> NDArray[np.int64]:
    """The local days of UTC times; no zone changes its clock within a quarter of an hour."""
    quarters, places = np.unique(times // _QUARTER, return_inverse=True)
    starts = (_EPOCH + timedelta(microseconds=int(quarter) * _QUARTER) for quarter in quarters.tolist())
    days = [start.astimezone(zone).date().toordinal() - _EPOCH.toordinal() for start in starts]
    return np.array(days, np.int64)[places]


def _date(day: int) -> date:
    return date(1970, 1, 1) + timedelta(days=day)


def _gaps(days: list[int]) -> tuple[tuple[date, date], ...]:
    pairs = pairwise(days)
    return tuple((_date(first + 1), _date(after - 1)) for first, after in pairs if after - first - 1 > _GAP_DAYS)


def _spikes(days: Counter[int]) -> tuple[tuple[date, int], ...]:
    usual = median(days.values()) if days else 0
    return tuple((_date(day), count) for day, count in sorted(days.items()) if count > _SPIKE * usual)
