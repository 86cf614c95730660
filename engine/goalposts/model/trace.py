"""How a goal came to its state, as data: the rules in their order, what each compared, and what would change it."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from goalposts.locale import Text

OPERATORS: Final = ("<", "<=", ">", ">=", "missing", "present")
"""The last two ask whether there is a value at all."""

_NO_WORDS: Final = Text.of("")


@frozen
class Comparison:
    """One number held against another.

    Attributes:
        of: what is compared: `evaluation` and `baseline` are values of the KPI; `low` and `high` the ends of the likely
            effect, turned so that more is better; `nearer_end` and `farther_end` how far those lie from no change.
        value: in KPI units, or a count; None when there is none.
        operator: one of `OPERATORS`.
        threshold: in the unit of the value.
        holds: whether `value operator threshold`; without a value or threshold it does not.
        text: the same as a sentence.
    """

    of: str
    value: float | None
    operator: str
    threshold: float | None
    holds: bool
    text: Text = _NO_WORDS


@frozen
class Step:
    """One rule of the state table, which passes when all its comparisons hold, and then gives the state."""

    rule: str
    state: str
    passed: bool
    comparisons: tuple[Comparison, ...] = ()
    text: Text = _NO_WORDS


@frozen
class Turn:
    """Something that would change a state.

    Attributes:
        code: `higher` and `lower` move the value after the start, and the effect with it; the others are deeds.
        distance: how much of it, negative when lower; None where it is no amount.
        unit: of the distance: `kpi`, `days`, `weeks`, or empty.
        state: that would come of it; empty where that shows only then.
        text: the same as a clause.
    """

    code: str
    distance: float | None
    unit: str
    state: str
    text: Text = _NO_WORDS


@frozen
class Trace:
    """Why a goal has its state.

    Attributes:
        steps: the rules that were tried, in the order of the state table; the last one passed and names the state.
        effect, low, high: the effect and its likely range, turned so that more is better; None without an effect.
        promise: the promised change in KPI units; None without one.
        n, days: events and days of the evaluation window.
        next_state, distance: the state that is nearest and how far away it is, as in the first of `would_change`.
        would_change: the nearest first.
    """

    steps: tuple[Step, ...] = ()
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    promise: float | None = None
    n: int = 0
    days: int = 0
    next_state: str = ""
    distance: float | None = None
    would_change: tuple[Turn, ...] = ()
