"""Columns that a source says are in per cent: of a workbook they are read as people see them.

A cell that shows 62 % holds 0.62. With `unit: "%"` it has to become 62 before it is divided by 100, while a plain 62
beside it stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import partial
from typing import Any, Final

from attrs import evolve

from goalposts.errors import SourceError, listed
from goalposts.expressions import names
from goalposts.locale import Text
from goalposts.model import FieldRule, Source, folded_name
from goalposts.streams.mapping.formulas import written_expression
from goalposts.streams.sheets.sheet import Cells, Sheet

_PERCENT: Final = "%"


def percent_names(source: Source) -> frozenset[str]:
    """Return the folded names of all columns that some rule of a source reads in per cent."""
    return _names(source, in_percent=True)


def as_shown(sheet: Sheet, columns: tuple[str, ...], source: Source, where: str) -> Sheet:
    """The sheet in which cells of such columns that are shown as per cent hold what they show.

    Args:
        sheet: the rows as they are stored.
        columns: the header, in the order of the places.
        source: what the project says of its files.
        where: what messages call the sheet.

    Raises:
        SourceError: a column with such cells is read in per cent by one rule and not by another.
    """
    if not sheet.percents:
        return sheet
    shown = frozenset[int]().union(*sheet.percents.values())
    named = {place: folded_name(name) for place, name in enumerate(columns)}
    asked = percent_names(source)
    places = frozenset(place for place, name in named.items() if name in asked and place in shown)
    both = {place for place in places if named[place] in _names(source, in_percent=False)}
    if both:
        raise _in_two_ways([columns[place] for place in sorted(both)], where)
    return evolve(sheet, rows=partial(_rows, sheet, places)) if places else sheet


def _rows(sheet: Sheet, places: frozenset[int]) -> Iterator[Cells]:
    for number, row in enumerate(sheet.rows(), start=1):
        own = sheet.percents.get(number, frozenset()) & places
        yield _row_as_shown(row, own) if own else row


def _row_as_shown(row: Cells, places: AbstractSet[int]) -> Cells:
    return [hundredfold(cell) if place in places else cell for place, cell in enumerate(row)]


def hundredfold(cell: Any) -> Any:
    """A number times a hundred as it is written, so that dividing gives it back: 0.07 * 100 would not be 7."""
    return float(Decimal(repr(cell)).scaleb(2)) if type(cell) in (int, float) else cell


def _names(source: Source, *, in_percent: bool) -> frozenset[str]:
    rules = [*source.fields.values(), *source.dimensions.values()]
    own = [_of_rule(rule) for rule in rules if (rule.unit == _PERCENT) is in_percent]
    wide = [_of_text(name) for name, told in source.readings.items() if (told.unit == _PERCENT) is in_percent]
    return frozenset(folded_name(name) for found in (*own, *wide) for name in found)


def _of_rule(rule: FieldRule) -> AbstractSet[str]:
    if rule.expression is not None:
        return names(rule.expression) | set(rule.columns)
    return rule.names.union(*map(_of_text, rule.columns))


def _of_text(column: str) -> AbstractSet[str]:
    expression = written_expression(column)
    return {column} if expression is None else names(expression) | {column}


def _in_two_ways(columns: list[str], where: str) -> SourceError:
    problem = Text(
        en='column {names} is read both with `unit: "%"` and without it, and the workbook shows its numbers as %',
        ru='столбец {names} читается и с `unit: "%"`, и без него, а числа в нём книга показывает как %',
    ).fill(names=listed(columns))
    hint = Text(en="state the unit everywhere, or nowhere", ru="укажите единицу везде или нигде")
    return SourceError(problem, where=where, hint=hint)
