"""Compares the words of columns that have the same name in several files: which words have no partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from goalposts.errors import nearest
from goalposts.profiling.column_facts import ColumnFacts, TableFacts


@frozen
class Unmatched:
    """Words of a column that the list of the same name in another file does not have.

    Attributes:
        file, keys: the file with the words, and the one with the list.
        rows: how many rows have one of them.
        words: the words, most frequent first, each with the nearest of the list.
    """

    column: str
    file: str
    keys: str
    rows: int
    words: tuple[tuple[str, str], ...]


def unmatched_words(tables: Iterable[tuple[str, TableFacts]]) -> Iterator[Unmatched]:
    """Find the columns of one file whose words are listed, each once, in another one, but not all of them."""
    known = list(tables)
    for name, table in known:
        for other, keys in known:
            for column in table.columns:
                listed = keys.find(column.name) if other != name else None
                if listed is not None and _is_list(listed) and column.words and not _is_list(column):
                    yield from _compared(column, name, listed, other)


def _is_list(column: ColumnFacts) -> bool:
    """Whether every word stands there once."""
    return bool(column.words) and column.words is not None and max(column.words.values()) == 1


def _compared(column: ColumnFacts, file: str, listed: ColumnFacts, keys: str) -> Iterator[Unmatched]:
    assert column.words is not None
    assert listed.words is not None
    strange = [(word, count) for word, count in column.words.most_common() if word not in listed.words]
    if strange and len(strange) < len(column.words):
        words = tuple((word, nearest(word, listed.words) or "") for word, _ in strange)
        yield Unmatched(column.name, file, keys, sum(count for _, count in strange), words)
