"""The digest tells other data from another rounding."""

from __future__ import annotations

import numpy as np
from attrs import evolve
from goalposts.scoring import Observed, digest

DAYS = np.arange(3)
SEEN = Observed(
    0.5, "", 6, 0, 3, ("counter",), (), DAYS, np.array([1.0, 0.0, 2.0]), np.array([2.0, 2.0, 2.0]), DAYS, DAYS
)


def test_the_last_bits_of_a_sum_do_not_change_the_digest():
    nudged = evolve(SEEN, numerator=np.nextafter(SEEN.numerator, 3) - [0, np.nextafter(0, 3), 0])
    assert nudged.numerator.tolist() != SEEN.numerator.tolist()
    assert digest(nudged) == digest(SEEN)


def test_one_row_more_changes_the_digest():
    assert digest(evolve(SEEN, numerator=SEEN.numerator + np.array([1, 0, 0]))) != digest(SEEN)
    assert digest(evolve(SEEN, denominator=SEEN.denominator + np.array([1, 0, 0]))) != digest(SEEN)


def test_other_days_change_the_digest():
    assert digest(evolve(SEEN, day=DAYS + 1)) != digest(SEEN)


def test_negative_zero_is_zero():
    assert digest(evolve(SEEN, numerator=SEEN.numerator * -1 * -1)) == digest(
        evolve(SEEN, numerator=np.array([1, -0.0, 2]))
    )
