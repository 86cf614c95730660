"""What stands after a number (or, of money, before it) and makes it a quantity."""

from __future__ import annotations

from typing import Final

FACTOR_UNIT: Final = "times"
WEEK: Final = "week"

_UNITS: Final = {
    "pp": r"п\. ?п\b\.?|пп\b|процентн\w+ пункт\w*|пункт(?:а|ов|ы)?\b|p\. ?p\b\.?|pp\b|percentage points?\b|points?\b",
    "%": r"%|процент\w*|percent\b|per cent\b",
    "s": r"с\b(?![-/])|сек\b\.?|секунд\w*|s\b|secs?\b|seconds?\b",
    "min": r"мин\b\.?|минут\w*|mins?\b|minutes?\b",
    "h": r"ч\b\.?|час(?:а|ов)?\b|h\b|hours?\b|hrs?\b",
    "d": r"дн\b\.?|день\b|дн(?:я|ей)\b|сут(?:ки|ок)\b|days?\b",
    WEEK: r"недел\w*|weeks?\b",
    "RUB": r"₽|руб\b\.?|рубл\w*|р\.|rub\b",
    "USD": r"\$|usd\b|доллар\w*|dollars?\b",
    "EUR": r"€|eur\b|евро\b|euros?\b",
    "GBP": r"£|gbp\b|фунт\w*|pounds?\b",
    FACTOR_UNIT: r"раза?\b(?! в)|times\b(?! a\b)|-?fold\b|x\b",
}
UNIT: Final = "|".join(f"(?P<{'percent' if unit == '%' else unit}>{words})" for unit, words in _UNITS.items())
"""A pattern with a group for every unit."""
SIGNS: Final = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB"}
DURATIONS: Final = ("s", "min", "h", "d", WEEK)


def unit_of(groups: dict[str, str | None]) -> str:
    """Return the unit whose group matched, or nothing."""
    return next(("%" if name == "percent" else name for name, found in groups.items() if found), "")
