"""Days by which something is promised: dates, months, quarters, halves and ends of years, and periods from today.

A month, quarter, half or year that something is promised *by the end of*, or *in*, gives its last day; *by* a month
gives its first. A date without a year is the next such day. Days that no calendar has are no days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final

from goalposts.statements.periods import periods_in

if TYPE_CHECKING:
    from collections.abc import Callable

_EN: Final = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_RU: Final = (
    "январ[ьяюе]|феврал[ьяюе]|март[ауе]?|апрел[ьяюе]|ма[йяюе]|июн[ьяюе]|июл[ьяюе]|август[ауе]?|сентябр[ьяюе]|октябр[ьяюе]"
    "|ноябр[ьяюе]|декабр[ьяюе]|янв|фев|апр|авг|сент?|окт|ноя|дек"
)
_MONTHS: Final = (
    "jan янв",
    "feb фев",
    "mar мар",
    "apr апр",
    "may ма",
    "jun июн",
    "jul июл",
    "aug авг",
    "sep сен",
    "oct окт",
    "nov ноя",
    "dec дек",
)
_MONTH: Final = rf"(?P<month>{_EN}|{_RU})\b\.?"
_YEAR: Final = r"(?:,? (?P<year>(?:19|20)\d\d)\b)?(?: ?г(?:\.|ода?\b))?"
_END: Final = (
    r"(?P<edge>(?:the )?end of (?:the )?|кон(?:ец|ц[ауе]) |the start of (?:the )?|start of |beginning of |начал[аоуе] )"
)
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_ORDINALS: Final = {"перв": 1, "втор": 2, "треть": 3, "четверт": 4}
_QUARTER: Final = (
    r"(?:q(?P<q>[1-4])|(?P<nth>[1-4](?:st|nd|rd|th)?|first|second|third|fourth) quarter(?: of)?"
    r"|(?P<roman>i{1,3}|iv|[1-4])(?:-?[а-я]{1,3})? (?:квартал\w*|кв\b\.?)"
    r"|(?P<ordinal>перв|втор|треть|четверт)\w* квартал\w*)"
)
_HALF: Final = (
    r"(?:h(?P<h>[12])|(?P<half>перв|втор)\w+ полугоди\w+|(?P<half_roman>ii?|[12])(?:-?[а-я]{1,2})? (?:полугоди\w+|п/г)"
    r"|(?P<en_half>first|second) half(?: of)?)"
)
_RUNNING: Final = (
    r"(?:(?:the )?end of (?:(?:the|this) (?P<en_running>quarter|month|half)|(?P<en_next>next (?:quarter|month|year)))"
    r"|(?:кон(?:ец|ц[ауе]) |по итогам )(?:этого |текущего )?(?P<running>квартала|месяца|полугодия)\b"
    r"|конц[ауе] (?P<next>следующ\w+ (?:квартала|месяца|года))\b"
    r"|(?P<bare_next>next (?:quarter|year)|в следующем (?:квартале|году)|следующ\w+ год(?:у|а)?))\b"
)
_FEAST: Final = r"(?:by|before|until|к|до) (?:the )?(?P<feast>christmas|new year\b|рождеств\w+|нов\w+ год[ау]?\b)"
_BARE_YEAR: Final = (
    r"(?P<cue>by|before|to|until|in|during|over|for|к|до|в|за) (?P<year>20\d\d)(?! ?(?:%|руб|р\.))"
    r"(?: ?(?:г\.|год[ауе]?\b))?(?!\d)"
)
_THIS_YEAR: Final = (
    r"(?:year[- ]end|eoy\b|end of (?:year\b(?! to))|(?:the )?end of (?:(?:the|this) year|(?P<year>(?:19|20)\d\d))"
    r"|(?:кон(?:ец|ц[ауе])|итогам) (?:(?:этого |текущего )?года|(?P<god>(?:19|20)\d\d)(?: ?г(?:\.|ода?\b))?))"
)


def days_in(text: str, language: str, today: date) -> list[tuple[int, int, date]]:
    """Return the days that a folded text names, as start, end and day, in the order of the text.

    A period counts only where no day is named, and in days only where a level is to change: within seven days, a thing
    is done.
    """
    taken: list[tuple[int, int, date]] = []
    for pattern, day_of in _DATES:
        for found in pattern.finditer(text):
            start, end = found.span()
            day = _or_none(day_of, found, today)
            if day is not None and all(end <= first or start >= last for first, last, _ in taken):
                taken.append((start, end, day))
    if not taken:
        taken = list(periods_in(text, language, today))[-1:]
    return sorted(taken)


def _or_none(day_of: Callable[[re.Match[str], date], date], found: re.Match[str], today: date) -> date | None:
    try:
        return day_of(found, today)
    except (ValueError, OverflowError):
        return None


def _numbered(found: re.Match[str], _: date) -> date:
    year = int(found["year"])
    return date(year + 2000 if year < 100 else year, int(found["m"]), int(found["d"]))


def _slashed(found: re.Match[str], _: date) -> date:
    """Day and month in either order, where only one of them is possible."""
    one, other = int(found["one"]), int(found["other"])
    if one <= 12 and other <= 12 and one != other:
        raise ValueError("either may be the month")
    return date(int(found["year"]), min(one, other), max(one, other))


def _named(found: re.Match[str], today: date) -> date:
    month, day = _month(found), int(found["day"])
    if found["year"]:
        return date(int(found["year"]), month, day)
    this = date(today.year, month, day)
    return this if this >= today else date(today.year + 1, month, day)


def _of_month(found: re.Match[str], today: date) -> date:
    month = _month(found)
    first_day = bool(found["by"]) or _starts(found["edge"])
    year = int(found["year"]) if found["year"] else None
    return _next(year, month, month, today, first_day=first_day)


def _of_quarter(found: re.Match[str], today: date) -> date:
    said = found["q"] or found["roman"] or (found["nth"] or "")
    quarter = _QUARTERS.get(said) or _ORDINALS.get(found["ordinal"] or "") or int(said[0])
    year = int(found["year"]) if found["year"] else None
    return _next(year, 3 * quarter - 2, 3 * quarter, today, first_day=_starts(found["edge"]))


def _of_half(found: re.Match[str], today: date) -> date:
    half = (
        int(found["h"] or 0)
        or _ORDINALS.get(found["half"] or "")
        or _half_of(found["half_roman"])
        or _QUARTERS[found["en_half"]]
    )
    year = int(found["year"]) if found["year"] else None
    return _next(year, 6 * half - 5, 6 * half, today, first_day=_starts(found["edge"]))


def _half_of(written: str | None) -> int:
    return 0 if written is None else 2 if written in ("ii", "2") else 1


def _of_season(found: re.Match[str], _: date) -> date:
    """The first day of a season of a year."""
    month = next(month for stems, month in _SEASONS if found["season"].startswith(stems))
    return date(int(found["year"]), month, 1)


_SEASONS: Final = (
    (("spring", "весн"), 3),
    (("summer", "лет"), 6),
    (("autumn", "fall", "осен"), 9),
    (("winter", "зим"), 12),
)


def _middle(found: re.Match[str], _: date) -> date:
    return date(int(found["middle"]), 6, 30)


def _of_year(found: re.Match[str], today: date) -> date:
    return date(int(found["year"] or found["god"] or today.year), 12, 31)


def _running(found: re.Match[str], today: date) -> date:
    """The end of the quarter, month, half or year that runs, or of the one after it."""
    said = next(filter(None, found.groupdict().values()))
    length = next(months for stem, months in _LENGTHS if stem in said)
    first = length * ((today.month - 1) // length) + 1
    later = length if "next" in said or "след" in said else 0
    years, month = divmod(first + later + length - 2, 12)
    return date(today.year + years, month + 1, monthrange(today.year + years, month + 1)[1])


_LENGTHS: Final = (("quarter", 3), ("квартал", 3), ("month", 1), ("месяц", 1), ("half", 6), ("полугод", 6), ("", 12))


def _feast(found: re.Match[str], today: date) -> date:
    if found["feast"] == "christmas":
        return date(today.year, 12, 25)
    return date(today.year + 1, 1, 7) if found["feast"].startswith("рожд") else date(today.year, 12, 31)


def _of_bare_year(found: re.Match[str], _: date) -> date:
    """*In* a year is its end, *by* a year its beginning."""
    within = found["cue"] in ("in", "during", "over", "for", "в", "за")
    return date(int(found["year"]), 12, 31) if within else date(int(found["year"]), 1, 1)


def _next(year: int | None, first: int, last: int, today: date, *, first_day: bool) -> date:
    """The first day of the month `first`, or the last of `last`; without a year, the next one."""
    for candidate in (year,) if year else (today.year, today.year + 1):
        day = date(candidate, first, 1) if first_day else date(candidate, last, monthrange(candidate, last)[1])
        if year or day >= today:
            return day
    raise AssertionError("the year after today's has every month")


def _starts(edge: str | None) -> bool:
    return edge is not None and ("start" in edge or "begin" in edge or "начал" in edge)


def _month(found: re.Match[str]) -> int:
    said = found["month"]
    return next(
        number for number, stems in enumerate(_MONTHS, 1) if any(said.startswith(stem) for stem in stems.split()[::-1])
    )


_CUE: Final = (
    r"(?:\b(?P<by>by|before|until|till|к|до|from|since|с|со|starting(?: in| from)?) "
    r"|\b(?:in|during|of|в|за|к|до|by|to|until|ко) )"
)
_DATES: Final = tuple(
    (re.compile(pattern), day_of)
    for pattern, day_of in (
        (r"(?<!\d)(?P<year>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _numbered),
        (r"(?<![\d.])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<year>\d{4}|\d\d)(?!\d)", _numbered),
        (r"(?<![\d/])(?P<one>\d\d?)/(?P<other>\d\d?)/(?P<year>\d{4})(?![\d/])", _slashed),
        (rf"(?<![\d.,])(?P<day>\d\d?)(?:st|nd|rd|th|-?го|-?му|-?е)? (?:of )?{_MONTH}{_YEAR}", _named),
        (rf"\b{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?\b(?! ?(?:%|\d)){_YEAR}", _named),
        (rf"{_END}?\b{_QUARTER}{_YEAR}", _of_quarter),
        (rf"{_END}?\b{_HALF}{_YEAR}", _of_half),
        (rf"\b{_THIS_YEAR}", _of_year),
        (rf"(?:\b(?:by|in|of|to|until|к|ко|до|в) )?(?P<by>(?!))?{_END}{_MONTH}{_YEAR}", _of_month),
        (rf"{_CUE}(?P<edge>(?!))?{_MONTH}{_YEAR}", _of_month),
        (
            (
                r"\b(?P<season>spring|summer|autumn|fall|winter|весн[аеыу]"
                r"|лет[оауе]|осен[ьи]|зим[аеыу])(?: of)? (?P<year>20\d\d)\b"
            ),
            _of_season,
        ),
        (r"\b(?:mid[- ]|(?:the )?middle of |середин[аеуы] )(?P<middle>20\d\d)\b", _middle),
        (rf"\b{_RUNNING}", _running),
        (rf"\b{_FEAST}", _feast),
        (rf"\b{_BARE_YEAR}", _of_bare_year),
    )
)
