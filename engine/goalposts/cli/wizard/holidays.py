"""The days without business that a template names, in every year that the project counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from goalposts.formats.value_edits import spans, values
from goalposts.model import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SATURDAY: Final = 5
_EDGES: Final = ("baseline.from", "baseline.to", "evaluation.from", "evaluation.to")


def with_holidays(text: str) -> str:
    """Return the text with the holidays of its `closed` that lie in its windows, whatever year they are written for.

    In other years than its own a holiday is taken to end with its last day of work: weekends show in the data, and the
    days that are moved to make a bridge differ from year to year. Text without windows, without holidays in one line,
    or without any within the windows stays as it is.
    """
    found, known = spans(text).get("closed"), values(text)
    edges = sorted(date.fromisoformat(known[edge]) for edge in _EDGES if edge in known)
    if found is None or not found.in_line or len(edges) != len(_EDGES):
        return text
    counted = Window(edges[0], edges[-1])
    holidays = [holiday for holiday in _in_years(tuple(_written(known)), counted) if holiday.overlaps(counted)]
    if not holidays:
        return text
    said = ", ".join(f"{{from: {holiday.start}, to: {holiday.end}}}" for holiday in holidays)
    return f"{text[: found.start]}[{said}]{text[found.end :]}"


def _written(known: Mapping[str, str]) -> Iterator[Window]:
    number = 0
    while {f"closed[{number}].from", f"closed[{number}].to"} <= known.keys():
        start, end = (date.fromisoformat(known[f"closed[{number}].{edge}"]) for edge in ("from", "to"))
        yield Window(start, end)
        number += 1


def _in_years(written: Sequence[Window], counted: Window) -> list[Window]:
    """What is written, and the same days of the year in the years for which nothing is."""
    found = {(holiday.start.year, holiday.start.month, holiday.start.day): holiday for holiday in written}
    for holiday in written:
        end = holiday.end
        while end - timedelta(days=1) > holiday.start and (end - timedelta(days=1)).weekday() >= _SATURDAY:
            end -= timedelta(days=1)
        for year in range(counted.start.year - 1, counted.end.year + 1):
            start = _in_year(holiday.start, year)
            found.setdefault((year, start.month, start.day), Window(start, start + (end - holiday.start)))
    return sorted(found.values(), key=lambda holiday: holiday.start)


def _in_year(day: date, year: int) -> date:
    return date(year, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=year)
