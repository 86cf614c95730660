"""Days and windows as people say them, and the days of a template moved to the go-live that is meant."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from goalposts.errors import InputError
from goalposts.formats.scalars import after_period, months_later
from goalposts.formats.value_edits import values, with_values
from goalposts.locale import Text, day
from goalposts.model import Window

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_DAY = Text(en="'{words}' names no day", ru="в «{words}» нет дня")
_WRITE_DAY = Text(
    en="write it as 2027-03-01, 1 March 2027 or 01.03.2027",
    ru="пишите 2027-03-01, 1 марта 2027 или 01.03.2027",
)
_NO_WINDOW = Text(en="'{words}' does not name two days", ru="в «{words}» не два дня")
_WRITE_WINDOW = Text(
    en="write the first day and the first that no longer counts: 2026-03-01 .. 2027-03-01",
    ru="напишите первый день и первый, который уже не считается: 2026-03-01 .. 2027-03-01",
)
_ENDS_EARLY = Text(en="it ends on {end}, not after it starts on {start}", ru="конец {end} не позже начала {start}")
_LATER = Text(en="name a later end", ru="укажите более поздний конец")
_OUTSIDE = Text(
    en="with {day} other days of the template would leave the calendar",
    ru="при запуске {day} другие дни шаблона выйдут за пределы календаря",
)
_NEARER = Text(en="name a nearer day", ru="укажите более близкий день")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DEADLINE: Final = re.compile(r"(goals\[\d+\])\.deadline")
_YEAR_WORD: Final = re.compile(r" (?:года|г\.?)$")
NOTICE: Final = timedelta(days=28)
_AHEAD: Final = "3 months"


def said_day(words: str, today: date) -> date:
    """Read a day in the ways in which a goal may name it.

    >>> said_day("1 марта 2027", date(2026, 11, 26)), said_day("March 2027", date(2026, 11, 26))
    (datetime.date(2027, 3, 1), datetime.date(2027, 3, 1))

    Raises:
        InputError: the words name none.
    """
    for asked in (words, f"by {words}", f"к {words}"):
        found = _days(asked, today)
        if found:
            return found[-1]
    raise InputError(_NO_DAY.fill(words=words), hint=_WRITE_DAY)


def said_window(words: str, today: date) -> Window:
    """Read the first day of a window and the first that no longer counts.

    >>> said_window("с 1 марта 2026 по 01.03.2027", date(2026, 11, 26)).days
    365

    Raises:
        InputError: the words name no two days, or no window.
    """
    found = _days(words, today)
    if len(found) != 2:
        raise InputError(_NO_WINDOW.fill(words=words), hint=_WRITE_WINDOW)
    start, end = found
    if end <= start:
        raise InputError(_ENDS_EARLY.fill(start=day(start), end=day(end)), hint=_LATER)
    return Window(start, end)


def _days(words: str, today: date) -> list[date]:
    """The days that the words name; none where a number is left that is no part of one."""
    from goalposts.statements.days import days_in
    from goalposts.statements.folding import folded

    text = folded(words)
    found = days_in(text.text, text.language, today)
    rest = text.text
    for start, end, _ in found:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return [] if any(sign.isdigit() for sign in rest) else [named for _, _, named in found]


def proposed_go_live(written: date, today: date) -> date:
    """The day of the template, if it is still to come; else the first of a month three months ahead."""
    if written >= today + NOTICE:
        return written
    ahead = after_period(today, _AHEAD)
    return after_period(ahead.replace(day=1), "1 month")


def moved(text: str, written: date, wanted: date) -> str:
    """Return the text of a template with its days as far from the wanted go-live as they were from its own.

    Days without business are days of the calendar and stay, until the windows are known: see `holidays`.

    Raises:
        InputError: some day would lie outside of the calendar.
    """
    found = {path: date.fromisoformat(words) for path, words in values(text).items() if _DAY.fullmatch(words)}
    try:
        changes = {
            path: _moved(moment, written, wanted) for path, moment in found.items() if not path.startswith("closed")
        }
    except (ValueError, OverflowError) as error:
        raise InputError(_OUTSIDE.fill(day=day(wanted)), hint=_NEARER) from error
    return with_days(text, changes)


def _moved(found: date, written: date, wanted: date) -> date:
    """By whole months where both days are the same of their months, so that windows keep to months; else by days."""
    if written.day != wanted.day:
        return found + (wanted - written)
    months = 12 * (wanted.year - written.year) + wanted.month - written.month
    return months_later(found, months)


def with_days(text: str, changes: Mapping[str, date]) -> str:
    """Return the text with other days; where a deadline changes, so does the day in the statement of its goal."""
    known = values(text)
    new: dict[str, object] = {path: moment for path, moment in changes.items() if known[path] != moment.isoformat()}
    for path in list(new):
        goal = _DEADLINE.fullmatch(path)
        statement = f"{goal[1]}.statement" if goal else ""
        if statement in known:
            new[statement] = with_day(known[statement], date.fromisoformat(known[path]), changes[path])
    return with_values(text, new)


def with_day(statement: str, was: date, now: date) -> str:
    """Return a statement that names another day; unchanged where it does not name the old one plainly."""
    from goalposts.statements import read_statement

    said = read_statement(statement, was)
    if said.deadline is None or said.deadline.day != was:
        return statement
    before, found, after = (
        statement[: said.deadline.start],
        statement[said.deadline.start : said.deadline.end],
        statement[said.deadline.end :],
    )
    year = _YEAR_WORD.search(found)
    return f"{before}{day(now).get(said.language)}{year[0] if year else ''}{after}"
