"""BG/NBD: how often customers without a contract buy, and whether they still will.

While a customer is alive, purchases come at random at a rate of the customer's own; after each of them the customer
may be gone for good. Rates differ as a gamma, chances to go as a beta distribution. Source: Fader, Hardie and Lee,
"Counting your customers" the easy way, Marketing Science 24 (2005).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from goalposts_marketing.customers.simplex import least
from goalposts_marketing.customers.special_functions import hypergeometric, log_gamma

Floats = NDArray[np.float64]

_LOG_LARGEST: Final = 12.0


@frozen
class Buying:
    """A fitted BG/NBD model; times are in the unit of the times that it was fitted to.

    Attributes:
        r, alpha: shape and rate of the gamma distribution of purchase rates.
        a, b: of the beta distribution of the chance to be gone after a purchase.
    """

    r: float
    alpha: float
    a: float
    b: float

    @classmethod
    def fit(cls, repeats: Floats, recency: Floats, age: Floats) -> Buying | None:
        """Fit by maximum likelihood; None where the data do not hold the rates down.

        Where nobody seems to go, the chance to go comes out next to zero, and purchases go on for ever.

        Args:
            repeats: shape (customers,), purchases after the first.
            recency: shape (customers,), time from the first purchase to the last; 0 where there is only one.
            age: shape (customers,), time from the first purchase to the end of the data.
        """
        rows, counts = np.unique(np.column_stack([repeats, recency, age]), axis=0, return_counts=True)
        if not rows.size or not rows[:, 0].any() or not rows[:, 2].any():
            return None
        unit = float(np.average(rows[:, 2], weights=counts))
        x, last, whole = rows[:, 0], rows[:, 1] / unit, rows[:, 2] / unit

        def loss(logs: Floats) -> float:
            if np.abs(logs).max() > _LOG_LARGEST:
                return float("inf")
            return -float(counts @ _log_likelihood(np.exp(logs), x, last, whole) / counts.sum())

        found = least(loss, np.zeros(4))
        # an edge of `a` and `b` is an answer (nobody goes, or all are alike in that), one of the rates is none
        if found is None or np.abs(found[:2]).max() > _LOG_LARGEST - 1:
            return None
        r, alpha, a, b = np.exp(found).tolist()
        return cls(r, alpha * unit, a, b)

    @property
    def mean_chance_to_go(self) -> float:
        """After a purchase, over all customers."""
        return self.a / (self.a + self.b)

    def chance_alive(self, repeats: Floats, recency: Floats, age: Floats) -> Floats:
        """The chance that customers of a known past will buy again, shape of the arguments."""
        gone = self.a / (self.b + np.maximum(repeats, 1) - 1)
        gone = gone * ((self.alpha + age) / (self.alpha + recency)) ** (self.r + repeats)
        return np.where(repeats > 0, 1 / (1 + gone), 1.0)

    def expected_of_new(self, time: float) -> float:
        """The purchases after the first that a new customer makes within a time."""
        z = np.array([time / (self.alpha + time)])
        rate, whole = np.array([self.r]), self.a + self.b - 1
        return float(
            self._expected(rate, np.array([self.b]), whole, z, np.array([self.alpha / (self.alpha + time)]))[0]
        )

    def expected_ahead(self, time: float, repeats: Floats, recency: Floats, age: Floats) -> Floats:
        """The purchases that customers of a known past make within a time from the end of the data."""
        rate, stays = self.r + repeats, self.b + repeats
        z = time / (self.alpha + age + time)
        still = (self.alpha + age) / (self.alpha + age + time)
        found = np.empty(repeats.shape)
        for count in np.unique(repeats):
            mine = repeats == count
            whole = self.a + self.b + float(count) - 1
            found[mine] = self._expected(rate[mine], stays[mine], whole, z[mine], still[mine])
        return found * self.chance_alive(repeats, recency, age)

    def _expected(self, rate: Floats, stays: Floats, whole: float, z: Floats, still: Floats) -> Floats:
        # the formula has gaps there, which its value does not have
        a, whole = self.a if self.a != 1 else 1 + 1e-9, whole or 1e-9
        return whole / (a - 1) * (1 - still**rate * _hypergeometric(rate, stays, whole, z))


def _hypergeometric(a: Floats, b: Floats, c: float, z: Floats) -> Floats:
    """2F1 for a `c` that may be below zero, where the series of positive terms does not hold from the first on."""
    if c > 0:
        return hypergeometric(a, b, c, z)
    # F(c) from F(c+1) and F(c+2), the contiguous relation in c
    one, two = _hypergeometric(a, b, c + 1, z), _hypergeometric(a, b, c + 2, z)
    first = c - (2 * c + 1 - a - b) * z
    second = (c + 1 - a) * (c + 1 - b) * z / (c + 1)
    return (first * one + second * two) / (c * (1 - z))


def _log_likelihood(parameters: Floats, x: Floats, last: Floats, whole: Floats) -> Floats:
    r, alpha, a, b = parameters.tolist()
    rate = r + x
    bought = log_gamma(rate) - log_gamma(np.array(r)) + r * np.log(alpha)
    stayed: Floats = log_gamma(np.array(a + b)) + log_gamma(b + x) - log_gamma(np.array(b)) - log_gamma(a + b + x)
    alive = -rate * np.log(alpha + whole)
    gone = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - rate * np.log(alpha + last)
    found: Floats = bought + stayed + np.where(x > 0, np.logaddexp(alive, gone), alive)
    return found
