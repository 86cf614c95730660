"""Numbers, shares, durations, money, days and counts as people read them.

Babel is imported on first use: showing a number is not needed to answer `--help`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from goalposts.locale.texts import Text

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

_LOCALES = {"en": "en_GB", "ru": "ru_RU"}
_PLAIN_DECIMALS = 2
_SYMBOLS = {"RUB": "₽", "EUR": "€", "USD": "$", "GBP": "£"}


@cache
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(_LOCALES[language])


@cache
def _pattern(decimals: int, digit: str) -> NumberPattern:
    from babel.numbers import parse_pattern

    return parse_pattern("#,##0." + digit * decimals if decimals else "#,##0")


def _both(value: float, decimals: int, *, all_decimals: bool = False) -> Text:
    pattern, rounded = _pattern(decimals, "0" if all_decimals else "#"), round(value, decimals) + 0.0
    en, ru = (pattern.apply(rounded, _locale(language)).replace("-", "−") for language in ("en", "ru"))
    return Text(en=en, ru=ru)


def _decimals(value: float) -> int:
    size = abs(value)
    return 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 1 or size == 0 else 4


def number(value: float, decimals: int | None = None) -> Text:
    """Show a plain number; without `decimals` small numbers get more digits than large ones."""
    return _both(value, _decimals(value) if decimals is None else decimals)


def percent(share: float, decimals: int = 1) -> Text:
    r"""Show a fraction 0..1 as per cent.

    >>> percent(0.805).get("en"), percent(0.805).get("ru")
    ('80.5%', '80,5\xa0%')
    """
    shown = _both(share * 100, decimals)
    return Text(en=f"{shown.en}%", ru=f"{shown.ru}\N{NO-BREAK SPACE}%")


def points(difference: float, decimals: int = 1) -> Text:
    """Show a difference of two fractions as percentage points."""
    shown = _both(difference * 100, decimals)
    return Text(en=f"{shown.en}\N{NO-BREAK SPACE}pp", ru=f"{shown.ru}\N{NO-BREAK SPACE}п.\N{NO-BREAK SPACE}п.")


def duration(seconds: float) -> Text:
    """Show seconds in the unit that people would say."""
    size = abs(seconds)
    for limit, unit_seconds, en, ru in (
        (300, 1, "s", "с"),
        (7200, 60, "min", "мин"),
        (172800, 3600, "h", "ч"),
        (float("inf"), 86400, "d", "дн."),
    ):
        if size < limit:
            shown = _both(seconds / unit_seconds, 1)
            return Text(en=f"{shown.en}\N{NO-BREAK SPACE}{en}", ru=f"{shown.ru}\N{NO-BREAK SPACE}{ru}")
    raise AssertionError("unreachable: the last limit is infinite")


def money(amount: float, currency: str) -> Text:
    r"""Show an amount with the sign of its currency, which English has before it, or with its code behind it.

    >>> money(-1234.5, "EUR").get("en"), money(-1234.5, "EUR").get("ru"), money(5, "KZT").get("en")
    ('−€1,234', '−1\xa0234\xa0€', '5\xa0KZT')
    """
    has_cents = abs(amount) < 100 and not round(float(amount), 2).is_integer()
    shown = _both(amount, 2 if has_cents else 0, all_decimals=True)
    if not currency:
        return shown
    symbol, size = currency_symbol(currency), shown.en.removeprefix("−")
    before = f"{shown.en[: len(shown.en) - len(size)]}{symbol}{size}"
    return Text(
        en=before if currency in _SYMBOLS else f"{shown.en}\N{NO-BREAK SPACE}{symbol}",
        ru=f"{shown.ru}\N{NO-BREAK SPACE}{symbol}",
    )


def currency_symbol(currency: str) -> str:
    """The sign of a currency; its code where it has none."""
    return _SYMBOLS.get(currency, currency)


def quantity(value: float, unit: str, currency: str | None = None, *, beside: float = 0.0) -> Text:
    """Show a KPI's value in its unit (`%`, `s`, `money`, or a plain number).

    Args:
        value: how much.
        unit: of the KPI.
        currency: of amounts.
        beside: the level of the KPI; what is smaller than 1 beside one of 1 or more needs no third decimal.

    >>> quantity(0.5755, "").get("en"), quantity(0.5755, "", beside=5.75).get("en")
    ('0.5755', '0.58')
    """
    if unit == "%":
        return percent(value)
    if unit == "s":
        return duration(value)
    if unit == "money":
        return money(value, currency or "")
    return number(value, _PLAIN_DECIMALS if abs(value) < 1 <= abs(beside) else None)


def day(moment: date) -> Text:
    """Show a calendar day.

    >>> day(date(2026, 10, 5)).get("en"), day(date(2026, 10, 5)).get("ru")
    ('5 October 2026', '5 октября 2026')
    """
    from babel.dates import format_date

    return Text(
        en=format_date(moment, "d MMMM y", locale=_locale("en")),
        ru=format_date(moment, "d MMMM y", locale=_locale("ru")),
    )


def counted(count: int, en: tuple[str, str], ru: tuple[str, str, str]) -> Text:
    """Show a count with its noun in the right form.

    >>> counted(21, ("goal", "goals"), ("цель", "цели", "целей")).get("ru")
    '21 цель'
    """
    last_two, last = abs(count) % 100, abs(count) % 10
    many = 11 <= last_two <= 14 or last == 0 or last >= 5
    form = ru[2] if many else ru[0] if last == 1 else ru[1]
    shown = number(count, 0)
    return Text(en=f"{shown.en} {en[0] if abs(count) == 1 else en[1]}", ru=f"{shown.ru} {form}")
