"""Rows of a table with what a format adds to them."""

from typing import Any, Final

from goalposts import Row

LEFT_OUT: Final = "left_out"
KEPT: Final = f"{LEFT_OUT} is null"
"""The condition of a preset whose format says in a column why it leaves a row out."""


def with_cells(row: Row, left_out: str | None = None, **cells: Any) -> Row:
    """Return the row with more cells, and with the reason why it is no event, if it is none."""
    return Row(row.line, {**row.cells, **cells, LEFT_OUT: left_out})
