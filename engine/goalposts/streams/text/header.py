"""Looks at the start of a text table: is it text, what separates cells, what are the columns called."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Final

from attrs import evolve, frozen

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.model import Source
from goalposts.streams.batches.distinct_columns import distinct_columns
from goalposts.streams.files.text_encoding import actual_encoding, wrong_encoding
from goalposts.streams.text.quoting import Quoting
from goalposts.streams.text.sniffing import cut_rows, read_cells, sniffed

SAMPLE_BYTES: Final = 1 << 18
_NAMED_DELIMITERS: Final = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}
_ARCHIVES: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARK: Final = "\ufeff"


@frozen
class Header:
    """What the start of a text table tells.

    Attributes:
        columns: their names.
        lines: how many stand before the first row.
        above: these lines as text, with the byte order mark that UTF-8 may have.
        encoding: as the byte order mark says, else as the source says.
        line_bytes: about how long a line is.
    """

    columns: tuple[str, ...]
    quoting: Quoting
    lines: int
    above: str
    encoding: str
    line_bytes: float = 100.0

    @property
    def written(self) -> tuple[str, str]:
        """The encoding, and what separates cells."""
        return self.encoding, self.quoting.delimiter


def read_header(sample: bytes, source: Source, name: str, asked: frozenset[str]) -> Header:
    """Read the header from the first bytes of a file.

    Args:
        sample: the first bytes.
        source: how the text is written.
        name: of the file, for messages.
        asked: the names that somebody asks for, folded; of these none may stand twice.

    Raises:
        SourceError: no bytes, not text, another encoding, no header line, or a column name that stands twice.
    """
    encoding = _known_encoding(sample, source.encoding, name)
    _check_text(sample, encoding, name)
    whole = len(sample) < SAMPLE_BYTES
    text = _decoded(sample, encoding, name, whole=whole)
    lines = list(io.StringIO(text.removeprefix(_MARK), newline=""))
    if not whole and len(lines) > 1:
        lines.pop()  # cut off somewhere
    elif not whole:
        raise _one_line(name)
    quoting = Quoting(
        _NAMED_DELIMITERS.get(source.delimiter, source.delimiter),
        "" if source.quote == "none" else source.quote or '"',
        source.escape,
    )
    _check_delimiter(quoting.delimiter, name)
    start = (source.header or 1) - 1
    if len(lines) <= start:
        problem = Text(en="there is no header line {line}", ru="нет строки заголовка {line}").fill(line=start + 1)
        raise SourceError(problem, where=name, hint=Text(en="check `header:`", ru="проверьте `header:`"))
    quoting = evolve(quoting, delimiter=quoting.delimiter or sniffed(lines[start:], quoting))
    found = _header(lines, start, quoting, source, name)
    if source.header != 0:
        header = tuple(cell.strip() for cell in found.columns)
        found = evolve(found, columns=distinct_columns(header, _without_name, asked, name))
    above = (_MARK if text.startswith(_MARK) else "") + "".join(lines[: found.lines])
    return evolve(found, above=above, encoding=encoding, line_bytes=max(len(sample) / len(lines), 1.0))


def _header(lines: list[str], start: int, quoting: Quoting, source: Source, name: str) -> Header:
    if source.header is None:
        cut = cut_rows(lines, quoting)
        start = cut.rows[cut.header - 1][0] if cut.header else start
    try:
        read, cells = next((end, cells) for end, cells in read_cells(lines[start:], quoting) if cells or source.header)
    except (StopIteration, csv.Error):
        problem = Text(en="no line names the columns", ru="нет строки с названиями столбцов")
        raise SourceError(problem, where=name, hint=Text(en="give `header:`", ru="укажите `header:`")) from None
    if source.header == 0:
        return Header(tuple(str(number) for number in range(1, len(cells) + 1)), quoting, 0, "", "")
    return Header(tuple(cells), quoting, start + read, "", "")


def _without_name(place: int) -> str:
    """What a column without a name is called: nobody can ask for it."""
    return f"\N{REPLACEMENT CHARACTER}{place}"


def _known_encoding(sample: bytes, stated: str, name: str) -> str:
    try:
        return actual_encoding(stated, sample)
    except LookupError:
        problem = Text(en="unknown encoding '{name}'", ru="неизвестная кодировка «{name}»").fill(name=stated)
        hint = Text(en="for example utf-8, cp1251, utf-16", ru="например, utf-8, cp1251, utf-16")
        raise SourceError(problem, where=name, hint=hint) from None


def _check_delimiter(delimiter: str, name: str) -> None:
    if len(delimiter.encode()) > 1 or delimiter in ("\n", "\r", '"'):
        problem = Text(
            en="'{sign}' is no delimiter: it must be one plain letter",
            ru="«{sign}» не может быть разделителем: нужен один простой знак",
        ).fill(sign=delimiter)
        hint = Text(en="for example ; or tab", ru="например, ; или tab")
        raise SourceError(problem, where=name, hint=hint)


def _check_text(sample: bytes, encoding: str, name: str) -> None:
    if not sample:
        problem = Text(en="the file is empty", ru="файл пуст")
        raise SourceError(problem, where=name, hint=Text(en="export it again", ru="выгрузите его заново"))
    if sample.startswith(_ARCHIVES):
        problem = Text(en="this is a workbook or an archive, not a text table", ru="это книга или архив, а не текст")
        raise SourceError(problem, where=name, hint=Text(en="save it as CSV", ru="сохраните её как CSV"))
    if b"\0" in sample and "16" not in encoding and "32" not in encoding:
        raise binary_bytes(name)


def binary_bytes(where: str) -> SourceError:
    """Say that there are bytes in a file that no text has."""
    problem = Text(en="this is not a text table: it holds binary bytes", ru="это не текст: в файле двоичные данные")
    hint = Text(en="check the file, or give its `format:`", ru="проверьте файл или укажите `format:`")
    return SourceError(problem, where=where, hint=hint)


def _decoded(sample: bytes, encoding: str, name: str, *, whole: bool) -> str:
    """The text of the sample; of UTF-8 its mark stays in it, so that it can be written back as it was."""
    try:
        plain = "utf-8" if encoding == "utf-8-sig" else encoding
        return codecs.getincrementaldecoder(plain)().decode(sample, final=whole)
    except UnicodeDecodeError as fault:
        line = sample.count(b"\n", 0, fault.start) + 1
        raise wrong_encoding(encoding, f"{name}:{line}", sample[fault.start :]) from None
    except UnicodeError:
        raise wrong_encoding(encoding, name, sample) from None


def _one_line(name: str) -> SourceError:
    problem = Text(en="the first line is longer than 256 KB", ru="первая строка длиннее 256 КБ")
    hint = Text(en="check that this is a text with line breaks", ru="проверьте, что это текст, разбитый на строки")
    return SourceError(problem, where=name, hint=hint)
