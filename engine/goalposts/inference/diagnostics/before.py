"""What the baseline says by itself: its slope, go-lives pretended in it, and whether people acted ahead of the date."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from goalposts.inference.student import two_sided_p
from goalposts.locale import Text, number, percent
from goalposts.model import Check, Diagnostic

if TYPE_CHECKING:
    from goalposts.model import Estimates, FittedStep

DAYS_OF_ANTICIPATION: Final = 14
LEAST_P: Final = 0.05
KAPPA_TO_NOTE: Final = 1.25
KAPPA_TO_GIVE_UP: Final = 2.0
DAYS_OF_A_MONTH: Final = 30.0


def p_value_of(estimates: Estimates, column: int) -> float:
    """Give the two-sided p-value of one coefficient."""
    t_value = float(estimates.coefficients[column]) / estimates.standard_error(column)
    return two_sided_p(t_value, estimates.degrees_of_freedom)


def _baseline_slope(fitted: FittedStep) -> Check:
    """The slope of the baseline alone, per 30 days: shown, and never used to choose the model."""
    trend = fitted.column("trend")
    before = ~fitted.evaluation
    kept = [at for at, name in enumerate(fitted.columns) if name != "step" and np.ptp(fitted.design[before, at]) > 0]
    level = np.ones((fitted.days.size, 1))
    found = fitted.refit(np.hstack([level, fitted.design[:, kept]]), before)
    if found is None:
        return Check("baseline-slope", None, id="D2", text=_NO_SLOPE_KNOWN)
    place = 1 + kept.index(trend)
    span = float(fitted.days[-1] - fitted.days[0])  # the trend is in units of it
    slope = float(found.coefficients[place]) / span * DAYS_OF_A_MONTH
    text = _NO_SLOPE
    if p_value_of(found, place) < LEAST_P:
        text = _RISING if slope > 0 else _FALLING
    return Check("baseline-slope", None, slope, None, "D2", "", text)


def _placebo_in_time(fitted: FittedStep) -> Check:
    """A widening is told from 1.25 on; only a baseline that doubles the interval leaves nothing to be credited."""
    kappa = fitted.kappa
    if kappa is None:
        return Check("placebo-in-time", None, None, KAPPA_TO_NOTE, "D3", "", _NO_PLACEBO)
    counts = {
        "count": number(len(fitted.placebos), 0),
        "alarms": number(fitted.placebo_alarms, 0),
        "wider": percent(kappa - 1, 0),
    }
    if kappa > KAPPA_TO_GIVE_UP:
        return Check(
            "placebo-in-time",
            passed=False,
            value=kappa,
            threshold=KAPPA_TO_GIVE_UP,
            id="D3",
            caps="D",
            text=_UNSTABLE.fill(**counts),
        )
    text = _WIDENED if kappa > KAPPA_TO_NOTE else _QUIET
    return Check("placebo-in-time", kappa <= KAPPA_TO_NOTE, kappa, KAPPA_TO_NOTE, "D3", "", text.fill(**counts))


def _anticipation(fitted: FittedStep) -> Check:
    """An effect of the last fourteen days before the baseline ends, beside the step."""
    last_day = fitted.days[~fitted.evaluation][-1]
    ahead = ~fitted.evaluation & (fitted.days > last_day - DAYS_OF_ANTICIPATION)
    found = fitted.refit(np.column_stack([fitted.design, ahead]), None)
    if found is None:
        return Check("anticipation", None, None, LEAST_P, "D7", "D", _NOT_TRIED)
    p_value = p_value_of(found, fitted.design.shape[1])
    if math.isnan(p_value):
        return Check("anticipation", None, None, LEAST_P, "D7", "D", _NOT_TRIED)
    passed = p_value >= LEAST_P
    return Check("anticipation", passed, p_value, LEAST_P, "D7", "D", _NOT_AHEAD if passed else _AHEAD)


_NO_SLOPE_KNOWN: Final = Text(
    en="the baseline alone is too short for a trend of its own",
    ru="базовый период сам по себе слишком короткий для тренда",
)
_NO_SLOPE: Final = Text(
    en="before the go-live the KPI kept its level", ru="до запуска показатель держался на одном уровне"
)
_RISING: Final = Text(
    en="before the go-live the KPI was rising already; this trend is taken off",
    ru="показатель рос и до запуска; этот тренд вычтен",
)
_FALLING: Final = Text(
    en="before the go-live the KPI was falling already; this trend is taken off",
    ru="показатель снижался и до запуска; этот тренд вычтен",
)
_NO_PLACEBO: Final = Text(
    en="the baseline is too short to try the same comparison at dates without a go-live",
    ru="базовый период слишком короткий, чтобы повторить то же сравнение на датах без запуска",
)
_QUIET: Final = Text(
    en="the same comparison at {count} dates without a go-live: {alarms} of them look like a change, as they should",
    ru="то же сравнение на датах без запуска ({count}): на изменение похожи {alarms}, как и должно быть",
)
_WIDENED: Final = Text(
    en="the same comparison at {count} dates without a go-live: {alarms} of them look like a change, so the likely "
    "range was made wider by {wider}",
    ru="то же сравнение на датах без запуска ({count}): на изменение похожи {alarms}, поэтому вероятный диапазон "
    "расширен на {wider}",
)
_UNSTABLE: Final = Text(
    en="the baseline is too unstable to attribute: of {count} dates without a go-live {alarms} look like a change; the "
    "likely range was made wider by {wider}",
    ru="базовый период слишком неустойчив, чтобы судить о причине: из дат без запуска ({count}) на изменение похожи "
    "{alarms}; вероятный диапазон расширен на {wider}",
)
_NOT_TRIED: Final = Text(
    en="the windows are too short to look at the last two weeks before the go-live by themselves",
    ru="периоды слишком короткие, чтобы отдельно посмотреть на последние две недели до запуска",
)
_NOT_AHEAD: Final = Text(
    en="the last two weeks before the go-live were like those before them",
    ru="последние две недели до запуска не отличались от предыдущих",
)
_AHEAD: Final = Text(
    en="the KPI moved in the last two weeks before the go-live already: end the baseline earlier",
    ru="показатель изменился уже в последние две недели до запуска: закончите базовый период раньше",
)

BASELINE_SLOPE: Final = Diagnostic("baseline-slope", _baseline_slope)
PLACEBO_IN_TIME: Final = Diagnostic("placebo-in-time", _placebo_in_time)
ANTICIPATION: Final = Diagnostic("anticipation", _anticipation)
