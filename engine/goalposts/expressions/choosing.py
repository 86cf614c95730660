"""Tells what a condition leaves no choice about."""

from __future__ import annotations

from goalposts.expressions.nodes import And, Compare, Expression, Name, Words


def fixes(condition: Expression | None, column: str) -> bool:
    """Whether a condition lets only rows through that have one certain word in a column.

    It does by `column == "word"`, alone or as a term of a conjunction.
    """
    if isinstance(condition, And):
        return any(fixes(term, column) for term in condition.terms)
    if not isinstance(condition, Compare) or condition.operator != "==":
        return False
    sides = (condition.left, condition.right)
    return any(isinstance(side, Words) for side in sides) and any(
        isinstance(side, Name) and side.id == column for side in sides
    )
