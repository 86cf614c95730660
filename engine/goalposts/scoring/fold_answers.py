"""Reads the fields of entities out of their states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from goalposts.expressions.columns import Column
from goalposts.expressions.types import ValueType
from goalposts.scoring.entities import flagged
from goalposts.scoring.fold_program import LARGEST, Program, Slot, Step
from goalposts.scoring.interning import Interned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.scoring.arrays import Flags, Integers

_SIGN_BIT: Final = 63
_ALL_BUT_SIGN: Final = np.int64(0x7FFFFFFFFFFFFFFF)


def answers(program: Program, name: str, kind: ValueType, state: Integers, words: Mapping[Slot, Interned]) -> Column:
    """Return one field of some entities as a column.

    Args:
        program: what was folded.
        name: the field, one that the program computes.
        kind: its type.
        state: shape (state words, entities).
        words: the words of values, by slot.
    """
    if name in program.conditions:
        return _condition(program, program.conditions[name], state)
    step = program.found_in[name]
    first = np.ascontiguousarray(state[step.at])
    if step.kind == "count":
        return Column(kind, first.astype(np.float64))
    if step.kind == "sum":
        sums = first.view(np.float64)
        return Column(kind, sums, ~np.isnan(sums))
    valid = first != LARGEST
    if step.kind == "least":
        return Column(kind, _ordered(np.where(valid, step.sign * first, 0), kind), valid)
    return _kept(program, step, kind, np.where(valid, state[step.at + 1], 0), valid, words)


def _kept(
    program: Program, step: Step, kind: ValueType, values: Any, valid: Flags, words: Mapping[Slot, Interned]
) -> Column:
    if kind.is_words:
        slot = program.slots[step.value - 2 - program.flag_words]
        codes, found = words.get(slot, Interned()).column_of(values, valid)
        return Column(kind, codes, valid, found)
    if kind.is_numeric:
        return Column(kind, values.view(np.float64), valid)
    return Column(kind, values.astype(np.bool_) if kind is ValueType.FLAG else values, valid)


def _ordered(values: Any, kind: ValueType) -> Any:
    """Undo what made the bits of numbers sort as the numbers do."""
    if kind is ValueType.TIMESTAMP:
        return values
    return (values ^ ((values >> _SIGN_BIT) & _ALL_BUT_SIGN)).view(np.float64)


def _condition(program: Program, flags: tuple[int, int], state: Integers) -> Column:
    true, unknown = (flagged(state[program.joined(flag).at], flag) for flag in flags)
    return Column(ValueType.FLAG, true, true | ~unknown)
