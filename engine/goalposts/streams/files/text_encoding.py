"""In which encoding a text is written: as its byte order mark says, as the source says; a guess only as a hint."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Final

import numpy as np

from goalposts.errors import SourceError
from goalposts.locale import Text

_MARKS: Final[Mapping[bytes, str]] = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CYRILLIC: Final = ("cp1251", "cp866", "koi8-r", "mac-cyrillic", "iso8859-5")
_COMMON: Final = "оеаинтсрвлкмдпуябзгы"
_LEAST_SHARE: Final = 0.5
_LOOKED_AT: Final = 1 << 16
"""Bytes that tell what a text reads like; what is no text at all may be long."""
_BYTES: Final = 256
_WITHIN_A_LETTER: Final = bytes(range(0x80, 0xC0))
"""Bytes that go on with a letter of UTF-8."""


def actual_encoding(stated: str, start: bytes) -> str:
    r"""The encoding that a byte order mark tells, of a text that is said to be UTF-8; else the stated one.

    >>> actual_encoding("utf-8", b"\xff\xfea\0"), actual_encoding("cp1251", b"a")
    ('utf-16', 'cp1251')
    """
    if codecs.lookup(stated).name not in ("utf-8", "utf-8-sig"):
        return stated
    return next((encoding for mark, encoding in _MARKS.items() if start.startswith(mark)), "utf-8")


def extends_ascii(encoding: str) -> bool:
    """Whether the bytes of delimiters, quotes and line ends stand for nothing else: UTF-8, and one byte a letter.

    >>> [extends_ascii(name) for name in ("utf-8", "cp1251", "utf-16", "gbk")]
    [True, True, False, False]
    """
    if codecs.lookup(encoding).name in ("utf-8", "utf-8-sig"):
        return True
    decoder = codecs.getdecoder(encoding)
    try:
        letters = [decoder(bytes([value]), "replace")[0] for value in range(_BYTES)]
    except (UnicodeError, TypeError):
        return False
    whole = decoder(bytes(range(_BYTES)), "replace")[0]
    return letters[:128] == [chr(value) for value in range(128)] and whole == "".join(letters)


def is_utf_8(text: bytes) -> bool:
    """Whether bytes are a text in UTF-8; nothing is decoded.

    >>> is_utf_8("Привет".encode()), is_utf_8("Привет".encode("cp1251"))
    (True, False)
    """
    if text.isascii():
        return True
    import pyarrow as pa

    ends = np.array([0, len(text)], np.int32)
    try:
        pa.StringArray.from_buffers(1, pa.py_buffer(ends), pa.py_buffer(text)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def wrong_encoding(encoding: str, where: str, text: bytes = b"") -> SourceError:
    """Say that a text is written in another encoding, and which it may be.

    Args:
        encoding: in which it was read.
        where: the file, and the line where that is known.
        text: some bytes that could not be read, where they are at hand.
    """
    problem = Text(en="the text is not {encoding}", ru="текст не в кодировке {encoding}").fill(encoding=encoding)
    if codecs.lookup(encoding).name not in ("utf-8", "utf-8-sig") and _reads_as_utf_8(text):
        return SourceError(problem, where=where, hint=TAKE_ENCODING_OUT)
    hint = Text(en="give its `encoding:`, for example {likely}", ru="укажите `encoding:`, например {likely}")
    return SourceError(problem, where=where, hint=hint.fill(likely=likely_encoding(text) if text else "cp1251"))


TAKE_ENCODING_OUT: Final = Text(en="it is UTF-8: take `encoding:` out", ru="это UTF-8: уберите `encoding:`")
"""What to do about a source that states another encoding for such a text."""


def _reads_as_utf_8(text: bytes) -> bool:
    """Whether bytes out of a text, which may begin and end within a letter, are UTF-8 beyond ASCII."""
    cut = text[:_LOOKED_AT].lstrip(_WITHIN_A_LETTER)
    try:
        read = codecs.getincrementaldecoder("utf-8")().decode(cut)
    except UnicodeDecodeError:
        return False
    return not read.isascii()


def likely_encoding(text: bytes) -> str:
    """The encoding in which a text reads most like Russian; `cp1252` where in none it does.

    >>> likely_encoding("Привет, мир".encode("cp866")), likely_encoding("Café".encode("latin-1"))
    ('cp866', 'cp1252')
    """
    if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    text = text[:_LOOKED_AT]
    high = bytes(value for value in text if value >= _BYTES // 2)
    scores = {encoding: _russian(text, encoding, len(high)) for encoding in _CYRILLIC}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= _LEAST_SHARE else "cp1252"


def _russian(text: bytes, encoding: str, high: int) -> float:
    """How much of what is not ASCII is common Russian letters; what no Russian word has counts against it."""
    if not high:
        return 0.0
    decoded = text.decode(encoding, "replace")
    score = 0.0
    for before, letter in zip(" " + decoded, decoded, strict=False):
        if letter < "\x80":
            continue
        if before.isascii() and before.isalpha():
            score -= 1.0
        elif letter.lower() in "абвгдеёжзийклмнопрстуфхцчшщъыьэюя":
            score += 1.0 if letter.lower() in _COMMON else 0.6
            score -= 0.8 * (letter.isupper() and before.islower())
        else:
            score -= 1.0
    return score / high
