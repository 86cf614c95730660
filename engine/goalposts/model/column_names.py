"""How the names of columns are compared, by whoever looks for one in a header."""

from __future__ import annotations

import unicodedata


def folded_name(name: str) -> str:
    r"""Return a column's name without what differs between exports of one system: case, ё, spaces, composed letters.

    >>> folded_name(" Счёт,\n  рубли ")
    'счет, рубли'
    >>> folded_name("E\u0301tat") == folded_name("\u00c9tat")
    True
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("ё", "е").split())
