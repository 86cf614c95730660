"""Where the parts of a packed row, and of an entity's record, lie.

Both are as narrow as their values: a flag takes a bit, a word its 32-bit number. Memory traffic is what a fold costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.scoring.folds.fold_program import FLAGS_A_WORD, LARGEST, Program, Slot

if TYPE_CHECKING:
    from goalposts.expressions.types import ValueType

SIZES: Final = {"i64": 8, "double": 8, "i32": 4, "i16": 2, "i8": 1}


@frozen
class Place:
    """Where a value lies: its LLVM type, and bytes from the beginning."""

    of: str
    offset: int


@frozen
class RowLayout:
    """A packed row: its parts by what they are, and its size in bytes.

    Attributes:
        flags: one integer for each word of flags.
        values: one for each slot of the program.
    """

    key: Place
    time: Place
    flags: tuple[Place, ...]
    values: tuple[Place, ...]
    size: int


@frozen
class RecordLayout:
    """An entity: its key, and the words of its state, in the order of the program's.

    Attributes:
        state: one place for each word of the state.
        initial: what stands there before the first row, as LLVM writes it.
    """

    key: Place
    state: tuple[Place, ...]
    initial: tuple[str, ...]
    size: int


@frozen
class Layout:
    """All that the code of a fold is made of."""

    program: Program
    row: RowLayout
    record: RecordLayout


def layout_of(program: Program, key: str) -> Layout:
    """Lay a fold out.

    Args:
        program: what is folded.
        key: the type of keys, `i64` for numbers or `i32` for the numbers of words.
    """
    flags = tuple(flags_type(program, word) for word in range(program.flag_words))
    values = tuple(value_type(slot) for slot in program.slots)
    places, size = _placed((key, "i64", *flags, *values))
    cut = 2 + len(flags)
    row = RowLayout(places[0], places[1], places[2:cut], places[cut:], size)
    kinds, initial = _state(program, flags, values)
    places, size = _placed((key, *kinds))
    return Layout(program, row, RecordLayout(places[0], places[1:], initial, size))


def _state(
    program: Program, flags: tuple[str, ...], values: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kinds: list[str] = []
    initial: list[str] = []
    for step in program.steps:
        match step.kind:
            case "edge":
                value = values[program.slot_of(step)]
                kinds += ["i64", value]
                initial += [str(LARGEST), "0.0" if value == "double" else "0"]
            case "least":
                kinds.append("i64")
                initial.append(str(LARGEST))
            case "sum":
                kinds.append("double")
                initial.append("0x7FF8000000000000")
            case "count":
                kinds.append("i64")
                initial.append("0")
            case _:
                kinds.append(flags[step.flag])
                initial.append("0")
    return tuple(kinds), tuple(initial)


def _placed(kinds: tuple[str, ...]) -> tuple[tuple[Place, ...], int]:
    """Put values side by side, the widest first, and round the size up to whole 32-bit words."""
    order = sorted(range(len(kinds)), key=lambda place: -SIZES[kinds[place]])
    places: dict[int, Place] = {}
    end = 0
    for place in order:
        places[place] = Place(kinds[place], end)
        end += SIZES[kinds[place]]
    return tuple(places[place] for place in range(len(kinds))), -(-end // 4) * 4


def flags_type(program: Program, word: int) -> str:
    """The narrowest integer that holds a word of flags."""
    bits = min(len(program.flags) - word * FLAGS_A_WORD, FLAGS_A_WORD)
    return f"i{next(size for size in (8, 16, 32, 64) if bits <= size)}"


def value_type(slot: Slot) -> str:
    """How a packed row holds the values of a slot."""
    return "i64" if slot.ordered else _BY_TYPE[_family(slot.type)]


_BY_TYPE: Final = {"words": "i32", "number": "double", "flag": "i8", "time": "i64"}


def _family(kind: ValueType) -> str:
    if kind.is_words:
        return "words"
    if kind.is_numeric:
        return "number"
    return "flag" if kind.value == "flag" else "time"


def numpy_type(of: str) -> np.dtype[np.generic]:
    """The NumPy type of an LLVM type."""
    return np.dtype({"double": np.float64}.get(of) or f"i{SIZES[of]}")
