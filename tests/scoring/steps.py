"""A history of steps, its fold with every kind of reducer, and the naive oracle's answer to the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import naive
import numpy as np
from goalposts.expressions import ValueType, parse_reducer
from goalposts.expressions.columns import Column
from goalposts.model import Batch, event_type, fold
from goalposts.model import field as fields
from goalposts.scoring.scanning import Folding

STEP = event_type(
    "desk.step",
    time="at",
    fields=[
        fields.id("case"),
        fields.time("at"),
        fields.category("stage", values=["new", "won", "lost"]),
        fields.money("amount"),
        fields.flag("urgent"),
        fields.time("due"),
    ],
)
REDUCERS = {
    "opened_at": "first(at)",
    "closed_at": "last(at)",
    "won_at": 'first(at, where=stage == "won")',
    "first_stage": "first(stage)",
    "last_stage": "last(stage)",
    "first_amount": "first(amount)",
    "last_amount": 'last(amount, where=stage != "lost")',
    "last_urgent": "last(urgent)",
    "least": "min(amount)",
    "most": "max(amount)",
    "latest_due": "max(due)",
    "all": "sum(amount)",
    "double": "sum(amount + amount, where=urgent)",
    "steps": "count()",
    "wins": 'count(where=stage == "won")',
    "won": 'any(stage == "won")',
    "urgent_won": 'any(stage == "won", where=urgent)',
}
CASE = fold(
    "desk.case",
    over=STEP,
    key="case",
    at="opened_at",
    fields={name: parse_reducer(text) for name, text in REDUCERS.items()},
)
START = datetime(2025, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def step(case=None, minutes=0, **cells):
    """A row; what is not given is null."""
    row = dict.fromkeys(known.id for known in STEP.fields)
    return {**row, "case": case, "at": START + timedelta(minutes=minutes), **cells}


def batch(rows, source="desk", absent=()):
    """The rows as a batch of one source."""
    columns = {
        known.id: column(known.type, [row[known.id] for row in rows]) for known in STEP.fields if known.id not in absent
    }
    return Batch(STEP.id, source, len(rows), columns, frozenset(absent))


def column(kind, cells):
    """Cells as a column; None is missing."""
    valid = np.array([cell is not None for cell in cells], np.bool_)
    if kind is ValueType.TIMESTAMP:
        values = [0 if cell is None else (cell - _EPOCH) // timedelta(microseconds=1) for cell in cells]
        return Column(kind, np.array(values, np.int64), valid)
    if kind.is_words:
        words = tuple(dict.fromkeys(cell for cell in cells if cell is not None)) or ("",)
        return Column(kind, np.array([words.index(cell) if cell else 0 for cell in cells], np.int32), valid, words)
    dtype = np.bool_ if kind is ValueType.FLAG else np.float64
    return Column(kind, np.array([0 if cell is None else cell for cell in cells], dtype), valid)


def folding(sources=("desk",), wanted=None, **settings):
    """A fold of steps into cases."""
    made = Folding.of(CASE, wanted or [known.id for known in CASE.fields], sources)
    for name, value in settings.items():
        setattr(made.table, name, value)
    return made


def entities(made):
    """What a fold gives, by case."""
    found = {}
    for one in made.batches():
        cells = {name: plain(one.columns[name]) for name in one.columns}
        for row in range(one.rows):
            case = cells["case"][row]
            assert case not in found, "one row an entity"
            found[case] = {name: values[row] for name, values in cells.items() if name != "case"}
    return found


def answered(made):
    """What every entity comes to, in the order of the table: its key, then its fields by name, None where unknown.

    As text, which tells 0.0 from -0.0.
    """
    found = []
    for piece in (ask() for ask in made.table.pieces()):
        columns = [piece.keys.tolist()]
        for _, field in sorted(piece.fields.items()):
            known = np.ones(piece.keys.size, bool) if field.valid is None else field.valid
            columns.append(
                [value if there else None for value, there in zip(field.values.tolist(), known, strict=True)]
            )
        found += map(str, zip(*columns, strict=True))
    return found


def plain(found):
    """A column as plain values."""
    valid = [True] * len(found) if found.valid is None else found.valid.tolist()
    return [
        None if not there else _plain_cell(found, value)
        for value, there in zip(found.values.tolist(), valid, strict=True)
    ]


def _plain_cell(found, value):
    if found.type is ValueType.TIMESTAMP:
        return _EPOCH + timedelta(microseconds=value)
    return found.words[value] if found.type.is_words else value


def truth(rows):
    """The same by the naive oracle."""

    def is_stage(word):
        return lambda row: None if row["stage"] is None else row["stage"] == word

    def cell(name):
        return lambda row: row[name]

    def doubled(row):
        return None if row["amount"] is None else row["amount"] + row["amount"]

    everywhere = naive.always
    return naive.fold(
        rows,
        "case",
        "at",
        {
            "opened_at": ("first", cell("at"), everywhere),
            "closed_at": ("last", cell("at"), everywhere),
            "won_at": ("first", cell("at"), is_stage("won")),
            "first_stage": ("first", cell("stage"), everywhere),
            "last_stage": ("last", cell("stage"), everywhere),
            "first_amount": ("first", cell("amount"), everywhere),
            "last_amount": ("last", cell("amount"), lambda row: naive.negation(is_stage("lost")(row))),
            "last_urgent": ("last", cell("urgent"), everywhere),
            "least": ("min", cell("amount"), everywhere),
            "most": ("max", cell("amount"), everywhere),
            "latest_due": ("max", cell("due"), everywhere),
            "all": ("sum", cell("amount"), everywhere),
            "double": ("sum", doubled, cell("urgent")),
            "steps": ("count", naive.one, everywhere),
            "wins": ("count", naive.one, is_stage("won")),
            "won": ("any", is_stage("won"), everywhere),
            "urgent_won": ("any", is_stage("won"), cell("urgent")),
        },
    )
