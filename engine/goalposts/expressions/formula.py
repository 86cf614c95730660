"""The kinds of KPI: what is aggregated over the events of a window.

A value over a window is always a ratio of sums (or a quantile, or a sum), never a mean of days.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from attrs import AttrsInstance, field, fields, frozen

from goalposts.expressions.builders import Operand, Term, expression
from goalposts.expressions.nodes import Expression, needed_names, params
from goalposts.expressions.quotient import Quotient


def _optional(term: Term | Expression | None) -> Expression | None:
    return term.node if isinstance(term, Term) else term


@frozen
class Share:
    """The share of events `among` which `of` is true."""

    of: Expression
    among: Expression | None = None


@frozen
class Mean:
    """Σ `of` / number of events `among`."""

    of: Expression
    among: Expression | None = None


@frozen
class Ratio:
    """Σ `of` / Σ `by` over the events `among`."""

    of: Expression
    by: Expression
    among: Expression | None = None


@frozen
class Total:
    """Σ `of` per day, or without `of` the number of events per day, `among` the events."""

    of: Expression | None = None
    among: Expression | None = None


@frozen
class Quantile:
    """The nearest-rank quantile `q` of `of` over the events `among`, within 1 % of its value."""

    of: Expression
    q: float = field()
    among: Expression | None = None

    @q.validator
    def _between(self, _: object, value: float) -> None:
        if not 0 < value < 1:
            raise ValueError(f"quantile: q must be between 0 and 1, found {value}")


@frozen
class Distinct:
    """The number of different words in `of` over the events `among`, within some 5 %."""

    of: Expression
    among: Expression | None = None


READINGS: Final = ("reached", "median", "quantile", "half_rise", "mean", "cohort")
SHARES: Final = ("reached", "cohort")
"""Readings of a time to event that are shares; the others are durations."""


@frozen
class Survival:
    """How long events take from their day to their end, those still open counted as far as they were followed.

    Attributes:
        ended: the time of the end; null while open.
        give: `reached`, the share that reached the end of interest within `by`; `median`, the time in which half did;
            `quantile`, the time in which a share `q` did;
            `half_rise`, the time in which half of those did who do so within `by`, for where most end otherwise;
            `mean`, the mean time without any end, up to `by`; `cohort`, the share that reached it at the age of `by`
            among the entries that were followed to that age, the younger ones left out.
        of: whether an end is the one of interest; other ends compete with it. Every end is without it.
        by: a duration in whole days; none of a median or quantile.
        q: between 0 and 1, of a quantile only.
    """

    ended: Expression
    give: str = field(default="reached")
    of: Expression | None = None
    by: Expression | None = None
    among: Expression | None = None
    q: float | None = None

    @give.validator
    def _is_reading(self, _: object, value: str) -> None:
        if value not in READINGS:
            raise ValueError(f"give: one of {', '.join(READINGS)} is needed, found '{value}'")
        if (self.by is None) != (value in ("median", "quantile")):
            raise ValueError("by: a duration is needed, and none for a median or quantile")
        if (self.q is not None) != (value == "quantile") or not 0 < (0.5 if self.q is None else self.q) < 1:
            raise ValueError(f"q: a share between 0 and 1 is needed for a quantile, and else none; found {self.q}")


Formula: TypeAlias = Share | Mean | Ratio | Total | Quantile | Distinct | Survival | Quotient

SHADOW_ONLY: Final = (Distinct,)
"""Kinds whose changes cannot be judged: they are reported only."""


def share(of: Term, among: Term | None = None) -> Share:
    """Build a share; shown as per cent, stored as a fraction."""
    return Share(of.node, _optional(among))


def mean(of: Operand, among: Term | None = None) -> Mean:
    """Build a mean per event."""
    return Mean(expression(of), _optional(among))


def ratio(of: Operand, by: Operand, among: Term | None = None) -> Ratio:
    """Build a ratio of two sums over the same events."""
    return Ratio(expression(of), expression(by), _optional(among))


def total(of: Operand | None = None, among: Term | None = None) -> Total:
    """Build a total per day; without `of`, a number of events per day."""
    return Total(None if of is None else expression(of), _optional(among))


def quantile(of: Operand, q: float, among: Term | None = None) -> Quantile:
    """Build a quantile, such as the wait that 95 % do not exceed."""
    return Quantile(expression(of), q, _optional(among))


def distinct(of: Term, among: Term | None = None) -> Distinct:
    """Build a number of different ids, categories or texts, such as active customers."""
    return Distinct(of.node, _optional(among))


def survival(
    ended: Term,
    *,
    give: str = "reached",
    of: Term | None = None,
    by: Operand | None = None,
    among: Term | None = None,
    q: float | None = None,
) -> Survival:
    """Build a time to event: `survival(VISIT.ended_at, of=VISIT.done, by=30 * DAY)`."""
    within = None if by is None else expression(by)
    return Survival(ended.node, give, _optional(of), within, _optional(among), q)


def parts(formula: Formula) -> dict[str, Expression]:
    """Return the expressions of a formula by their argument names, in order."""
    if isinstance(formula, Quotient):
        own = [(f"{number}.{name}", part) for number, found in enumerate(formula.sums) for name, part in _parts(found)]
        return dict(own)
    return dict(_parts(formula))


def _parts(record: AttrsInstance) -> list[tuple[str, Expression]]:
    found = ((attribute.name, getattr(record, attribute.name)) for attribute in fields(type(record)))
    return [(name, part) for name, part in found if part is not None and not isinstance(part, float | str)]


def needed_fields(formula: Formula) -> frozenset[str]:
    """Return the fields that a source must give for the formula to mean anything."""
    return frozenset().union(*(needed_names(part) for part in parts(formula).values()))


def used_params(formula: Formula) -> frozenset[str]:
    """Return the parameters that the formula uses."""
    return frozenset().union(*(params(part) for part in parts(formula).values()))
