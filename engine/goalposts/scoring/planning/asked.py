"""What one goal asks of its stream, before it shares slots with the other goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.expressions import (
    Distinct,
    Expression,
    Formula,
    Mean,
    Quantile,
    Quotient,
    Ratio,
    Share,
    Sum,
    Survival,
    Total,
    needed_fields,
    needed_names,
)
from goalposts.expressions.formula import parts
from goalposts.scoring.planning.substitution import with_values

if TYPE_CHECKING:
    from goalposts.model import ResolvedGoal

_KINDS: Final[dict[type[Formula], str]] = {
    Share: "counts",
    Mean: "moments",
    Ratio: "moments",
    Total: "sums",
    Quantile: "histogram",
    Distinct: "sketch",
    Survival: "follow_up",
}


@frozen
class Asked:
    """The slice and the parts of a formula, parameters replaced by their values.

    The probability of a quantile is not among them: every quantile of a value is read from the same histogram. Nor is
    the age of a time to event: every reading comes from the same table. Its `by` is the time of the end.
    """

    kind: str
    where: Expression | None
    among: Expression | None
    of: Expression | None
    by: Expression | None

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The expressions to evaluate."""
        return tuple(part for part in (self.where, self.among, self.of, self.by) if part is not None)


@frozen
class Request:
    """What a goal asks of one stream.

    Attributes:
        anchor: the time field that puts an event into a day.
        time: the event type's own time field.
        needed: the fields without which the answer means nothing.
    """

    event_type: str
    anchor: str
    time: str
    needed: frozenset[str]
    asked: Asked


def requests_of(goal: ResolvedGoal) -> tuple[Request, ...]:
    """Work out what a goal asks of every stream: one request, or one for every sum of a quotient, in its order."""
    if isinstance(goal.formula, Quotient):
        return tuple(_request_of_sum(goal, part) for part in goal.formula.sums)
    over, at = goal.kpi.over, goal.kpi.at
    needed = needed_fields(goal.formula) | {at}
    return (Request(over.id, at, over.time, _with_slice(goal, needed), asked_by(goal)),)


def _request_of_sum(goal: ResolvedGoal, part: Sum) -> Request:
    over = next(known for known in goal.kpi.event_types if known.id == part.over)
    anchor = part.at or over.time
    as_total = Total(part.of, part.among)
    needed = _with_slice(goal, needed_fields(as_total) | {anchor})
    return Request(over.id, anchor, over.time, needed, _asked(goal, as_total))


def _with_slice(goal: ResolvedGoal, needed: frozenset[str]) -> frozenset[str]:
    return needed if goal.where is None else needed | needed_names(goal.where)


def asked_by(goal: ResolvedGoal) -> Asked:
    """Work out what a goal with a formula over one stream asks for."""
    return _asked(goal, goal.formula)


def _asked(goal: ResolvedGoal, formula: Formula) -> Asked:
    found = {name: with_values(part, goal.params) for name, part in parts(formula).items()}
    where = None if goal.where is None else with_values(goal.where, goal.params)
    by = found.get("ended" if isinstance(formula, Survival) else "by")
    return Asked(_KINDS[type(formula)], where, found.get("among"), found.get("of"), by)
