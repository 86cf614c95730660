"""Periods from today in which something is promised: within six months, in three weeks, за полгода."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from goalposts.formats.scalars import months_later
from goalposts.statements.numerals import NUMBER, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_PERIOD: Final = (
    rf"(?:within|over|during|in|after|за|в течение|через) (?:(?:the )?(?:next|coming|ближайш\w+) )?"
    rf"(?:(?P<count>{NUMBER}|an?|half an?) )?(?P<of>weeks?|months?|quarters?|years?"
    r"|недел\w+|месяц\w*|квартал\w*|год\b|года\b|лет\b|полгода|полугод\w+)"
)
_BRIEF: Final = re.compile(
    rf"(?:within|over|in|за|в течение) (?:(?:the )?(?:next|coming|ближайш\w+) )?(?P<count>{NUMBER})"
    r" (?:calendar |working |календарн\w+ |рабоч\w+ )?(?:days?|дн(?:я|ей)|день|суток)\b"
)
_TO_A_LEVEL: Final = re.compile(
    r"(?:raise|increase|lift|grow|reduce|cut|lower|bring|from|повы|подн|увелич|сни[зж]|сокра|уменьш|довести|вырас|\bс )"
    r".*\d ?(?:%|per ?cent|процент\w*|п\. ?п\.?|пп|pp|points?|раза?),? $"
)
"""Words after which a number of days is the time for a change, and not for one piece of work."""
_FROM_START: Final = re.compile(
    r" (?:after|of|from|since|following) (?:the |our )?(?:go-?live|launch\w*|rollout|roll-out|start\w*|implement\w+)"
    r"|(?:,)? (?:после|с момента|от|со дня) (?:\w+ )?(?:запуск|внедрени|старт|начал|ввод|установк)\w*"
)
"""A period counted from the start of the rollout: which day that is, the sentence does not say."""


def periods_in(text: str, language: str, today: date) -> Iterator[tuple[int, int, date]]:
    """Yield where periods stand in a folded text, and the days on which they end; first those in days.

    Args:
        text: of a statement, folded.
        language: how its numbers are written.
        today: where the periods begin.
    """
    for found in _BRIEF.finditer(text):
        if _TO_A_LEVEL.search(text[: found.start()]) and not _FROM_START.match(text, found.end()):
            days = round(number_of(found["count"], language))
            if days <= _LONGEST_DAYS:
                yield *found.span(), today + timedelta(days=days)
    for found in re.finditer(_PERIOD, text):
        if _FROM_START.match(text, found.end()):
            continue
        count = _count(found["count"], language)
        of = found["of"]
        if of.startswith(("week", "недел")):
            length = timedelta(days=round(7 * count))
            yield *found.span(), today + length
        else:
            months = _MONTHS_IN[next(stem for stem in _MONTHS_IN if of.startswith(stem))] * count
            if months <= _LONGEST_MONTHS:
                yield *found.span(), months_later(today, round(months))


_MONTHS_IN: Final = {
    "month": 1,
    "quarter": 3,
    "year": 12,
    "месяц": 1,
    "квартал": 3,
    "полгод": 6,
    "полугод": 6,
    "год": 12,
    "лет": 12,
}
_LONGEST_MONTHS: Final = 600
_LONGEST_DAYS: Final = 18_000


def _count(written: str | None, language: str) -> float:
    if written is None or written in ("a", "an"):
        return 1.0
    return 0.5 if written.startswith("half") else number_of(written, language)
