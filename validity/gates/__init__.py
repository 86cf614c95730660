"""The gates of stats 5.2, one module each, in their order."""

from __future__ import annotations

from typing import Final

from validity.gate import Gate
from validity.gates.calendars import CALENDARS
from validity.gates.coverage import COVERAGE
from validity.gates.false_alarms import FALSE_ALARMS
from validity.gates.levels import LEVELS
from validity.gates.metamorphic import METAMORPHIC
from validity.gates.power import POWER
from validity.gates.several_goals import SEVERAL_GOALS
from validity.gates.standard_errors import STANDARD_ERRORS
from validity.gates.stress import STRESS
from validity.gates.verdicts import VERDICTS
from validity.gates.wrong_methods import WRONG_METHODS
from validity.gates.wrong_sign import WRONG_SIGN

GATES: Final[tuple[Gate, ...]] = (
    FALSE_ALARMS,
    STRESS,
    WRONG_METHODS,
    COVERAGE,
    STANDARD_ERRORS,
    POWER,
    WRONG_SIGN,
    VERDICTS,
    SEVERAL_GOALS,
    LEVELS,
    METAMORPHIC,
    CALENDARS,
)

NOT_YET: Final = {
    "S10": "weekly looks at a running rollout",
    "S11": "comparison groups: permutation, differences of series, staggered rollouts",
    "S13": "the smallest change that a plan can show",
    "S4 survival": "likely ranges of KPIs that follow entries over time",
    "S1 calibrated": "placebo go-lives inside the baseline that widen the range",
}
"""Claims that no gate tries yet: the product does not make them on this branch."""
