"""Texts in the languages that people read, and numbers, dates and counts as such texts."""

from goalposts.locale.shown import (
    counted,
    day,
    duration,
    money,
    number,
    percent,
    points,
    quantity,
)
from goalposts.locale.texts import LANGUAGES, Text, join

__all__ = [
    "LANGUAGES",
    "Text",
    "counted",
    "day",
    "duration",
    "join",
    "money",
    "number",
    "percent",
    "points",
    "quantity",
]
