"""`goalposts demo`: a simulated rollout whose truth is known, through the real pipeline."""

from __future__ import annotations

import textwrap
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click
from attrs import frozen

from goalposts.cli import verdicts
from goalposts.cli.findings import has_errors, show_findings
from goalposts.cli.layout import show_table
from goalposts.cli.lock import checked, write
from goalposts.cli.options import DEFAULT_PROJECT
from goalposts.cli.report import page_path
from goalposts.cli.score import show
from goalposts.cli.session import Session
from goalposts.cli.simulated import demo_simulators, simulate, write_tables
from goalposts.errors import InputError
from goalposts.locale import Text, counted, day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goalposts.api import Scorecard
    from goalposts.model import Simulation

Truth: TypeAlias = "Mapping[str, tuple[str, ...]]"

MARKER = ".goalposts-demo"
WIDTH = 80
"""A newcomer's terminal is as it was opened."""

_NO_DEMO = Text(en="no loaded plugin brings a demo", ru="ни один плагин не даёт демонстрации")
_NOT_EMPTY = Text(
    en="this folder is not empty, and no earlier demo", ru="папка не пуста, и прежней демонстрации в ней нет"
)
_ELSEWHERE = Text(en="name a new folder: goalposts demo DIR", ru="укажите новую папку: goalposts demo DIR")
_BUILT_IN = Text(en="1. What is built into the simulated data", ru="1. Что заложено в модель")
_CHECKED = Text(en="2. Check the goals: goalposts check", ru="2. Проверяем цели: goalposts check")
_SEALED = Text(
    en="3. Fix them on the day of go-live, {day}: goalposts lock",
    ru="3. Фиксируем их в день запуска, {day}: goalposts lock",
)
_SCORED = Text(en="4. Judge the rollout on {day}: goalposts score", ru="4. Подводим итог на {day}: goalposts score")
_COMPARED = Text(
    en="5. Compare with the truth, which only a simulation knows", ru="5. Сверяем с истиной: в модели она известна"
)
_FOUND = Text(en="found", ru="найдено")
_MISSED = Text(en="MISSED", ru="НЕ НАЙДЕНО")
_ALL_FOUND = Text(en="The truth was found.", ru="Истина найдена.")
_NOT_ALL = Text(
    en="The truth was missed: an honest method misses it now and then; try another --seed.",
    ru="Истина не найдена: у честного метода такое изредка бывает; попробуйте другой --seed.",
)
_ANSWERED = Text(
    en="Warnings about {lines} are answered in the file, each by a comment with the reason: promises that the data "
    "can hardly show among them. See what becomes of them.",
    ru="На предупреждения о {lines} в файле есть ответы: комментарии с причиной. Среди них обещания, которые по таким "
    "данным вряд ли проверишь. Посмотрим, что с ними станет.",
)
_LINES = (("line", "lines"), ("строке", "строках", "строках"))
_HEADS = (
    Text(en="Goal", ru="Цель"),
    Text(en="Verdict", ru="Вывод"),
    Text(en="Truth allows", ru="Истина допускает"),
    Text.of(""),
)
_OPEN = Text(en="Open next: {page}", ru="Откройте: {page}")
_OWN = Text(en="Your own rollout: goalposts init", ru="Ваше внедрение: goalposts init --language ru")


@frozen
class _Played:
    """A rollout that lies in the folder: what is built in, when to judge it, and the states that the truth allows."""

    stories: tuple[Text, ...]
    as_of: date
    truth: Truth


@click.command("demo")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default="goalposts-demo")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another luck.")
@click.pass_obj
def command(session: Session, folder: Path, seed: int) -> int:
    """Play a simulated rollout through in DIR: check, lock, score, report, and compare the verdict with the truth.

    Needs no data and no network. Exits 0 if and only if the truth was found.
    """
    played = _prepared(session, folder, seed)
    file = folder / DEFAULT_PROJECT
    session.read_language(file)
    _heading(session, _BUILT_IN, first=True)
    for story in played.stories:
        session.say(textwrap.fill(story.get(session.language), WIDTH))
    if not _locked(session, file):
        return 1
    card = _scored(session, file, played.as_of)
    found = _compared(session, card, played.truth)
    session.say("")
    session.say(_OPEN.fill(page=str(_report(session, card, file))))
    session.say(_OWN)
    return 0 if found else 1


def _prepared(session: Session, folder: Path, seed: int) -> _Played:
    """Simulate, and write the streams and the project into the folder."""
    from goalposts.cli.simulate import blamed
    from goalposts.formats import write_atomically
    from goalposts.simulating import showcase

    catalogue = session.catalogue()
    _take(folder)
    shown = showcase(catalogue, seed, session.language, partial(blamed, catalogue))
    if shown is None:
        told = next(demo_simulators(catalogue), None)
        if told is None:
            raise InputError(_NO_DEMO)
        return _told(folder, simulate(*told, seed, session.language))
    _clear(folder)
    for source in shown.sources:
        write_atomically(folder / source.file, source.content)
    write_atomically(folder / DEFAULT_PROJECT, shown.project)
    return _Played(shown.stories, shown.plan.until, shown.truth)


def _told(folder: Path, simulation: Simulation) -> _Played:
    """Write the rollout of a plugin that brings no part of the common one."""
    from goalposts.formats import write_atomically

    _clear(folder)
    write_tables(simulation, folder)
    write_atomically(folder / DEFAULT_PROJECT, simulation.project)
    return _Played((simulation.story,), date.fromisoformat(simulation.as_of), simulation.truth)


def _clear(folder: Path) -> None:
    """Mark the folder as that of a demo, and forget the seal of an earlier one."""
    from goalposts.formats import write_atomically
    from goalposts.sealing import lock_path

    write_atomically(folder / MARKER, "This folder was made by `goalposts demo`, which may overwrite it.\n")
    lock_path(folder / DEFAULT_PROJECT).unlink(missing_ok=True)


def _take(folder: Path) -> None:
    """Refuse a folder with somebody's files in it."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists()):
        raise InputError(_NOT_EMPTY, str(folder), _ELSEWHERE)


def _locked(session: Session, file: Path) -> bool:
    """Check and seal as of go-live, when there are no results yet."""
    from goalposts.api import lock as seal_goals

    project = session.written_project(file)
    go_live = project.go_live or project.evaluation.start
    _heading(session, _CHECKED)
    findings, cube = checked(session, project, go_live)
    show_findings(session, findings, "text", project.goals)
    if project.rules.suppressions:
        answered = _ANSWERED.fill(lines=counted(len(project.rules.suppressions), *_LINES))
        session.say(textwrap.fill(answered.get(session.language), WIDTH))
    if cube is None or has_errors(findings):
        return False
    _heading(session, _SEALED.fill(day=day(go_live)))
    write(session, project, seal_goals(project, cube, as_of=go_live), file)
    return True


def _scored(session: Session, file: Path, as_of: date) -> Scorecard:
    _heading(session, _SCORED.fill(day=day(as_of)))
    rows_in = verdicts.quarantine(file)
    card = verdicts.compute(session, session.project(file), as_of, rows_in=rows_in)
    verdicts.store(card, file, session.language)
    show(session, card, WIDTH)
    return card


def _compared(session: Session, card: Scorecard, truth: Truth) -> bool:
    """Compare every goal's state with those that an honest verdict may give."""
    _heading(session, _COMPARED)
    show_table(session, _comparisons(card, truth, session.language), ("bold",))
    found = all(card.find(goal).state in states for goal, states in truth.items())
    session.say(_ALL_FOUND if found else _NOT_ALL)
    return found


def _comparisons(card: Scorecard, truth: Truth, language: str) -> Iterator[tuple[str, ...]]:
    from goalposts.reporting import state_word

    yield tuple(head.get(language) for head in _HEADS)
    for goal, states in truth.items():
        state = card.find(goal).state
        allowed = ", ".join(state_word(known).text.get(language) for known in states)
        yield (
            goal,
            state_word(state).text.get(language),
            allowed,
            (_FOUND if state in states else _MISSED).get(language),
        )


def _report(session: Session, card: Scorecard, file: Path) -> Path:
    from goalposts.formats import write_atomically

    path = page_path(file)
    write_atomically(path, verdicts.page(card, session.language))
    return path


def _heading(session: Session, words: Text, *, first: bool = False) -> None:
    if not first:
        session.say("")
    session.say(words)
