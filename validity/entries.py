"""Times to event by weeks of entry: streams whose truth is known, alone and beside a comparison group.

Weeks have common AR(1) shocks, as days do elsewhere; entries of a week then end independently of each other. Windows
are 30 weeks before and 16 after. A group beside them shares the shocks, and has some of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from goalposts.expressions import Survival, parse_formula
from goalposts.inference import PeriodReadings, period_effect
from goalposts.inference.difference import Differenced
from goalposts.inference.period_difference import PeriodPair, period_difference
from goalposts.model.effects import Effect
from goalposts.scoring.concluding.influence import Curves, influence_of
from scipy.signal import lfilter

from validity.arrays import Counts, Floats

BEFORE, AFTER, AGE, PER_WEEK = 30, 16, 28, 120
RHO, SHARED_SD, OWN_SD = 0.4, 0.05, 0.02
LONGEST = 180
FORMULAS: Final = {
    "reached": "survival(ended=left_at, of=served, by=28 d)",
    "mean": 'survival(ended=left_at, give="mean", of=served, by=28 d)',
    "median": 'survival(ended=left_at, give="median")',
    "half_rise": 'survival(ended=left_at, give="half_rise", of=served, by=28 d)',
}


def shocks(random: np.random.Generator, sd: float) -> Floats:
    """Draw a shock of every week."""
    innovations = random.standard_normal(BEFORE + AFTER + 50)
    found: Floats = sd * lfilter([(1 - RHO**2) ** 0.5], [1.0, -RHO], innovations)[50:]
    return found


def shares_of_ages(share: float) -> Floats:
    """Of entries, which part has the event at each age up to 28, one day likelier than the next; the rest do not."""
    falling = 0.9 ** np.arange(AGE + 1)
    found: Floats = np.append(share * falling / falling.sum(), 1 - share)
    return found


def _stays(log_median: float, count: int, random: np.random.Generator) -> Counts:
    """Lognormal stays in whole days."""
    days: Counts = np.round(np.exp(log_median + 0.6 * random.standard_normal(count))).astype(np.int64).clip(0, 178)
    return days


def draw(give: str, level: Floats, random: np.random.Generator) -> Curves:
    """Draw the tables of all weeks, shape (weeks, ages), by how far each week's level is moved."""
    ages = LONGEST + 1 if give == "median" else AGE + 3
    reached, other, lost = (np.zeros((BEFORE + AFTER, ages), np.int64) for _ in range(3))
    for week, moved in enumerate(level):
        count = int(random.poisson(PER_WEEK))
        if give == "median":
            reached[week] = np.bincount(_stays(np.log(20) + moved, count, random), minlength=ages)
        else:
            cells = random.multinomial(count, shares_of_ages(0.45 + moved))
            reached[week, : AGE + 1], lost[week, AGE + 1] = cells[:-1], cells[-1]
    return Curves(reached, other, lost)


def truth(give: str, effect: float) -> float:
    """The change of the reading in the population, by plain arithmetic on its curve."""
    if give == "reached":
        return effect
    if give == "median":
        return float(86_400 * 20 * (np.exp(effect) - 1))
    if give == "half_rise":
        return 0.0  # the share moves, the times of those who have the event do not
    surviving = [1 - np.cumsum(shares_of_ages(share))[:AGE].clip(0, 1) for share in (0.45, 0.45 + effect)]
    return 86_400 * float((surviving[1] - surviving[0]).sum())


def _pair(give: str, curves: Curves) -> PeriodPair:
    return PeriodPair(_window(give, curves, slice(0, BEFORE)), _window(give, curves, slice(BEFORE, None)))


def _window(give: str, curves: Curves, weeks: slice) -> PeriodReadings:
    formula = parse_formula(FORMULAS[give])
    assert isinstance(formula, Survival)
    own = Curves(curves.reached[weeks], curves.other[weeks], curves.lost[weeks])
    found = influence_of(formula, LONGEST if formula.by is None else AGE, own)
    assert found is not None
    index = np.arange(BEFORE + AFTER)[weeks]
    return PeriodReadings(
        "week", index, index * 7.0, found.values, found.level, found.level, own.entries, index.size, 0, of_entries=True
    )


def changes_alone(give: str, effect: float, runs: int) -> Iterator[Effect]:
    """Give the effect of every run, without a comparison group."""
    random = np.random.default_rng([20_261_125, *give.encode()])
    for _ in range(runs):
        level = shocks(random, SHARED_SD) + effect * (np.arange(BEFORE + AFTER) >= BEFORE)
        pair = _pair(give, draw(give, level, random))
        found = period_effect(pair.before, pair.after)
        assert isinstance(found, Effect)
        yield found


def changes_beside(give: str, effect: float, runs: int) -> Iterator[Effect]:
    """Give the effect of every run, beside entries without the rollout that share the shocks of the weeks."""
    random = np.random.default_rng([20_261_126, *give.encode()])
    for _ in range(runs):
        shared = shocks(random, SHARED_SD)
        levels = [shared + shocks(random, OWN_SD) for _ in range(2)]
        levels[0] = levels[0] + effect * (np.arange(BEFORE + AFTER) >= BEFORE)
        treated, control = (_pair(give, draw(give, level, random)) for level in levels)
        found = period_difference(treated, control)
        assert isinstance(found, Differenced)
        yield found.effect


def held(found: Iterator[Effect], wanted: float) -> list[bool]:
    """Whether each likely range holds the truth."""
    return [effect.low <= wanted <= effect.high for effect in found]
