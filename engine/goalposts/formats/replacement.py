"""What an edit of a project file replaces by what, as an editor applies it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from attrs import frozen

from goalposts.formats.edited_text import with_edits

if TYPE_CHECKING:
    from goalposts.model import Edit

_MARK = "\ufeff"


@frozen
class Replacement:
    """A stretch of a text and what stands there instead.

    Attributes:
        start, end: line and column, both counted from 1; the end is the first sign that stays.
        text: what stands there instead; empty where something is only removed.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def replacement_of(text: str, edit: Edit) -> Replacement | None:
    """Return what the edit replaces in a text, or None where it cannot be made safely.

    Args:
        text: of the project file that the edit is of, as it stands in the file.
        edit: that a finding carries.

    Raises:
        ProjectFileError: the text is no YAML.
    """
    before = text.removeprefix(_MARK)
    after, made = with_edits(before, [edit])
    if not made:
        return None
    start = _shared(before, after)
    kept = _shared(before[start:][::-1], after[start:][::-1])
    end = len(before) - kept
    return Replacement(_place(before, start), _place(before, end), after[start : len(after) - kept])


def _shared(one: str, other: str) -> int:
    """How many signs both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
