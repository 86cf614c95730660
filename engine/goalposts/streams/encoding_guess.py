"""Tells the encoding of a text by its first bytes, as well as bytes can."""

from __future__ import annotations

import codecs
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC: Final = ("cp1251", "cp866", "koi8-r")
_FREQUENT: Final = frozenset("оеаинтсрвлкмдпу")


def guessed_encoding(sample: bytes) -> str:
    """Return the likeliest encoding of a text.

    UTF-8 is certain, and UTF-16 with its mark. Of the rest Cyrillic ones are told by how frequent letters are in
    Russian; what is not Russian is taken for `cp1252`.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        best = max(_CYRILLIC, key=lambda name: _russian(sample, name))
        return best if _russian(sample, best) > 0.5 else "cp1252"
    return "utf-8"


def _russian(sample: bytes, encoding: str) -> float:
    """Which share of the letters beyond ASCII are those that stand most often in Russian, in small letters mostly."""
    letters = [sign for sign in sample.decode(encoding, errors="replace") if ord(sign) > 127]
    known = sum(sign in _FREQUENT for sign in letters) + sum(sign.lower() in _FREQUENT for sign in letters)
    return known / (2 * len(letters)) if letters else 0.0
