"""Clears files of a source of the suspicion that they share rows, without looking at their rows where that can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from goalposts.streams.batches.raw import WrittenReader
from goalposts.streams.files.copy_names import is_copy_of
from goalposts.streams.files.stamps import StampedFile
from goalposts.streams.overlaps.line_prints import Pair, is_text, pairs_with_common_lines
from goalposts.streams.overlaps.row_prints import RowPrints


def suspects(tables: Sequence[RowPrints], files: Sequence[StampedFile]) -> tuple[int, ...]:
    """The places of the tables whose rows have to be looked at, each table with its file.

    Lines tell it of text files, unless a column numbers their rows; days of columnar files, which are read by columns.

    Raises:
        SourceError: a file cannot be read.
    """
    pairs = _pairs(tables, files)
    if pairs is None:
        return tuple(range(len(tables)))
    return tuple(sorted({place for pair in {*pairs, *copies(files)} for place in pair}))


def copies(files: Sequence[StampedFile]) -> frozenset[Pair]:
    """Pairs of which the first is named as a copy of the second."""
    marked = [place for place, file in enumerate(files) if _may_be_copy(file.name)]
    return frozenset(
        (copy, place) for copy in marked for place, file in enumerate(files) if is_copy_of(files[copy].name, file.name)
    )


def _may_be_copy(name: str) -> bool:
    return "(" in name or any(word in name.casefold() for word in ("copy", "копия"))


def _pairs(tables: Sequence[RowPrints], files: Sequence[StampedFile]) -> frozenset[Pair] | None:
    if all(map(_is_columnar, tables)):
        return _on_common_days(tables)
    if len({file.path for file in files}) < len(files) or not all(map(is_text, files)):
        return None
    numbered = _is_text_table(tables[0]) and tables[0].look_at_counters()
    return None if numbered else pairs_with_common_lines(files)


def _is_columnar(table: RowPrints) -> bool:
    return table.reader.pieces() is not None and not _is_text_table(table)


def _is_text_table(table: RowPrints) -> bool:
    return isinstance(table.reader, WrittenReader) and table.reader.written is not None


def _on_common_days(tables: Sequence[RowPrints]) -> frozenset[Pair]:
    spans = {place: span for place, table in enumerate(tables) if (span := table.days()) is not None}
    return frozenset(
        (one, other)
        for one, other in combinations(spans, 2)
        if spans[one][0] <= spans[other][1] and spans[other][0] <= spans[one][1]
    )
