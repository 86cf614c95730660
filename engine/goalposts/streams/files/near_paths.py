"""Finds the path that is meant where one names no file: a slip in a folder, another way to write it, a folder above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_WILD: Final = re.compile(r"[*?\[]")
_DRIVE: Final = re.compile(r"[A-Za-z]:/")
_DIGITS: Final = re.compile(r"\d+")
_QUOTES: Final = "\"'"
_LONG: Final = 8
"""In a name of so many letters two may be wrong."""


def unquoted(words: str) -> str:
    """Return a path without the quotes around it that a copied one comes with.

    >>> unquoted('"C:/exports/2026.xlsx"'), unquoted("it's.csv")
    ('C:/exports/2026.xlsx', "it's.csv")
    """
    bare = words.strip()
    return bare[1:-1] if len(bare) > 2 and bare[0] == bare[-1] and bare[0] in _QUOTES else words


def near_path(location: str, folder: Path) -> str | None:
    """Return a path, relative to the same folder, at which there is a file; None where none is near.

    Args:
        location: a path or a pattern that matches nothing.
        folder: what it is relative to.
    """
    try:
        return next((found for found in _tried(location, folder) if found != location), None)
    except OSError:
        return None


def _tried(location: str, folder: Path) -> Iterator[str]:
    words = unquoted(location).replace("\\", "/")
    parts = [part for part in words.split("/") if part not in ("", ".")]
    if not parts:
        return
    if words.startswith("/"):
        yield from (f"/{found}" for found in _walked(Path("/"), parts))
    elif not _DRIVE.match(words):
        yield from _walked(folder, parts)
    yield from _walked(folder, parts[-2:])
    yield from _walked(folder, parts[-1:])
    if not _WILD.search(parts[-1]):
        yield from (path.relative_to(folder).as_posix() for path in sorted(folder.glob(f"*/{parts[-1]}")))


def _walked(folder: Path, parts: list[str]) -> Iterator[str]:
    """The paths below a folder that differ from the parts by a slip at most in each."""
    first, *rest = parts
    if not rest and _WILD.search(first):
        if any(path.is_file() for path in folder.glob(first)):
            yield first
        return
    for name in _meant(folder, first):
        inner = folder / name
        if not rest and inner.exists():
            yield name
        elif rest and inner.is_dir():
            yield from (f"{name}/{found}" for found in _walked(inner, rest))


def _meant(folder: Path, name: str) -> list[str]:
    """The names in a folder that may be meant: the very one, one in other letters, one with a slip."""
    if name == ".." or (folder / name).exists():
        return [name]
    known = sorted(path.name for path in folder.iterdir())
    return [one for one in known if one.casefold() == name.casefold()] or [one for one in known if _is_slip(one, name)]


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter or two are wrong; a digit is none: 2025.xlsx is another file than 2026.xlsx."""
    from rapidfuzz.distance import OSA

    allowed = 2 if len(other) >= _LONG else 1
    same = _DIGITS.findall(one) == _DIGITS.findall(other)
    return (
        same and min(len(one), len(other)) > allowed + 1 and OSA.distance(one.casefold(), other.casefold()) <= allowed
    )
