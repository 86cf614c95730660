"""Watches the columns that name a currency and that nobody mapped: amounts in several are not added up unawares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from goalposts.errors import SourceError, listed
from goalposts.expressions import ValueType, names
from goalposts.locale import Text
from goalposts.model import CURRENCY
from goalposts.streams.batches.raw_text import as_text, as_words, blank_as_null, is_text
from goalposts.streams.mapping.currency_words import currency_named, name_currencies, speaks_of_currency
from goalposts.streams.sheets.reader import SheetReader
from goalposts.streams.tables.file_reader import FileReader

if TYPE_CHECKING:
    from goalposts.model import Source, SourceFormat
    from goalposts.streams.batches.raw import RawBatch, Reader
    from goalposts.streams.conversion.converted import Converted, Mask
    from goalposts.streams.gates.counting import Counting
    from goalposts.streams.mapping.mapped_fields import MappedField


@frozen
class MoneyWatch:
    """Counts the currencies of the rows that have an amount.

    Attributes:
        name: of the file, for messages.
        columns: whose cells may name the currency of their row.
        amounts: the fields of money whose values somebody asks for.
    """

    name: str
    columns: frozenset[str]
    amounts: tuple[str, ...]

    def look(self, raw: RawBatch, found: Mapping[str, Converted], refused: Mask | None, count: Counting) -> None:
        """Count what the columns name beside an amount; an amount of zero is the same in every currency."""
        rows = self._with_amount(found, raw.cells.num_rows)
        rows &= True if refused is None else ~refused
        for column in sorted(self.columns):
            codes, words, valid = as_words(as_text(raw.cells.column(column)))
            named = rows if valid is None else rows & valid
            for place, word in enumerate(words):
                own = named & (codes == place)
                if own.any() and currency_named(word):
                    where = f"{self.name}:{raw.lines[int(own.argmax())]}"
                    count.see_currency(column, word, int(own.sum()), where)

    def _with_amount(self, found: Mapping[str, Converted], rows: int) -> Mask:
        there = np.zeros(rows, np.bool_)
        for amount in self.amounts:
            if amount in found:
                column = found[amount].column
                there |= (column.values != 0) if column.valid is None else (column.values != 0) & column.valid
        return there


def watched_amounts(source: Source, fields: Iterable[MappedField], brought: SourceFormat | None) -> tuple[str, ...]:
    """The amounts among some fields; none where the project, or a format that watches itself, says their currency."""
    if source.currency is not None or (brought is not None and CURRENCY in brought.columns):
        return ()
    return tuple(field.id for field in fields if field.type is ValueType.MONEY and not field.only_there)


def mapped_columns(fields: Iterable[MappedField]) -> frozenset[str]:
    """The columns that fields and dimensions may be made of, whoever asks for these."""
    rules = [field.rule for field in fields]
    computed = (names(rule.expression) for rule in rules if rule.expression is not None)
    return frozenset[str]().union(*(rule.names.union(rule.columns) for rule in rules), *computed)


def columns_of_currency(reader: Reader, mapped: frozenset[str]) -> frozenset[str]:
    """The columns of a file that nobody mapped and that name a currency, by their heading or by their first cells.

    A column that a field or dimension takes is somebody's choice.
    """
    free = frozenset(reader.columns).difference(mapped)
    speaking = frozenset(filter(speaks_of_currency, free))
    return speaking or frozenset(name for name, words in _first_words(reader, free) if name_currencies(words))


def _first_words(reader: Reader, columns: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    """The words of the first rows, of files of which that costs no second reading."""
    pieces, inner = reader.pieces(), reader.inner if isinstance(reader, FileReader) else reader
    peek = pieces[0].peek if pieces else reader.batches if isinstance(inner, SheetReader) else None
    try:
        first = next(iter(peek(columns)), None) if peek and columns else None
        for name, cells in zip(first.cells.schema.names, first.cells.columns, strict=True) if first else ():
            if is_text(cells.type):
                words = pc.drop_null(pc.unique(blank_as_null(as_text(cells.slice(0, _LOOKED_AT)))))
                yield name, words.to_pylist()
    except (SourceError, pa.ArrowException, UnicodeDecodeError):
        return  # columns that nobody asked for may be damaged


def check_currencies(counting: Counting, currency: str, where: str) -> None:
    """Check that all amounts of a source are in one currency, that of the project.

    Args:
        counting: of all of its rows.
        currency: of the project; empty where it states none.
        where: what to call the source.

    Raises:
        SourceError: they are not.
    """
    for column in sorted({known for known, _ in counting.currencies}):
        found = {word: seen for (known, word), seen in counting.currencies.items() if known == column}
        codes = {currency_named(word) for word in found}
        if len(codes) > 1:
            raise _refused(_MIXED, column, found, currency, where)
        if currency and currency not in codes:
            raise _refused(_FOREIGN, column, found, currency, where)


def _refused(
    problem: Text, column: str, found: Mapping[str, tuple[int, str]], currency: str, where: str
) -> SourceError:
    most = sorted(found, key=lambda word: (-found[word][0], word))
    told = listed(f"{word.strip()} ({found[word][0]})" for word in most[:_SHOWN])
    said = problem.fill(column=column, found=told, place=found[most[-1]][1], currency=currency)
    kept = next((word for word in most if currency_named(word) == currency), most[0])
    plain = column.isidentifier()
    name, quoted = (column, column) if plain else (f"`{column}`", f'"{column}"')
    hint = _CONVERT.fill(column=quoted, whole=currency or currency_named(kept))
    if problem is _MIXED:
        hint = _KEEP.fill(name=name, kept=kept, others=hint)
    return SourceError(said, where=where, hint=hint)


_SHOWN: Final = 6
_LOOKED_AT: Final = 2_000
_MIXED: Final = Text(
    en="amounts are in several currencies and cannot be added up: '{column}' names {found}, the last first at {place}",
    ru="суммы в нескольких валютах нельзя складывать: в «{column}» указаны {found}, последняя впервые в {place}",
)
_FOREIGN: Final = Text(
    en="the project counts in {currency}, but '{column}' names {found}, first at {place}",
    ru="проект считает в {currency}, а в «{column}» указано {found}, впервые в {place}",
)
_KEEP: Final = Text(
    en="keep one by `where: \"{name} == '{kept}'\"`, {others}",
    ru="оставьте одну: `where: \"{name} == '{kept}'\"`; {others}",
)
_CONVERT: Final = Text(
    en="have each row converted by `currency: {{column: {column}, rates: rates.csv}}`, or say that all amounts are in "
    "one, whatever that column says: `currency: {{code: {whole}}}`",
    ru="пересчитайте каждую строку: `currency: {{column: {column}, rates: rates.csv}}`; или укажите, что все суммы в "
    "одной, что бы ни стояло в столбце: `currency: {{code: {whole}}}`",
)
