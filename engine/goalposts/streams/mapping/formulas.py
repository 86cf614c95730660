"""Resolves the expressions of a mapping against the columns of one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import evolve, frozen

from goalposts.errors import ExpressionError, SourceError, did_you_mean, listed
from goalposts.expressions import Expression, NameType, Scope, ValueType, parse, render
from goalposts.expressions.checking import check_type
from goalposts.expressions.nodes import Arithmetic, Call, Name, children, names
from goalposts.locale import Text
from goalposts.streams.mapping.cell_units import UNITS
from goalposts.streams.mapping.formula_types import as_plain, column_types
from goalposts.streams.mapping.mapped_fields import MappedField

CLOCK: Final = "hh:mm:ss"


@frozen
class ClockDifference:
    """The difference of two columns of clock readings; where it is negative, midnight lies between them."""

    later: MappedField
    earlier: MappedField


@frozen
class FieldFormula:
    """How a field is computed from the cells of a row.

    Attributes:
        expression: over the names of the operands.
        operands: the columns and mapped fields, and the clock differences, that the names stand for.
        timezone: the zone on whose wall clock the calendar functions read.
    """

    expression: Expression
    operands: Mapping[str, MappedField | ClockDifference]
    timezone: str = "UTC"


def with_formulas(
    fields: Iterable[MappedField], columns: tuple[str, ...], where: str, timezone: str
) -> tuple[MappedField, ...]:
    """Give the fields that an expression makes their formula over the columns of one file.

    A rule that names one column which the file does not have, but which reads as an expression, is one.

    Raises:
        SourceError: an expression that cannot make its field of these columns.
    """
    given = tuple(fields)
    if all(_expression(field, columns) is None for field in given):
        return given
    resolver = _Resolver({field.id: field for field in given}, columns, where, timezone)
    return tuple(resolver.resolved(field, ()) for field in given)


def fields_within(fields: Iterable[MappedField]) -> dict[str, frozenset[str]]:
    """Map every field that an expression makes to the other fields that stand in it, where no file has columns so."""
    given = tuple(fields)
    stated = {field.id for field in given if field.stated}
    made = {field.id: _expression(field, ()) for field in given}
    return {name: names(found) & stated - {name} for name, found in made.items() if found is not None}


def written_expression(text: str) -> Expression | None:
    """Read a text as an expression that computes something; None for a mere name, or what is no expression."""
    try:
        found = parse(text)
    except ExpressionError:
        return None
    return found if names(found) and not isinstance(found, Name) else None


def _expression(field: MappedField, columns: tuple[str, ...]) -> Expression | None:
    if field.rule.expression is not None:
        return None if set(field.rule.columns) & set(columns) else field.rule.expression
    if not field.stated or field.type.is_words or len(field.rule.columns) != 1 or field.rule.columns[0] in columns:
        return None
    return written_expression(field.rule.columns[0])


@frozen
class _Resolver:
    fields: Mapping[str, MappedField]
    columns: tuple[str, ...]
    where: str
    timezone: str

    def resolved(self, field: MappedField, outer: tuple[str, ...]) -> MappedField:
        """The field with its formula, if an expression makes it; `outer` are the fields that are made of it."""
        expression = _expression(field, self.columns)
        if expression is None or (self._is_misspelt(field, expression)):
            return field
        self._check_field(field, outer)
        used = {name: self._operand_field(field, name, outer) for name in _in_order(expression)}
        known = {name: found for name, found in used.items() if found is not None}
        raw = self._raw_columns(field, expression, known)
        _check(expression, field, known, raw, self._place(field))
        rewritten, clocks = _clock_differences(expression, field, raw) if field.rule.unit == CLOCK else (expression, {})
        operands: dict[str, MappedField | ClockDifference] = {
            **known,
            **{name: _raw_operand(field, name, kind) for name, kind in raw.items()},
            **clocks,
        }
        left = names(rewritten)
        formula = FieldFormula(
            rewritten, {name: found for name, found in operands.items() if name in left}, self.timezone
        )
        return evolve(field, formula=formula, rule=evolve(field.rule, columns=_columns(known, raw, used)))

    def _is_misspelt(self, field: MappedField, expression: Expression) -> bool:
        """Whether `Talk-time` was meant as a column that is called almost so, not as a difference."""
        if field.rule.expression is not None or names(expression) & {*self.columns, *self.fields}:
            return False
        return did_you_mean(field.rule.columns[0], self.columns) is not None

    def _check_field(self, field: MappedField, outer: tuple[str, ...]) -> None:
        if field.type.is_words:
            problem = Text(en="an expression makes no words", ru="выражение не даёт слов")
            hint = Text(
                en="name a column, and map its words by `values:`", ru="укажите столбец, слова — через `values:`"
            )
            raise SourceError(problem, where=self._place(field), hint=hint)
        if field.id in outer:
            chain = " -> ".join((*outer[outer.index(field.id) :], field.id))
            problem = Text(en="fields are made of each other: {chain}", ru="поля выражены друг через друга: {chain}")
            hint = Text(en="name a column of the file instead", ru="сошлитесь на столбец файла")
            raise SourceError(problem.fill(chain=chain), where=self._place(field), hint=hint)

    def _operand_field(self, field: MappedField, name: str, outer: tuple[str, ...]) -> MappedField | None:
        """The mapped field that a name stands for; None for a column."""
        if name in self.columns:
            return None
        found = self.fields.get(name)
        if found is None or not found.stated:
            problem = Text(
                en="'{name}' is neither a column nor a mapped field; columns: {columns}",
                ru="«{name}» — не столбец и не описанное поле; столбцы: {columns}",
            ).fill(name=name, columns=listed(self.columns))
            known = (
                *self.columns,
                *(other.id for other in self.fields.values() if other.stated and other is not field),
            )
            raise SourceError(problem, where=self._place(field), hint=did_you_mean(name, known))
        return self.resolved(found, (*outer, field.id))

    def _raw_columns(
        self, field: MappedField, expression: Expression, known: Mapping[str, MappedField]
    ) -> dict[str, ValueType]:
        types = {name: found.type for name, found in known.items()}
        raw = column_types(expression, field.type, types, has_unit=bool(field.rule.unit))
        for name, kinds in raw.items():
            if len(kinds) > 1:
                problem = Text(
                    en="column '{name}' stands for different things: {kinds}",
                    ru="столбец «{name}» означает разное: {kinds}",
                ).fill(name=name, kinds=", ".join(kind.value for kind in kinds))
                hint = Text(en="map it to a field first", ru="сначала опишите его как поле")
                raise SourceError(problem, where=self._place(field), hint=hint)
        return {name: kinds[0] for name, kinds in raw.items()}

    def _place(self, field: MappedField) -> str:
        return f"{self.where}: {field.id}"


def _check(
    expression: Expression,
    field: MappedField,
    known: Mapping[str, MappedField],
    raw: Mapping[str, ValueType],
    place: str,
) -> None:
    """Check that the expression has the type of the field.

    Raises:
        SourceError: it has not.
    """
    scope = Scope(
        "the source",
        {
            **{name: NameType(as_plain(found.type), tuple(found.closed)) for name, found in known.items()},
            **{name: NameType(kind) for name, kind in raw.items()},
        },
    )
    try:
        check_type(expression, as_plain(field.type), scope, render(expression))
    except ExpressionError as fault:
        said = Text(en=fault.sentence("en").rstrip("."), ru=fault.sentence("ru").rstrip("."))
        raise SourceError(said, where=place) from None
    for call in _calls_by_business_hours(expression):
        problem = Text(en="{call} does not say by which hours", ru="в {call} не указаны рабочие часы")
        hint = Text(
            en='add them as the last argument, as in "mon-fri 09:00-18:00"',
            ru='добавьте их последним аргументом, например "mon-fri 09:00-18:00"',
        )
        raise SourceError(problem.fill(call=render(call)), where=place, hint=hint)


def _calls_by_business_hours(expression: Expression) -> Iterable[Call]:
    """The calls that count by business hours and do not say by which."""
    if isinstance(expression, Call):
        bare = {"in_business_hours": 0, "business_time": 1}
        if bare.get(expression.function) == len(expression.more):
            yield expression
    for child in children(expression):
        yield from _calls_by_business_hours(child)


def _in_order(expression: Expression) -> tuple[str, ...]:
    """The names of an expression in reading order, each once."""
    if isinstance(expression, Name):
        return (expression.id,)
    return tuple(dict.fromkeys(name for child in children(expression) for name in _in_order(child)))


def _raw_operand(field: MappedField, name: str, kind: ValueType) -> MappedField:
    """A column as it is read inside the expression: by the unit and the format of the rule."""
    unit = field.rule.unit if field.rule.unit in UNITS.get(kind, ()) else ""
    rule = evolve(field.rule, columns=(name,), expression=None, unit=unit)
    return MappedField(name, kind, rule, thousands=field.thousands)


def _clock_differences(
    expression: Expression, field: MappedField, raw: Mapping[str, ValueType]
) -> tuple[Expression, dict[str, ClockDifference]]:
    """Put a name for every difference of two columns: both are readings of a clock on the wall."""
    match expression:
        case Arithmetic(operator="-", left=Name(id=later), right=Name(id=earlier)) if (
            raw.get(later) is raw.get(earlier) is ValueType.DURATION
        ):
            name = render(expression)
            sides = (_raw_operand(field, side, ValueType.DURATION) for side in (later, earlier))
            return Name(name, at=expression.at), {name: ClockDifference(*sides)}
        case Arithmetic(left=left, right=right):
            left, found = _clock_differences(left, field, raw)
            right, more = _clock_differences(right, field, raw)
            return evolve(expression, left=left, right=right), {**found, **more}
        case _:
            return expression, {}


def _columns(known: Mapping[str, MappedField], raw: Mapping[str, ValueType], order: Iterable[str]) -> tuple[str, ...]:
    """Every column that is read, each once, in reading order."""
    used = (column for name in order for column in ((name,) if name in raw else known[name].rule.columns))
    return tuple(dict.fromkeys(used))


def operands(field: MappedField) -> tuple[MappedField, ...]:
    """What a field is computed from; nothing for one whose columns are its cells."""
    if field.formula is None:
        return ()
    found: list[MappedField] = []
    for operand in field.formula.operands.values():
        found.extend((operand.later, operand.earlier) if isinstance(operand, ClockDifference) else (operand,))
    return tuple(found)
