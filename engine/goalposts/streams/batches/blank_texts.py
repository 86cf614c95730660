"""Tells from the first and the last of some texts, in their order, that none of them is blank."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

BLANKS: Final = (
    *"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u180e",
    *map(chr, range(0x2000, 0x200B)),
    *"\u2028\u2029\u202f\u205f\u3000",
)
"""Every sign of which blank texts consist, in the order of texts."""


def never_blank(first: str, last: str) -> bool:
    r"""Whether no text from `first` to `last` begins with a blank, so that each of them says something.

    False where that is not known: then the texts have to be looked at.

    >>> never_blank("a-1", "z-9"), never_blank("", "a"), never_blank("a", "\u0416"), never_blank("\u0410", "\u042f")
    (True, False, False, True)
    """
    if not first or not last:
        return False
    place = bisect_left(BLANKS, first[0])
    return place == len(BLANKS) or last[0] < BLANKS[place]
