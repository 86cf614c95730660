"""How browsers and file managers name a file that is saved a second time."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

_COPIES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<name>.+?) ?\(\d+\)",  # visits (1).csv
        r"(?P<name>.+?)(?: [-–—] |[ _-])(?:copy|копия)(?: ?\(?\d+\)?)?",  # visits - Copy (2).csv, visits_copy.csv
        r"(?:copy of|копия) (?P<name>.+)",
    )
)
_PACKED: Final = (".gz", ".zst")


def is_copy_of(copy: str, name: str) -> bool:
    """Whether a file is named as a second download, or a copy, of another one in the same folder.

    >>> is_copy_of("exports/visits (1).csv", "exports/visits.csv")
    True
    >>> is_copy_of("visits-2026.csv", "visits.csv")
    False
    """
    stem, ending = _parted(copy)
    other, same_ending = _parted(name)
    if PurePath(copy).parent != PurePath(name).parent or ending.lower() != same_ending.lower():
        return False
    found = (pattern.fullmatch(stem) for pattern in _COPIES)
    return any(match is not None and match["name"].casefold() == other.casefold() for match in found)


def _parted(name: str) -> tuple[str, str]:
    path = PurePath(name)
    packing = path.suffix if path.suffix.lower() in _PACKED else ""
    inner = PurePath(path.name.removesuffix(packing))
    return inner.stem, inner.suffix + packing
