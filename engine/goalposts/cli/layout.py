"""Plain text and JSON forms of what commands print."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from goalposts.cli.session import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def as_json(value: Any) -> str:
    """Write plain values as JSON for programs and people."""
    return json.dumps(value, ensure_ascii=False, indent=1)


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
