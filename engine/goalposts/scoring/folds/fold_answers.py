"""Reads the fields of entities out of their states: by NumPy here, and by code in `fold_code/answer.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from goalposts.expressions.columns import Column
from goalposts.expressions.types import ValueType
from goalposts.scoring.folds.entities import flagged
from goalposts.scoring.folds.fold_program import LARGEST, Program, Slot, Step
from goalposts.scoring.folds.interning import Interned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.scoring.arrays import Flags, Integers
    from goalposts.scoring.folds.entities import Entities

_SIGN_BIT: Final = 63
_ALL_BUT_SIGN: Final = np.int64(0x7FFFFFFFFFFFFFFF)


@frozen(eq=False)
class Answer:
    """One field of some entities; words are still numbers.

    Attributes:
        values: shape (entities,).
        valid: where it is known, shape (entities,); None where all are.
    """

    values: NDArray[Any]
    valid: Flags | None = None

    def take(self, chosen: Flags) -> Answer:
        """Return that of some entities."""
        return Answer(self.values[chosen], None if self.valid is None else self.valid[chosen])


@frozen(eq=False)
class Answers:
    """Some entities: their keys, and every field that a program computes.

    Attributes:
        keys: shape (entities,), int64.
        fields: by name.
    """

    keys: Integers
    fields: Mapping[str, Answer]

    def take(self, chosen: Flags) -> Answers:
        """Return some of them."""
        return Answers(self.keys[chosen], {name: answer.take(chosen) for name, answer in self.fields.items()})


def answers(program: Program, entities: Entities) -> Answers:
    """Read every field of some entities."""
    state = np.ascontiguousarray(entities.state.T)
    found = {name: _answer(program, step, state) for name, step in program.found_in.items()}
    for name, flags in program.conditions.items():
        true, unknown = (flagged(state[program.joined(flag).at], flag) for flag in flags)
        found[name] = Answer(true, true | ~unknown)
    return Answers(entities.keys, found)


def column_of(program: Program, name: str, answer: Answer, kind: ValueType, words: Mapping[Slot, Interned]) -> Column:
    """Return a field as a column.

    Args:
        program: what was folded.
        name: the field.
        answer: its values.
        kind: its type.
        words: the words of values, by slot.
    """
    if not kind.is_words:
        return Column(kind, answer.values, answer.valid)
    slot = program.slots[program.slot_of(program.found_in[name])]
    codes, found = words.get(slot, Interned()).column_of(answer.values, answer.valid)
    return Column(kind, codes, answer.valid, found)


def _answer(program: Program, step: Step, state: Integers) -> Answer:
    first = state[step.at]
    if step.kind == "count":
        return Answer(first.astype(np.float64))
    if step.kind == "sum":
        sums = first.view(np.float64)
        return Answer(sums, ~np.isnan(sums))
    slot = program.slot_of(step)
    kind = ValueType.TIMESTAMP if slot < 0 else program.slots[slot].type
    valid = first != LARGEST
    if step.kind == "least":
        return Answer(_ordered(np.where(valid, step.sign * first, 0), kind), valid)
    values = np.where(valid, state[step.at + 1], 0)
    if kind.is_numeric:
        return Answer(values.view(np.float64), valid)
    return Answer(values.astype(np.bool_) if kind is ValueType.FLAG else values, valid)


def _ordered(values: Any, kind: ValueType) -> Any:
    """Undo what made the bits of numbers sort as the numbers do."""
    if kind is ValueType.TIMESTAMP:
        return values
    return (values ^ ((values >> _SIGN_BIT) & _ALL_BUT_SIGN)).view(np.float64)
