"""The steps in their order, with the way back from each to the one before that asked something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import evolve, frozen

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
    if work.template is not None and (ask.asking or work.given.data):
        _refuse_early(work, ask)
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


def _refuse_early(work: Work, ask: Dialogue) -> None:
    """Try what options say of everything but the data: those may take minutes to read, and answers to give.

    What a word of the data means, and what is watched beside a goal, can only be told with the data.
    """
    fields = {field.id for kind in work.catalogue.event_types.values() for field in kind.fields}
    fills = {
        key: words for key, words in work.given.fills.items() if key.partition(".")[0] not in fields or key in fields
    }
    given = evolve(work.given, data=(), columns={}, guardrails={}, fills=fills)
    if ask.asking:  # goals may still be said otherwise
        given = evolve(given, goals=(), fills={} if given.goals else fills)
    silent = Dialogue(evolve(ask.session, quiet=True), asking=False)
    work = evolve(work, given=given)
    for step in _STEPS[:-1] if ask.asking else _STEPS:
        work = step(work, silent)


def _target(now: _Asked, behind: list[_Asked], ask: Dialogue, *, within: bool) -> _Asked:
    """Where a way back ends: at the first question of this step, or at the step before that asked something."""
    if within:
        return now
    if behind:
        return behind.pop()
    ask.tell(_FIRST, "  ")
    return now
