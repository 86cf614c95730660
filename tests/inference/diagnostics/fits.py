"""Fitted go-lives, to ask diagnostics of, and series with something wrong in them."""

from __future__ import annotations

import numpy as np
from attrs import evolve
from goalposts.inference import step_effect
from goalposts.inference.diagnostics import DIAGNOSTICS
from inference.windows import MONDAY, noisy_pair, window

BY_NAME = {diagnostic.name: diagnostic for diagnostic in DIAGNOSTICS}


def fitted(pair, kind="ratio", influences=()):
    """The fit that the product shows to diagnostics."""
    found = []
    effect = step_effect(kind, *pair, influences, lambda fit: found.append(fit) or ())
    assert found, effect
    return found[0]


def ask(name, pair, kind="ratio", influences=()):
    """The check that one of the engine's diagnostics gives."""
    return BY_NAME[name].check(fitted(pair, kind, influences))


def changed(series, by):
    """The window with a number for each day added to its mean."""
    return evolve(series, numerator=series.numerator + by * series.denominator)


def weekly_pair(seed=1):
    """Windows of so few events a day that they are read by week."""
    random = np.random.default_rng(seed)
    counts = random.poisson(3, 420) + 1
    sums = random.binomial(counts, 0.5).astype(float)
    return window(sums[:300], counts[:300]), window(sums[300:], counts[300:], first_day=MONDAY + 300)


__all__ = ["BY_NAME", "ask", "changed", "fitted", "noisy_pair", "weekly_pair"]
