"""Does the answer hang on one choice: the shape of the model, or a single week?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.locale import Text, number
from goalposts.model import Check, Diagnostic

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats
    from goalposts.model import Estimates, FittedStep

_YEAR: Final = ("year sine", "year cosine")
_LARGEST_CONDITION: Final = 1e-10


def _spec_curve(fitted: FittedStep) -> Check:
    """The same effect without the trend, and, where the year is in, with a trend only.

    They are shown beside the answer and never take its place.
    """
    without = (("trend",), _YEAR) if _YEAR[0] in fitted.columns else (("trend",),)
    others = [found for names in without if (found := _refit_without(fitted, names)) is not None]
    if len(others) < len(without):
        return Check("spec-curve", None, None, 0.0, "D4", "D", _NOT_TRIED)
    step = fitted.column("step")
    against = sum(_disagree(fitted.estimates, step, other) for other in others)
    passed = against == 0
    return Check("spec-curve", passed, float(against), 0.0, "D4", "D", _AGREE if passed else _DEPENDS)


def _refit_without(fitted: FittedStep, names: tuple[str, ...]) -> Estimates | None:
    kept = [at for at, name in enumerate(fitted.columns) if name not in names]
    return fitted.refit(fitted.design[:, kept], None)


def _disagree(main: Estimates, step: int, other: Estimates) -> bool:
    """Whether two models differ in the sign, or their intervals share nothing; `step` has one place in both."""
    low, high = main.interval(step)
    other_low, other_high = other.interval(step)
    return bool(main.coefficients[step] * other.coefficients[step] < 0) or other_low > high or other_high < low


def _drop_one_week(fitted: FittedStep) -> Check:
    """Count the weeks without which the interval answers otherwise."""
    step = fitted.column("step")
    estimates, variances = without_each_week(fitted, step)
    margins = fitted.estimates.quantile * np.sqrt(variances)
    answers = np.where(estimates - margins > 0, 1, np.where(estimates + margins < 0, -1, 0))
    low, high = fitted.estimates.interval(step)
    answer = 1 if low > 0 else -1 if high < 0 else 0
    changed = int((answers != answer).sum())
    text = _STEADY if changed == 0 else _HANGS.fill(count=number(changed, 0), weeks=number(answers.size, 0))
    return Check("drop-one-week", changed == 0, float(changed), 0.0, "D6", "D", text)


def without_each_week(fitted: FittedStep, step: int) -> tuple[Floats, Floats]:
    """Give the step and its variance without each week in turn, shape (weeks,) each.

    Weights, autocorrelation and long-run variance stay those of the whole: then a week leaves the normal equations
    of the whitened readings by subtraction, and nothing is fitted again.
    """
    design = fitted.white_design
    values = design @ fitted.estimates.coefficients + fitted.white_residuals
    first = fitted.days[fitted.evaluation][0]
    week = np.floor((fitted.days - first) / DAYS_OF_WEEK)
    starts = np.flatnonzero(np.diff(week, prepend=-np.inf))
    products = np.add.reduceat(design[:, :, np.newaxis] * design[:, np.newaxis, :], starts, axis=0)
    sums = np.add.reduceat(design * values[:, np.newaxis], starts, axis=0)
    # an influence may lie in the one week that is gone; the step is told without it, so a generalised inverse does
    inverses = np.linalg.pinv(products.sum(axis=0) - products, rcond=_LARGEST_CONDITION, hermitian=True)
    steps = np.einsum("wk,wk->w", inverses[:, step, :], sums.sum(axis=0) - sums)
    return steps, fitted.variance * inverses[:, step, step]


_NOT_TRIED: Final = Text(
    en="the windows are too short to try other models", ru="периоды слишком короткие, чтобы проверить другие модели"
)
_AGREE: Final = Text(
    en="simpler models, without the trend or the season of the year, point the same way",
    ru="более простые модели, без тренда или без годового сезона, показывают то же",
)
_DEPENDS: Final = Text(
    en="a simpler model, without the trend or the season of the year, would say otherwise",
    ru="более простая модель, без тренда или без годового сезона, показала бы другое",
)
_STEADY: Final = Text(en="no single week decides the answer", ru="ответ не зависит ни от одной отдельной недели")
_HANGS: Final = Text(
    en="the answer hangs on single weeks: without one of {count} (of {weeks}) it would be another",
    ru="ответ держится на отдельных неделях: без любой из {count} (всего {weeks}) он был бы другим",
)

SPEC_CURVE: Final = Diagnostic("spec-curve", _spec_curve)
DROP_ONE_WEEK: Final = Diagnostic("drop-one-week", _drop_one_week)
