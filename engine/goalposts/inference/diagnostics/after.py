"""Does the KPI still move after the go-live? Then the effect is the average of a moving one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from goalposts.inference.diagnostics.before import LEAST_P, p_value_of
from goalposts.locale import Text
from goalposts.model import Check, Diagnostic

if TYPE_CHECKING:
    from goalposts.model import FittedStep


def _still_moving(fitted: FittedStep) -> Check:
    """A slope inside the evaluation beside the common trend; it changes what the number means, not whose it is."""
    since = fitted.days - fitted.days[fitted.evaluation].mean()
    slope = np.where(fitted.evaluation, since, 0.0)
    found = fitted.refit(np.column_stack([fitted.design, slope / np.abs(slope).max()]), None)
    if found is None:
        return Check("still-moving", None, None, LEAST_P, "D8", "", _NOT_TRIED)
    p_value = p_value_of(found, fitted.design.shape[1])
    passed = p_value >= LEAST_P
    return Check("still-moving", passed, p_value, LEAST_P, "D8", "", _SETTLED if passed else _MOVING)


_NOT_TRIED: Final = Text(
    en="the evaluation is too short to see whether the KPI still moves",
    ru="период оценки слишком короткий, чтобы увидеть, меняется ли показатель до сих пор",
)
_SETTLED: Final = Text(
    en="after the go-live the KPI kept to its new course", ru="после запуска показатель держится нового уровня"
)
_MOVING: Final = Text(
    en="the KPI still moves after the go-live, so the effect is the average of a moving one",
    ru="показатель после запуска ещё меняется, поэтому эффект — среднее от меняющегося",
)

STILL_MOVING: Final = Diagnostic("still-moving", _still_moving)
