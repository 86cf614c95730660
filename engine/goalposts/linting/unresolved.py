"""What does not resolve in a goal, for the rules that show it; found by the resolver itself, so both always agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.catalogue import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark


def unresolved(rule: str, project: Project, goal: Goal) -> Iterator[Remark]:
    """Yield the resolver's remarks on a goal that belong to one rule."""
    for problem in problems_of(project, goal):
        if problem.rule == rule:
            yield problem.remark
