"""Reads delimited text block by block; every cell stays text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.model import WrongRow
from goalposts.streams.csv_header import SAMPLE_BYTES, Header, read_header, wrong_encoding
from goalposts.streams.raw import Piece, RawBatch
from goalposts.streams.source_blocks import TextBlock, block_bytes, is_plain, text_blocks
from goalposts.streams.source_file import SourceFile
from goalposts.streams.unpacking import packing_of


@frozen
class CsvFile:
    """A text file of delimited rows with a header, or a block of one.

    Attributes:
        block: the bytes to read; all when None.
        lines_before: of a block that is not the first, the line of the last row before it.
    """

    name: str
    path: Path
    encoding: str
    block_bytes: int
    header: Header
    block: TextBlock | None = None
    lines_before: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the header."""
        return self.header.columns

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some columns; rows with a wrong number of cells come as `wrong`.

        Raises:
            SourceError: the rest of the file cannot be decoded, unpacked or cut into rows.
        """
        refused = _Refused(self.lines_before or self.header.lines, self.lines_before)
        try:
            reader = self._opened(columns, refused)
            for cells in reader:
                yield RawBatch(cells, refused.lines(cells.num_rows), refused.drained())
            if refused.fresh:  # no good row came with them
                yield _no_rows(columns & {*self.columns}, refused)
        except UnicodeError:
            raise wrong_encoding(self.encoding, self.name) from None
        except (pa.ArrowException, OSError, EOFError) as fault:
            if any(words in str(fault) for words in _NO_GOOD_ROW):
                yield _no_rows(columns & {*self.columns}, refused)
                return
            if "invalid UTF8" in str(fault):
                raise wrong_encoding(self.encoding, self.name) from None
            if refused.unclosed:
                raise _unclosed(self.name, refused.unclosed[0]) from None
            raise _unreadable(self.name, fault) from fault

    def pieces(self) -> tuple[Piece, ...] | None:
        """None: where a row begins is known when all before it are read."""
        return None

    def blocks(self, *, digests: bool) -> Iterator[TextBlock] | None:
        """Cut the file into blocks of rows; None where it cannot be cut.

        Args:
            digests: whether to take the digest of every block.
        """
        if packing_of(self.path) is not None or not is_plain(self.encoding):
            return None
        return text_blocks(self.path, self.header.delimiter, digests=digests)

    def within(self, block: TextBlock, lines_before: int) -> CsvFile:
        """Return the reader of one of the blocks.

        Args:
            block: of `blocks`.
            lines_before: the line of the last row before it; 0 for the first.
        """
        return evolve(self, block=block, lines_before=lines_before)

    def _opened(self, columns: frozenset[str], refused: _Refused) -> Any:
        used = [column for column in self.columns if column in columns]
        if self.block is None:
            stream = pa.input_stream(str(self.path), compression=packing_of(self.path))
        else:
            stream = pa.PythonFile(block_bytes(self.path, self.block), mode="r")
        if self.encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
            stream = pa.transcoding_input_stream(stream, self.encoding, "utf-8")
        return pyarrow.csv.open_csv(
            stream,
            # rows are numbered only when a single thread parses
            pyarrow.csv.ReadOptions(
                use_threads=False,
                block_size=self.block_bytes,
                column_names=self.columns,
                skip_rows=0 if self.lines_before else self.header.lines,
            ),
            pyarrow.csv.ParseOptions(
                delimiter=self.header.delimiter, newlines_in_values=True, invalid_row_handler=refused.refuse
            ),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(used, pa.string()), include_columns=used, strings_can_be_null=False
            ),
        )


def open_csv_file(file: SourceFile) -> CsvFile:
    """Look at the start of a text file.

    Raises:
        SourceError: it cannot be read, or its header does not name columns.
    """
    with file.open() as stream:
        sample = stream.read(SAMPLE_BYTES)
    header = read_header(sample, file.source, file.name)
    return CsvFile(file.name, file.path, file.source.encoding, file.block_bytes, header)


_NO_GOOD_ROW: Final = ("Empty CSV file", "Could not skip initial")
"""What Arrow says of a file of nothing but a header, and rows of a wrong width."""


def _unreadable(name: str, fault: BaseException) -> SourceError:
    problem = Text(en="cannot be read as a text table: {fault}", ru="не читается как текстовая таблица: {fault}")
    hint = Text(en="check the file and its `delimiter:`", ru="проверьте файл и его `delimiter:`")
    return SourceError(problem.fill(fault=str(fault).splitlines()[0].rstrip(".")), where=name, hint=hint)


def _unclosed(name: str, row: int) -> SourceError:
    problem = Text(
        en="a quotation mark opened in row {row} is never closed", ru="кавычка, открытая в строке {row}, не закрыта"
    ).fill(row=row)
    return SourceError(problem, where=name, hint=Text(en="repair the row", ru="исправьте строку"))


@frozen(eq=False)
class _Refused:
    """Collects rows of a wrong width, and numbers the others around them.

    The parser may run ahead of the rows that were handed out; a refused row that lies ahead changes no number.
    """

    header_lines: int
    lines_before: int = 0
    fresh: list[WrongRow] = field(factory=list)
    ahead: list[int] = field(factory=list)
    unclosed: list[int] = field(factory=list)
    handed_out: list[int] = field(factory=lambda: [0, 0])

    def refuse(self, row: Any) -> str:
        number = row.number + self.lines_before
        if row.text.count('"') % 2 and "\n" in row.text:
            self.unclosed.append(number)
            return "error"
        self.fresh.append(WrongRow(number, row.text))
        self.ahead.append(number)
        return "skip"

    def drained(self) -> tuple[WrongRow, ...]:
        found = tuple(self.fresh)
        self.fresh.clear()
        return found

    def lines(self, rows: int) -> NDArray[np.int64]:
        """Number the next good rows: their place among good rows, plus the header and the refused before them."""
        good, passed = self.handed_out
        places = good + np.arange(rows, dtype=np.int64)
        refused = np.asarray(self.ahead, np.int64)
        good_before = refused - self.header_lines - 1 - passed - np.arange(len(refused))
        before = np.searchsorted(good_before, places, side="right")
        behind = int(np.searchsorted(good_before, good + rows, side="left"))
        del self.ahead[:behind]
        self.handed_out[:] = good + rows, passed + behind
        return places + before + (passed + self.header_lines + 1)


def _no_rows(columns: Iterable[str], refused: _Refused) -> RawBatch:
    cells = pa.RecordBatch.from_pydict({column: pa.array([], pa.string()) for column in sorted(columns)})
    return RawBatch(cells, refused.lines(0), refused.drained())
