"""Law of the quantile: within one per cent of the exact nearest rank, and its linearised series has it as mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import naive
import numpy as np
import pytest
from goalposts.expressions import parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, observe, plan
from hypothesis import given
from hypothesis import strategies as st
from scoring.visits import batch, goal, visit

WINDOW = Window(date(2025, 1, 1), date(2025, 1, 4))
waits = st.one_of(st.just(0.0), st.floats(1e-6, 1e12), st.floats(-1e12, -1e-6), st.integers(0, 40))


@given(st.lists(waits, min_size=1, max_size=60), st.sampled_from(["0.01", "0.07", "0.5", "0.9", "0.95", "0.99"]))
def test_a_quantile_is_within_one_per_cent_of_the_exact_one(values, q):
    rows = [
        visit(datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=position % 3), wait=value)
        for position, value in enumerate(values)
    ]
    wanted = goal(parse_formula(f"quantile(of=wait, q={q})"))
    found = observe(Cube.empty(plan([wanted], "UTC", WINDOW.start, WINDOW.end)).add(batch(rows)), wanted, WINDOW)
    dated = naive.in_window(rows, "came_at", "UTC", WINDOW.start, WINDOW.end)
    exact = naive.quantile(dated, lambda row: row["wait"], q).value
    assert found.value == pytest.approx(float(exact), rel=0.01, abs=0)
    assert found.probability == float(q)
    assert found.density > 0
    assert np.all((found.numerator >= 0) & (found.numerator <= found.denominator))
    assert found.numerator.sum() == pytest.approx(float(Fraction(q) * len(values)), rel=1e-12)


def test_the_rank_is_that_of_the_decimal_as_written():
    """The 0.07 quantile of 1..100 is 7: the double 0.07 is a little more than 7/100, and would give 8."""
    rows = [visit(datetime(2025, 1, 2, tzinfo=UTC), wait=value) for value in range(1, 101)]
    wanted = goal(parse_formula("quantile(of=wait, q=0.07)"))
    found = observe(Cube.empty(plan([wanted], "UTC", WINDOW.start, WINDOW.end)).add(batch(rows)), wanted, WINDOW)
    assert found.value == pytest.approx(7, rel=0.01)


def test_the_density_of_an_even_spread_is_its_inverse_width():
    """50 000 values spread evenly over 100..300 have density 1/200 everywhere inside."""
    rows = [visit(datetime(2025, 1, 2, tzinfo=UTC), wait=100 + 200 * (step + 0.5) / 50_000) for step in range(50_000)]
    wanted = goal(parse_formula("quantile(of=wait, q=0.5)"))
    found = observe(Cube.empty(plan([wanted], "UTC", WINDOW.start, WINDOW.end)).add(batch(rows)), wanted, WINDOW)
    assert found.level == pytest.approx(200, rel=0.01)
    assert found.density == pytest.approx(1 / 200, rel=0.01)
