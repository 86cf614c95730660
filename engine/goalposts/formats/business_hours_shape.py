"""Reads the business hours of a project file: weekdays, and the hours of work on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalposts.expressions import BusinessHours
from goalposts.expressions.business_hours import WEEKDAYS, Span, read_days, read_span
from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.locale import Text

_WANTED: Final = ("days with their hours, as {mon-fri: 09:00-18:00}", "дни и часы, например {mon-fri: 09:00-18:00}")


def business_hours(node: Node, problems: Problems) -> BusinessHours | None:
    """Read `{mon-fri: 09:00-18:00, sat: [10:00-12:00, 13:00-15:00]}`."""
    if node.kind != "map" or not node.value:
        shapes.wrong_type(node, problems, *_WANTED)
        return None
    week: list[tuple[Span, ...]] = [()] * len(WEEKDAYS)
    before = len(problems)
    for key, value in node.items():
        spans = tuple(_spans(value, problems))
        for day in _days(key, problems):
            if week[day]:
                message = Text(en="{day} has hours already", ru="для {day} часы уже указаны")
                problems.add("GP009", key, message.fill(day=WEEKDAYS[day]), _ONE_LIST)
            week[day] = spans
    return BusinessHours(week) if len(problems) == before else None


def _days(key: Node, problems: Problems) -> tuple[int, ...]:
    try:
        return read_days(key.text)
    except ValueError:
        message = Text(en="'{found}' are no weekdays", ru="«{found}» — не дни недели").fill(found=key.text)
        hint = Text(en="write mon-fri, sat or mon,wed", ru="пишите mon-fri, sat или mon,wed (можно пн-пт)")
        problems.add("GP011", key, message, hint)
        return ()


def _spans(node: Node, problems: Problems) -> Iterator[Span]:
    for item in node.value if node.kind == "list" else (node,):
        try:
            yield read_span(item.text if item.kind == "scalar" else "")
        except ValueError:
            shapes.wrong_type(item, problems, "hours of one day", "часы одного дня", _WRITE_SPAN)
    if node.kind == "list" and not node.value:
        shapes.wrong_type(node, problems, *_WANTED)


_WRITE_SPAN: Final = Text(
    en="write 09:00-18:00; a night is written on both its days, as 22:00-24:00 and 00:00-06:00",
    ru="пишите 09:00-18:00; ночь — на обоих её днях: 22:00-24:00 и 00:00-06:00",
)
_ONE_LIST: Final = Text(en="write them as one list", ru="запишите их одним списком")
