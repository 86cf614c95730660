"""The means and deviations that NIST certifies come out of the cube, by every way through the engine.

Digits are log relative errors: -log10 of the relative error, the 15 that NIST gives at most.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import log10, sqrt

import naive
import numpy as np
import pytest
from goalposts.expressions import ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch, Window
from goalposts.scoring import Cube, observe, plan
from goalposts.scoring.filling.gathering import WORTHWHILE_ROWS
from goalposts.scoring.planning.days import local_midnights
from goalposts.scoring.states.kinds import Moments
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.nist.univariate import DATA_SETS, Certified
from scoring.paths import gathered
from scoring.visits import VISIT, goal

DAY = date(2025, 3, 20)
WANTED = goal(parse_formula("mean(of=items)"))
PLAN = plan([WANTED], "UTC", DAY, date(2025, 3, 22))
EMPTY = Cube.empty(PLAN)
MIDNIGHTS = local_midnights("UTC", DAY, 2)
every_data_set = pytest.mark.parametrize("data", DATA_SETS, ids=lambda data: data.name)


def batch(values) -> Batch:
    """One row a value, all of the first day."""
    y = np.asarray(values, np.float64)
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.full(y.size, MIDNIGHTS[0])),
        "items": Column(ValueType.NUMBER, y),
    }
    return Batch(VISIT.id, "counter", y.size, columns)


def state_of(cube: Cube) -> Moments:
    state = cube.sections[0].states[0]
    assert isinstance(state, Moments)
    return state


def digits(found: float, certified: Fraction) -> float:
    error = abs(Fraction(found) - certified)
    return min(15.0, -log10(error / abs(certified))) if error else 15.0


def check(cube: Cube, data: Certified, copies: int = 1, at_most: float = 15) -> None:
    """Compare with the certified values; of copied data the second moment is as many times larger."""
    n, yy = len(data.decimals), state_of(cube).yy[0]
    found = observe(cube, WANTED, Window(DAY, date(2025, 3, 21)))
    assert found.n == copies * n
    assert digits(found.value, Fraction(data.mean)) >= min(data.mean_digits, at_most)
    assert digits(sqrt(yy / copies / (n - 1)), Fraction(data.deviation)) >= min(data.deviation_digits, at_most)


@every_data_set
def test_the_data_have_the_certified_values(data):
    """By fractions: no figure here is a misprint."""
    values = data.exact
    n = len(values)
    variance = naive.second_moment((value, value) for value in values) / (n - 1)
    assert digits(float(sum(values) / n), Fraction(data.mean)) >= 14.5
    assert digits(float(variance), Fraction(data.deviation) ** 2) >= 14.5


@every_data_set
def test_a_small_table_reaches_them(data):
    check(EMPTY.add(batch(data.doubles)), data)


@every_data_set
@settings(deadline=None, max_examples=30)
@given(st.data())
def test_any_cut_reaches_them(data, draw):
    values = data.doubles
    cuts = draw.draw(st.lists(st.integers(0, len(values)), max_size=12).map(sorted))
    cube = EMPTY
    for first, last in pairwise([0, *cuts, len(values)]):
        cube = cube.add(batch(values[first:last]))
    check(cube, data)


@every_data_set
def test_one_batch_a_row_reaches_them(data):
    """The longest chain of merges that there is."""
    cube = EMPTY
    for value in data.doubles:
        cube = cube.add(batch([value]))
    check(cube, data)


@every_data_set
@settings(deadline=None, max_examples=20)
@given(st.data())
def test_merged_cubes_of_shuffled_rows_reach_them(data, draw):
    seed, parts = draw.draw(st.integers(0, 2**32 - 1)), draw.draw(st.integers(1, 9))
    shuffled = np.random.default_rng(seed).permutation(data.doubles)
    cube = EMPTY
    for part in np.array_split(shuffled, parts):
        cube = EMPTY.add(batch(part)).merge(cube)
    check(cube, data)


@every_data_set
@pytest.mark.parametrize("threads", [1, 2])
def test_the_compiled_scan_reaches_them(data, threads):
    """The scan alone, without the twin behind it; it takes no batch as short as NumAcc1, so that comes ten times."""
    pytest.importorskip("llvmlite")
    copies = 1 if len(data.decimals) >= 16 else 10
    state = gathered(PLAN, [batch(data.doubles * copies)], compiled=True, threads=threads).states[0]
    n = len(data.decimals)
    assert state.n.tolist() == [copies * n, 0]
    assert digits(state.sum_y[0] / state.n[0], Fraction(data.mean)) >= data.mean_digits
    assert digits(sqrt(state.yy[0] / copies / (n - 1)), Fraction(data.deviation)) >= data.deviation_digits


@every_data_set
@pytest.mark.parametrize("shuffled", [False, True], ids=["in order", "shuffled"])
def test_a_million_rows_reach_them(data, shuffled):
    """So many that the cube takes the compiled scan; copies of data have their mean and deviation exactly.

    Eleven digits: a sum of 10^6 numbers, or squares, is known to 10^6 * 2^-53 at worst, and this is no random case.
    """
    copies = -(-WORTHWHILE_ROWS // len(data.decimals))
    values = np.tile(data.doubles, copies)
    if shuffled:
        np.random.default_rng(7).shuffle(values)
    check(EMPTY.add(batch(values)), data, copies, at_most=11)


def test_a_million_rows_in_unequal_batches_reach_them():
    """The cube changes from the twin to the scan on the way."""
    data = DATA_SETS[-1]
    copies = -(-WORTHWHILE_ROWS // len(data.decimals)) + 300
    values = np.tile(data.doubles, copies)
    cube = EMPTY
    for part in np.split(values, [1, 5_000, 400_000, 999_999]):
        cube = cube.add(batch(part))
    check(cube, data, copies, at_most=11)


@every_data_set
@settings(deadline=None, max_examples=20)
@given(st.data())
def test_cuts_and_merges_cost_no_digit(data, draw):
    """However the rows are cut, their second moment is that of one batch: 14 digits, whatever the mean."""
    cuts = draw.draw(st.lists(st.integers(0, len(data.decimals)), max_size=30).map(sorted))
    cube = EMPTY
    for first, last in pairwise([0, *cuts, len(data.decimals)]):
        cube = cube.merge(EMPTY.add(batch(data.doubles[first:last])))
    exact = naive.second_moment((y, y) for y in data.doubles)
    assert state_of(cube).yy[0] == pytest.approx(float(exact), rel=1e-13)


def test_the_demand_tells_good_arithmetic_from_bad():
    """Raw sums of squares, in doubles, give NumAcc4 a negative variance: the demand is not met by chance."""
    y = np.array(DATA_SETS[-1].doubles)
    assert (y * y).sum() - y.sum() ** 2 / y.size < 0


@pytest.mark.parametrize("level", [10.0, 90.0])
def test_a_day_that_lies_far_from_the_first_rows_reaches_them(level):
    """A million rows of another level on the day before, in one batch; then NumAcc2."""
    data = DATA_SETS[5]
    given = batch([level] * WORTHWHILE_ROWS + data.doubles)
    at = np.where(np.arange(given.rows) < WORTHWHILE_ROWS, MIDNIGHTS[0], MIDNIGHTS[1])
    columns = {**given.columns, "came_at": Column(ValueType.TIMESTAMP, at)}
    cube = EMPTY.add(Batch(VISIT.id, "counter", given.rows, columns))
    deviation = sqrt(state_of(cube).yy[1] / 1000)
    assert digits(deviation, Fraction(data.deviation)) >= data.deviation_digits
