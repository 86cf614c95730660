"""A small event type, and short ways to read sources of it."""

from datetime import date
from pathlib import Path

import numpy as np
from goalposts.expressions import ValueType
from goalposts.model import FieldRule, Source, event_type, field
from goalposts.streams.opening import open_source

ORDER = event_type(
    "sample.order",
    time="at",
    fields=[
        field.id("order_id", required=True),
        field.time("at"),
        field.category("state", values=("open", "done")),
        field.duration("wait"),
        field.money("amount"),
        field.number("items"),
        field.flag("paid"),
        field.text("note"),
        field.time("closed_at"),
    ],
)
AS_OF = date(2027, 1, 1)


def source(**changes):
    """A source of orders whose naive times are UTC."""
    return Source(**{"name": "shop", "event_type": ORDER.id, "timezone": "UTC", **changes})


def rule(*columns, **options):
    return FieldRule(columns, **options)


def opened(given=None, table=None, folder=Path("/nowhere"), timezone="UTC", as_of=AS_OF, **options):
    return open_source(given or source(), ORDER, timezone=timezone, as_of=as_of, folder=folder, table=table, **options)


def written(folder, text, name="orders.csv", encoding="utf-8", **changes):
    """Write a file, and return the source that reads it."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return source(locations=(name,), **changes)


def cells(column):
    """The cells of a column as plain values, None where missing."""
    valid = np.ones(len(column), bool) if column.valid is None else column.valid
    values = column.values.tolist()
    if column.type.is_words or column.type is ValueType.RAW:
        values = [column.words[code] if known else None for code, known in zip(values, valid, strict=True)]
    return [value if known else None for value, known in zip(values, valid, strict=True)]


def read(stream):
    """All batches as one table of plain values, with the count."""
    table = {}
    for batch in stream:
        for name, column in batch.columns.items():
            assert len(column) == batch.rows
            table.setdefault(name, []).extend(cells(column))
    return table, stream.count


def utc(text):
    return int((np.datetime64(text, "us") - np.datetime64(0, "us")).astype(int))
