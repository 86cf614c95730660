"""Parses a block of whole rows of delimited text; every cell stays text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
from attrs import frozen
from numpy.typing import NDArray

from goalposts.model import WrongRow
from goalposts.streams.text.quoting import Quoting


@frozen(eq=False)
class Parsed:
    """The rows of a block.

    Attributes:
        cells: of the good ones.
        places: of the good ones, counted from 1 among all rows; blank lines are not counted.
        wrong: those with too many or too few cells, with their place.
    """

    cells: pa.RecordBatch
    places: NDArray[np.int64]
    wrong: tuple[WrongRow, ...]

    @property
    def rows(self) -> int:
        """How many, good and wrong."""
        return len(self.places) + len(self.wrong)


@frozen
class Layout:
    """How the rows of a text table look.

    Attributes:
        columns: of every row, in their order.
    """

    columns: tuple[str, ...]
    quoting: Quoting

    def parse(
        self, text: bytes, used: frozenset[str], kinds: Mapping[str, pa.DataType] | None = None, decimal: str = "."
    ) -> Parsed:
        """Read some of the columns, as text if no other type is given.

        Args:
            text: of whole rows, in UTF-8; that is not looked at again.
            used: the columns to read.
            kinds: the types of some of them.
            decimal: sign of typed numbers.

        Raises:
            WrongTypeError: a cell of a typed column cannot be read as that.
            ArrowInvalid: the text is no table.
        """
        wanted = [column for column in self.columns if column in used]
        read = wanted or list(self.columns[:1])  # Arrow takes none for all
        refused: list[WrongRow] = []

        def refuse(row: Any) -> str:
            refused.append(WrongRow(row.number, row.text))
            return "skip"

        types = (
            {column: (kinds or {}).get(column, pa.string()) for column in read} if wanted else {read[0]: pa.binary()}
        )
        options = pyarrow.csv.ConvertOptions(
            column_types=types,
            include_columns=read,
            check_utf8=False,  # whoever has the block has looked at all of it
            strings_can_be_null=False,
            null_values=[""],
            timestamp_parsers=[pyarrow.csv.ISO8601],
            decimal_point=decimal,
        )
        cells = self._cells(text, options, refuse)
        places = np.arange(1, cells.num_rows + len(refused) + 1)
        if refused:
            places = np.delete(places, [row.line - 1 for row in refused])
        return Parsed(cells if wanted else _without_columns(cells), places, tuple(refused))

    def _cells(self, text: bytes, options: pyarrow.csv.ConvertOptions, refuse: Any) -> pa.RecordBatch:
        read = options.include_columns
        try:
            table = pyarrow.csv.read_csv(
                pa.BufferReader(text),
                # rows are numbered only when a single thread parses, and there is a single block
                pyarrow.csv.ReadOptions(use_threads=False, block_size=len(text) + 1, column_names=self.columns),
                pyarrow.csv.ParseOptions(
                    delimiter=self.quoting.delimiter,
                    quote_char=self.quoting.quote or False,
                    escape_char=self.quoting.escape or False,
                    newlines_in_values=True,
                    invalid_row_handler=refuse,
                ),
                options,
            )
        except pa.ArrowInvalid as fault:
            if _NO_GOOD_ROW in str(fault):
                return _none(read)
            place = _NOT_OF_TYPE.match(str(fault))
            if place and options.column_types.get(column := self.columns[int(place[1])], pa.string()) != pa.string():
                raise WrongTypeError(column) from None
            raise
        return table.combine_chunks().to_batches()[0] if table.num_rows else _none(read)


class WrongTypeError(ValueError):
    """A column, its argument, has a cell that is not of the type that was tried."""


_NOT_OF_TYPE: Final = re.compile(r"In CSV column #(\d+): ")
_NO_GOOD_ROW: Final = "Empty CSV file"
"""What Arrow says of nothing but blank lines, and rows of a wrong width."""


def _none(columns: list[str]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.nulls(0, pa.string())] * len(columns), columns)


def _without_columns(cells: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_struct_array(pa.array([{}] * cells.num_rows, pa.struct([])))
