"""Guesses how columns become fields where no preset fits: by the names that presets know, and by what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from goalposts.expressions import ValueType
from goalposts.model import Catalogue, EventType, Field, folded_name
from goalposts.profiling.column_facts import ColumnFacts, TableFacts
from goalposts.profiling.questions import Question, questions_of_cells

_FITTING: Final[Mapping[ValueType, frozenset[str]]] = {
    ValueType.TIMESTAMP: frozenset({"time"}),
    ValueType.DURATION: frozenset({"clock", "whole", "number"}),
    ValueType.MONEY: frozenset({"whole", "number"}),
    ValueType.NUMBER: frozenset({"whole", "number", "percent"}),
    ValueType.FLAG: frozenset({"flag", "whole"}),
}
_ID: Final = "id"
_CLOCK_NAMES: Final = frozenset({"time", "время", "starttime", "calltime"})
_DAY_ONLY: Final = frozenset({"%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%Y%m%d", "%y%m%d"})


@frozen
class Guess:
    """A mapping to one event type, written as in a project file.

    Attributes:
        missing: required fields for which no column was found.
        naive: whether its times carry no zone.
    """

    event_type: EventType
    fields: Mapping[str, Any]
    missing: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    naive: bool = False
    decimal: str = "."

    @property
    def columns(self) -> frozenset[str]:
        """The columns that its fields are made of."""
        rules = (rule if isinstance(rule, dict) else {"column": rule} for rule in self.fields.values())
        return frozenset(name for rule in rules for name in (*rule.get("columns", ()), rule.get("column", "")))

    @property
    def rank(self) -> tuple[bool, int, int]:
        """More is better: whole guesses first, by required fields, then by all; of others those that explain most."""
        if self.missing:
            return False, len(self.fields) - len(self.missing), -len(self.missing)
        return True, sum(field.required for field in self.event_type.fields), len(self.fields)


def guessed_mapping(
    table: TableFacts, catalogue: Catalogue, event_type: str = "", columns: Mapping[str, str] | None = None
) -> Guess | None:
    """Return the best guess.

    Args:
        table: what is known of the columns.
        catalogue: whose event types are tried, and whose presets know names of columns.
        event_type: the only one that is tried; a guess is made of it however little is found.
        columns: by field the column that is meant, where somebody said so.

    Returns:
        None where no event type has a time and one more field by name.
    """
    kinds = [kind for kind in catalogue.event_types.values() if not kind.is_derived]
    if event_type:
        kinds = [catalogue.event_types[event_type]]
    guesses = [_guess(table, kind, names_of_fields(catalogue, kind), columns or {}) for kind in kinds]
    if event_type:
        return guesses[0]
    likely = [guess for guess in guesses if guess.event_type.time in guess.fields and len(guess.fields) > 1]
    return max(likely, key=lambda guess: guess.rank, default=None)


def names_of_fields(catalogue: Catalogue, kind: EventType) -> dict[str, frozenset[str]]:
    """By field every name, in its plain form, by which presets of the event type know it, and its own."""
    names = {field.id: {plain_name(field.id)} for field in kind.fields}
    for preset in catalogue.presets.values():
        if preset.event_type == kind.id:
            for field_id, rule in preset.fields.items():
                names.setdefault(field_id, set()).update(map(plain_name, _columns(rule)))
    return {field_id: frozenset(known) for field_id, known in names.items()}


def plain_name(name: str) -> str:
    """A name, folded, without spaces and signs: to guess by, not to find a column by.

    >>> plain_name("Дата создания сделки"), plain_name("Call Id")
    ('датасозданиясделки', 'callid')
    """
    return re.sub(r"[\W_]", "", folded_name(name))


def _columns(rule: Any) -> Iterable[str]:
    if isinstance(rule, str):
        return (rule,)
    if isinstance(rule, Mapping):
        return (
            *(way for way in rule.get("any_of", ()) if isinstance(way, str)),
            *([rule["column"]] if "column" in rule else ()),
        )
    return ()


def _guess(
    table: TableFacts, kind: EventType, names: Mapping[str, frozenset[str]], columns: Mapping[str, str]
) -> Guess:
    said = {field.id: table.find(columns[field.id]) for field in kind.fields if field.id in columns}
    found: dict[str, ColumnFacts] = {field: column for field, column in said.items() if column is not None}
    for field in kind.fields:
        if field.id in found:
            continue
        taken = {column.name for column in found.values()}
        column = _column_for(field, table, names[field.id], taken)
        if column is not None:
            found[field.id] = column
    if (own := _own_id(kind, table, found)) is not None:
        found[own[0]] = own[1]
    if kind.time not in found and found and (only := _only_time(table, found)) is not None:
        found[kind.time] = only
    guess = Guess(kind, {}, tuple(field.id for field in kind.fields if field.required and field.id not in found))
    for field in kind.fields:
        if field.id in found:
            guess = _with_field(guess, field, found[field.id], table)
    return guess


def _column_for(field: Field, table: TableFacts, names: frozenset[str], taken: set[str]) -> ColumnFacts | None:
    kinds = _FITTING.get(field.type)
    fitting = (
        column
        for column in table.columns
        if plain_name(column.name) in names
        and column.name not in taken
        and column.guess.kind != "empty"
        and (kinds is None or column.guess.kind in kinds)
        and (kinds is None or not column.guess.currency or field.type is ValueType.MONEY)
    )
    return next(fitting, None)


def _own_id(kind: EventType, table: TableFacts, found: Mapping[str, ColumnFacts]) -> tuple[str, ColumnFacts] | None:
    """The one id that an event must have, and a column that is called ID and nothing else, if no field has taken it."""
    ids = [field.id for field in kind.fields if field.required and field.type is ValueType.ID]
    taken = {column.name for column in found.values()}
    columns = [column for column in table.columns if plain_name(column.name) == _ID and column.name not in taken]
    if not found or len(ids) != 1 or ids[0] in found or not columns or columns[0].guess.kind == "empty":
        return None
    return ids[0], columns[0]


def _only_time(table: TableFacts, found: Mapping[str, ColumnFacts]) -> ColumnFacts | None:
    """The only column of times that no field knows by its name."""
    known = {column.name for column in found.values()}
    times = [column for column in table.columns if column.guess.kind == "time" and column.name not in known]
    return times[0] if len(times) == 1 else None


def _with_field(guess: Guess, field: Field, column: ColumnFacts, table: TableFacts) -> Guess:
    rule: dict[str, Any] = {"column": column.name}
    questions = (*guess.questions, *questions_of_cells(field.id, field.type, column))
    naive, decimal = guess.naive, guess.decimal
    match field.type:
        case ValueType.TIMESTAMP:
            rule = _time_rule(column, table)
            naive = naive or not column.guess.zoned
        case ValueType.DURATION:
            rule["unit"] = "hh:mm:ss" if column.guess.kind == "clock" else "s"
        case ValueType.NUMBER if column.guess.kind == "percent":
            rule["unit"] = "%"
        case _ if field.values:
            unknown = tuple(_unknown_words(field, column))
            if unknown:
                questions = (*questions, Question(field.id, column.name, words=unknown))
    if column.guess.decimal == ",":
        decimal = ","
    short = column.name if rule == {"column": column.name} else rule
    return evolve(guess, fields={**guess.fields, field.id: short}, questions=questions, naive=naive, decimal=decimal)


def rule_of(field: Field, column: ColumnFacts, table: TableFacts) -> Any:
    """Return how a field is read from a column, as a source states it: with the format or the unit that is seen."""
    nowhere = Guess(EventType("", "", ()), {})
    return _with_field(nowhere, field, column, table).fields[field.id]


def _time_rule(column: ColumnFacts, table: TableFacts) -> dict[str, Any]:
    form = next(iter(column.guess.formats), "")  # a column that somebody names may hold no times
    clock = next(
        (other for other in table.columns if other.guess.kind == "clock" and plain_name(other.name) in _CLOCK_NAMES),
        None,
    )
    if clock is not None and (form in _DAY_ONLY or (not form and _has_days_only(column))):
        return {"columns": [column.name, clock.name], "format": f"{form or '%Y-%m-%d'} %H:%M:%S"}
    return {"column": column.name, **({"format": form} if form else {})}


def _has_days_only(column: ColumnFacts) -> bool:
    """Whether no ISO time of a column has a time of day; too many different ones are taken for such."""
    return column.words is not None and all(len(word) <= len("2026-05-01") for word in column.words)


def _unknown_words(field: Field, column: ColumnFacts) -> Iterator[str]:
    for word, _ in column.words.most_common() if column.words is not None else ():
        if word not in field.values:
            yield word
