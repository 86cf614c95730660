"""Which module reads which format, and how the format of a file is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Final, cast

from attrs import evolve

from goalposts.errors import SourceError, listed
from goalposts.locale import Text
from goalposts.model import BUILT_IN_FORMATS, SourceFormat
from goalposts.model.addresses import is_address
from goalposts.streams.batches.raw import Reader
from goalposts.streams.batches.rows import RowsReader
from goalposts.streams.databases.address import scheme_of
from goalposts.streams.files.sniffing import sniffed_format
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.tables.derived import DerivedTable

OPENERS: Final[Mapping[str, str]] = {
    "csv": "text.csv_file:open_csv_file",
    "parquet": "columnar.parquet_file:open_parquet_file",
    "arrow": "columnar.arrow_file:open_arrow_file",
    "json": "documents.json_file:open_json_file",
    "excel": "workbooks.opening:open_workbook_file",
    "html": "documents.html_table:open_html_table",
    "xes": "documents.xes_file:open_xes_file",
    "ocel": "documents.ocel_file:open_ocel_file",
    "postgresql": "databases.postgresql:open_postgresql",
    "sqlite": "databases.sqlite:open_sqlite",
    "duckdb": "databases.duckdb:open_duckdb",
    "sql": "databases.sqlalchemy:open_sqlalchemy",
}
"""By format the module and the function that opens it; a module is loaded, with what it imports, when it is used."""

SUFFIXES: Final[Mapping[str, str]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".ndjson": "json",
    ".jsonl": "json",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xlsb": "excel",
    ".ods": "excel",
    ".xes": "xes",
    ".jsonocel": "ocel",
}
"""Of files whose name is enough; the first bytes of any other tell."""

SCHEMES: Final[Mapping[str, str]] = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "sqlite": "sqlite",
    "duckdb": "duckdb",
}


def open_tables(file: SourceFile, formats: Mapping[str, SourceFormat]) -> tuple[Reader, ...]:
    """Open every table of a file or address: the sheets of a workbook that the source asks for, else the only one.

    Args:
        file: what to open.
        formats: those that plugins bring.

    Raises:
        SourceError: the format is not known, or the file is not of it.
    """
    found = format_of(file, formats)
    known = formats.get(found)
    if known is not None and known.reads:
        return tuple(DerivedTable(known, file, table) for table in _own_tables(file, known))
    if known is not None:
        return (RowsReader(file.name, known.columns, partial(known.read, file)),)
    opened = _opener(found)(file)
    return opened if isinstance(opened, tuple) else (opened,)


def _own_tables(file: SourceFile, known: SourceFormat) -> tuple[Reader, ...]:
    """The tables of a file by the built-in format that it is in, for a format that derives columns of them."""
    source = evolve(file.source, format="")
    plain = evolve(file, source=source, looked_for=known.looked_for)
    if known.records and not source.records and format_of(plain, {}) == "json":
        from goalposts.streams.documents.json_file import is_empty_answer, path_of_records

        if is_empty_answer(plain, known.records):  # no row tells which of the columns asked for are there
            return (RowsReader(file.name, tuple(sorted(known.looked_for | file.asked)), lambda: ()),)
        plain = evolve(plain, source=evolve(source, records=path_of_records(plain, known.records)))
    return open_tables(plain, {})


def is_watched(file: SourceFile, formats: Mapping[str, SourceFormat]) -> bool:
    """Whether a file must stay as it is while it is read; databases look after themselves."""
    return not is_address(file.location) and format_of(file, formats) not in {"sql", *SCHEMES.values()}


def format_of(file: SourceFile, formats: Mapping[str, SourceFormat]) -> str:
    """Return the id of a file's format: as the source says, by the suffix, or by its first bytes.

    Raises:
        SourceError: it is not known.
    """
    if file.source.format:
        return _checked(file.source.format, file, formats)
    if is_address(file.location):
        return SCHEMES.get(scheme_of(file), "sql")
    suffixes = {suffix: known.id for known in formats.values() for suffix in known.suffixes}
    inner = file.path.with_suffix("") if file.path.suffix.lower() in (".gz", ".zst") else file.path
    by_name = {**SUFFIXES, **suffixes}.get(inner.suffix.lower())
    return by_name or sniffed_format(file)


def _checked(found: str, file: SourceFile, formats: Mapping[str, SourceFormat]) -> str:
    if found in OPENERS or found in formats:
        return found
    problem = Text(en="format '{found}' is not known", ru="неизвестный формат «{found}»").fill(found=found)
    hint = Text(en="known: {names}", ru="известны: {names}").fill(names=listed((*BUILT_IN_FORMATS, *formats)))
    raise SourceError(problem, where=file.name, hint=hint)


def _opener(found: str) -> Callable[[SourceFile], Reader | tuple[Reader, ...]]:
    module, _, function = OPENERS[found].partition(":")
    opener = getattr(import_module(f"goalposts.streams.{module}"), function)
    return cast("Callable[[SourceFile], Reader | tuple[Reader, ...]]", opener)
