"""Several verdicts of one project, one under the other, with a mark wherever two of them cannot be compared."""

from __future__ import annotations

from itertools import pairwise
from math import isclose
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text, join
from goalposts.reporting import phrasing
from goalposts.reporting.front_page import outcome
from goalposts.reporting.labels import LABELS
from goalposts.reporting.templating import page
from goalposts.reporting.words import STATE_WORDS, VERDICT_WORDS, Word, goal_state, lock_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model.scorecard import GoalScore, Scorecard
    from goalposts.model.window_value import WindowValue

_SAME: Final = 1e-9

HISTORY_LABELS: Final = {
    "history": Text(en="History of the verdicts", ru="История выводов"),
    "purpose": Text(
        en="Every verdict as it was stored on its day. A mark stands where something but the time changed: what lies "
        "above and below it must not be compared.",
        ru="Каждый вывод — таким, каким его сохранили в свой день. Метка стоит там, где изменилось что-то, кроме "
        "времени: строки выше и ниже неё сравнивать нельзя.",
    ),
    "break": Text(en="Not comparable with the line above", ru="Несопоставимо со строкой выше"),
    "project": Text(en="The project", ru="Проект"),
    "verdict": Text(en="Verdict", ru="Вывод"),
    "outcome": Text(en="In a sentence", ru="Одной фразой"),
    "absent": Text(en="not among the goals", ru="среди целей нет"),
}
_BREAKS: Final = {
    "name": Text(en="another name of the project", ru="другое название проекта"),
    "seal": Text(en="other locked goals", ru="зафиксированы другие цели"),
    "engine": Text(en="another version computed it", ru="считала другая версия"),
    "goals": Text(en="other goals", ru="другой набор целей"),
    "recipe": Text(en="the KPI is computed differently", ru="показатель считается иначе"),
    "instrument": Text(en="another source measures", ru="измеряет другой источник"),
    "target": Text(en="another promise", ru="обещано другое"),
    "windows": Text(en="other periods", ru="другие периоды"),
    "baseline": Text(en="the baseline has another value", ru="у базы другое значение"),
    "unit": Text(en="another unit", ru="другая единица"),
    "method": Text(en="another method of comparison", ru="другой способ сравнения"),
}


@frozen
class HistoryLine:
    """One verdict, or a goal in it; `breaks` says why it must not be compared with the line above."""

    day: Text
    word: Word | None
    cells: tuple[Text, ...]
    breaks: Text | None


def history(cards: Sequence[Scorecard], language: str) -> str:
    """Make the page of several verdicts.

    Args:
        cards: the verdicts, in any order; at least one.
        language: `en` or `ru`.
    """
    ordered = sorted(cards, key=lambda card: card.as_of)
    newest = ordered[-1]
    titles = {goal_id: title for card in ordered for goal_id, title in phrasing.titles(card.goals).items()}
    return page(
        "history.html.j2",
        language,
        ("page.css", "history.css"),
        name=newest.project.name,
        label=LABELS,
        words=HISTORY_LABELS,
        project=tuple(_project_lines(ordered)),
        goals=tuple((titles[goal_id], tuple(_goal_lines(ordered, goal_id))) for goal_id in titles),
    )


def _project_lines(cards: Sequence[Scorecard]) -> Iterator[HistoryLine]:
    for before, card in pairwise((None, *cards)):
        assert card is not None
        word = VERDICT_WORDS[card.project.verdict]
        score = phrasing.NOTHING if card.project.score is None else phrasing.score_in_words(card.project.score)
        cells = (word.text, outcome(card), score, lock_word(card.lock.status, amended=bool(card.lock.amendments)).text)
        breaks = () if before is None else project_breaks(before, card)
        yield HistoryLine(phrasing.when(card.as_of), word, cells, _said(breaks))


def _goal_lines(cards: Sequence[Scorecard], goal_id: str) -> Iterator[HistoryLine]:
    before: GoalScore | None = None
    for card in cards:
        goal = next((known for known in card.goals if known.id == goal_id), None)
        if goal is None:
            cells = (HISTORY_LABELS["absent"], *(phrasing.NOTHING,) * 4)
            yield HistoryLine(phrasing.when(card.as_of), None, cells, None)
            continue
        breaks = () if before is None else goal_breaks(before, goal)
        cells = (
            goal_state(goal),
            phrasing.promised(goal, card.currency),
            phrasing.before_after(goal, card.currency),
            phrasing.likely_range(goal, card.currency),
            Text.of(goal.grade or "–"),
        )
        yield HistoryLine(phrasing.when(card.as_of), STATE_WORDS[goal.state], cells, _said(breaks))
        before = goal


def _said(breaks: Sequence[str]) -> Text | None:
    return join((_BREAKS[name] for name in breaks), separator="; ") if breaks else None


def project_breaks(before: Scorecard, after: Scorecard) -> tuple[str, ...]:
    """Name what but the time changed between two verdicts of a project."""
    found = {
        "name": before.project.name != after.project.name,
        "goals": {goal.id for goal in before.goals} != {goal.id for goal in after.goals},
        "seal": before.lock.digest != after.lock.digest,
        "engine": (before.engine.version, dict(before.engine.plugins))
        != (after.engine.version, dict(after.engine.plugins)),
    }
    return tuple(name for name, differs in found.items() if differs)


def goal_breaks(before: GoalScore, after: GoalScore) -> tuple[str, ...]:
    """Name what but the time changed between two answers for one goal."""
    windows = ((before.baseline, after.baseline), (before.evaluation, after.evaluation))
    methods = (before.change.method, after.change.method)
    found = {
        "recipe": before.recipe != after.recipe,
        "unit": before.unit != after.unit,
        "instrument": any(_other_source(*pair) for pair in windows),
        "target": _promise(before) != _promise(after),
        "windows": any(_ends(then) != _ends(now) for then, now in windows),
        "baseline": not _same(before.baseline.value, after.baseline.value),
        "method": all(methods) and len(set(methods)) > 1,
    }
    return tuple(name for name, differs in found.items() if differs)


def _other_source(before: WindowValue, after: WindowValue) -> bool:
    """Whether other sources measured the same window; one that had no rows yet was measured by none."""
    return bool(before.instrument and after.instrument) and set(before.instrument) != set(after.instrument)


def _promise(goal: GoalScore) -> tuple[str, float | None]:
    return ("" if goal.target is None else goal.target.text), goal.margin


def _ends(window: WindowValue) -> tuple[object, object]:
    return window.start, window.end


def _same(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is after
    return isclose(before, after, rel_tol=_SAME)
