"""Guesses what separates the cells of a text table, and in which line its header stands."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from attrs import frozen

from goalposts.streams.text.quoting import Quoting

_DELIMITERS: Final = ",;\t|"
_LINES: Final = 100
_VALUE: Final = re.compile(r"[-+]?\d[\d\s.,:/-]*%?")
"""A number, a date or a time: what names no column."""


@frozen
class Cut:
    """The first rows of a text table as one delimiter cuts them, each with the number of lines up to its end."""

    delimiter: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def width(self) -> int:
        """How many cells most rows have."""
        return Counter(len(cells) for _, cells in self.rows).most_common(1)[0][0] if self.rows else 0

    @property
    def share(self) -> float:
        """How many of the rows have that width."""
        width = self.width
        return sum(len(cells) == width for _, cells in self.rows) / max(len(self.rows), 1)

    @property
    def header(self) -> int:
        """The place of the header among the rows: the first, unless only titles stand above a later one."""
        width = self.width
        least = max(1, width // 3)
        for place, (_, cells) in enumerate(self.rows):
            if sum(bool(cell.strip()) for cell in cells) > least:
                return place if len(cells) == width and (not place or _names_columns(cells)) else 0
        return 0

    @property
    def looks_right(self) -> tuple[bool, bool, float, int]:
        """How likely the delimiter is; the larger the better."""
        header = self.rows[self.header][1] if self.rows else ()
        width = self.width
        fits = len(header) == width > 1
        named = fits and _names_columns(header)
        return named, named and not self.header, round(self.share, 1) if width > 1 else 0.0, width


def cut_rows(lines: Sequence[str], quoting: Quoting) -> Cut:
    """Cut lines, which still end as they do in the file, by a known delimiter."""
    return Cut(quoting.delimiter, tuple(_rows(lines, quoting)))


def sniffed(lines: Sequence[str], quoting: Quoting) -> str:
    """The delimiter that cuts most rows into the same number of cells under names; a comma where none does."""
    cuts = [cut_rows(lines, Quoting(sign, quoting.quote, quoting.escape)) for sign in _DELIMITERS]
    best = max(cuts, key=lambda cut: cut.looks_right)
    if best.width > 1:
        return best.delimiter
    counts = Counter("".join(lines[0].split('"')[::2])) if lines else Counter[str]()
    return max(_DELIMITERS, key=lambda sign: counts[sign])


def read_cells(lines: Iterable[str], quoting: Quoting) -> Iterator[tuple[int, list[str]]]:
    """Read rows, each with the number of lines up to its end; blank lines too."""
    reader = csv.reader(
        lines,
        delimiter=quoting.delimiter,
        quotechar=quoting.quote or None,
        quoting=csv.QUOTE_MINIMAL if quoting.quote else csv.QUOTE_NONE,
        escapechar=quoting.escape or None,
    )
    for cells in reader:
        yield reader.line_num, cells


def _rows(lines: Sequence[str], quoting: Quoting) -> Iterator[tuple[int, tuple[str, ...]]]:
    with suppress(csv.Error):  # a cell longer than any can be: what was read till then tells enough
        for end, cells in read_cells(lines[:_LINES], quoting):
            if any(cell.strip() for cell in cells):
                yield end, tuple(cells)


def _names_columns(cells: Sequence[str]) -> bool:
    names = [cell.strip() for cell in cells]
    return all(names) and len({*names}) == len(names) and not any(_VALUE.fullmatch(name) for name in names)
