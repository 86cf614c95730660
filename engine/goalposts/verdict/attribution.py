"""What may be said of whose the change is: the evidence grade, and the parts of the change (stats 1.8)."""

from __future__ import annotations

from typing import Final

from goalposts.model.effects import Design, Effect
from goalposts.model.scorecard import Attribution

GRADE_WITHOUT_CHECKS: Final = "D"
GRADE_OF_A_LEVEL: Final = "E"
BEST_GRADES: Final[dict[Design, str]] = {
    "interrupted time series": "C",
    "difference in differences": "B",
    "staggered rollout": "B",
    "unit level": "B",
    "same units before and after": "C",
    "level against a declared number": "D",
}
"""What each design can give at best; failed checks and short windows take from it."""
GRADES_THAT_ATTRIBUTE: Final = ("A", "B")


def grade_of(state: str, effect: Effect | None) -> str | None:
    """Grade the evidence, A to E; None where nothing is concluded."""
    if state == "measurable":
        return GRADE_OF_A_LEVEL
    return None if effect is None else _grade(effect)


def _grade(effect: Effect) -> str:
    """The worst of what the design, the checks and the length of the windows allow."""
    if not any(check.id for check in effect.checks) or not effect.long_enough_to_prove:
        return GRADE_WITHOUT_CHECKS
    caps = (check.caps for check in effect.checks if check.passed is False and check.caps)
    return max((BEST_GRADES[effect.design], *caps))


def attribution_of(design: Design, effect: Effect | None, change: str = "", target: str = "") -> Attribution:
    """Say whose the change is.

    Args:
        design: of the effect, or of the one that there would be.
        effect: None where nothing is concluded.
        change: what the interval says of the change, such as `better`.
        target: whether the target is reached.
    """
    if effect is None:
        return Attribution("not_identifiable", design)
    return Attribution(_answer(effect, change, target), design, _shown(effect), effect.checks)


def _answer(effect: Effect, change: str, target: str) -> str:
    if _grade(effect) not in GRADES_THAT_ATTRIBUTE:
        return "not_identifiable"
    if change in ("better", "worse"):
        return "supported"
    return "contradicted" if target == "reached" else "not_identifiable"


def _shown(effect: Effect) -> dict[str, float]:
    """The parts by name; those that a design does not have are left out."""
    parts = effect.parts
    if effect.design == "level against a declared number":
        return {}
    also = {"mix": parts.mix, "measurement": parts.measurement, "control": parts.control}
    return {
        "trend": parts.trend,
        "season": parts.season,
        **{f"influence: {name}": part for name, part in parts.influences},
        **{name: part for name, part in also.items() if part},
        "rollout": parts.rollout,
        "unexplained": parts.residual,
    }
