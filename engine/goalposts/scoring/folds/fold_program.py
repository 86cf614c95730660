"""What a fold does to rows: which words make a row, and what each reducer does to which words of an entity's state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import define, evolve, field, frozen

from goalposts.expressions import Expression
from goalposts.expressions.nodes import And, Name
from goalposts.expressions.reducers import Any, Count, First, Last, Max, Min, Reducer, Sum
from goalposts.expressions.types import ValueType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goalposts.scoring.arrays import Integers

FLAGS_A_WORD: Final = 64
LARGEST: Final = int(np.iinfo(np.int64).max)
"""What no time, and no value made orderable, reaches: the state of an edge or of a least value that has none."""

_NAN: Final = int(np.array(np.nan).view(np.int64))
_TIME: Final = 1
_INITIAL: Final = {"edge": [LARGEST, 0], "least": [LARGEST], "sum": [_NAN], "count": [0], "flags": [0]}


@frozen
class Slot:
    """A word of a row: the values of an expression; if `ordered`, made so that their bits sort as they do."""

    of: Expression
    type: ValueType
    ordered: bool = False


@frozen
class Flag:
    """A bit of a row: `where` is true and, if given, `of` is known (`of` is the operand).

    `asked` makes it the bit of a Kleene condition instead: where `of` is true, or with `unknown` where it is unknown.
    """

    where: Expression | None = None
    of: Expression | None = None
    asked: bool = False
    unknown: bool = False


@frozen
class Step:
    """One kernel's work: on a flag and a value of every row, into one or two words of the entity's state.

    Attributes:
        kind: `edge`, `least`, `sum`, `count` or `flags`.
        flag: the number of the flag; of `flags` the number of its word.
        value: the word of the row; -1 where none is used.
        sign: -1 to look for the last or the greatest.
        at: the first word of the state.
    """

    kind: str
    flag: int
    value: int = -1
    sign: int = 1
    at: int = -1


@frozen
class Program:
    """A whole fold, numbered; words of a row are key, time, flags, values.

    Attributes:
        flags: bit `n % 64` of flag word `n // 64`.
        slots: the values, in the order of their words.
        steps: what to do.
        found_in: the step whose state holds the answer, by the entity's field.
        conditions: the flags of an `any`, by the entity's field: where it is true, and where it is unknown.
        initial: shape (state words,), the state of an entity without rows.
    """

    flags: tuple[Flag, ...]
    slots: tuple[Slot, ...]
    steps: tuple[Step, ...]
    found_in: Mapping[str, Step]
    conditions: Mapping[str, tuple[int, int]]
    initial: Integers = field(eq=False)

    @property
    def flag_words(self) -> int:
        """How many words of flags a row has."""
        return -(-len(self.flags) // FLAGS_A_WORD)

    @property
    def width(self) -> int:
        """Words a row."""
        return 2 + self.flag_words + len(self.slots)

    def slot_of(self, step: Step) -> int:
        """The slot of the values that a step uses; negative for none, and for the time of the row."""
        return step.value - 2 - self.flag_words

    def joined(self, flag: int) -> Step:
        """The step that joins the word of a flag."""
        return next(step for step in self.steps if step.kind == "flags" and step.flag == flag // FLAGS_A_WORD)


@define
class _Numbering:
    """Hands out numbers, one to what is equal; words of values count from 0 until all flags are known."""

    time: str
    type_of: Callable[[Expression], ValueType]
    flags: dict[Flag, int] = field(factory=dict)
    slots: dict[Slot, int] = field(factory=dict)
    steps: dict[Step, int] = field(factory=dict)

    def step(self, reducer: Reducer) -> Step:
        match reducer:
            case Count(where=where):
                found = Step("count", self.flag(Flag(where)))
            case Sum(of=of, where=where):
                found = Step("sum", self.flag(Flag(where, of)), self._slot(of))
            case Min(of=of, where=where) | Max(of=of, where=where):
                slot = self._slot(of, ordered=True)
                found = Step("least", self.flag(Flag(where, of)), slot, 1 if isinstance(reducer, Min) else -1)
            case First(of=of, where=where) | Last(of=of, where=where):
                is_time = of == Name(self.time)  # the time of the first event is the least time: one word less
                slot = -1 if is_time else self._slot(of)
                sign = 1 if isinstance(reducer, First) else -1
                found = Step("least" if is_time else "edge", self.flag(Flag(where, of)), slot, sign)
            case Any():
                raise AssertionError("a condition has flags, not a step of its own")
        self.steps.setdefault(found, len(self.steps))
        return found

    def condition(self, reducer: Any) -> tuple[int, int]:
        of = reducer.of if reducer.where is None else And((reducer.where, reducer.of))
        return self.flag(Flag(of=of, asked=True)), self.flag(Flag(of=of, asked=True, unknown=True))

    def flag(self, flag: Flag) -> int:
        return self.flags.setdefault(flag, len(self.flags))

    def _slot(self, of: Expression, *, ordered: bool = False) -> int:
        return self.slots.setdefault(Slot(of, self.type_of(of), ordered), len(self.slots))


def program_of(reducers: Mapping[str, Reducer], time: str, type_of: Callable[[Expression], ValueType]) -> Program:
    """Number what some reducers need.

    Args:
        reducers: by the field of the entity that they fill.
        time: the field that orders events.
        type_of: the type of an operand.
    """
    numbering = _Numbering(time, type_of)
    conditions = {name: numbering.condition(reducer) for name, reducer in reducers.items() if isinstance(reducer, Any)}
    wanted = {name: numbering.step(reducer) for name, reducer in reducers.items() if not isinstance(reducer, Any)}
    flag_words = -(-len(numbering.flags) // FLAGS_A_WORD)
    placed: dict[Step, Step] = {}
    initial: list[int] = []
    for step in (*numbering.steps, *(Step("flags", word) for word in range(flag_words if conditions else 0))):
        value = _TIME if step.kind == "least" and step.value < 0 else 2 + flag_words + step.value
        placed[step] = evolve(step, value=value, at=len(initial))
        initial += _INITIAL[step.kind]
    return Program(
        tuple(numbering.flags),
        tuple(numbering.slots),
        tuple(placed.values()),
        {name: placed[step] for name, step in wanted.items()},
        conditions,
        np.array(initial, np.int64),
    )
