"""Compiles strptime formats to patterns that read a whole column of times at once."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from attrs import frozen

from goalposts.errors import SourceError, listed
from goalposts.locale import Text

ISO: Final = (
    r"^\s*(?P<Y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"
    r"(?:[T ](?P<H>[0-9]{2})(?::(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?)?"
    r"\s?(?P<z>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?\s*$"
)
_NUMBERS: Final = {"Y": 4, "y": 2, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2}
_OTHERS: Final = {
    "f": r"(?P<f>[0-9]{1,9})",
    "z": r"(?P<z>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)",
    "b": r"(?P<b>[A-Za-z]{3})",
    "B": r"(?P<b>[A-Za-z]{3,9})",
    "p": r"(?P<p>[AaPp][Mm])",
    "%": "%",
}
_SHORTHANDS: Final = {"%F": "%Y-%m-%d", "%T": "%H:%M:%S", "%R": "%H:%M", "%D": "%m/%d/%y"}
_TOKEN: Final = re.compile(r"%(?P<directive>.?)|(?P<space>\s+)|(?P<literal>[^%\s]+)", re.DOTALL)


@frozen
class TimePattern:
    """A regular expression with one named group a directive; `groups` in the order of the pattern."""

    pattern: str
    groups: tuple[str, ...]


@cache
def compile_format(text: str) -> TimePattern:
    """Compile a strptime format, or ISO 8601 for an empty one.

    Numbers may lack leading zeros, except where two directives touch.

    Raises:
        SourceError: an unknown or repeated directive, or a format that does not give the day.
    """
    pattern = ISO if not text else rf"^\s*{_translated(text)}\s*$"
    groups = tuple(re.findall(r"\(\?P<(\w)>", pattern))
    given = set(groups)
    if not (given & {"Y", "y"} and given & {"m", "b"} and "d" in given):
        raise _wrong(text, Text(en="it does not give year, month and day", ru="в нём нет года, месяца и дня"))
    if len(given) < len(groups):
        raise _wrong(text, Text(en="a directive stands twice", ru="директива повторяется"))
    return TimePattern(pattern, groups)


def other_order(text: str) -> str:
    """The format with day and month, both as numbers, in each other's place; empty where it has not both.

    >>> other_order("%d/%m/%Y")
    '%m/%d/%Y'
    """
    swapped = re.sub("%[dm]", lambda found: "%m" if found[0] == "%d" else "%d", text)
    return swapped if "%d" in text and "%m" in text else ""


def digits_of_columns(text: str, columns: int) -> tuple[int, ...]:
    """How many digits each of the joined columns has when its part of the format is nothing but digits, else 0."""
    parts = text.split(" ") if columns > 1 else [text]
    if len(parts) != columns:
        return (0,) * columns
    return tuple(_digits(part) for part in parts)


def _digits(part: str) -> int:
    plain = re.fullmatch(r"(%[YymdHIMS])+", part)
    return sum(_NUMBERS[directive] for directive in part[1::2]) if plain else 0


def _translated(text: str) -> str:
    for short, long in _SHORTHANDS.items():
        text = text.replace(short, long)
    tokens = list(_TOKEN.finditer(text))
    numeric = [False, *(token["directive"] in _NUMBERS for token in tokens), False]
    written = []
    for place, token in enumerate(tokens):
        if token["directive"] is not None:
            written.append(_group(token["directive"], text, fixed=numeric[place] or numeric[place + 2]))
        else:
            written.append(r"\s+" if token["space"] else re.escape(token["literal"]))
    return "".join(written)


def _group(directive: str, text: str, *, fixed: bool) -> str:
    if directive in _OTHERS:
        return _OTHERS[directive]
    if directive not in _NUMBERS:
        problem = Text(en="%{sign} is not supported; known: {known}", ru="%{sign} не поддерживается; есть: {known}")
        known = listed("%" + sign for sign in (*_NUMBERS, *_OTHERS))
        raise _wrong(text, problem.fill(sign=directive, known=known))
    digits = _NUMBERS[directive]
    least = digits if fixed or directive in "Yy" else 1
    return rf"(?P<{directive}>[0-9]{{{least},{digits}}})"


def _wrong(text: str, problem: Text) -> SourceError:
    said = Text(en="time format '{text}': {problem}", ru="формат времени «{text}»: {problem}")
    hint = Text(en="write it like %d.%m.%Y %H:%M:%S", ru="пишите как %d.%m.%Y %H:%M:%S")
    return SourceError(said.fill(text=text, problem=problem), hint=hint)
