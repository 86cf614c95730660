"""The line of a file that a finding is about, with a caret below: for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model import Place

_CUT: Final = "…"
_LEAST: Final = 20
"""A terminal narrower than this shows so many characters of the line all the same."""


def source_lines(place: Place, lines: Sequence[str], width: int) -> Iterator[str]:
    """Show the line of a place between two empty ones, cut to a width; nothing where there is no such line."""
    if not 1 <= place.line <= len(lines):
        return
    gutter = " " * len(str(place.line))
    room = max(width - len(gutter) - 3, _LEAST)
    shown, at = _cut(lines[place.line - 1], max(place.column - 1, 0), room)
    yield f"{gutter} |"
    yield f"{place.line} | {shown}"
    yield f"{gutter} | {' ' * at}^"


def _cut(line: str, column: int, room: int) -> tuple[str, int]:
    """Return the part of a line around a column, and how many cells lie before the column in it."""
    from rich.cells import cell_len, set_cell_size

    plain = "".join(character if character.isprintable() else " " for character in line.rstrip("\r\n"))
    column = min(column, len(plain))
    before, after = plain[:column], plain[column:]
    if cell_len(plain) <= room:
        return plain, cell_len(before)
    if cell_len(before) > room // 2:
        kept = before[-(room // 2) :]
        while cell_len(kept) > room // 2:
            kept = kept[1:]
        before = _CUT + kept
    left = room - cell_len(before) - 1
    return before + (after if cell_len(after) <= left else set_cell_size(after, left).rstrip() + _CUT), cell_len(before)
