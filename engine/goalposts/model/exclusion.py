"""Exclusions: rows that a KPI leaves out on purpose, by rules that have names, so that each can be counted."""

from __future__ import annotations

from attrs import field, frozen

from goalposts.expressions import Expression, Scope, Share, Term, check_formula, render
from goalposts.locale import Text, text_of
from goalposts.model.converters import as_tuple
from goalposts.model.events import EventType


def _node(condition: Term | Expression) -> Expression:
    return condition.node if isinstance(condition, Term) else condition


@frozen
class Exclusion:
    """One rule by which rows leave a KPI.

    The formula of the KPI does the leaving out; this names it, so that a reader sees how many rows went by which rule.
    Rules are counted in their order: a row that an earlier one took is not counted again.

    Attributes:
        name: a few words with hyphens, stable: `outbound`.
        when: the rows that leave; it must be false, not unknown, where an optional field is not given.
        text: the same in words.
        variants: the variants that leave them out; empty for all.
        over: whose rows they are, where a quotient reads several event types and it is not the first: the visits of a
            cost per visit. They are counted on the day of that type's own time.
    """

    name: str
    when: Expression = field(converter=_node)
    text: Text = field(converter=text_of)
    variants: tuple[str, ...] = field(default=(), converter=as_tuple)
    over: EventType | None = field(default=None, kw_only=True)

    def check(self, scope: Scope) -> None:
        """Demand a condition on the rows that it is about.

        Raises:
            ExpressionError: it is none, or names an unknown field.
        """
        check_formula(Share(self.when), scope)

    @property
    def written(self) -> str:
        """The condition as canonical text."""
        return render(self.when)
