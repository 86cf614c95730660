"""Several verdicts of one project, one under the other, with a mark wherever two of them cannot be compared."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text
from goalposts.reporting import phrasing
from goalposts.reporting.front_page import outcome
from goalposts.reporting.history_breaks import goal_mark, project_mark
from goalposts.reporting.labels import LABELS
from goalposts.reporting.templating import page
from goalposts.reporting.words import STATE_WORDS, VERDICT_WORDS, Word, goal_state, lock_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goalposts.model.scorecard import GoalScore, Scorecard

HISTORY_LABELS: Final = {
    "history": Text(en="History of the verdicts", ru="История выводов"),
    "purpose": Text(
        en="Every verdict as it was stored on its day. A mark stands where something but the time changed: what lies "
        "above and below it must not be compared.",
        ru="Каждый вывод — таким, каким его сохранили в свой день. Метка стоит там, где изменилось что-то, кроме "
        "времени: строки выше и ниже неё сравнивать нельзя.",
    ),
    "now": Text(en="Where we stand", ru="Где мы сейчас"),
    "unlike": Text(en="The last two verdicts must not be compared", ru="Два последних вывода сравнивать нельзя"),
    "break": Text(en="Not comparable with the line above", ru="Несопоставимо со строкой выше"),
    "project": Text(en="The project", ru="Проект"),
    "verdict": Text(en="Verdict", ru="Вывод"),
    "outcome": Text(en="In a sentence", ru="Одной фразой"),
    "absent": Text(en="not among the goals", ru="среди целей нет"),
}
_LOOKS: Final = {
    "alarm": Text(en="not due yet: alarm", ru="срок не наступил: тревога"),
    "no_alarm": Text(en="not due yet: no alarm", ru="срок не наступил: тревоги нет"),
    "on_track": Text(en="not due yet: on track", ru="срок не наступил: идёт по плану"),
    "off_track": Text(en="not due yet: off track", ru="срок не наступил: отстаёт от плана"),
    "too_early": Text(en="not due yet: too early to tell", ru="срок не наступил: судить рано"),
}
_TOO_EARLY: Final = Text(en="too early to say", ru="пока сказать нельзя")
_SO_FAR: Final = Text(en="{range} so far", ru="пока {range}")
_SINCE: Final = Text(en="Since {day}", ru="С {day}")
_MOVED: Final = Text(en="{title}: {before} → {after}", ru="{title}: {before} → {after}")
_ALIKE: Final = Text(en="No goal changed its state.", ru="Состояние целей не изменилось.")
_BOTH: Final = Text(en="{name} ({id})", ru="{name} ({id})")


@frozen
class HistoryLine:
    """One verdict, or a goal in it; `breaks` says why it must not be compared with the line above."""

    day: Text
    word: Word | None
    cells: tuple[Text, ...]
    breaks: Text | None
    title: Text | None = None


@frozen
class Standing:
    """Where the project stands by its newest verdict, and what is new since the one before."""

    day: Text
    word: Word
    outcome: Text
    since: Text | None
    moved: tuple[Text, ...]
    breaks: Text | None


def history(cards: Sequence[Scorecard], language: str) -> str:
    """Make the page of several verdicts.

    Args:
        cards: the verdicts, in any order; at least one.
        language: `en` or `ru`.
    """
    ordered = sorted(cards, key=lambda card: card.as_of)
    newest = ordered[-1]
    ids = dict.fromkeys(goal.id for card in ordered for goal in card.goals)
    return page(
        "history.html.j2",
        language,
        ("page.css", "history.css"),
        name=newest.project.name,
        label=LABELS,
        words=HISTORY_LABELS,
        project=tuple(_project_lines(ordered)),
        goals=tuple((_heading(ordered, goal_id), tuple(_goal_lines(ordered, goal_id))) for goal_id in ids),
        standing=_standing(ordered),
    )


def _project_lines(cards: Sequence[Scorecard]) -> Iterator[HistoryLine]:
    for before, card in pairwise((None, *cards)):
        assert card is not None
        word = VERDICT_WORDS[card.project.verdict]
        score = phrasing.NOTHING if card.project.score is None else phrasing.score_in_words(card.project.score)
        cells = (word.text, outcome(card), score, lock_word(card.lock.status, amended=bool(card.lock.amendments)).text)
        breaks = None if before is None else project_mark(before, card)
        yield HistoryLine(phrasing.when(card.as_of), word, cells, breaks)


def _standing(cards: Sequence[Scorecard]) -> Standing:
    newest, word = cards[-1], VERDICT_WORDS[cards[-1].project.verdict]
    now = (phrasing.when(newest.as_of), word, outcome(newest))
    if len(cards) == 1:
        return Standing(*now, None, (), None)
    previous = cards[-2]
    then = {goal.id: _look(goal)[1] for goal in previous.goals}
    titles = phrasing.titles(newest.goals)
    moved = tuple(
        _MOVED.fill(title=titles[goal.id], before=then.get(goal.id, HISTORY_LABELS["absent"]), after=_look(goal)[1])
        for goal in newest.goals
        if then.get(goal.id) != _look(goal)[1]
    )
    since = _SINCE.fill(day=phrasing.when(previous.as_of))
    return Standing(*now, since, moved or (_ALIKE,), project_mark(previous, newest))


def _titles(cards: Sequence[Scorecard], goal_id: str) -> tuple[Text, ...]:
    """Give what the goal was called, each once."""
    return tuple(dict.fromkeys(titles[goal_id] for titles in map(_called, cards) if goal_id in titles))


def _called(card: Scorecard) -> Mapping[str, Text]:
    return phrasing.titles(card.goals)


def _heading(cards: Sequence[Scorecard], goal_id: str) -> Text:
    """Call a goal by its title, or by its KPI where its title changed: no row stands under what it was not."""
    titles = _titles(cards, goal_id)
    if len(titles) == 1:
        return titles[0]
    newest = next(goal for card in reversed(cards) for goal in card.goals if goal.id == goal_id)
    return _BOTH.fill(name=newest.name, id=goal_id)


def _goal_lines(cards: Sequence[Scorecard], goal_id: str) -> Iterator[HistoryLine]:
    before: tuple[Scorecard, GoalScore] | None = None
    shown = None if len(_titles(cards, goal_id)) > 1 else _called(cards[-1]).get(goal_id)
    for card in cards:
        goal = next((known for known in card.goals if known.id == goal_id), None)
        if goal is None:
            cells = (HISTORY_LABELS["absent"], *(phrasing.NOTHING,) * 4)
            yield HistoryLine(phrasing.when(card.as_of), None, cells, None)
            continue
        breaks = None if before is None else goal_mark((before[0], card), before[1], goal)
        title = _called(card)[goal_id]
        told, shown = (None if shown == title or len(_titles(cards, goal_id)) == 1 else title), title
        word, state = _look(goal)
        cells = (
            state,
            phrasing.promised(goal, card.currency),
            phrasing.before_after(goal, card.currency),
            _likely(goal, card.currency),
            Text.of(goal.grade or "–"),
        )
        yield HistoryLine(phrasing.when(card.as_of), word, cells, breaks, told)
        before = card, goal


def _look(goal: GoalScore) -> tuple[Word, Text]:
    """Give the state of a goal; of one that is not due, what the look on the way said."""
    look = goal.interim
    if goal.state != "not_due" or look is None:
        return STATE_WORDS[goal.state], goal_state(goal)
    if look.alarm:
        return STATE_WORDS["broken"], _LOOKS["alarm"]
    guarded = goal.role == "guardrail" and look.answer == "on_track"
    return STATE_WORDS[goal.state], _LOOKS.get("no_alarm" if guarded else look.answer, goal_state(goal))


def _likely(goal: GoalScore, currency: str) -> Text:
    """Give the likely effect; of a goal that is not due, that of the days so far."""
    look = goal.interim
    if goal.state != "not_due" or look is None:
        return phrasing.likely_range(goal, currency)
    if phrasing.says_nothing(goal, look.low, look.high):
        return _TOO_EARLY
    ends = (phrasing.change_of(goal, end, currency) for end in (look.low, look.high))
    return _SO_FAR.fill(range=phrasing.span(*ends))
