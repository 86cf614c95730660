"""Second moments keep their digits wherever the values of a day lie; the source is read again where they would not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import isfinite

import numpy as np
import pytest
from goalposts.expressions import ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch
from goalposts.scoring import plan
from goalposts.scoring.filling.gathering import Gathering
from goalposts.scoring.planning.days import local_midnights
from scoring.paths import gathered
from scoring.visits import VISIT, goal

pytest.importorskip("llvmlite")

FIRST, END, DAYS = date(2025, 3, 20), date(2025, 4, 29), 40
MADE = plan([goal(parse_formula("mean(of=items)"))], "UTC", FIRST, END)


def noise(rows, seed=5):
    return np.random.default_rng(seed).normal(size=rows)


def batch_of(days):
    """A row for every value of every day, day by day."""
    midnights = local_midnights("UTC", FIRST, DAYS)
    came = np.repeat(midnights[: len(days)], [len(day) for day in days])
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, came),
        "items": Column(ValueType.NUMBER, np.concatenate(days)),
    }
    return Batch(VISIT.id, "counter", came.size, columns)


def scanned(days):
    """The second moments by day, and how often the source was read."""
    batch, times = batch_of(days), []

    def read():
        times.append(1)
        return [batch]

    gathering = Gathering(MADE, VISIT.id, "counter", local_midnights("UTC", FIRST, DAYS), 2, 0)
    (section,) = gathering.of(read).values()
    return section.states[0].yy[: len(days)].tolist(), len(times)


def exact(values):
    """The sum of squared deviations from the mean, in rational arithmetic."""
    numbers = [Fraction(value) for value in np.asarray(values).tolist()]
    mean = sum(numbers) / len(numbers)
    return float(sum((number - mean) ** 2 for number in numbers))


QUIET = [noise(40, seed) for seed in range(30)]
HARD = {
    "an outlier on a day of its own": [*QUIET, *(1e7 + day for day in QUIET[:3]), np.array([2.0**44, 0.0])],
    "loud days beside quiet ones": [*(day * 1e7 for day in QUIET[:20]), *(1e7 + day for day in QUIET[:5])],
    "one quiet day among loud ones": [*(day * 1e7 for day in QUIET), 3e7 + QUIET[0]],
    "tenths around a whole number, whose sum is whole": [*QUIET, 1e6 + np.tile([-0.1, 0.1], 20)],
    "a hundred deviations away": [*QUIET, 100 + QUIET[0]],
    "hardly any spread, and a whole sum": [*QUIET, 1e6 + 0.25 + np.tile([-1.0, 1.0], 4) * (2.0**-20 + 2.0**-30)],
    "days of few rows": [
        *(day[:4] for day in QUIET[:15]),
        *(day[:4] * 1e7 for day in QUIET[15:]),
        1e4 + QUIET[0][:4],
        np.array([2.0**44, 0.0, 1.0]),
    ],
}


@pytest.mark.parametrize("name", HARD)
def test_no_day_loses_digits_for_what_other_days_are_like(name):
    days = HARD[name]
    found, times = scanned(days)
    assert found == pytest.approx([exact(day) for day in days], rel=1e-9, abs=0.0)
    assert times == 2


def test_a_day_whose_values_are_all_equal_has_no_spread():
    days = [*QUIET, np.full(50, 1234.56)]
    found, _ = scanned(days)
    assert found == pytest.approx([exact(day) for day in days], rel=1e-9, abs=1e-18)


def test_products_of_large_whole_numbers_are_exact():
    """The first rows lie around 0, so both numbers of the second day lie far from their pivots."""
    steps = np.array([0.0, 0.0, 0.0, 1.0, 1.0])
    values = np.concatenate([np.arange(20.0), 1.8e7 + steps])
    midnights = local_midnights("UTC", FIRST, DAYS)
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.repeat(midnights[:2], [20, 5])),
        "wait": Column(ValueType.DURATION, values),
        "items": Column(ValueType.NUMBER, values),
    }
    made = plan([goal(parse_formula("ratio(of=wait, by=items)"))], "UTC", FIRST, END)
    (state,) = gathered(made, [Batch(VISIT.id, "counter", values.size, columns)], compiled=True).states
    assert [state.xx[1], state.xy[1], state.yy[1]] == pytest.approx([1.2] * 3, rel=1e-15)


def test_where_no_day_has_a_spread_far_ones_are_looked_at_again():
    found, times = scanned([*np.zeros((20, 1)), np.full(2, 1e6 + 0.3)])
    assert (found, times) == ([0.0] * 21, 2)


ROOMS = 300


@pytest.mark.parametrize(("rows", "loud"), [(4, 1.0), (40, 1e7)])
@pytest.mark.parametrize("room", [0, ROOMS - 1])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("formula", ["mean(of=items)", "ratio(of=wait, by=items)"])
def test_a_far_day_is_found_among_many_words(formula, named, room, rows, loud):
    """Cells are looked at some thousands at a time: first or last, a day of one room, or of none, lies far from all."""
    days = np.array(QUIET[:8])[:, :rows]
    values = np.repeat(days[None] * loud, ROOMS, axis=0)
    values[room] = days
    values[room, 3] += 1e5
    rooms, numbers, _ = np.indices(values.shape)
    there = None if named else rooms.ravel() != room
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, local_midnights("UTC", FIRST, DAYS)[numbers.ravel()]),
        "room": Column(
            ValueType.CATEGORY, rooms.ravel().astype(np.int32), there, tuple(map(str, 100 + np.arange(300)))
        ),
        "items": Column(ValueType.NUMBER, values.ravel()),
        "wait": Column(ValueType.DURATION, np.ones(values.size)),
    }
    made = plan([goal(parse_formula(formula))], "UTC", FIRST, END, segments={VISIT.id: ("room",)})
    section = gathered(made, [Batch(VISIT.id, "counter", values.size, columns)], compiled=True)
    found = section.segments["room"].state(0, room if named else 0)
    seconds = found.xx if "by" in formula else found.yy
    assert seconds[:8].tolist() == pytest.approx([exact(day) for day in values[room]], rel=1e-11)


EASY = {
    "values around the pivot": QUIET,
    "a mean that wanders": [day + number for number, day in enumerate(QUIET)],
    "whole numbers far away": [np.arange(40.0), np.full(40, 7.0), 1e6 + np.arange(40.0), np.full(40, 1e6)],
    "large whole numbers next to each other": [
        *np.tile(np.arange(5.0), (10, 1)),
        1.8e7 + np.array([0.0, 0.0, 0.0, 0.0, 1.0]),
        4e5 + np.array([0.0, 0.0, 1.0, 2.0, 2.0, 5.0, 7.0]),
    ],
    "few values, equal by chance": [*QUIET, np.array([9.9, 9.9]), np.array([7.25, 7.26])],
    "numbers that hardly have a square": [5e152 * day for day in QUIET],
    "a loud day around the pivot": [*QUIET, 1e5 * QUIET[0]],
    "a far day, and equal values here and there": [
        *(day[:4] for day in QUIET),
        *np.full((9, 4), 7.25),
        15 + QUIET[0],
    ],
    "skewed": [np.exp(2 * day) for day in QUIET],
}


@pytest.mark.parametrize("name", EASY)
def test_what_loses_no_digits_is_read_once(name):
    days = EASY[name]
    found, times = scanned(days)
    assert found == pytest.approx([exact(day) for day in days], rel=1e-9, abs=1e-12)
    assert times == 1


@pytest.mark.parametrize("large", [1e153, 1e155, 1e200, 1e300])
def test_numbers_without_a_square_are_those_of_the_twin(large):
    """Up to 1e154 equal ones have no spread; else it is beyond all numbers, and nobody may take it for one."""
    days = [np.array([1.0, 2.0, 4.0]), np.full(40, large), np.array([large, 1.0, -large]), noise(40)]
    found, _ = scanned(days)
    twin = gathered(MADE, [batch_of(days)], compiled=False).states[0].yy[: len(days)].tolist()
    for number in (0, 3):
        assert found[number] == pytest.approx(exact(days[number]), rel=1e-12)
        assert twin[number] == pytest.approx(exact(days[number]), rel=1e-12)
    for number in (1, 2):
        assert isfinite(found[number]) == isfinite(twin[number])
        assert not isfinite(found[number]) or found[number] == pytest.approx(exact(days[number]), rel=1e-12)
    assert scanned([np.array([1.0]), np.full(40, large)])[0] == [0.0, 0.0]
