"""Scores the KPIs of a domain on random events, arranged in several ways that must not matter."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts.expressions import ValueType
from goalposts.formats import project_from_mapping
from goalposts.model import READING
from goalposts.testing.naive_derivations import conditions_of, derived_rows, is_walked, keys_of
from goalposts.testing.naive_values import Days, Rows
from goalposts.testing.random_events import DAYS, FIRST_DAY, RandomEvents, limits_of

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Domain, EventType, Kpi

ROWS: Final = 1000
"""Of every event type."""
CHUNK: Final = 7
GO_LIVE: Final = FIRST_DAY + timedelta(days=DAYS // 2)
_BEFORE: Final = Days(FIRST_DAY, GO_LIVE)
WINDOWS: Final = (_BEFORE, Days(GO_LIVE, FIRST_DAY + timedelta(days=DAYS), like=_BEFORE))
_AS_OF: Final = date(2027, 6, 1)
_HOURS: Final = {"mon-fri": "09:00-18:00"}

Values = tuple[float | None, float | None]
"""Of a variant, before and after the go-live."""
Tables = Mapping[str, Sequence[Rows]]
"""By event type, the rows of each source, in the order in which they come."""


@frozen(eq=False)
class KpiTrial:
    """The KPIs of one domain on random events; every arrangement is scored once, when it is asked for.

    Attributes:
        domain: whose KPIs are scored, every variant of each.
        catalogue: with the event types that they read.
    """

    domain: Domain
    catalogue: Catalogue

    @property
    def kinds(self) -> tuple[EventType, ...]:
        """The event types that are drawn: those that sources give."""
        read = (origin for kpi in self.domain.kpis for kind in kpi.event_types for origin in kind.origins)
        return tuple({kind.id: kind for kind in read if kind.id != READING.id}.values())

    @cached_property
    def streams(self) -> dict[str, list[dict[str, Any]]]:
        """The random rows by event type, in order of time."""
        derived = self._derived
        conditions = (part for kind in derived for part in conditions_of(kind))
        events = RandomEvents(limits_of(self.domain.kpis, conditions), keys_of(derived))
        return {kind.id: events.rows(kind, ROWS) for kind in self.kinds}

    @cached_property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The streams, and beside them what a plain walk makes of them for event types that are made of others."""
        made = {kind.id: derived_rows(kind, self.streams) for kind in self._derived if is_walked(kind)}
        return {**self.streams, **made}

    @property
    def _derived(self) -> tuple[EventType, ...]:
        read = (kind for kpi in self.domain.kpis for kind in kpi.event_types if kind.is_derived)
        return tuple({kind.id: kind for kind in read}.values())

    @cached_property
    def in_order(self) -> dict[tuple[str, str], Values]:
        """What the engine makes of the rows in order of time, in one piece."""
        return self._scored({kind: (rows,) for kind, rows in self.streams.items()})

    @cached_property
    def shuffled(self) -> dict[tuple[str, str], Values]:
        """What it makes of the same rows in another order."""
        chance = random.Random(2)  # noqa: S311  # no secret hangs on it
        return self._scored({kind: (chance.sample(rows, len(rows)),) for kind, rows in self.streams.items()})

    @cached_property
    def cut(self) -> dict[tuple[str, str], Values]:
        """What it makes of them cut into small batches."""
        return self._scored({kind: (rows,) for kind, rows in self.streams.items()}, chunk=CHUNK)

    @cached_property
    def divided(self) -> dict[tuple[str, str], Values]:
        """What it makes of them when every other row comes from a second source, and both are merged."""
        return self._scored({kind: (rows[::2], rows[1::2]) for kind, rows in self.streams.items()})

    @cached_property
    def empty(self) -> dict[tuple[str, str], Values]:
        """What it makes of streams without any row."""
        return self._scored({kind: ([],) for kind in self.streams})

    def _scored(self, tables: Tables, chunk: int = ROWS) -> dict[tuple[str, str], Values]:
        from goalposts.api import score

        asked = [(kpi, variant) for kpi in self.domain.kpis for variant in kpi.formulas]
        project = project_from_mapping(self._document(asked, tables), self.catalogue)
        made = {
            f"{kind.id} {number}": _table(kind, rows, chunk)
            for kind in self.kinds
            for number, rows in enumerate(tables[kind.id])
        }
        card = score(project, made, as_of=_AS_OF)
        found: dict[tuple[str, str], Values] = {}
        for number, (kpi, variant) in enumerate(asked):
            result = card.find(f"k{number}")
            before = result.baseline.value if result.baseline else None
            found[kpi.id, variant] = (before, result.evaluation.value if result.evaluation else None)
        return found

    def _document(self, asked: Sequence[tuple[Kpi, str]], tables: Tables) -> dict[str, Any]:
        return {
            "goalposts": 1,
            "project": "Trial of a plugin",
            "timezone": "UTC",
            "currency": "EUR",
            "business_hours": _HOURS,
            "go_live": GO_LIVE.isoformat(),
            "baseline": _written(WINDOWS[0]),
            "evaluation": _written(WINDOWS[1]),
            "data": {
                kind.id: [_source(kind, f"{kind.id} {number}") for number in range(len(tables[kind.id]))]
                for kind in self.kinds
            },
            "goals": [_goal(number, kpi, variant) for number, (kpi, variant) in enumerate(asked)],
        }


def _written(days: Days) -> dict[str, str]:
    return {"from": days.start.isoformat(), "to": days.end.isoformat()}


def _source(kind: EventType, name: str) -> dict[str, Any]:
    durations = [known.id for known in kind.fields if known.type is ValueType.DURATION]
    fields = {field: {"column": field, "unit": "s"} for field in durations}
    return {"name": name, "source": name, "timezone": "UTC", "fields": fields}


def _goal(number: int, kpi: Kpi, variant: str) -> dict[str, Any]:
    chosen = {"variant": variant} if variant else {}
    return {"id": f"k{number}", "role": "shadow", "kpi": kpi.id, "guardrails": [], **chosen}


def _table(kind: EventType, rows: Rows, chunk: int) -> Any:
    import pyarrow as pa

    types = {
        ValueType.TIMESTAMP: pa.timestamp("us", "UTC"),
        ValueType.FLAG: pa.bool_(),
        ValueType.DURATION: pa.int64(),
        ValueType.MONEY: pa.float64(),
        ValueType.NUMBER: pa.int64(),
    }
    schema = pa.schema([(known.id, types.get(known.type, pa.string())) for known in kind.fields])
    pieces = [rows[first : first + chunk] for first in range(0, len(rows), chunk)]
    batches = [pa.RecordBatch.from_pylist(list(piece), schema=schema) for piece in pieces]
    return pa.Table.from_batches(batches, schema=schema)
