"""An interval that stays honest however often it is looked at (stats 3).

The plain 95 % interval, looked at every week, leaves out the truth at some look in every fifth project. The normal
mixture does not: it holds at every look at once, at the price of being wider.
Sources: Robbins 1970; as an interval for sequential tests Johari, Pekelis and Walsh 2015.
"""

from __future__ import annotations

import math

from goalposts.inference.student import normal_quantile, two_sided_quantile


def always_valid_half_width(
    standard_error: float, degrees_of_freedom: int, distance: float, probability_of_error: float
) -> float:
    """Give half the width of the interval around an estimate whose standard error is itself estimated.

    Args:
        standard_error: of the estimate at this look.
        degrees_of_freedom: of its Student t; the fewer, the wider.
        distance: the change that the interval is tuned to find soonest: the promise; over 0, fixed before the looks.
        probability_of_error: that the truth is ever outside, over all looks.
    """
    inflation = two_sided_quantile(probability_of_error, degrees_of_freedom) / normal_quantile(
        1 - probability_of_error / 2
    )
    return mixture_half_width((standard_error * inflation) ** 2, distance, probability_of_error)


def mixture_half_width(variance: float, distance: float, probability_of_error: float) -> float:
    """Give half the width of the normal mixture interval around an estimate of known variance."""
    square = distance * distance
    whole = variance + square
    odds = math.log(whole / (variance * probability_of_error * probability_of_error))
    return math.sqrt(variance * whole / square * odds)
