"""What `check` and `status` tell of a locked project: how its file, and the data of its baseline, differ by now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goalposts.locale import Text, day, join, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goalposts.api import Store
    from goalposts.cli.session import Session
    from goalposts.model import Project
    from goalposts.scoring import Cube
    from goalposts.verdict.sealed_data import ChangedBaseline

_MOVED = Text(
    en="The goals of the file are not those that {file} seals, and `score` judges the sealed ones. Restore the project "
    "file, or put the change and its reason on record with `goalposts amend`. It differs so:",
    ru="Цели в файле — не те, что закреплены в {file}, а `score` оценит закреплённые. Верните файл проекта к прежнему "
    "виду или запишите изменение с обоснованием командой `goalposts amend`. Отличия:",
)
_OTHER_DATA = Text(
    en="the data of the baseline are not those that were locked on {day}: {goals}. Were rows deleted or changed since? "
    "Bring back the export of then, else every report will say so",
    ru="данные базового периода — не те, что были при фиксации {day}: {goals}. Строки с тех пор удалили или изменили? "
    "Верните прежнюю выгрузку, иначе об этом скажет каждый отчёт",
)
_THEN_AND_NOW = Text(en="{goal} ({then} then, {now} now)", ru="{goal} (было {then}, стало {now})")
_NO_VALUE = Text(en="no value", ru="нет значения")


def tell_what_moved(session: Session, project: Project, file: Path, cube: Cube | None, store: Store | None) -> None:
    """Tell beside the results of `check` what makes a locked project another one than was sealed.

    Args:
        session: where to tell it.
        project: with its lock.
        file: of the lock.
        cube: of the project as its file is written; None when the data were not read.
        store: where scans are kept and taken from.
    """
    from goalposts.api import tally
    from goalposts.api.clock import clock
    from goalposts.cli.progress import reading

    if project.changes:
        session.warn(_MOVED.fill(file=str(file)))
    for change in project.changes:
        session.warn(Text(en=f"- {change.en}", ru=f"- {change.ru}"))
    if cube is None:
        return
    if project.changes:
        with reading(session) as progress:
            cube = tally(project, as_of=session.as_of, progress=progress, store=store)
    for said in data_that_changed(project, cube, clock(project, session.as_of)):
        session.warn(Text(en=f"{said.en[0].upper()}{said.en[1:]}.", ru=f"{said.ru[0].upper()}{said.ru[1:]}."))


def data_that_changed(project: Project, cube: Cube, today: date) -> Iterator[Text]:
    """Name the goals whose baseline comes out of other data than when it was sealed, in one sentence."""
    from goalposts.catalogue import resolvable
    from goalposts.verdict.sealed_data import changed_baselines

    changed = tuple(changed_baselines(project, resolvable(project), cube, today))
    if project.seal is not None and changed:
        goals = join((_then_and_now(one, project.currency) for one in changed), ", ")
        yield _OTHER_DATA.fill(day=day(date.fromisoformat(project.seal.locked_as_of)), goals=goals)


def _then_and_now(changed: ChangedBaseline, currency: str) -> Text:
    then, now = (
        _NO_VALUE if value is None else quantity(value, changed.goal.kpi.unit, currency)
        for value in (changed.sealed, changed.now)
    )
    return _THEN_AND_NOW.fill(goal=changed.goal.id, then=then, now=now)
