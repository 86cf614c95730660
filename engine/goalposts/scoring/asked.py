"""What one goal asks of its stream, before it shares slots with the other goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.expressions import Expression, Formula, Mean, Quantile, Ratio, Share, Total
from goalposts.expressions.formula import parts
from goalposts.scoring.substitution import with_values

if TYPE_CHECKING:
    from goalposts.model import ResolvedGoal

_KINDS: Final[dict[type[Formula], str]] = {
    Share: "counts",
    Mean: "moments",
    Ratio: "moments",
    Total: "sums",
    Quantile: "histogram",
}


@frozen
class Asked:
    """The slice and the parts of a formula, parameters replaced by their values.

    The probability of a quantile is not among them: every quantile of a value is read from the same histogram.
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


def asked_by(goal: ResolvedGoal) -> Asked:
    """Work out what a goal asks for."""
    found = {name: with_values(part, goal.params) for name, part in parts(goal.formula).items()}
    where = None if goal.where is None else with_values(goal.where, goal.params)
    return Asked(_KINDS[type(goal.formula)], where, found.get("among"), found.get("of"), found.get("by"))
