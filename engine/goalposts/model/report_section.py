"""Sections that plugins add to a report: words and tables, made of the verdict alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import field, frozen

from goalposts.locale import Text, text_of


def _texts(words: Iterable[Any]) -> tuple[Text, ...]:
    return tuple(map(text_of, words))


def _rows(rows: Iterable[Iterable[Any]]) -> tuple[tuple[Text, ...], ...]:
    return tuple(map(_texts, rows))


@frozen
class SectionTable:
    """A table of a section; every cell is a text in both languages, or words that are the same in both.

    Attributes:
        head: one cell a column.
        rows: as many cells as the head.
    """

    head: tuple[Text, ...] = field(converter=_texts)
    rows: tuple[tuple[Text, ...], ...] = field(converter=_rows)


@frozen
class ReportSection:
    """A section of the page and of the Markdown report.

    Attributes:
        id: `domain.name`.
        title: its heading.
        tell: takes the scorecard and yields its paragraphs and tables in order; nothing where it has nothing to say.
            It reads the scorecard only, so that a stored verdict gives the same section.
    """

    id: str
    title: Text = field(converter=text_of)
    tell: Callable[[Any], Iterable[Any]]


@frozen
class ToldSection:
    """A section of one report: texts and tables."""

    title: Text
    blocks: tuple[Text | SectionTable, ...]
