"""Sources: which files hold which events, and how their columns become fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from goalposts.expressions import Expression, names


def _ways(given: Iterable[str | Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((way,) if isinstance(way, str) else tuple(way) for way in given)


@frozen
class FieldRule:
    """How one field, or dimension, is made of source columns.

    Attributes:
        columns: one column, or several joined by a space.
        any_of: names of one column, of which the first that the file has is taken; one may be several columns joined
            by a space, which a file must all have.
        constant: what every row has, instead of a column.
        values: source word to field word; a word that is not listed is refused, unless `*` says what it means.
        unit: of a duration: `us`, `ms`, `s`, `min`, `h`, `d`, `hh:mm:ss`, `mm:ss`; of a number: `%`, `cents`, `micros`.
        format: of a time: strptime directives, `epoch_s`, `epoch_ms`, `epoch_us`, `excel` or `excel1904`; ISO 8601
            when not given.
        other_formats: further formats, tried in turn where the one before cannot read a cell.
        nulls: words that mean no value.
        start: of a time that is the number of a day: the day with number 1.
        null_as: the value that an empty cell means.
        expression: what makes the field, over source columns and mapped fields; it stands instead of columns, or where
            a file does not have the one column beside it.
    """

    columns: tuple[str, ...] = ()
    values: Mapping[str, str] | None = None
    unit: str = ""
    format: str = ""
    null_as: str | None = None
    any_of: tuple[tuple[str, ...], ...] = field(default=(), converter=_ways)
    constant: str | None = None
    other_formats: tuple[str, ...] = ()
    nulls: tuple[str, ...] = ()
    start: date | None = None
    expression: Expression | None = None

    @property
    def names(self) -> frozenset[str]:
        """Every name of `any_of`."""
        return frozenset(name for way in self.any_of for name in way)

    @property
    def formats(self) -> tuple[str, ...]:
        """Every format of a time, in the order in which they are tried."""
        return (self.format, *self.other_formats)


@frozen
class LeaveOut:
    """Rows of a source that are no events, such as test records.

    Attributes:
        condition: over source columns; a row leaves when it is known to be true. None where words say it.
        column: whose cells hold one of the words.
        contains: words that a cell holds somewhere, whatever the case.
    """

    condition: Expression | None = None
    column: str = ""
    contains: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The source columns that it reads."""
        return frozenset((self.column,)) if self.condition is None else names(self.condition)


PERIODS: Final = ("month", "quarter", "week", "year", "day_number")
"""The formats of a time that is a whole period; it stands for its first moment."""


@frozen
class ReadingColumn:
    """A column of a table that holds the values of one KPI.

    Attributes:
        weight: the column that its values are weighted by; every value counts once when empty.
        unit: `%`, or the unit of a duration; empty for plain numbers.
        variant: by which variant of the KPI whoever made the table counted; empty where that is not known.
    """

    kpi: str
    weight: str = ""
    unit: str = ""
    variant: str = ""


@frozen
class SourceCurrency:
    """In which currency the money of a source is: what a column says, or `code` for all rows.

    Attributes:
        rates: the path of a table `date, currency, rate`; without it only rows in the project's currency count.
    """

    column: str = ""
    code: str = ""
    rates: str = ""


@frozen
class Source:
    """One named feed of one event type; its name is the instrument that measured.

    Attributes:
        locations: paths or globs, relative to the project file; empty for tables given in memory.
        preset: the preset that filled in what the project does not state; it decides nothing any more.
        quote: of a text table: what encloses a cell with delimiters in it; `none` where marks are plain letters.
        escape: of a text table: the letter that takes its meaning from the next one, as a backslash.
        footer: of a text table: how many of its last lines are no rows; they are counted as filtered.
        header: the line of the column names; 0 for none. When not given the first line of a text table, and of a sheet
            the row that names most of the columns that are asked for.
        sheet: of a workbook: the name of a sheet, or its number from 1, or a pattern such as `*` for several.
        totals: of a sheet: `keep` to read rows of totals like others; else they are counted as filtered.
        fill_down: columns of a sheet in which an empty cell means what stands above it.
        records: of JSON: the keys on the way to the list of records, joined by dots.
        query: of a database.
        start, end: the days `[start, end)` for which this instrument counts.
        thousands: the sign between groups of digits, beside spaces and apostrophes, which need not be stated.
        nulls: words that mean no value, in every field.
        where: a condition on source columns; rows that do not meet it are counted as filtered.
        leave_out: by name, the rows that are no events; they are counted as filtered, by that name.
        imported: days on which a migration stamped old records with a time of its own: KPIs that count from that time
            leave the rows of these days out.
        dedupe: the key fields of which only the newest row is kept; empty for off.
        dedupe_by: the field, or the column of times or numbers, that says which row is newest; the event type's time
            when empty.
        same_rows: `keep` where rows that stand alike in two files are events of their own; else they are refused.
        currency: of its money; that of the project when None.
        readings: of a table with one column for each KPI: those columns.
        observed_until: the first day that it does not know of: of times to event, and of KPIs that settle late.
    """

    name: str
    event_type: str
    locations: tuple[str, ...] = ()
    format: str = ""
    encoding: str = "utf-8"
    delimiter: str = ""
    decimal: str = "."
    thousands: str = ""
    nulls: tuple[str, ...] = ()
    header: int | None = None
    sheet: str = ""
    records: str = ""
    query: str = ""
    timezone: str = ""
    where: Expression | None = None
    leave_out: Mapping[str, LeaveOut] = field(factory=dict)
    imported: tuple[date, ...] = ()
    dedupe: tuple[str, ...] = ()
    dedupe_by: str = ""
    fields: Mapping[str, FieldRule] = field(factory=dict)
    dimensions: Mapping[str, FieldRule] = field(factory=dict)
    currency: SourceCurrency | None = None
    readings: Mapping[str, ReadingColumn] = field(factory=dict)
    start: date | None = None
    end: date | None = None
    observed_until: date | None = None
    quote: str = ""
    escape: str = ""
    footer: int = 0
    totals: str = ""
    fill_down: tuple[str, ...] = ()
    same_rows: str = ""
    preset: str = field(default="", eq=False)

    @property
    def condition_columns(self) -> frozenset[str]:
        """The source columns that decide which rows are looked at."""
        of_where = frozenset[str]() if self.where is None else names(self.where)
        return of_where.union(*(rule.columns for rule in self.leave_out.values()))
