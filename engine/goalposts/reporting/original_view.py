"""Amended goals, for people: who changed them and why, and what the goals as first locked would have given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from goalposts.locale import Text, day
from goalposts.reporting import phrasing
from goalposts.reporting.words import STATE_WORDS, VERDICT_WORDS, Word, goal_state

if TYPE_CHECKING:
    from goalposts.model import Amendment
    from goalposts.model.scorecard import Scorecard


@frozen
class OriginalLine:
    """One goal as it was first locked: its name, its promise then, what was measured, and its state by that promise."""

    title: Text
    promised: Text
    measured: Text
    word: Word
    state: Text


@frozen
class OriginalView:
    """The answer to the goals as first locked; `lines` is empty where there is none, and `reason` says why."""

    sealed: Text
    verdict: Word | None
    lines: tuple[OriginalLine, ...]
    changes: tuple[Text, ...]
    reason: Text


def original_view(card: Scorecard) -> OriginalView | None:
    """Put the first goals in words; None where goals were never amended."""
    found = card.original
    if found is None:
        return None
    titles = phrasing.titles(found.goals)
    lines = tuple(
        OriginalLine(
            titles[goal.id],
            phrasing.promised(goal, card.currency),
            phrasing.before_after(goal, card.currency),
            STATE_WORDS[goal.state],
            goal_state(goal),
        )
        for goal in found.goals
    )
    reason = Text.of("") if found.reason is None else phrasing.sentence(found.reason.text)
    verdict = None if found.project is None else VERDICT_WORDS[found.project.verdict]
    return OriginalView(_LOCKED.fill(day=_day(found.sealed)), verdict, lines, found.changes, reason)


def _day(written: str) -> Text:
    """A day in words; a stranger's verdict file may hold any words."""
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return Text.of(written)


def amendment_line(amendment: Amendment) -> Text:
    """Say when, by whom and why goals were changed, and whether results were known by then."""
    said = _SEEN if amendment.results_seen else _UNSEEN
    return said.fill(day=_day(amendment.at), name=amendment.by, reason=amendment.reason)


def line_in_words(line: OriginalLine) -> Text:
    """Say of one goal what was promised at first, what was measured, and what that would have been."""
    return _LINE.fill(title=line.title, promised=line.promised, measured=line.measured, state=line.state)


_LOCKED = Text(en="locked on {day}", ru="зафиксировано {day}")
_LINE = Text(
    en="{title}: promised {promised}, measured {measured}: {state}",
    ru="{title}: обещано {promised}, измерено {measured}: {state}",
)
_UNSEEN = Text(en="amended on {day} by {name}: {reason}", ru="изменено {day}, {name}: {reason}")
_SEEN = Text(
    en="amended on {day} by {name}, when results were already known: {reason}",
    ru="изменено {day}, {name}, когда результаты уже были известны: {reason}",
)
