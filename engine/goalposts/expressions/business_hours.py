"""Business hours: the hours of every weekday in which work is done, and the days without any; a value with a text.

text   = week {";" week} [";" "closed" period {period}]
week   = days span {span};  days = range {"," range};  range = day ["-" day];  day = "mon" | ... | "sun"
span   = HH:MM "-" HH:MM;   period = YYYY-MM-DD ".." YYYY-MM-DD, half-open
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

from attrs import field, frozen

from goalposts.errors import ExpressionError
from goalposts.locale import Text

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_DAY: Final = 24 * 60
_RUSSIAN: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_NUMBERS: Final = {word: number for words in (WEEKDAYS, _RUSSIAN) for number, word in enumerate(words)}
_SPAN: Final = re.compile(r"\s*(\d?\d):(\d\d)\s*[-–]\s*(\d?\d):(\d\d)\s*", re.ASCII)  # people type either dash
_PERIOD: Final = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", re.ASCII)

Period: TypeAlias = tuple[date, date]


@frozen
class Span:
    """The minutes `[start, end)` after midnight, on the wall clock.

    Raises:
        ValueError: it does not end after it starts, on the same day.
    """

    start: int
    end: int = field()

    @end.validator
    def _within_a_day(self, _: object, end: int) -> None:
        if not 0 <= self.start < end <= MINUTES_A_DAY:
            raise ValueError(f"a span must end after it starts, on the same day; found: {self}")

    def __str__(self) -> str:
        return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (self.start, self.end))


def _united(week: Iterable[Iterable[Span]]) -> tuple[tuple[Span, ...], ...]:
    """Sort the spans of every day, and join those that touch."""
    return tuple(tuple(Span(*pair) for pair in _joined((span.start, span.end) for span in day)) for day in week)


def _joined(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _united_periods(periods: Iterable[Period]) -> tuple[Period, ...]:
    numbers = _joined((start.toordinal(), end.toordinal()) for start, end in periods)
    return tuple((date.fromordinal(start), date.fromordinal(end)) for start, end in numbers)


@frozen
class BusinessHours:
    """When work is done, on the wall clock; equal hours are equal records, however they were written.

    Attributes:
        week: the spans of Monday to Sunday; none on a day without business.
        closed: half-open periods of days without business, whatever their weekday.

    Raises:
        ValueError: there are not seven days, or no hours at all.
    """

    week: tuple[tuple[Span, ...], ...] = field(converter=_united)
    closed: tuple[Period, ...] = field(default=(), converter=_united_periods)

    @week.validator
    def _is_a_week(self, _: object, week: tuple[tuple[Span, ...], ...]) -> None:
        if len(week) != len(WEEKDAYS) or not any(week):
            raise ValueError("business hours need seven days, and some hours in them")

    @property
    def entries(self) -> dict[str, tuple[Span, ...]]:
        """The spans by the days that share them, as `mon-fri`; without the days that have none."""
        shared: dict[tuple[Span, ...], list[int]] = {}
        for day, spans in enumerate(self.week):
            shared.setdefault(spans, []).append(day)
        return {write_days(days): spans for spans, days in shared.items() if spans}

    def __str__(self) -> str:
        weeks = [f"{days} {' '.join(map(str, spans))}" for days, spans in self.entries.items()]
        closed = " ".join(f"{start}..{end}" for start, end in self.closed)
        return "; ".join([*weeks, f"closed {closed}"] if closed else weeks)


def read_days(text: str) -> tuple[int, ...]:
    """Read weekdays, as `mon-fri` or `sat,sun`; Monday is 0. A range may run over Sunday, as `sat-mon`.

    Raises:
        ValueError: a word is no weekday.
    """
    days: list[int] = []
    for part in text.lower().split(","):
        ends = [_NUMBERS.get(word.strip(), -1) for word in part.split("-")]
        if -1 in ends or len(ends) > 2:
            raise ValueError(f"no weekdays: {text}")
        days += [(ends[0] + offset) % 7 for offset in range((ends[-1] - ends[0]) % 7 + 1)]
    return tuple(days)


def write_days(days: Iterable[int]) -> str:
    """Write weekdays, which are ascending: runs of three and more as a range."""
    runs = [list(run) for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])]
    named = [[WEEKDAYS[day] for _, day in run] for run in runs]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(run) for run in named)


def read_span(text: str) -> Span:
    """Read `09:00-18:00`; the day ends at 24:00.

    Raises:
        ValueError: it is no span, or does not end after it starts.
    """
    found = _SPAN.fullmatch(text)
    if found is None or int(found[2]) > 59 or int(found[4]) > 59:
        raise ValueError(f"no span: {text}")
    hours, minutes, hours_after, minutes_after = map(int, found.groups())
    return Span(60 * hours + minutes, 60 * hours_after + minutes_after)


@lru_cache(maxsize=64)
def parse_business_hours(text: str) -> BusinessHours:
    """Parse the text of business hours: `parse_business_hours(str(h)) == h`.

    >>> str(parse_business_hours("sat 10:00-14:00; mon,tue,wed 9:00-13:00 13:00-18:00"))
    'mon-wed 09:00-18:00; sat 10:00-14:00'

    Raises:
        ExpressionError: it is none.
    """
    week: list[tuple[Span, ...]] = [()] * len(WEEKDAYS)
    closed: tuple[Period, ...] = ()
    for entry in text.split(";"):
        word, *rest = re.sub(r"\s*([,-])\s*", r"\1", entry).split() or [""]
        try:
            if word == "closed":
                closed = (*closed, *_periods(rest))
            else:
                _put(week, read_days(word), tuple(map(read_span, rest)))
        except ValueError:
            raise ExpressionError(_NO_HOURS.fill(found=entry.strip()), hint=_WRITE_HOURS) from None
    if not any(week):
        raise ExpressionError(_NO_HOURS.fill(found=text), hint=_WRITE_HOURS)
    return BusinessHours(week, closed)


def _put(week: list[tuple[Span, ...]], days: tuple[int, ...], spans: tuple[Span, ...]) -> None:
    for day in days:
        if week[day] or not spans:
            raise ValueError(f"{WEEKDAYS[day]}: twice, or without hours")
        week[day] = spans


def _periods(words: list[str]) -> tuple[Period, ...]:
    if not words:
        raise ValueError("closed, but not when")
    return tuple(map(_period, words))


def _period(text: str) -> Period:
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(f"no period: {text}")
    start, end = date.fromisoformat(found[1]), date.fromisoformat(found[2])
    if start >= end:
        raise ValueError(f"no day in {text}")
    return start, end


_NO_HOURS: Final = Text(en="'{found}' are no business hours", ru="«{found}» — не рабочие часы")
_WRITE_HOURS: Final = Text(
    en='write "mon-fri 09:00-18:00; sat 10:00-14:00; closed 2026-01-01..2026-01-09"',
    ru='пишите "mon-fri 09:00-18:00; sat 10:00-14:00; closed 2026-01-01..2026-01-09"',
)
