"""The statistical settings of a verdict; they are sealed with the goals, and a change of them shows."""

from __future__ import annotations

LEVEL_OF_SIGNIFICANCE = 0.05
SUCCESS_AT = 0.6
"""Share of the decided weight that must be achieved."""
UNDECIDED_AT_MOST = 0.4
"""Share of the weight that may be undecided in a verdict."""
QUARANTINED_AT_MOST = 0.05
"""Share of a source's rows that may be unreadable."""
UNKNOWN_AT_MOST = 0.20
"""Share of events that may lack a needed value before the reader is told."""

SETTINGS = {
    "estimator": "its-ewc",
    "calibration": "placebo-in-time",
    "level_of_significance": LEVEL_OF_SIGNIFICANCE,
    "correction": "holm",
    "success_at": SUCCESS_AT,
    "undecided_at_most": UNDECIDED_AT_MOST,
    "quarantined_at_most": QUARANTINED_AT_MOST,
    "unknown_at_most": UNKNOWN_AT_MOST,
}
