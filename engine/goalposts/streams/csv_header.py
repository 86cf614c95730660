"""Looks at the start of a text table: is it text, what separates cells, what are the columns called."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from typing import Final

from attrs import frozen

from goalposts.errors import SourceError, listed
from goalposts.locale import Text
from goalposts.model import Source

SAMPLE_BYTES: Final = 1 << 18
_DELIMITERS: Final = ",;\t|"
_NAMED_DELIMITERS: Final = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}
_ARCHIVES: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@frozen
class Header:
    """The columns of a text table, its delimiter, and how many lines stand before the first row."""

    columns: tuple[str, ...]
    delimiter: str
    lines: int


def read_header(sample: bytes, source: Source, name: str) -> Header:
    """Read the header from the first bytes of a file.

    Raises:
        SourceError: no bytes, not text, another encoding, no header line, or a column name that stands twice.
    """
    _check_text(sample, source.encoding, name)
    lines = _decoded(sample, source.encoding, name).lstrip("\ufeff").splitlines(keepends=True)
    start = max(source.header or 1, 1) - 1
    if len(lines) <= start:
        problem = Text(en="there is no header line {line}", ru="нет строки заголовка {line}").fill(line=start + 1)
        raise SourceError(problem, where=name, hint=Text(en="check `header:`", ru="проверьте `header:`"))
    delimiter = _NAMED_DELIMITERS.get(source.delimiter, source.delimiter) or _sniffed(lines[start])
    reader = csv.reader(lines[start:], delimiter=delimiter)
    cells = next(reader)
    if source.header == 0:
        return Header(tuple(str(number) for number in range(1, len(cells) + 1)), delimiter, 0)
    return Header(_distinct(cells, name), delimiter, start + reader.line_num)


def _check_text(sample: bytes, encoding: str, name: str) -> None:
    if not sample:
        problem = Text(en="the file is empty", ru="файл пуст")
        raise SourceError(problem, where=name, hint=Text(en="export it again", ru="выгрузите его заново"))
    if sample.startswith(_ARCHIVES):
        problem = Text(en="this is a workbook or an archive, not a text table", ru="это книга или архив, а не текст")
        raise SourceError(problem, where=name, hint=Text(en="save it as CSV", ru="сохраните её как CSV"))
    if b"\0" in sample and "16" not in encoding and "32" not in encoding:
        problem = Text(en="this is not a text table: it holds binary bytes", ru="это не текст: в файле двоичные данные")
        hint = Text(en="check the file, or give its `format:`", ru="проверьте файл или укажите `format:`")
        raise SourceError(problem, where=name, hint=hint)


def _decoded(sample: bytes, encoding: str, name: str) -> str:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except LookupError:
        problem = Text(en="unknown encoding '{name}'", ru="неизвестная кодировка «{name}»").fill(name=encoding)
        hint = Text(en="for example utf-8, cp1251, utf-16", ru="например, utf-8, cp1251, utf-16")
        raise SourceError(problem, where=name, hint=hint) from None
    except UnicodeError:
        raise wrong_encoding(encoding, name) from None


def wrong_encoding(encoding: str, name: str) -> SourceError:
    """Say that a file is written in another encoding."""
    problem = Text(en="the text is not {encoding}", ru="текст не в кодировке {encoding}").fill(encoding=encoding)
    hint = Text(en="give its `encoding:`, for example cp1251", ru="укажите `encoding:`, например cp1251")
    return SourceError(problem, where=name, hint=hint)


def _sniffed(line: str) -> str:
    """The most frequent delimiter outside quotation marks; a comma when there is none."""
    counts = Counter("".join(line.split('"')[::2]))
    return max(_DELIMITERS, key=lambda sign: counts[sign])


def _distinct(cells: list[str], name: str) -> tuple[str, ...]:
    names = [cell.strip() for cell in cells]
    twice = [cell for cell, count in Counter(names).items() if count > 1 and cell]
    if twice:
        problem = Text(en="a column name stands twice in the header: {names}", ru="столбец назван дважды: {names}")
        hint = Text(en="rename one of them", ru="переименуйте один из них")
        raise SourceError(problem.fill(names=listed(twice)), where=name, hint=hint)
    return tuple(cell or f"\N{REPLACEMENT CHARACTER}{place}" for place, cell in enumerate(names))
