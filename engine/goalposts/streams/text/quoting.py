"""Where rows of a text table end: a line break inside of a quoted cell ends none.

A quotation mark opens a cell only where a cell begins; elsewhere it is a letter, as the parser of Arrow has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

import numpy as np
from attrs import define
from numpy.typing import NDArray

_LINE_FEED, _RETURN = 10, 13
_WORD_BITS: Final = 64
_LAST_BIT: Final = np.uint64(_WORD_BITS - 1)
_CACHED: Final = 1 << 16


@define(eq=False, slots=False)
class Quoting:
    """How cells are told apart.

    Attributes:
        quote: empty for none.
        escape: the letter after which any other is none of the syntax; empty for none.
    """

    delimiter: str
    quote: str = '"'
    escape: str = ""

    def last_end(self, text: bytes) -> int:
        """Where the last complete row ends in a text that begins with a row; 0 when none is complete."""
        hidden = self._hidden(text)
        end = len(text)
        while end := _last_break(text, end):
            if not hidden(end - 1):
                return end
            end -= 1
        return 0

    def never_closed(self, text: bytes) -> int | None:
        """Where a quoted cell begins that goes on over a line break to the end of the text."""
        if not text or not self._hidden(text)(len(text) - 1):
            return None
        *_, (start, end) = self._cells(text)
        return start if end > len(text) and _last_break(text, len(text)) > start else None

    def _hidden(self, text: bytes) -> Callable[[int], bool]:
        """Tells of a byte whether it lies in a quoted cell, or after an escape."""
        if not self.escape and (not self.quote or self._mark not in text):
            return lambda _: False
        inside = None if self.escape else self._inside(text)
        if inside is not None:
            found = inside
            return lambda place: bool(int(found[place // _WORD_BITS]) >> place % _WORD_BITS & 1)
        cells = np.array([*self._cells(text), (len(text) + 1, len(text) + 1)], np.int64)

        def lies_in_cell(place: int) -> bool:
            number = int(np.searchsorted(cells[:, 0], place, side="right")) - 1
            return number >= 0 and place < int(cells[number, 1])

        return lies_in_cell

    def _inside(self, text: bytes) -> NDArray[np.uint64] | None:
        """The quick way, a bit for every byte; None unless every mark opens or closes a cell or stands twice."""
        quoted, before = self._marks(text)
        inside, moved = quoted.copy(), np.empty_like(quoted)  # new arrays would cost more than what is done in them
        for shift in (1, 2, 4, 8, 16, 32):  # of every bit the parity of all up to it: first in the word
            inside ^= np.left_shift(inside, np.uint64(shift), out=moved)
        np.right_shift(inside, _LAST_BIT, out=moved)
        np.bitwise_xor.accumulate(moved, out=moved)  # then of the words before
        inside[1:] ^= np.negative(moved, out=moved)[:-1]
        np.left_shift(before, np.uint64(1), out=moved)
        moved[1:] |= before[:-1] >> _LAST_BIT
        moved[0] |= np.uint64(1)
        np.invert(moved, out=moved)
        moved &= quoted
        moved &= inside
        return None if moved.any() else inside

    def _marks(self, text: bytes) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Of every byte a bit: whether it is a mark, and whether a mark after it may open a cell."""
        quoted = np.zeros(-(-len(text) // _WORD_BITS) * 8, np.uint8)
        before = quoted.copy()
        letters, room = np.frombuffer(text, np.uint8), np.empty((3, _CACHED), np.bool_)
        ends = (_LINE_FEED, _RETURN) if b"\r" in text else (_LINE_FEED,)
        for start in range(0, len(text), _CACHED):  # what stays in the cache of a processor takes a quarter of the time
            part = letters[start : start + _CACHED]
            marks, opens, found = room[:, : len(part)]
            np.equal(part, ord(self.quote), out=marks)
            np.equal(part, ord(self.delimiter), out=opens)
            np.logical_or(opens, marks, out=opens)
            for end in ends:
                np.logical_or(opens, np.equal(part, end, out=found), out=opens)
            packed = slice(start // 8, start // 8 + -(-len(part) // 8))
            quoted[packed] = np.packbits(marks, bitorder="little")
            before[packed] = np.packbits(opens, bitorder="little")
        return quoted.view("<u8"), before.view("<u8")

    def _cells(self, text: bytes) -> Iterator[tuple[int, int]]:
        """Quoted cells, and what an escape hides.

        Yields the first byte, and that after the last; beyond the end of the text when a cell is not closed.
        """
        place = hidden = 0
        while found := self._next.search(text, place):
            if found["hidden"] is not None:
                place = hidden = found.end()
                yield found.span()
            elif found.start() == hidden > 0:  # what stands before is a letter, not a delimiter
                place, hidden = hidden + 1, 0
            else:
                place = found.end() if found["close"] else len(text) + 1
                yield found.start(), place
            if place > len(text):
                return

    @property
    def _mark(self) -> bytes:
        return self.quote.encode()

    @cached_property
    def _next(self) -> re.Pattern[bytes]:
        """What comes next that hides line breaks: a quoted cell, or a letter after an escape."""
        sign, escape = re.escape(self.delimiter.encode()), re.escape(self.escape.encode())
        hidden = rb"(?P<hidden>" + escape + rb".)" if escape else rb"(?P<hidden>(?!))"
        if not self.quote:
            return re.compile(hidden, re.DOTALL)
        mark = re.escape(self._mark)
        inner = rb"[^" + mark + escape + rb"]++|" + mark + mark + (rb"|" + escape + rb"." if escape else b"")
        cell = rb"(?:\A|(?<=[" + sign + rb"\r\n]))" + mark + rb"(?:" + inner + rb")*+(?P<close>" + mark + rb")?"
        return re.compile(cell + rb"|" + hidden, re.DOTALL)


def _last_break(text: bytes, end: int) -> int:
    """After the last line feed; of a text without one, after the last carriage return that none can follow."""
    found = text.rfind(b"\n", 0, end)
    if found < 0:
        found = text.rfind(b"\r", 0, min(end, len(text) - 1))
    return found + 1
