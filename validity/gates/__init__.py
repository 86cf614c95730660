"""The gates of stats 5.2, one module each, in their order."""

from __future__ import annotations

from typing import Final

from validity.gate import Gate
from validity.gates.calendars import CALENDARS
from validity.gates.comparison_groups import COMPARISON_GROUPS
from validity.gates.coverage import COVERAGE
from validity.gates.departments import DEPARTMENTS
from validity.gates.false_alarms import FALSE_ALARMS
from validity.gates.levels import LEVELS
from validity.gates.looks import LOOKS_ON_THE_WAY
from validity.gates.metamorphic import METAMORPHIC
from validity.gates.power import POWER
from validity.gates.several_goals import SEVERAL_GOALS
from validity.gates.standard_errors import STANDARD_ERRORS
from validity.gates.stress import STRESS
from validity.gates.times_to_event import TIMES_TO_EVENT
from validity.gates.verdicts import VERDICTS
from validity.gates.waves_of_tables import WAVES_OF_TABLES
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
    LOOKS_ON_THE_WAY,
    COMPARISON_GROUPS,
    LEVELS,
    METAMORPHIC,
    CALENDARS,
    DEPARTMENTS,
    TIMES_TO_EVENT,
    WAVES_OF_TABLES,
)

ELSEWHERE: Final = {
    "S13": "tests/inference/test_planning.py: planned standard errors against the spread of estimates",
    "S4 of times to event": "tests/simulation/test_entry_weeks.py: their likely ranges hold the truth",
    "S1 of periods": "tests/simulation/test_periods.py: false alarms of readings by week, month and quarter",
    "S2 with and without kappa": "tests/simulation/test_drift.py: what the calibration takes off",
}
"""Claims that tests hold by simulations of their own, which this page does not repeat."""
