"""A file or address of a source: what every reader is given to open."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import IO, Any

from attrs import field, frozen

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.model import Row, Source, WrongRow
from goalposts.streams.files.text_encoding import actual_encoding, wrong_encoding
from goalposts.streams.files.unpacking import Reached, unpacked

_LINE_LIMIT = 1 << 26


@frozen
class SourceFile:
    """One file of a source, or one address of a database.

    Attributes:
        name: what messages call it.
        path: the file; of an address without a file, the folder of the project.
        location: as the project writes it.
        partition: columns that the names of its folders give, such as `branch=north/`.
        block_bytes: how much of a text is read at a time.
        batch_rows: how many rows of a table are read at a time.
        reached: how far its bytes are read.
        of_source: what a plugin's format remembers, shared by the files of an open source.
        amounts: those of them that amounts of money are made of.
        currency: of its money, where one is known for all rows.
        asked: the names of columns that a source asks for; a header is known by them, and none may stand there twice.
        kept: where a reader keeps what others of the same file can use; None where a file is opened once.
        looked_for: names that a plugin's format looks for; a header is known by them too, but none must be there.
    """

    name: str
    path: Path
    source: Source
    location: str = ""
    partition: tuple[tuple[str, str], ...] = ()
    block_bytes: int = 1 << 22
    batch_rows: int = 1 << 17
    asked: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    currency: str = ""
    looked_for: frozenset[str] = frozenset()
    reached: Reached = field(factory=Reached, eq=False, repr=False)
    of_source: MutableMapping[str, Any] = field(factory=dict, eq=False, repr=False)
    kept: MutableMapping[str, Any] | None = field(default=None, eq=False, repr=False)

    def open(self) -> IO[bytes]:
        """Open its bytes, unpacked.

        Raises:
            SourceError: it cannot be opened or unpacked.
        """
        return unpacked(self.path, self.name, self.reached)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Its lines of text, numbered from 1, without their ends.

        Raises:
            SourceError: it is written in another encoding, or a line is longer than any line can be.
        """
        with self.open() as packed:
            number, encoding = 0, actual_encoding(self.source.encoding, packed.peek(4)[:4])  # type: ignore[attr-defined]
            try:
                for number, text in enumerate(_decoded_lines(packed, encoding), start=1):
                    if len(text) >= _LINE_LIMIT:
                        raise self._too_long(number)
                    yield number, text.rstrip("\r\n")
            except UnicodeDecodeError as fault:
                where = f"{self.name}:{number + 1}"
                raise wrong_encoding(self.source.encoding, where, fault.object[fault.start :]) from None
            except UnicodeError:
                raise wrong_encoding(self.source.encoding, f"{self.name}:{number + 1}") from None

    def records(self, path: str = "") -> Iterator[tuple[int, dict[str, Any]] | WrongRow]:
        """Its JSON objects, numbered from 1: one a line, or those of the list that stands at a path.

        A line that is no object comes as a wrong row, to be passed on; a file of nothing else is refused.

        Raises:
            SourceError: it is not JSON, or there is no list at the path.
        """
        from goalposts.streams.files.json_records import json_records

        return json_records(self, path)

    def rows(self) -> Iterator[Row | WrongRow]:
        """The rows of the table that it holds; only files of formats that read tables are opened with one.

        Raises:
            SourceError: the file was not opened with its table.
        """
        problem = Text(en="this format reads no table", ru="этот формат не читает таблиц")
        raise SourceError(problem, where=self.name, hint=None)

    def _too_long(self, line: int) -> SourceError:
        problem = Text(en="a line is longer than 64 MB", ru="строка длиннее 64 МБ")
        hint = Text(en="check that this is a text with line breaks", ru="проверьте, что это текст, разбитый на строки")
        return SourceError(problem, where=f"{self.name}:{line}", hint=hint)


def _decoded_lines(packed: IO[bytes], encoding: str) -> Iterator[str]:
    """Lines of a text, cut where they end or at the limit; never more of it in memory."""
    if "16" in encoding or "32" in encoding:  # a line break has more bytes than one
        with io.TextIOWrapper(packed, encoding, newline="\n") as text:
            while line := text.readline(_LINE_LIMIT):
                yield line
            return
    decode = codecs.getincrementaldecoder(encoding)().decode
    while cut := packed.readline(_LINE_LIMIT):
        yield decode(cut)
