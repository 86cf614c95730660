"""Entities and their states, and how NumPy makes them of rows: what the code of a fold must come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.scoring.folds.fold_program import FLAGS_A_WORD, LARGEST, Program, Step
from goalposts.scoring.kernels import folds

if TYPE_CHECKING:
    from goalposts.scoring.arrays import Flags, Integers


@frozen(eq=False)
class Entities:
    """Keys and states of entities, each once.

    Attributes:
        keys: shape (entities,), int64.
        state: shape (entities, state words), int64.
    """

    keys: Integers
    state: Integers

    def part(self, start: int, end: int) -> Entities:
        """Return those of some places."""
        return Entities(self.keys[start:end], self.state[start:end])

    @classmethod
    def empty(cls, program: Program) -> Entities:
        """No entities."""
        return cls(np.zeros(0, np.int64), np.zeros((0, program.initial.size), np.int64))

    @classmethod
    def of(cls, program: Program, words: Integers) -> Entities:
        """Fold rows, shape (width, rows), by NumPy."""
        keys, numbers = folds.number_keys(words[0])
        state = np.tile(program.initial, (keys.size, 1))
        for step in program.steps:
            _apply(step, words, numbers, state)
        return cls(keys, state)

    def merge(self, later: Entities, program: Program) -> Entities:
        """Join the entities of earlier rows with those of later ones, by which ties of time are broken.

        Associative; commutative but for such ties, and for the rounding of sums.
        """
        keys, numbers = folds.number_keys(np.concatenate([self.keys, later.keys]))
        state = np.tile(program.initial, (keys.size, 1))
        state[numbers[: self.keys.size]] = self.state
        for step in program.steps:
            _join(step, later.state, numbers[self.keys.size :], state)
        return Entities(keys, state)


def _apply(step: Step, words: Integers, numbers: Integers, state: Integers) -> None:
    if step.kind == "flags":
        folds.join_flags(numbers, words[2 + step.flag], state[:, step.at])
        return
    counts = flagged(words[2 + step.flag // FLAGS_A_WORD], step.flag)
    numbers, values = numbers[counts], words[step.value, counts]
    if step.kind == "edge":
        times = step.sign * words[1, counts]
        folds.keep_edges(numbers, times, values, later_wins(step), state[:, step.at], state[:, step.at + 1])
    elif step.kind == "least":
        folds.keep_least(numbers, step.sign * values, state[:, step.at])
    elif step.kind == "sum":
        folds.add_values(numbers, values, state[:, step.at])
    else:
        folds.count_rows(numbers, state[:, step.at])


def _join(step: Step, later: Integers, numbers: Integers, state: Integers) -> None:
    values = later[:, step.at]
    if step.kind == "edge":
        has = values != LARGEST
        best, kept = state[:, step.at], state[:, step.at + 1]
        folds.keep_edges(numbers[has], values[has], later[has, step.at + 1], later_wins(step), best, kept)
    elif step.kind == "least":
        folds.keep_least(numbers, values, state[:, step.at])
    elif step.kind == "sum":
        has = ~np.isnan(np.ascontiguousarray(values).view(np.float64))
        folds.add_values(numbers[has], np.ascontiguousarray(values[has]), state[:, step.at])
    elif step.kind == "flags":
        folds.join_flags(numbers, values, state[:, step.at])
    else:
        np.add.at(state[:, step.at], numbers, values)


def later_wins(step: Step) -> int:
    """1 where the later of two rows with the same time wins."""
    return int(step.sign < 0)


def flagged(words: Integers, flag: int) -> Flags:
    """The rows whose flag is set."""
    bit = np.uint64(1 << flag % FLAGS_A_WORD).view(np.int64)
    found: Flags = (words & bit) != 0
    return found
