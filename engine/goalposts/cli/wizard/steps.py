"""The steps in their order, with the way back from each to the one before that asked something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import frozen

from goalposts.cli.wizard.beginning import language, name, template
from goalposts.cli.wizard.dialogue import BackError, Dialogue
from goalposts.cli.wizard.finishing import agreed
from goalposts.cli.wizard.goals import goals
from goalposts.cli.wizard.guardrails import refuse_strange
from goalposts.cli.wizard.places import currency, zone
from goalposts.cli.wizard.sources import data
from goalposts.cli.wizard.timing import go_live, windows
from goalposts.cli.wizard.unfilled import blanks
from goalposts.cli.wizard.work import Work
from goalposts.locale import Text

_STEPS: Final[tuple[Callable[[Work, Dialogue], Work], ...]] = (
    language,
    template,
    name,
    go_live,
    zone,
    currency,
    data,
    windows,
    goals,
    blanks,
    agreed,
)
_HOW = Text(
    en="A few questions, and a project file is there. Enter takes what is proposed, '<' goes back to the question "
    "before, Ctrl-C stops; nothing is written before the end.",
    ru="Несколько вопросов — и файл проекта готов. Enter берёт предложенное, «<» возвращает к прошлому вопросу, Ctrl-C "
    "прерывает работу; до самого конца ничего не записывается.",
)
_FIRST = Text(en="This is the first question.", ru="Это первый вопрос.")


@frozen
class _Asked:
    """A step that asked something, with the work and the language before it."""

    step: int
    work: Work
    language: str


def go_through(work: Work, ask: Dialogue) -> Work:
    """Take every step, and go back where that is wanted.

    Raises:
        GoalpostsError: an answer that an option gave is refused.
    """
    if ask.asking and ask.session.asked_language:
        ask.tell(_HOW)
    behind: list[_Asked] = []
    place = 0
    while place < len(_STEPS):
        before = _Asked(place, work, ask.session.asked_language)
        count = ask.asked
        try:
            work = _STEPS[place](work, ask)
        except BackError:
            before = _target(before, behind, ask, within=ask.asked - count > 1)
            place, work, ask.session.asked_language = before.step, before.work, before.language
            continue
        if ask.asked > count:
            behind.append(before)
        if place == 0 and ask.asked > count:
            ask.tell("")
            ask.tell(_HOW)
        place += 1
    refuse_strange(work)
    return work


def _target(now: _Asked, behind: list[_Asked], ask: Dialogue, *, within: bool) -> _Asked:
    """Where a way back ends: at the first question of this step, or at the step before that asked something."""
    if within:
        return now
    if behind:
        return behind.pop()
    ask.tell(_FIRST, "  ")
    return now
