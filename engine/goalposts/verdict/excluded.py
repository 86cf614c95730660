"""How many rows of a window left the KPI by every one of its rules."""

from __future__ import annotations

from goalposts.model import Project, ResolvedGoal
from goalposts.model.window_value import Excluded
from goalposts.scoring import Cube, observe
from goalposts.verdict.bridge_days import left_out
from goalposts.verdict.measured import Measured


def excluded_from(project: Project, goal: ResolvedGoal, cube: Cube, measured: Measured) -> tuple[Excluded, ...]:
    """Count the rows that left, rule by rule; nothing where the window was not measured or a rule's field is missing.

    Args:
        project: with the closed days, whose rows do not count.
        goal: whose KPI has the rules.
        cube: made by a plan that counts them.
        measured: the window.
    """
    if measured.seen is None:
        return ()
    rules = zip(goal.exclusions, goal.of_exclusions, strict=True)
    closed = left_out(project, goal)
    counted = [(rule, observe(cube, count, measured.seen, closed)) for rule, count in rules]
    return tuple(
        Excluded(rule.name, int(seen.numerator.sum()), rule.text) for rule, seen in counted if not seen.missing
    )
