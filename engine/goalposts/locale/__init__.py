"""Texts in the languages that people read, and numbers, dates and counts as such texts."""

from goalposts.locale.shown import (
    counted,
    currency_symbol,
    day,
    duration,
    money,
    number,
    percent,
    points,
    quantity,
)
from goalposts.locale.texts import LANGUAGES, Text, Words, in_language, join, optional_text, text_of

__all__ = [
    "LANGUAGES",
    "Text",
    "Words",
    "counted",
    "currency_symbol",
    "day",
    "duration",
    "in_language",
    "join",
    "money",
    "number",
    "optional_text",
    "percent",
    "points",
    "quantity",
    "text_of",
]
