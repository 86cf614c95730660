"""What is probably meant by a day, a target or a number that cannot be read as it is written."""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, MINYEAR
from typing import Final

from goalposts.formats.node import Node
from goalposts.formats.scalars import read_day, read_quantity
from goalposts.locale import Text, counted

_ISO: Final = re.compile(r"(\d{4})-(\d{2})-\d{2}")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DAYS: Final = (("day", "days"), ("день", "дня", "дней"))
_MONTHS: Final = 12
_LONG_MONTH: Final = Text(en="that month has {days}", ru="в этом месяце {days}")
_FORM: Final = Text(en="write YYYY-MM-DD", ru="пишите ГГГГ-ММ-ДД")
_DAY: Final = Text(en="write {day}", ru="пишите {day}")
_NO_SIGN: Final = Text(
    en='a sign is missing: ">= {size}" or "<= {size}" for a level, "+{size}" or "-{size}" for a change',
    ru='не хватает знака: ">= {size}" или "<= {size}" для уровня, "+{size}" или "-{size}" для изменения',
)
_TARGETS: Final = Text(
    en='write ">= 80%", "-10%", "+5pp", "x 2" or "200 s .. 260 s"',
    ru='пишите ">= 80%", "-10%", "+5pp", "x 2" или "200 s .. 260 s"',
)


def day_meant(text: str) -> Text:
    """Say how long the month is, or how the day is written."""
    if (iso := _ISO.fullmatch(text)) is not None:
        year, month = int(iso[1]), int(iso[2])
        if MINYEAR <= year <= MAXYEAR and 1 <= month <= _MONTHS:
            return _LONG_MONTH.fill(days=counted(calendar.monthrange(year, month)[1], *_DAYS))
    if (dotted := _DOTTED.fullmatch(text)) is not None:
        written = f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"
        try:
            return _DAY.fill(day=read_day(written).isoformat())
        except ValueError:
            pass
    return _FORM


def target_meant(text: str) -> Text:
    """Say that a mere size lacks its sign, or how targets are written."""
    try:
        read_quantity(text)
    except ValueError:
        return _TARGETS
    return _NO_SIGN.fill(size=" ".join(text.split()))


def cut_number(node: Node, key: Node) -> str:
    """The number that a comma cut in braces, `{margin: 10,5%}`, with a point; empty if the key is not such a rest.

    Args:
        node: the mapping.
        key: one of its keys.
    """
    pairs = list(node.items())
    place = next(number for number, (known, _) in enumerate(pairs) if known is key)
    value = pairs[place - 1][1] if place else None
    if value is None or value.kind != "scalar" or pairs[place][1].kind != "null":
        return ""
    cut = f"{value.text}.{key.text}"
    return cut if value.text[-1:].isdecimal() and key.text[:1].isdecimal() and _is_size(cut) else ""


def _is_size(text: str) -> bool:
    try:
        read_quantity(text.lstrip("<>=+ "))
    except ValueError:
        return False
    return True
