"""What every reader gives: batches of raw columns with the line of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

import numpy as np
import pyarrow as pa
from attrs import field, frozen
from numpy.typing import NDArray

from goalposts.model import WrongRow
from goalposts.streams.batches.later_lines import LaterLines

if TYPE_CHECKING:
    from goalposts.streams.files.source_blocks import TextBlock


@frozen(eq=False)
class RawBatch:
    """Some rows of a source as they were read.

    Attributes:
        cells: the raw columns.
        lines: shape (rows,): the line of each row in a text file, else its number, counted from 1. A record whose
            quoted cells hold line breaks counts as one line; blank lines are not counted.
        wrong: rows found since the batch before that have too many or too few cells.
        dropped: how many rows since then are none of the table, such as totals; they count as filtered.
        as_text: reads the same again with every cell as text, where the cells are typed; for who must tell what is
            written there.
    """

    cells: pa.RecordBatch
    lines: NDArray[np.int64] | LaterLines
    wrong: tuple[WrongRow, ...] = ()
    dropped: int = 0
    as_text: Callable[[], RawBatch] | None = None


def days_beside(column: str) -> str:
    """The name of a column beside another one, with what is a true day among its texts; no file has such a name.

    In the other one the same days stand as ISO 8601, for who asks for its texts.
    """
    return f"{column}\0"


PEEKED_ROWS: Final = 1024

Batches = Callable[[frozenset[str]], Iterator[RawBatch]]


@frozen(eq=False)
class Piece:
    """A part of a file or table that can be read by itself, and what is known of it beforehand.

    Attributes:
        rows: how many it has; about how many, where that is only known when they were read.
        read: reads some of its columns.
        peek: reads a few rows at a time, for who wants the first ones only.
        complete: columns that are known to have a value that is not blank in every row.
        times: of columns of UTC times without a missing one, the first and the last microsecond.
    """

    rows: int
    read: Batches
    peek: Batches
    complete: frozenset[str] = frozenset()
    times: Mapping[str, tuple[int, int]] = field(factory=dict)


class Reader(Protocol):
    """A file or table whose column names are known, and whose rows can be read again and again."""

    @property
    def name(self) -> str:
        """What messages call it."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all its columns."""

    def batches(self, columns: frozenset[str]) -> Iterator[RawBatch]:
        """Read some of the columns, in the order of the source and with bounded memory."""

    def pieces(self) -> tuple[Piece, ...] | None:
        """What can be read side by side; None where rows are only found by reading all before them."""


@runtime_checkable
class CutReader(Reader, Protocol):
    """A reader of a long file that can be cut into blocks of rows."""

    @property
    def lines_above(self) -> int:
        """How many lines stand before the first row."""

    def blocks_of_rows(self, *, digests: bool) -> Iterator[TextBlock] | None:
        """Cut the file; None where it cannot be cut."""

    def within(self, block: TextBlock, lines_before: int) -> Reader:
        """Return the reader of a block, before which some lines stand."""


@runtime_checkable
class TextReader(Reader, Protocol):
    """A reader of cells that are written as text."""

    def typed(self, kinds: Mapping[str, pa.DataType], decimal: str) -> Reader:
        """The same, which may give some columns typed where all cells of a batch can be read as that."""


@runtime_checkable
class WrittenReader(Reader, Protocol):
    """A reader of what may be a text table, whose start tells how all of it is written."""

    @property
    def written(self) -> tuple[str, str] | None:
        """Its encoding, and what separates its cells; None of what is no text table."""
