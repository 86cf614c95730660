"""What does not resolve in a goal, for the rules that show it; found by the resolver itself, so both always agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


def unresolved(rule: str, problems: Iterable[Problem]) -> Iterator[Remark]:
    """Yield those of the resolver's remarks on a goal that belong to one rule."""
    for problem in problems:
        if problem.rule == rule:
            yield problem.remark
