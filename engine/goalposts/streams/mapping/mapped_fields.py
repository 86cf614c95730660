"""Says which columns make which field, and refuses a mapping that a file cannot fulfil."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from goalposts.errors import MissingColumnError, SourceError, did_you_mean, listed
from goalposts.expressions import ValueType, names
from goalposts.locale import Text
from goalposts.model import EventType, FieldRule, Source, folded_name

if TYPE_CHECKING:
    from goalposts.streams.mapping.formulas import FieldFormula


@frozen
class MappedField:
    """A field or dimension with the rule that makes it.

    Attributes:
        stated: whether the project states the rule; else the column of the field's own name is taken.
        required: whether a row without a value is refused.
        always: whether its column must be there, and is converted, and so validated, whatever is wanted.
        closed: the only words that it may hold; empty when open.
        thousands: the sign between groups of digits.
        currency: of money, whose sign may stand beside an amount; empty where no sign may.
        only_there: whether nobody asks for its values, only that every row has one.
        formula: how an expression makes it of the columns of a file; None where the rule's columns are its cells.
        ranks: whether it is no field but a column of the source, of times or of numbers, that tells which row is
            newest.
    """

    id: str
    type: ValueType
    rule: FieldRule
    stated: bool = False
    required: bool = False
    always: bool = False
    closed: frozenset[str] = frozenset()
    only_there: bool = False
    thousands: str = ""
    currency: str = ""
    formula: FieldFormula | None = None
    ranks: bool = False

    def unasked(self) -> MappedField:
        """The same where nobody asks for the values; words of an open kind then need not be read to be checked."""
        rule = self.rule
        plain = self.type.is_words and not (self.closed or rule.values or rule.nulls) and rule.null_as is None
        return evolve(self, only_there=plain and self.required and len(self.rule.columns) == 1)


def map_fields(event_type: EventType, source: Source, currency: str = "") -> tuple[MappedField, ...]:
    """Pair every field and dimension with its rule.

    Args:
        event_type: what the rows become.
        source: the rules.
        currency: of the project, in which money is unless the source says otherwise.

    Raises:
        SourceError: a rule, or a key of `dedupe`, for a field that the event type does not have.
    """
    _check_known(source.fields, {field.id for field in event_type.fields}, event_type, source)
    keys = _dedupe_fields(event_type, source)
    _check_known(keys, {field.id for field in event_type.fields} | set(source.dimensions), event_type, source)
    fields = tuple(
        MappedField(
            field.id,
            field.type,
            _with_nulls(source.fields.get(field.id) or FieldRule((field.id,)), source),
            stated=field.id in source.fields,
            required=field.required,
            always=field.required or field.id in keys,
            closed=frozenset(field.values),
            thousands=source.thousands,
            currency=currency_of(source, currency) if field.type is ValueType.MONEY else "",
        )
        for field in event_type.fields
    )
    dimensions = tuple(
        MappedField(dimension, ValueType.CATEGORY, _with_nulls(rule, source), stated=True, always=dimension in keys)
        for dimension, rule in source.dimensions.items()
    )
    return fields + dimensions + _ranking(source, {field.id for field in fields + dimensions})


def currency_of(source: Source, currency: str) -> str:
    """The one currency of a source; empty where each row has its own."""
    return currency if source.currency is None else source.currency.code


def _dedupe_fields(event_type: EventType, source: Source) -> frozenset[str]:
    known = {field.id for field in event_type.fields} | set(source.dimensions)
    newest_by = (source.dedupe_by or event_type.time,) if source.dedupe_by in {"", *known} else ()
    return frozenset((*source.dedupe, *newest_by)) if source.dedupe else frozenset()


def _ranking(source: Source, known: set[str]) -> tuple[MappedField, ...]:
    """The column that tells which row is newest, where that is neither a field nor a dimension."""
    column = source.dedupe_by
    if not source.dedupe or column in {"", *known}:
        return ()
    rule = _with_nulls(FieldRule((column,)), source)
    return (MappedField(column, ValueType.TIMESTAMP, rule, stated=True, always=True, ranks=True),)


def _check_known(given: Iterable[str], known: Iterable[str], event_type: EventType, source: Source) -> None:
    for name in given:
        if name not in set(known):
            problem = Text(en="{type} has no field '{field}'", ru="у {type} нет поля «{field}»")
            hint = did_you_mean(name, known) or Text(en="it has: {names}", ru="есть поля: {names}").fill(
                names=listed(known)
            )
            raise SourceError(problem.fill(type=event_type.id, field=name), where=source.name, hint=hint)


def fields_given(fields: Iterable[MappedField], columns: tuple[str, ...], where: str) -> tuple[MappedField, ...]:
    """Return the fields that a file with these columns gives, each with the columns that make it in this file.

    An optional field without its column is absent.

    Raises:
        SourceError: a column that a rule names, or that a required field or `dedupe` needs, is missing.
    """
    given = []
    for field in fields:
        found = _in_file(field, columns)
        missing = [column for column in found.rule.columns if column not in columns]
        if not missing and not (found.rule.any_of and not found.rule.columns):
            given.append(found)
        elif field.always or (field.stated and not field.rule.any_of):
            made = "" if field.ranks else field.id
            raise _no_column(missing[:1] or _alone(found.rule), _needing(field), columns, where, made)
    return tuple(given)


def _alone(rule: FieldRule) -> list[str]:
    """The columns of which one is enough; where there is none, those that are together."""
    return [way[0] for way in rule.any_of if len(way) == 1] or [" + ".join(way) for way in rule.any_of]


def _in_file(field: MappedField, columns: tuple[str, ...]) -> MappedField:
    """The field with the first of its columns' names that a file has; its headers may be written a bit otherwise."""
    if not field.rule.any_of:
        return field
    by_name = {folded_name(column): column for column in reversed(columns)}
    for way in field.rule.any_of:
        exact = (name if name in columns else by_name.get(folded_name(name)) for name in way)
        found = tuple(column for column in exact if column is not None)
        if len(found) == len(way):
            return evolve(field, rule=evolve(field.rule, columns=found))
    return field


def _with_nulls(rule: FieldRule, source: Source) -> FieldRule:
    return evolve(rule, nulls=tuple(dict.fromkeys((*source.nulls, *rule.nulls)))) if source.nulls else rule


def only_ranks(fields: Iterable[MappedField]) -> frozenset[str]:
    """What is read to tell the newest row, and is no part of an event."""
    return frozenset(field.id for field in fields if field.ranks)


def _needing(field: MappedField) -> Text:
    if field.ranks:
        return Text(en="`dedupe_by`", ru="для `dedupe_by`")
    return Text(en=f"field {field.id}", ru=f"полю {field.id}")


def check_condition_columns(source: Source, columns: tuple[str, ...], where: str) -> None:
    """Check that a file has the columns that the source's `where` and `leave_out` read.

    Raises:
        SourceError: one of them is missing.
    """
    of_where = frozenset[str]() if source.where is None else names(source.where)
    for column in sorted(source.condition_columns - set(columns)):
        needed_by = _BY_WHERE if column in of_where else _BY_LEAVE_OUT
        raise _no_column([column], needed_by, columns, where)


_BY_WHERE = Text(en="`where`", ru="условию `where`")
_BY_LEAVE_OUT = Text(en="`leave_out`", ru="правилу `leave_out`")


def _no_column(
    names: list[str], needed_by: Text, columns: tuple[str, ...], where: str, field: str = ""
) -> MissingColumnError:
    problem = Text(
        en="no column {names}, needed by {by}; found: {found}",
        ru="нет столбца {names}, нужного {by}; найдены: {found}",
    ).fill(
        names=Text(en=" or ".join(f"'{name}'" for name in names), ru=" или ".join(f"«{name}»" for name in names)),
        by=needed_by,
        found=listed(columns),
    )
    return MissingColumnError(problem, where, did_you_mean(names[0], columns), tuple(names), field)
