"""A goal without a KPI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark


@rule(
    "GP101",
    "no-metric",
    bad="kpi: null",
    good="kpi: sample.done_share",
)
def no_metric(goal: Goal, project: Project) -> Iterator[Remark]:
    """A goal names the KPI that it is about.

    Why it matters: without a KPI nothing can be computed, so at the end everybody decides by mood whether the
    rollout succeeded. A guardrail or control without a KPI watches nothing.
    """
    yield from unresolved("no-metric", project, goal)
