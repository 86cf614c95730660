"""How much of a change may be claimed for the rollout at most: by design, and by how directly it moves the KPI.

Without a comparison group nobody sees what else moved the KPI. Of a KPI that the rollout moves directly all that is
left beside trend, season, mix and instrument may be its own; of one that it moves together with other things at most
half; of a business outcome nothing. With a comparison group the group answers that, whatever the KPI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import Text
from goalposts.model import Role
from goalposts.model.scorecard import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.model import ResolvedGoal
    from goalposts.model.effects import Design, Effect

SHARES: Final[Mapping[str, float]] = {"direct": 1.0, "intermediate": 0.5, "outcome": 0.0}
"""What may be claimed at most without a comparison group, as a share of what is left to the rollout."""
WITHOUT_COMPARISON: Final[tuple[Design, ...]] = ("interrupted time series", "same units before and after")
NOT_AN_EFFECT: Final[tuple[Design, ...]] = ("level against a declared number",)

_WHY: Final = {
    "intermediate": Reason(
        "credit_halved",
        Text(
            en="other things move this KPI beside the rollout; without a comparison group at most half of the change "
            "may be claimed for it",
            ru="на показатель влияет не только внедрение; без группы сравнения на его счёт можно отнести не больше "
            "половины изменения",
        ),
    ),
    "outcome": Reason(
        "credit_none",
        Text(
            en="this KPI is an outcome of many things; without a comparison group none of the change may be claimed "
            "for the rollout",
            ru="показатель — итог многих причин; без группы сравнения относить изменение на счёт внедрения нельзя",
        ),
    ),
}


def claimable(goal: ResolvedGoal, effect: Effect | None, change: str) -> float | None:
    """Give the most that may be claimed for the rollout, in KPI units; for the worse likewise.

    Args:
        goal: whose change it is; only of a goal that promises something is anything claimed.
        effect: None where nothing is concluded.
        change: what the interval says of the change; only a clear one can be claimed.
    """
    if effect is None or not _is_claimed(goal, effect, change):
        return None
    left = effect.parts.rollout if effect.parts.rollout * effect.estimate > 0 else 0.0
    return left * (SHARES[goal.kpi.attributability] if effect.design in WITHOUT_COMPARISON else 1.0)


def credit_reasons(goal: ResolvedGoal, effect: Effect | None, change: str) -> tuple[Reason, ...]:
    """Say why not all of a change may be claimed."""
    if effect is None or not _is_claimed(goal, effect, change) or effect.design not in WITHOUT_COMPARISON:
        return ()
    why = _WHY.get(goal.kpi.attributability)
    return () if why is None else (why,)


def _is_claimed(goal: ResolvedGoal, effect: Effect, change: str) -> bool:
    return goal.role is Role.GOAL and change in ("better", "worse") and effect.design not in NOT_AN_EFFECT
