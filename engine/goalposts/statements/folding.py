"""A text as it is matched: small letters, plain spaces, nothing invisible, and every letter where it stood."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

LONGEST: Final = 2_000
"""Characters that are read; a statement is a sentence, and what comes after is no part of it."""

_SAME: Final = str.maketrans("ё\u00a0\u202f\u2009\t\r\n−–—", "е      ---")
_INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u061c\u2066\u2067\u2068\u2069"
)
_LATIN_SIGNS: Final = "aceopxykABCEHKMOPTXY"
_CYRILLIC_SIGNS: Final = "асеорхукАВСЕНКМОРТХУ"
_TO_CYRILLIC: Final = str.maketrans(_LATIN_SIGNS, _CYRILLIC_SIGNS)
_TO_LATIN: Final = str.maketrans(_CYRILLIC_SIGNS, _LATIN_SIGNS)
_MIXED: Final = re.compile(r"(?<![^\W\d_])(?=[a-z]*[а-яё])(?=[а-яё]*[a-z])[^\W\d_]+", re.IGNORECASE)
_LETTER_OF: Final = {"ru": re.compile(r"[а-яё]", re.IGNORECASE), "en": re.compile(r"[a-z]", re.IGNORECASE)}
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
    text = _MIXED.sub(_in_one_alphabet, "".join(sign for _, sign in kept))
    text = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text).translate(_SAME)
    return Folded(text, tuple(place for place, _ in kept))


def cleaned(statement: str) -> str:
    """Return a statement as people should read it: nothing invisible, single spaces, every word in one alphabet.

    Only its first 2,000 characters are kept.

    >>> cleaned("Bсе\u200b  в ЕRР")
    'Все в ERP'
    """
    text = "".join(sign for sign in statement[:LONGEST] if sign not in _INVISIBLE)
    return " ".join(_MIXED.sub(_in_one_alphabet, text).split())


def _in_one_alphabet(found: re.Match[str]) -> str:
    """A word of both alphabets in the one that it was meant in; capitals that fit both are an English abbreviation."""
    word = found.group()
    russian, english = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if _LETTER_OF["ru"].search(english):
        return russian
    return english if word.isupper() or _LETTER_OF["en"].search(russian) else russian
