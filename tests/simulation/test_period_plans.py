"""Plans of what is read by periods keep what they promise: the change that they name is shown in four of five rollouts.

The noise of the planned power is known here, so that the formula is tried and not the luck of one baseline; that the
cautious plan suffices in four baselines of five is tried beside it, as for days in `test_cautious_plans`.
"""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference import PeriodReadings, period_effect
from goalposts.inference.calendar_periods import number_of_period, whole_periods
from goalposts.inference.difference import Differenced
from goalposts.inference.outlook import Outlook
from goalposts.inference.period_difference import PeriodPair, period_difference
from goalposts.inference.period_outlook import period_outlook
from goalposts.inference.planning import smallest_change
from goalposts.model.effects import Effect
from scipy.signal import lfilter
from scipy.stats import binom

SIZES = (("week", 30, 10), ("week", 60, 16), ("month", 36, 12), ("quarter", 20, 8))
RUNS, FIRST_DAY = 250, 14_613
"""The first of January 2010."""


def edges(period: str, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The first days of so many periods, and the days after their last ones."""
    starts, ends = whole_periods(period, np.arange(FIRST_DAY, FIRST_DAY + 100 * (count + 2)), FIRST_DAY)
    return starts[:count], ends[:count]


def window(period: str, starts: np.ndarray, ends: np.ndarray, values: np.ndarray, *, of_entries: bool = False):
    index, level = number_of_period(period, starts), float(values.mean())
    ones = np.ones(values.size)
    return PeriodReadings(
        period, index, (starts + ends - 1) / 2, values, level, level, ones, values.size, 0, of_entries=of_entries
    )


def pair(period: str, before: int, values: np.ndarray) -> PeriodPair:
    starts, ends = edges(period, values.size)
    return PeriodPair(
        window(period, starts[:before], ends[:before], values[:before]),
        window(period, starts[before:], ends[before:], values[before:]),
    )


def shocks(random: np.random.Generator, rho: float, count: int) -> np.ndarray:
    return lfilter([(1 - rho**2) ** 0.5], [1.0, -rho], random.standard_normal(count + 50))[50:]


def drawn(random, period, before, after, rho, *, compared, effect=0.0):
    """One rollout; beside others both share a walk, and each has the noise of its own that their difference shows."""
    count = before + after
    step = effect * (np.arange(count) >= before)
    if not compared:
        return pair(period, before, 10 + shocks(random, rho, count) + step), None
    shared = np.cumsum(random.standard_normal(count))
    own = [shocks(random, rho, count) / 2**0.5 for _ in range(2)]
    return pair(period, before, 10 + shared + own[0] + step), pair(period, before, 10 + shared + own[1])


def planned(treated: PeriodPair, control: PeriodPair | None, period: str, before: int, after: int) -> Outlook:
    starts, ends = edges(period, before + after)
    spans = (int(starts[0]), int(ends[before - 1])), (int(starts[before]), int(ends[-1]))
    found = period_outlook(treated.before, *spans, None if control is None else control.before)
    assert isinstance(found, Outlook)
    return found


def smallest(prospect: Outlook) -> tuple[float, float]:
    found = smallest_change(prospect, int(prospect.ends[-1]), 0.05)
    return found.likely, found.cautious


def knowing(prospect: Outlook, rho: float) -> Outlook:
    """The plan of somebody who knows the noise, AR(1) of sd 1."""
    return evolve(prospect, noise=evolve(prospect.noise, rho=rho, variance=1 - rho**2))


def judged(treated: PeriodPair, control: PeriodPair | None) -> Effect:
    if control is None:
        found = period_effect(treated.before, treated.after)
    else:
        answer = period_difference(treated, control)
        assert isinstance(answer, Differenced)
        found = answer.effect
    assert isinstance(found, Effect)
    return found


@pytest.mark.parametrize("compared", [False, True])
@pytest.mark.parametrize("rho", [0.0, 0.5])
@pytest.mark.parametrize(("period", "before", "after"), SIZES)
def test_the_planned_change_is_shown_in_four_of_five(period, before, after, rho, compared):
    name = [20_261_126, *period.encode(), before, after, int(10 * rho), compared]
    random = np.random.default_rng(name)
    first = planned(*drawn(random, period, before, after, rho, compared=compared), period, before, after)
    effect, _ = smallest(knowing(first, rho))
    shown = cautious = likely = 0
    for _ in range(RUNS):
        sides = drawn(random, period, before, after, rho, compared=compared, effect=effect)
        shown += judged(*sides).low > 0
        own = smallest(planned(*sides, period, before, after))
        likely, cautious = likely + (own[0] >= effect), cautious + (own[1] >= effect)
    print(period, before, after, rho, compared, shown / RUNS, likely / RUNS, cautious / RUNS)  # noqa: T201
    assert binom.ppf(0.001, RUNS, 0.75) <= shown <= binom.ppf(0.999, RUNS, 0.87)
    assert binom.ppf(0.001, RUNS, 0.75) <= cautious <= binom.ppf(0.999, RUNS, 0.83)
    assert likely < cautious
