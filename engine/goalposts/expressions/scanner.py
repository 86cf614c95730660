"""Cuts a KPI-language text into tokens with positions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from attrs import frozen

from goalposts.errors import ExpressionError
from goalposts.locale import Text


class Kind(Enum):
    """What a token is; the values are the words of error messages."""

    NAME = "a name"
    COLUMN = "a column name"
    WORDS = "a text"
    NUMBER = "a number"
    OPERATOR = "an operator"
    END = "the end of the expression"


@frozen
class Token:
    """One token: its kind, its text (quotes removed) and where it starts."""

    kind: Kind
    text: str
    at: int


_NUMBER = r"\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    | (?P<NUMBER>{_NUMBER})
    | (?P<NAME>[^\W\d]\w*)
    | `(?P<COLUMN>(?:[^`]|``)+)`
    | "(?P<double>(?:[^"\\]|\\.)*)" | '(?P<single>(?:[^'\\]|\\.)*)'
    | (?P<OPERATOR>==|!=|<=|>=|[-+*/<>=()\[\],%])
    """,
    re.VERBOSE,
)
_SYMBOLS = {"≤": "<=", "≥": ">=", "≠": "!="}


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, closed by one `END` token.

    Raises:
        ExpressionError: a character that starts no token, or an unclosed quote.
    """
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            yield _unusual(text, position)
            position += 1
            continue
        if found.lastgroup in ("double", "single"):
            yield Token(Kind.WORDS, re.sub(r"\\(.)", r"\1", found[found.lastgroup]), position)
        elif found.lastgroup == "COLUMN":
            yield Token(Kind.COLUMN, found["COLUMN"].replace("``", "`"), position)
        elif found.lastgroup != "space":
            yield Token(Kind[found.lastgroup or ""], found[0], position)
        position = found.end()
    yield Token(Kind.END, "", len(text))


def _unusual(text: str, position: int) -> Token:
    character = text[position]
    if character in _SYMBOLS:
        return Token(Kind.OPERATOR, _SYMBOLS[character], position)
    if character in "\"'`":
        problem = Text(en="the quote opened here is not closed", ru="кавычка, открытая здесь, не закрыта")
        raise ExpressionError(problem, position=position, text=text)
    problem = Text(en=f"unexpected character {character!r}", ru=f"неожиданный символ {character!r}")
    raise ExpressionError(problem, position=position, text=text)
