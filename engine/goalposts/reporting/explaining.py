"""A goal's trace in words: the rules that were tried, what each compared, and what would change the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text
from goalposts.reporting.phrasing import sentence, title
from goalposts.reporting.words import STATE_WORDS, goal_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model.scorecard import GoalScore
    from goalposts.model.trace import Comparison, Step, Turn

_FITS: Final = Text(en="It fits: {rule}.", ru="Подходит: {rule}.")
_FITS_NOT: Final = Text(en="Does not fit: {rule}.", ru="Не подходит: {rule}.")
_HOLDS: Final = Text(en="{comparison} ✓", ru="{comparison} ✓")
_HOLDS_NOT: Final = Text(en="{comparison} ✗", ru="{comparison} ✗")
_COMES_TO: Final = Text(en="{clause}: {state}", ru="{clause}: {state}")
_RESULT: Final = Text(en="{goal}: {state}", ru="{goal}: {state}")

HOW: Final = Text(en="How this result came about", ru="Как получен этот итог")
FIRST_THAT_FITS: Final = Text(
    en="The rules are tried in this order; the first that fits gives the result.",
    ru="Правила проверяются в этом порядке; итог даёт первое подходящее.",
)
WOULD_CHANGE: Final = Text(en="What would change it", ru="Что изменило бы итог")
NO_TRACE: Final = Text(
    en="This verdict was stored without an explanation; score again to have one.",
    ru="Этот вердикт сохранён без объяснения; чтобы получить его, оцените заново.",
)


@frozen
class ShownStep:
    """A rule that was tried: whether it fits, and what it compared."""

    fits: bool
    rule: Text
    comparisons: tuple[Text, ...]


@frozen
class Explanation:
    """A goal's trace in words."""

    steps: tuple[ShownStep, ...]
    would_change: tuple[Text, ...]


def explanation(goal: GoalScore) -> Explanation | None:
    """Put a goal's trace into words; None for a verdict that has none."""
    if goal.trace is None:
        return None
    return Explanation(tuple(map(_step, goal.trace.steps)), tuple(map(_turn, goal.trace.would_change)))


def explained(goal: GoalScore) -> Iterator[Text]:
    """Explain a goal line by line, for the console."""
    yield _RESULT.fill(goal=title(goal), state=goal_state(goal))
    found = explanation(goal)
    if found is None:
        yield NO_TRACE
        return
    yield Text.of("")
    yield HOW
    yield FIRST_THAT_FITS
    for place, step in enumerate(found.steps, 1):
        yield Text.of("{place}. {rule}").fill(place=place, rule=step.rule)
        yield from (Text.of("   - {said}").fill(said=said) for said in step.comparisons)
    if found.would_change:
        yield Text.of("")
        yield WOULD_CHANGE
        yield from (Text.of("- {said}").fill(said=said) for said in found.would_change)


def _step(step: Step) -> ShownStep:
    rule = (_FITS if step.passed else _FITS_NOT).fill(rule=step.text)
    return ShownStep(step.passed, rule, tuple(map(_comparison, step.comparisons)))


def _comparison(known: Comparison) -> Text:
    words = sentence(known.text)
    return (_HOLDS if known.holds else _HOLDS_NOT).fill(comparison=words)


def _turn(turn: Turn) -> Text:
    if not turn.state:
        return sentence(turn.text)
    return sentence(_COMES_TO.fill(clause=turn.text, state=STATE_WORDS[turn.state].text))
