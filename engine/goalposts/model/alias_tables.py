"""Tables of what people may call a column, and of the words that they may write in it."""

from __future__ import annotations

from collections.abc import Mapping


def column_of(*names: str | list[str], **more: object) -> dict[str, object]:
    """Write the rule of a field that stands in a column of one of these names; `more` is as in a project file.

    A list stands for several columns that are joined, as a day and a time.

    >>> column_of("date", "day", format="%d.%m.%Y")
    {'any_of': ['date', 'day'], 'format': '%d.%m.%Y'}
    """
    return {"any_of": list(names), **more}


def meanings(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Write the `values` of a field, by word of ours the words of theirs: in small and in capital letters, and mixed.

    >>> meanings({"won": ("closed won",)})
    {'closed won': 'won', 'Closed won': 'won', 'Closed Won': 'won', 'CLOSED WON': 'won'}
    """
    return {written: ours for ours, theirs in words.items() for word in theirs for written in _written(word)}


def _written(word: str) -> tuple[str, ...]:
    return word, word.lower(), word[:1].upper() + word[1:], word.title(), word.upper()
