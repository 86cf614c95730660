"""A goal by the words of a dimension: a table for the page, one line for the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text, join, number
from goalposts.reporting import phrasing
from goalposts.reporting.labels import LABELS

if TYPE_CHECKING:
    from goalposts.model.scorecard import GoalScore, SegmentLine, Segments, SegmentValue

LONGEST_OPEN: Final = 8
"""A table with more lines is folded."""
FEW: Final = 3
"""The words that the console names."""


@frozen
class SegmentRow:
    """One line of a table; `named` is false for what is no word of the data."""

    word: Text
    named: bool
    before: Text
    after: Text
    events: Text


@frozen
class SegmentTable:
    """A goal by one dimension as the page shows it; `note` says why there are no lines, or only one."""

    title: Text
    rows: tuple[SegmentRow, ...]
    folded: bool
    note: Text | None


def segment_tables(goal: GoalScore, currency: str) -> tuple[SegmentTable, ...]:
    """Put a goal's segments into tables; of a goal without any rows there is nothing to say."""
    return tuple(_table(goal, found, currency) for found in goal.segments if found.lines or found.reason)


def by(dimension: str) -> Text:
    """Call a breakdown by its dimension."""
    return LABELS["by"].fill(dimension=dimension)


def largest(goal: GoalScore, found: Segments, currency: str) -> Text:
    """Name the largest segments with their values before and after, and how many there are besides."""
    shown = found.lines[:FEW]
    said = join((_in_words(goal, found, line, currency) for line in shown), "; ")
    more = len(found.lines) - len(shown)
    pattern = Text(en="{said}; {more} more", ru="{said}; ещё {more}")
    return pattern.fill(said=said, more=number(more, 0)) if more else said


def _in_words(goal: GoalScore, found: Segments, line: SegmentLine, currency: str) -> Text:
    pattern = "{word} {before} → {after}"
    before, after = (_shown(goal, value, currency) for value in (line.baseline, line.evaluation))
    return Text(en=pattern, ru=pattern).fill(word=_word(found, line), before=before, after=after)


def _table(goal: GoalScore, found: Segments, currency: str) -> SegmentTable:
    rows = tuple(
        SegmentRow(
            word=_word(found, line),
            named=line.word is not None,
            before=_shown(goal, line.baseline, currency),
            after=_shown(goal, line.evaluation, currency),
            events=join((number(value.n, 0) for value in (line.baseline, line.evaluation)), " → "),
        )
        for line in found.lines
    )
    title, folded = by(found.dimension), len(rows) > LONGEST_OPEN
    pattern = "{title} ({count})"
    counted = Text(en=pattern, ru=pattern).fill(title=title, count=number(len(rows), 0)) if folded else title
    note = None if found.reason is None else phrasing.sentence(found.reason.text)
    return SegmentTable(counted, rows, folded, note)


def _word(found: Segments, line: SegmentLine) -> Text:
    if line.word is not None:
        return Text.of(line.word)
    if line.other:
        return LABELS["together" if len(found.lines) == 1 else "others"]
    return LABELS["no_word"]


def _shown(goal: GoalScore, value: SegmentValue, currency: str) -> Text:
    return phrasing.NOTHING if value.value is None else phrasing.of_goal(goal, value.value, currency)
