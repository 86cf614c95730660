"""Opens a source: finds its files, reads their headers, and refuses at once what cannot work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from goalposts.errors import SourceError
from goalposts.expressions import ValueType
from goalposts.locale import Text
from goalposts.model import EventType, Quarantine, Source, SourceFormat
from goalposts.streams.batches.raw import Reader, TextReader
from goalposts.streams.columnar.memory_table import open_table
from goalposts.streams.conversion.clock import Zone, find_zone
from goalposts.streams.conversion.fields import check_rule
from goalposts.streams.files.locations import find_files, stamped
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.files.stamps import StampedFile
from goalposts.streams.gates.acceptance import Acceptance, Span
from goalposts.streams.gates.condition import SourceCondition
from goalposts.streams.gates.money_watch import MoneyWatch, columns_of_currency, mapped_columns, watched_amounts
from goalposts.streams.gates.project_money import check_currency_column, project_money
from goalposts.streams.mapping.asked_columns import asked_columns, columns_of_amounts
from goalposts.streams.mapping.currency_words import speaks_of_currency
from goalposts.streams.mapping.formulas import operands, with_formulas
from goalposts.streams.mapping.mapped_fields import (
    MappedField,
    check_condition_columns,
    currency_of,
    fields_given,
    map_fields,
)
from goalposts.streams.mapping.typed_columns import typed_columns
from goalposts.streams.source_stream import SourceStream
from goalposts.streams.tables.file_reader import FileReader, around
from goalposts.streams.tables.format_registry import is_watched, open_tables
from goalposts.streams.tables.wide_readings import unpivoted, with_readings

_LONG_AGO: Final = -(1 << 62)


def open_source(
    source: Source,
    event_type: EventType,
    *,
    timezone: str,
    as_of: date,
    folder: Path,
    currency: str = "",
    table: object | None = None,
    wanted: frozenset[str] | None = None,
    within: tuple[date, date] | None = None,
    quarantine: Quarantine | None = None,
    formats: Mapping[str, SourceFormat] | None = None,
    kept: MutableMapping[str, Any] | None = None,
    block_bytes: int = 1 << 22,
    batch_rows: int = 1 << 17,
) -> SourceStream:
    """Open the files of a source, or a table in memory instead of them.

    Args:
        source: where the events are and how their columns become fields; `source.timezone` is the zone of naive
            times, without which they are refused.
        event_type: what the rows become.
        timezone: the project's zone, in which `as_of`, `start` and `end` are midnights.
        as_of: the day at whose start the clock stands; later rows are not counted at all.
        folder: what the paths of the source are relative to.
        currency: the project's, into which money in others is converted.
        table: anything with the Arrow PyCapsule interface, or a mapping of column lists.
        wanted: the optional fields and dimensions that are converted; everything when None. Required fields and
            keys of `dedupe` always are.
        within: the first local day that is asked for, and the day after the last; all when not given.
        quarantine: where refused rows are kept; nowhere when None.
        formats: those that plugins bring, beside the built-in ones.
        kept: shared by calls that open the same files in other ways, so that a workbook is opened once.
        block_bytes: how much of a text file is read at a time.
        batch_rows: how many rows of a table, or of a large row group of Parquet, are read at a time.

    Raises:
        SourceError: no file, a file that cannot be read, or a mapping that it cannot fulfil.
    """
    zone = find_zone(timezone, "timezone")
    naive = find_zone(source.timezone, source.name) if source.timezone else None
    source = with_readings(source, event_type.id)
    fields = map_fields(event_type, source, currency)
    _check_rules(source, fields, naive)
    tables: tuple[tuple[Reader, StampedFile | None], ...]
    if table is None:
        cut = partial(evolve, block_bytes=block_bytes, batch_rows=batch_rows, of_source={}, kept=kept)
        tables = _open_files([*map(cut, _asked(find_files(source, folder), source, fields, currency))], formats or {})
    else:
        tables = ((open_table(table, source.name, batch_rows), None),)
    readers = tuple(unpivoted(reader, source, timezone) for reader, _ in tables)
    used = _used(fields, asked := wanted_fields(source, event_type, fields, wanted))
    span, brought = _span(source, zone, as_of), (formats or {}).get(source.format)
    common = Acceptance(
        fields=used,
        time=event_type.time,
        span=span if within is None else span.within(*map(zone.midnight, within)),
        zone=naive,
        decimal=source.decimal,
        condition=SourceCondition.of(source, currency),
        money=project_money(source, currency, timezone, folder, used),
    )
    amounts = watched_amounts(source, (field for field in used if field.id in asked), brought)
    fitted = [_fitted(common, reader, source, fields, timezone) for reader in readers]
    parts = tuple(map(_typed, readers, _watched(fitted, readers, amounts, mapped_columns(fields))))
    stamps, (whole, words) = tuple(stamp for _, stamp in tables), _told_by(brought)
    return SourceStream(source, event_type, parts, zone, quarantine, stamps, whole=whole, words=words)


def _told_by(brought: SourceFormat | None) -> tuple[bool, Mapping[str, Text]]:
    """Whether files depend on one another, and what rows are called that are no events; by a format of a plugin."""
    return (False, {}) if brought is None else (brought.whole, brought.left_out)


def _asked(
    files: tuple[SourceFile, ...], source: Source, fields: tuple[MappedField, ...], currency: str
) -> Iterator[SourceFile]:
    """The files with what is asked of them."""
    asked, amounts = asked_columns(source, fields), columns_of_amounts(fields)
    return (evolve(file, asked=asked, amounts=amounts, currency=currency_of(source, currency)) for file in files)


def _open_files(
    files: list[SourceFile], formats: Mapping[str, SourceFormat]
) -> tuple[tuple[Reader, StampedFile | None], ...]:
    """Every table of the files, with the stamp of its file as it was before any of them was read."""
    stamps = tuple(map(stamped, files))
    opened = (reader for file, stamp in zip(files, stamps, strict=True) for reader in _tables(file, stamp, formats))
    return tuple((reader, reader.fingerprint) for reader in opened)


def _tables(file: SourceFile, stamp: StampedFile | None, formats: Mapping[str, SourceFormat]) -> Iterator[FileReader]:
    watched = stamp if is_watched(file, formats) else None
    return (around(reader, file, watched) for reader in open_tables(file, formats))


def _used(fields: tuple[MappedField, ...], asked: frozenset[str]) -> tuple[MappedField, ...]:
    """The fields that are asked for, and those whose cells are looked at in any case."""
    return tuple(
        field if field.id in asked else field.unasked() for field in fields if field.always or field.id in asked
    )


def wanted_fields(
    source: Source, event_type: EventType, fields: tuple[MappedField, ...], wanted: frozenset[str] | None
) -> frozenset[str]:
    """The fields whose values are asked for: by somebody, by the clock, or to tell duplicates."""
    if wanted is None:
        return frozenset(field.id for field in fields)
    keys = {*source.dedupe, source.dedupe_by} if source.dedupe else set()
    return wanted | keys | {event_type.time}


def _fitted(
    common: Acceptance, reader: Reader, source: Source, fields: tuple[MappedField, ...], timezone: str
) -> Acceptance:
    """The gates for one file: without the fields that it does not give."""
    computed = with_formulas(fields, reader.columns, reader.name, timezone)
    check_currency_column(common.money, reader.columns, reader.name)
    check_condition_columns(source, reader.columns, reader.name)
    given = {field.id: field for field in fields_given(computed, reader.columns, reader.name)}
    for field in given.values():
        for operand in operands(field):
            check_rule(operand, f"{reader.name}: {field.id}")
    return evolve(
        common,
        name=reader.name,
        fields=tuple(
            evolve(given[field.id], only_there=field.only_there) for field in common.fields if field.id in given
        ),
        absent=frozenset(field.id for field in fields if field.id not in given),
    )


def _watched(
    gates: list[Acceptance], readers: tuple[Reader, ...], amounts: tuple[str, ...], mapped: frozenset[str]
) -> Iterator[Acceptance]:
    """The gates with what looks at the currencies of amounts; the first file tells columns of unknown headings."""
    found = columns_of_currency(readers[0], mapped) if amounts and readers else frozenset()
    for its, reader in zip(gates, readers, strict=True):
        free = (name for name in reader.columns if name in found or speaks_of_currency(name))
        columns = frozenset(free) - mapped if amounts else frozenset[str]()
        yield evolve(its, watch=MoneyWatch(reader.name, columns, amounts) if columns else None)


def _typed(reader: Reader, gates: Acceptance) -> tuple[Reader, Acceptance]:
    """Of a text, let columns that nobody reads as text come typed, which is quicker."""
    if isinstance(reader, TextReader):
        reader = reader.typed(typed_columns(gates.fields, gates.columns_beside), gates.decimal)
    return reader, gates


def _span(source: Source, zone: Zone, as_of: date) -> Span:
    closed = zone.midnight(as_of)
    start = _LONG_AGO if source.start is None else zone.midnight(source.start)
    return Span(start, closed if source.end is None else zone.midnight(source.end), closed)


def _check_rules(source: Source, fields: tuple[MappedField, ...], zone: Zone | None) -> None:
    """Check what can be checked without a file; only times and numbers say which row is newest."""
    for field in fields:
        check_rule(field, source.name, zone)
    for field in fields:
        if field.id == source.dedupe_by and not (field.type.is_numeric or field.type is ValueType.TIMESTAMP):
            problem = Text(
                en="dedupe_by: {field} is neither a time nor a number", ru="dedupe_by: {field} не время и не число"
            ).fill(field=field.id)
            hint = Text(en="name the time of the last change", ru="назовите поле времени изменения")
            raise SourceError(problem, where=source.name, hint=hint)
