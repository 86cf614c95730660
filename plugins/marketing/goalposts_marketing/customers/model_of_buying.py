"""The models of buying and spending at work on the customers of a project."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from goalposts_marketing.customers.buying import Buying
from goalposts_marketing.customers.histories import Purchases, Visits
from goalposts_marketing.customers.records import Model, Trial
from goalposts_marketing.customers.spending import Spending

Floats = NDArray[np.float64]

LEAST_REPEATS: Final = 10
"""Four parameters are not held down by fewer customers who bought again."""
LEAST_TRIAL_DAYS: Final = 28
LEAST_TRIAL_REPEATS: Final = 50


def model_of(bought: Purchases, days: int) -> Model | None:
    """Fit the models to all customers, and look so many days ahead; None where they cannot be fitted.

    Args:
        bought: the purchases of all customers.
        days: how far to look.
    """
    seen = Visits.of(bought)
    if np.count_nonzero(seen.repeats) < LEAST_REPEATS:
        return None
    buying = Buying.fit(seen.repeats, seen.recency, seen.age)
    if buying is None:
        return None
    paying = (seen.repeats > 0) & np.isfinite(seen.amount) & (seen.amount > 0)
    spending = Spending.fit(seen.repeats[paying], seen.amount[paying])
    mean = None if spending is None else spending.of_anybody
    try:
        of_new = buying.expected_of_new(days)
        ahead = buying.expected_ahead(days, seen.repeats, seen.recency, seen.age)
    except ValueError:  # a fit so near to its edge that nothing can be reckoned with it
        return None
    value_of_new = value_ahead = None
    if spending is not None and mean is not None:
        first = bought.margin[bought.starts[:-1]]
        value_of_new = float(np.nanmean(first)) + of_new * mean if np.isfinite(first).any() else None
        each = np.full(ahead.size, mean)
        each[paying] = spending.of_known(seen.repeats[paying], seen.amount[paying])
        value_ahead = float(np.mean(ahead * each))
    return Model(
        r=buying.r,
        alpha=buying.alpha,
        a=buying.a,
        b=buying.b,
        p=None if spending is None else spending.p,
        q=None if spending is None else spending.q,
        v=None if spending is None else spending.v,
        with_repeats=int(np.count_nonzero(seen.repeats)),
        correlation=_correlation(seen.repeats[paying], seen.amount[paying]),
        days=days,
        purchases_of_new=of_new,
        value_of_new=value_of_new,
        value_ahead=value_ahead,
        trial=_trial(bought),
    )


def _correlation(repeats: Floats, amount: Floats) -> float | None:
    if repeats.size < 3 or not repeats.std() or not amount.std():
        return None
    return float(np.corrcoef(repeats, amount)[0, 1])


def _trial(bought: Purchases) -> Trial | None:
    """Fit to the first two thirds of the time, and compare with the last one."""
    begin = float(bought.days.min())
    rest = int((bought.end - begin) / 3)
    cut = bought.end - rest
    known = bought.until(cut)
    seen = Visits.of(known)
    if rest < LEAST_TRIAL_DAYS or np.count_nonzero(seen.repeats) < LEAST_TRIAL_REPEATS:
        return None
    fitted = Buying.fit(seen.repeats, seen.recency, seen.age)
    if fitted is None:
        return None
    try:
        expected = float(fitted.expected_ahead(rest, seen.repeats, seen.recency, seen.age).sum())
    except ValueError:
        return None
    was_known = bought.first < cut
    real = float((Visits.of(bought).repeats[was_known] - seen.repeats).sum())
    return Trial(rest, int(np.count_nonzero(was_known)), expected, real)
