"""Random events that are hard on formulas: nulls, and values at, just below and just above every limit in them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from goalposts.expressions import ValueType
from goalposts.expressions.formula import parts
from goalposts.expressions.nodes import Number, Param, Words, children

if TYPE_CHECKING:
    from goalposts.expressions import Expression, Quantity
    from goalposts.model import EventType, Field, Kpi

FIRST_DAY: Final = date(2026, 1, 4)
DAYS: Final = 56
"""Eight weeks: four before the go-live of the trial project and four after it."""
_NULLS: Final = 0.1
_EARLIER: Final = 0.1
"""How often another time lies before the event's own, as a delivery before its promise."""
_WORDS: Final = ("some", "other", "ещё")
_ENTITIES: Final = 150
"""Words of a key: few enough for each to have several events, many enough for most to begin late."""
_DAY: Final = 86_400
_QUARTERS: Final = 4000


@frozen
class Limits:
    """The constants that formulas compare with, by what they can be compared with."""

    words: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    durations: tuple[float, ...] = ()
    amounts: tuple[float, ...] = ()


def limits_of(kpis: Iterable[Kpi], conditions: Iterable[Expression] = ()) -> Limits:
    """Collect the constants of the formulas of some KPIs, and of the conditions by which their events are made."""
    words: set[str] = set()
    found: dict[ValueType, set[float]] = {kind: set() for kind in ValueType}
    for constant in (*_of_formulas(kpis), *(known for part in conditions for known in _constants(part, {}))):
        if isinstance(constant, str):
            words.add(constant)
        else:
            found[constant.type].add(constant.in_base_unit)
    plain = found[ValueType.NUMBER]  # zero has no unit, nor has a factor
    of = (plain, found[ValueType.DURATION] | plain, found[ValueType.MONEY] | plain)
    return Limits(tuple(sorted(words - {""})), *map(tuple, map(sorted, of)))  # an empty cell is read as null


def _of_formulas(kpis: Iterable[Kpi]) -> Iterator[str | Quantity]:
    for kpi in kpis:
        for formula in kpi.formulas.values():
            for part in parts(formula).values():
                yield from _constants(part, kpi.params)


def _constants(expression: Expression, params: Mapping[str, Quantity]) -> Iterator[str | Quantity]:
    if isinstance(expression, Words):
        yield expression.text
    elif isinstance(expression, Number):
        yield expression.quantity
    elif isinstance(expression, Param):
        yield params[expression.name]
    for child in children(expression):
        yield from _constants(child, params)


@frozen
class RandomEvents:
    """Draws rows of event types; the same seed gives the same rows.

    Attributes:
        limits: what the values are drawn around.
        keys: fields whose words put events together, by event type: of these there are many.
        random: the source of chance.
    """

    limits: Limits
    keys: Mapping[str, frozenset[str]] = field(factory=dict)
    random: random.Random = field(factory=lambda: random.Random(1))  # noqa: S311  # no secret hangs on it

    def rows(self, kind: EventType, number: int) -> list[dict[str, Any]]:
        """Draw rows of an event type in order of time, no two at the same second."""
        start = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
        seconds = sorted(self.random.sample(range(DAYS * _DAY), number))
        return [self._row(kind, start + timedelta(seconds=second)) for second in seconds]

    def _row(self, kind: EventType, moment: datetime) -> dict[str, Any]:
        keys = self.keys.get(kind.id, frozenset())
        return {
            known.id: moment if known.id == kind.time else self._cell(known, moment, is_key=known.id in keys)
            for known in kind.fields
        }

    def _cell(self, known: Field, moment: datetime, *, is_key: bool) -> Any:
        if not known.required and self.random.random() < _NULLS:
            return None
        if is_key and not known.values:
            return f"no. {self.random.randrange(_ENTITIES)}"
        if known.type is ValueType.TIMESTAMP:
            away = timedelta(seconds=self._around(self.limits.durations, 10 * _DAY))
            return moment - away if self.random.random() < _EARLIER else moment + away
        if known.type is ValueType.FLAG:
            return self.random.random() < 0.5
        if known.type is ValueType.DURATION:
            return self._around(self.limits.durations, 600)
        if known.type is ValueType.MONEY:
            return self._around(tuple(4 * amount for amount in self.limits.amounts), _QUARTERS) / 4
        if known.type is ValueType.NUMBER:
            return self._around(self.limits.numbers, 10)
        return self.random.choice(known.values or (*self.limits.words, *_WORDS))

    def _around(self, limits: Sequence[float], otherwise: int) -> int:
        """A whole number that is not negative, as often as not at one of the limits or one beside it."""
        if limits and self.random.random() < 0.5:
            return max(0, round(self.random.choice(limits)) + self.random.choice((-1, 0, 1)))
        return self.random.randrange(otherwise)
