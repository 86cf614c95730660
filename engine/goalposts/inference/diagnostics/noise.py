"""Is the noise what the interval takes it for: short of memory, and alike before and after?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from goalposts.inference.chi_squared import chi_squared_tail
from goalposts.locale import Text, number
from goalposts.model import Check, Diagnostic

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats
    from goalposts.model import FittedStep

MOST_LAGS: Final = 14
LEAST_P: Final = 0.01
SPREAD_BAND: Final = (0.5, 2.0)
_ROUNDING: Final = 1e-24
"""Variance under this fraction of the values' square is rounding."""


def ljung_box(residuals: Floats, lags: int, fitted: int) -> float:
    """Give the p-value of no autocorrelation up to a lag (Ljung and Box 1978).

    Args:
        residuals: shape (T,).
        lags: how many.
        fitted: autocorrelation parameters that were estimated; they take degrees of freedom.
    """
    count = residuals.size
    centred = residuals - residuals.mean()
    power = float(centred @ centred)
    squares = ((float(centred[lag:] @ centred[:-lag]) / power) ** 2 / (count - lag) for lag in range(1, lags + 1))
    return chi_squared_tail(count * (count + 2) * math.fsum(squares), lags - fitted)


def _autocorrelation(fitted: FittedStep) -> Check:
    residuals = fitted.white_residuals
    lags = min(MOST_LAGS, residuals.size // 5)
    p_value = ljung_box(residuals, lags, fitted=1)
    passed = p_value >= LEAST_P
    text = _WHITE if passed else _COLOURED
    return Check("leftover-autocorrelation", passed, p_value, LEAST_P, "D1", "D", text)


def _spread(fitted: FittedStep) -> Check:
    basis, _ = np.linalg.qr(fitted.design)
    residuals = fitted.readings - basis @ (basis.T @ fitted.readings)
    before, after = (float(np.mean(np.square(residuals[rows]))) for rows in (~fitted.evaluation, fitted.evaluation))
    if not before > _ROUNDING * float(np.mean(np.square(fitted.readings))):
        return Check("spread-ratio", None, None, SPREAD_BAND[1], "D5", "D", _NO_SPREAD)
    ratio = math.sqrt(after / before)
    passed = SPREAD_BAND[0] <= ratio <= SPREAD_BAND[1]
    text = _ALIKE if passed else _UNLIKE.fill(ratio=number(ratio, 1))
    return Check("spread-ratio", passed, ratio, SPREAD_BAND[1], "D5", "D", text)


_WHITE: Final = Text(
    en="the ups and downs left over follow no further pattern",
    ru="в оставшихся колебаниях больше нет закономерности",
)
_COLOURED: Final = Text(
    en="the ups and downs left over still follow a pattern that trend and calendar do not explain",
    ru="в оставшихся колебаниях есть закономерность, которую тренд и календарь не объясняют",
)
_ALIKE: Final = Text(
    en="the KPI fluctuates after the go-live about as much as before",
    ru="после запуска показатель колеблется примерно так же, как до него",
)
_UNLIKE: Final = Text(
    en="the KPI fluctuates after the go-live {ratio} times as much as before: it may be measured otherwise",
    ru="размах колебаний показателя после запуска изменился в {ratio} раза: возможно, его измеряют иначе",
)
_NO_SPREAD: Final = Text(en="the KPI did not fluctuate before the go-live", ru="до запуска показатель не колебался")

AUTOCORRELATION: Final = Diagnostic("leftover-autocorrelation", _autocorrelation)
SPREAD: Final = Diagnostic("spread-ratio", _spread)
