"""Whether a statement names a quantity; days, years and quarters are no quantities."""

from __future__ import annotations

import re
from typing import Final

from goalposts.linting.phrases import plain

_MONTHS: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
    r"|январ\w*|феврал\w*|март\w*|апрел\w*|ма[йяею]|июн\w*|июл\w*|август\w*|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*)"
)
_DAYS: Final = re.compile(
    r"\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{2,4}"
    rf"|\d\d?(?:st|nd|rd|th)? (?:of )?{_MONTHS}\b|{_MONTHS} \d\d?(?:st|nd|rd|th)?\b(?!%)"
    r"|\bq[1-4]\b|\b[1-4](?:st|nd|rd|th)? quarter|\b[1-4](?:-\w+)? квартал\w*|\b(?:19|20)\d\d\b"
)
_WHOLE: Final = re.compile(r"\b100 ?(?:%|per ?cent\b|процент\w*)")
_BY: Final = re.compile(r"\b(?:by|на) $")
_NUMBER: Final = re.compile(
    r"\d|\b(?:half|twice|double|triple|twofold|threefold|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|вдвое|втрое|наполовину|вполовину|десят\w*|двадцат\w*|тридцат\w*|сорок\w*|пятьдесят|пятидесяти|девяност\w*)\b"
)


def names_quantity(statement: str) -> bool:
    """Whether a statement holds a number that is not a day.

    >>> names_quantity("better service by 1 October 2026"), names_quantity("снизить ожидание до 20 секунд")
    (False, True)
    """
    return _NUMBER.search(_DAYS.sub(" ", plain(statement))) is not None


def names_part(statement: str) -> bool:
    """Whether a statement holds a quantity other than the whole, 100 %.

    >>> names_part("100 % of visits"), names_part("95 % of all visits")
    (False, True)
    """
    return names_quantity(_WHOLE.sub(" ", plain(statement)))


def whole_named(statement: str) -> str:
    """Return how a statement names the whole, 100 %, unless it is the size of a change; or nothing.

    >>> whole_named("100 % of visits within 20 s"), whole_named("grow by 100 %")
    ('100 %', '')
    """
    said = plain(statement)
    return next((found.group() for found in _WHOLE.finditer(said) if not _BY.search(said[: found.start()])), "")
