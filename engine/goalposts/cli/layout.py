"""Plain text and JSON forms of what commands print."""

from __future__ import annotations

import json
import sys
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeAlias

from goalposts.cli.session import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goalposts.cli.session import Session


def as_json(value: Any) -> str:
    """Write plain values as JSON for programs and people."""
    return json.dumps(value, ensure_ascii=False, indent=1)


Parts: TypeAlias = "list[tuple[str, str]]"
"""What stands in a line, or in several, and the styles of rich to set it in where there are colours."""


def bullet(said: str, width: int = WIDTH, *, name: str = "", style: str = "") -> Parts:
    """Set words in lines behind a dash; numbers keep their units, and words their hyphens.

    Args:
        said: the words.
        width: the columns that they may take.
        name: of what they are about; it stands before them.
        style: of the name.
    """
    whole = textwrap.fill(
        f"- {name}: {said}" if name else f"- {said}", width, subsequent_indent="  ", break_on_hyphens=False
    )
    return [(whole[:2], ""), (whole[2 : 2 + len(name)], style), (whole[2 + len(name) :], "")]


def show_table(session: Session, rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """Print rows of one length in columns; at a terminal what is too wide goes on below.

    Args:
        session: where to print.
        rows: their cells.
        styles: of the columns.
    """
    table = [tuple(row) for row in rows]
    if not sys.stdout.isatty():
        for line in aligned(table):
            session.say(line)
        return
    from rich.table import Table
    from rich.text import Text as Cell

    grid = Table.grid(padding=(0, 2, 0, 0))
    for _, style in zip_longest(table[0] if table else (), styles, fillvalue=""):
        grid.add_column(style=style, overflow="fold")
    for row in table:
        grid.add_row(*map(Cell, row))
    session.console().print(grid)


def aligned(rows: Iterable[Sequence[str]], gap: int = 2) -> Iterator[str]:
    """Set rows of one length in columns; the last column is as wide as it is."""
    table = [tuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield (" " * gap).join(cells).rstrip()


def labelled(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Write `label: value` paragraphs, leaving out what is empty."""
    for label, value in pairs:
        if value:
            yield textwrap.fill(f"{label}: {value}", WIDTH, subsequent_indent="  ", break_long_words=False)
