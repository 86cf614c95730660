"""Gamma-Gamma: what a purchase of a customer brings, drawn towards what purchases of all bring.

Purchases of one customer vary around a mean of the customer's own, by a gamma distribution, and the means by another.
How much a customer brings has nothing to do with how often one buys: look at their correlation first. Source: Fader
and Hardie, The Gamma-Gamma model of monetary value (2013); Fader, Hardie and Lee, RFM and CLV (2005).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from goalposts_marketing.customers.simplex import least
from goalposts_marketing.customers.special_functions import log_gamma

Floats = NDArray[np.float64]

_LOG_LARGEST: Final = 12.0


@frozen
class Spending:
    """A fitted Gamma-Gamma model.

    Attributes:
        p: shape of the purchases of one customer.
        q, v: shape and rate by which customers differ; `v` is in the unit of the amounts.
    """

    p: float
    q: float
    v: float

    @classmethod
    def fit(cls, repeats: Floats, amount: Floats) -> Spending | None:
        """Fit by maximum likelihood; None where the data do not hold it down.

        Args:
            repeats: shape (customers,), purchases after the first, all above zero.
            amount: shape (customers,), the mean of what they brought, all above zero.
        """
        if repeats.size < 2:
            return None
        unit = float(amount.mean())
        each = amount / unit

        def loss(logs: Floats) -> float:
            if np.abs(logs).max() > _LOG_LARGEST:
                return float("inf")
            p, q, v = np.exp(logs).tolist()
            shape, total = p * repeats, repeats * each
            found = log_gamma(shape + q) - log_gamma(shape) - log_gamma(np.array(q)) - np.log(each)
            found += q * np.log(v) + shape * np.log(total) - (shape + q) * np.log(v + total)
            return -float(found.mean())

        found = least(loss, np.zeros(3))
        if found is None or np.abs(found).max() > _LOG_LARGEST - 1:
            return None
        p, q, v = np.exp(found).tolist()
        return cls(p, q, v * unit)

    @property
    def of_anybody(self) -> float | None:
        """The mean of a customer of whom nothing is known; None where so few are so large that there is no mean."""
        return self.p * self.v / (self.q - 1) if self.q > 1 else None

    def of_known(self, repeats: Floats, amount: Floats) -> Floats:
        """The mean of customers whose purchases are known, shape of the arguments."""
        return self.p * (self.v + repeats * amount) / (self.p * repeats + self.q - 1)
