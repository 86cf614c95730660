"""Tells the encoding of a text by its first bytes, as well as bytes can."""

from __future__ import annotations

import codecs
from typing import Final

from goalposts.streams.files.text_encoding import likely_encoding

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


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
        return likely_encoding(sample)
    return "utf-8"
