"""The value of a KPI, computed the slow and obvious way: one row after the other, in fractions.

It shares no code with the scorer: it walks the formula as it is written. Times are aware datetimes in UTC, durations
seconds, null is None. Left out, as `is_reckoned` says: times to event and business hours. Events that are made of other
ones are made by `naive_derivations`.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts.expressions import Distinct, Mean, Quantile, Quotient, Ratio, Share, Survival, Total
from goalposts.expressions.formula import parts
from goalposts.expressions.nodes import (
    Among,
    And,
    Arithmetic,
    Call,
    Compare,
    IsNull,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Param,
    Words,
    children,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.expressions import Expression, Formula, Quantity
    from goalposts.expressions.quotient import Sum, Weighted
    from goalposts.model import Kpi

Row = Mapping[str, Any]
Rows = Sequence[Row]

_CALENDAR: Final[Mapping[str, Callable[[datetime], Any]]] = {
    "weekday": datetime.isoweekday,
    "hour": lambda moment: moment.hour,
    "day_of_month": lambda moment: moment.day,
    "month": lambda moment: moment.month,
    "year": lambda moment: moment.year,
    "is_weekend": lambda moment: moment.isoweekday() > 5,
}
_SIGNS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


@frozen
class Days:
    """The days of a window, `[start, end)`.

    Attributes:
        like: the window before it, whose rhythm of weekdays counts for it too.
    """

    start: date
    end: date
    like: Days | None = None

    def all(self) -> list[date]:
        """Each of them."""
        return [self.start + timedelta(days=number) for number in range((self.end - self.start).days)]

    def open_in(self, stream: Collection[date], counted: Collection[date]) -> int:
        """How many a total is divided by, given the days on which the stream has rows, and those with rows that count.

        Weekdays on which the stream has rows on less than half of the days are closed, unless all are; a day with a
        row that counts is open anyway.
        """
        busy = (self.like.busy_weekdays(stream) if self.like else set()) or self.busy_weekdays(stream)
        return sum(day in counted or day.weekday() in busy or not busy for day in self.all())

    def busy_weekdays(self, stream: Collection[date]) -> set[int]:
        """The weekdays on at least half of whose days the stream has rows."""
        dates = Counter(day.weekday() for day in self.all())
        hits = Counter(day.weekday() for day in self.all() if day in stream)
        return {weekday for weekday, found in hits.items() if 2 * found >= dates[weekday]}


def is_reckoned(kpi: Kpi, variant: str) -> bool:
    """Whether `naive_value` can reckon a variant of a KPI."""
    formula = kpi.formulas[variant]
    if isinstance(formula, Survival):
        return False
    return not any(by_business_hours(part) for part in parts(formula).values())


def naive_value(kpi: Kpi, variant: str, streams: Mapping[str, Rows], days: Days) -> Fraction | int | None:
    """Compute a variant of a KPI over the days of a window.

    Args:
        kpi: whose formula is walked.
        variant: one that `is_reckoned`.
        streams: rows by event type.
        days: the window; none of its days is declared closed.
    """
    formula = kpi.formulas[variant]
    if isinstance(formula, Quotient):
        if not all(streams[found.over] for found in formula.sums):
            return None
        sides = [_weighted(side, kpi, streams, days) for side in (formula.numerator, formula.denominator)]
        return sides[0] / sides[1] if sides[1] else None
    rows = streams[kpi.over.id]
    if isinstance(formula, Total):
        return _per_open_day(formula, rows, kpi, days)
    return _plain(formula, _within(rows, kpi.at, days), kpi.params)


def _per_open_day(formula: Total, rows: Rows, kpi: Kpi, days: Days) -> Fraction | None:
    kept = Walk(kpi.params)
    terms = [] if formula.of is None else [formula.of]
    inside = _within(rows, kpi.at, days)
    counted = {row[kpi.at].date() for row in inside if kept.kept([row], formula.among, *terms)}
    is_open = days.open_in({row[kpi.at].date() for row in rows if row[kpi.at] is not None}, counted)
    return _sum(kept.kept(inside, formula.among, *terms)) / is_open if is_open else None


def _plain(formula: Formula, rows: Iterable[Row], params: Mapping[str, Quantity]) -> Fraction | int | None:
    walk = Walk(params)
    match formula:
        case Share(of=of, among=among) | Mean(of=of, among=among):
            return _quotient(walk.kept(rows, among, of))
        case Ratio(of=of, by=by, among=among):
            return _quotient(walk.kept(rows, among, of, by))
        case Quantile(of=of, q=q, among=among):
            ranked = sorted(values[0] for values in walk.kept(rows, among, of))
            return ranked[ceil(Fraction(str(q)) * len(ranked)) - 1] if ranked else None
        case Distinct(of=of, among=among):
            return len({values[0] for values in walk.kept(rows, among, of)})
    raise ValueError(f"{formula}: not reckoned")


def _quotient(kept: Sequence[tuple[Any, ...]]) -> Fraction | None:
    """The sum of the first values by that of the second ones, or by the number of rows."""
    below = sum((Fraction(values[1]) for values in kept), Fraction(0)) if kept and kept[0][1:] else len(kept)
    return _sum(kept) / below if below else None


def _sum(kept: Sequence[tuple[Any, ...]]) -> Fraction:
    return sum((Fraction(values[0] if values else 1) for values in kept), Fraction(0))


def _weighted(side: Sequence[Weighted], kpi: Kpi, streams: Mapping[str, Rows], days: Days) -> Fraction:
    return sum((Fraction(part.factor) * _summed(part.sum, kpi, streams, days) for part in side), Fraction(0))


def _summed(found: Sum, kpi: Kpi, streams: Mapping[str, Rows], days: Days) -> Fraction:
    (kind,) = (known for known in kpi.event_types if known.id == found.over)
    rows = _within(streams[found.over], found.at or kind.time, days)
    return _sum(Walk(kpi.params).kept(rows, found.among, *([] if found.of is None else [found.of])))


def _within(rows: Rows, at: str, days: Days) -> list[Row]:
    return [row for row in rows if row[at] is not None and days.start <= row[at].date() < days.end]


def by_business_hours(expression: Expression) -> bool:
    """Whether an expression asks for business hours."""
    own = isinstance(expression, Call) and expression.function in ("in_business_hours", "business_time")
    return own or any(by_business_hours(child) for child in children(expression))


@frozen
class Walk:
    """Walks expressions over rows, with the parameters of a KPI."""

    params: Mapping[str, Quantity]

    def kept(self, rows: Iterable[Row], among: Expression | None, *wanted: Expression) -> list[tuple[Any, ...]]:
        """The values of the rows that count: those of which `among` is true and no value is null."""
        found = [tuple(self.value(part, row) for part in wanted) for row in rows if self.holds(among, row)]
        return [values for values in found if None not in values]

    def holds(self, condition: Expression | None, row: Row) -> bool:
        """Whether a condition is true; null is not."""
        return condition is None or self.value(condition, row) is True

    def value(self, node: Expression, row: Row) -> Any:
        """The value of an expression; None for null."""
        match node:
            case Name(id=name):
                return row[name]
            case Words(text=text):
                return text
            case Number(quantity=quantity):
                return _exact(quantity)
            case Param(name=name):
                return _exact(self.params[name])
            case IsNull(item=item, negated=negated):
                return (self.value(item, row) is None) != negated
            case And(terms=terms):
                return _joined([self.value(term, row) for term in terms], decisive=False)
            case Or(terms=terms):
                return known_or([self.value(term, row) for term in terms])
            case _:
                return self._strict(node, row)

    def _strict(self, node: Expression, row: Row) -> Any:
        """The expressions of which one null makes a null."""
        values = [self.value(child, row) for child in children(node)]
        if None in values:
            return None
        match node:
            case Compare(operator=sign):
                return _SIGNS[sign](*values)
            case Arithmetic(operator=sign):
                return _arithmetic(sign, *values)
            case Among(negated=negated):
                return (values[0] in values[1:]) != negated
            case Not():
                return not values[0]
            case Negate():
                return -values[0]
            case Call(function="abs"):
                return abs(values[0])
            case Call(function=name):
                return _CALENDAR[name](values[0])
        raise ValueError(f"{node}: not reckoned")


def known_or(values: list[bool | None]) -> bool | None:
    """Kleene's or: true if one is true, else null if one is null."""
    return _joined(values, decisive=True)


def _joined(values: list[bool | None], *, decisive: bool) -> bool | None:
    """Kleene's and (decided by a false) and or (decided by a true)."""
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _arithmetic(sign: str, left: Any, right: Any) -> Any:
    if isinstance(left, datetime) and isinstance(right, datetime):
        return Fraction((left - right).total_seconds())
    if sign == "/":
        return Fraction(left) / Fraction(right) if right else None
    return _SIGNS[sign](left, right)


def _exact(quantity: Quantity) -> Fraction:
    return Fraction(str(quantity.in_base_unit))
