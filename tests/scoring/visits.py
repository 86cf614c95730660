"""A small event type, its rows as dicts and as batches, and goals over it: what the scorer's tests are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from goalposts.expressions import Formula, Quantity, ValueType, parse
from goalposts.expressions.columns import Column
from goalposts.model import Batch, Direction, Goal, Kpi, ResolvedGoal, Window, event_type
from goalposts.model import field as fields

Row = Mapping[str, Any]

VISIT = event_type(
    "sample.visit",
    time="came_at",
    fields=[
        fields.time("came_at"),
        fields.time("left_at"),
        fields.category("room"),
        fields.flag("served"),
        fields.duration("wait"),
        fields.number("items"),
    ],
)
_TYPES = {known.id: known.type for known in VISIT.fields}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def visit(came_at: datetime | None = None, **cells: Any) -> dict[str, Any]:
    """A row; what is not given is null."""
    return {**dict.fromkeys(_TYPES), "came_at": came_at, **cells}


def batch(rows: Sequence[Row], instrument: str = "counter", absent: Iterable[str] = ()) -> Batch:
    """The rows as a batch of one instrument; absent fields have no column."""
    columns = {name: _column(kind, [row[name] for row in rows]) for name, kind in _TYPES.items() if name not in absent}
    return Batch(VISIT.id, instrument, len(rows), columns, frozenset(absent))


def _column(kind: ValueType, cells: list[Any]) -> Column:
    valid = np.array([cell is not None for cell in cells], np.bool_)
    if kind is ValueType.TIMESTAMP:
        instants = [0 if cell is None else (cell - _EPOCH) // timedelta(microseconds=1) for cell in cells]
        return Column(kind, np.array(instants, np.int64), valid)
    if kind is ValueType.CATEGORY:
        words = tuple(sorted({cell for cell in cells if cell is not None}))
        places = {word: place for place, word in enumerate(words)}
        return Column(kind, np.array([places.get(cell, 0) for cell in cells], np.int32), valid, words)
    dtype = np.bool_ if kind is ValueType.FLAG else np.float64
    return Column(kind, np.array([0 if cell is None else cell for cell in cells], dtype), valid)


def goal(
    formula: Formula,
    *,
    where: str | None = None,
    at: str = "came_at",
    params: Mapping[str, Quantity] | None = None,
    name: str = "g",
) -> ResolvedGoal:
    """A goal over visits; its windows do not matter to the scorer."""
    span = Window(date(2025, 1, 1), date(2025, 1, 2))
    kpi = Kpi(f"sample.{name}", "A sample.", VISIT, value=formula, at=at, params=params or {})
    condition = None if where is None else parse(where)
    return ResolvedGoal(Goal(name), kpi, "", formula, kpi.params, condition, Direction.UP, span, None, None)
