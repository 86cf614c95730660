"""What callers give: the wrong kind of thing is refused in a sentence, before any work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from goalposts.errors import InputError, SourceError, listed
from goalposts.locale import LANGUAGES, Text
from goalposts.model import Project


def given_project(project: object) -> Project:
    """Return a project as it is given.

    Raises:
        InputError: it is something else, such as the path of its file.
    """
    if isinstance(project, Project):
        return project
    raise InputError(WRONG_KIND.fill(wanted=_PROJECT, found=type(project).__name__), hint=_LOAD)


def given_day(argument: str, day: object, zone: ZoneInfo) -> date:
    """Return a day as it is given; of a moment with an offset the day that it is in a zone.

    Raises:
        InputError: it is no day; a time of pandas that is missing is none either.
    """
    found = (day.astimezone(zone) if day.tzinfo is not None else day).date() if isinstance(day, datetime) else day
    if isinstance(found, date) and not isinstance(found, datetime):
        return found
    raise InputError(WRONG_KIND.fill(wanted=_DAY, found=type(day).__name__), where=argument, hint=_WRITE_DAY)


def given_days(argument: str, days: object, zone: ZoneInfo) -> tuple[date, date]:
    """Return a first day and the day after the last, as they are given.

    Raises:
        InputError: they are no two days.
    """
    match days:
        case [first, end]:
            return given_day(argument, first, zone), given_day(argument, end, zone)
    raise InputError(WRONG_KIND.fill(wanted=_TWO_DAYS, found=type(days).__name__), where=argument, hint=_WRITE_DAYS)


def given_language(language: str) -> str:
    """Return a language in which there are texts, or nothing for that of the project.

    Raises:
        InputError: there are none in it.
    """
    if language in ("", *LANGUAGES):
        return language
    raise InputError(_NO_LANGUAGE.fill(name=str(language)), hint=_KNOWN.fill(names=listed(LANGUAGES)))


def check_tables(project: Project, tables: Mapping[str, object]) -> None:
    """Check that every table stands for one source.

    Raises:
        SourceError: there is no such source, or there are several, or no table is given.
    """
    known = {name for source in project.sources for name in (source.name, source.event_type)}
    for name, table in tables.items():
        if table is None:
            raise SourceError(WRONG_KIND.fill(wanted=_TABLE, found=type(table).__name__), where=name, hint=_LEAVE_OUT)
        served = [source for source in project.sources_of(name) if source.name not in tables]
        if name not in known:
            problem = Text(
                en="a table is given for '{name}', but `data` has no such source",
                ru="дана таблица «{name}», но в `data` нет такого источника",
            )
            hint = Text(en="known: {names}", ru="известны: {names}").fill(names=", ".join(sorted(known)))
            raise SourceError(problem.fill(name=name), hint=hint)
        if len(served) > 1:
            problem = Text(
                en="one table is given for '{name}', which has several sources",
                ru="дана одна таблица для «{name}», а источников несколько",
            )
            hint = Text(en="give a table to each: {names}", ru="дайте таблицу каждому: {names}")
            raise SourceError(problem.fill(name=name), hint=hint.fill(names=", ".join(s.name for s in served)))


WRONG_KIND: Final = Text(en="this must be {wanted}, found {found}", ru="здесь нужно: {wanted}, а это {found}")
_PROJECT: Final = Text(en="a project", ru="проект")
_LOAD: Final = Text(
    en="load it with load_project, or make it with project",
    ru="прочитайте его через load_project или создайте: project",
)
_DAY: Final = Text(en="a day", ru="день")
_WRITE_DAY: Final = Text(
    en="write date(2026, 9, 10), or date.fromisoformat of a text",
    ru="напишите date(2026, 9, 10), а из текста — date.fromisoformat",
)
_TWO_DAYS: Final = Text(en="the first day and the day after the last", ru="первый день и день после последнего")
_WRITE_DAYS: Final = Text(
    en="write (date(2026, 9, 1), date(2026, 10, 1)) for September",
    ru="для сентября напишите (date(2026, 9, 1), date(2026, 10, 1))",
)
_NO_LANGUAGE: Final = Text(en="there are no texts in the language '{name}'", ru="текстов на языке «{name}» нет")
_KNOWN: Final = Text(en="known: {names}", ru="известны: {names}")
_TABLE: Final = Text(en="a table", ru="таблица")
_LEAVE_OUT: Final = Text(
    en="leave the name out to have the source itself read", ru="чтобы читался сам источник, имя не указывайте"
)
