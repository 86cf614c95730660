"""Which of a project's goals promise something; guardrails, controls and shadows do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.expressions import Quotient
from goalposts.model import Kpi, Role

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Goal, Project

SHARE_UNIT = "%"
DURATION_UNIT = "s"


def is_promise(goal: Goal) -> bool:
    """Whether the goal must reach a target."""
    return goal.role is Role.GOAL


def promises(project: Project) -> tuple[Goal, ...]:
    """Return the goals that must reach a target, in file order."""
    return project.promises


def promised_kpi(goal: Goal, catalogue: Catalogue) -> Kpi | None:
    """Return the KPI that a goal promises to move; nothing for other roles and unknown KPIs."""
    return catalogue.kpis.get(goal.kpi) if is_promise(goal) else None


def is_part_of_whole(kpi: Kpi) -> bool:
    """Whether its values lie between 0 % and 100 %; a return on spending is in per cent too, and knows no upper end."""
    return kpi.unit == SHARE_UNIT and not isinstance(kpi.formulas[kpi.default], Quotient)
