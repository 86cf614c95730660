"""A text as it is matched: small letters, plain spaces, nothing invisible, and every letter where it stood."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

LONGEST: Final = 2_000
"""Characters that are read; a statement is a sentence, and what comes after is no part of it."""

_SAME: Final = str.maketrans("ё\u00a0\u202f\u2009\t\r\n−–—", "е      ---")
_INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
)
_LOOKS_CYRILLIC: Final = str.maketrans("aceopxyk", "асеорхук")
_MIXED: Final = re.compile(r"(?=\w*[а-я])(?=\w*[a-z])[^\W\d_]+")
_CYRILLIC: Final = re.compile(r"[а-я]")
_LATIN: Final = re.compile(r"[a-z]")


@frozen
class Folded:
    """A folded text and the place of each of its characters in the text as it is written."""

    text: str
    places: tuple[int, ...]

    @property
    def language(self) -> str:
        """`ru` when at least a third of the letters are Cyrillic, for systems have Latin names; else `en`."""
        russian = len(_CYRILLIC.findall(self.text))
        return "ru" if russian and 2 * russian >= len(_LATIN.findall(self.text)) else "en"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the written one."""
        return self.places[start], self.places[end - 1] + 1


def folded(statement: str) -> Folded:
    """Fold a statement.

    >>> folded("Всё   ДО 15 %").text
    'все   до 15 %'
    """
    kept = [(place, sign) for place, sign in enumerate(statement[:LONGEST]) if sign not in _INVISIBLE]
    text = "".join(sign.lower() if len(sign.lower()) == 1 else sign for _, sign in kept).translate(_SAME)
    text = _MIXED.sub(lambda found: found.group().translate(_LOOKS_CYRILLIC), text)
    return Folded(text, tuple(place for place, _ in kept))
