"""Distinct values: within the stated error of the naive count, and the same however rows are cut."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import naive
import numpy as np
import pytest
from attrs import evolve
from goalposts.errors import ExpressionError
from goalposts.expressions import ValueType, check_formula, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Window
from goalposts.scoring import Cube, observe, plan
from goalposts.scoring.filling.word_hashes import hashes_of
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.visits import VISIT, batch, goal, visit

FIRST, DAYS = date(2025, 1, 1), 5
WHOLE = Window(FIRST, FIRST + timedelta(days=DAYS))
START = datetime(2025, 1, 1, tzinfo=UTC)
WANTED = goal(parse_formula("distinct(of=room, among=served)"), where="wait <= 20 s")
EMPTY = Cube.empty(plan([WANTED], "UTC", FIRST, WHOLE.end))

rows = st.lists(
    st.builds(
        visit,
        st.none() | st.integers(-5, 24 * DAYS + 5).map(lambda hours: START + timedelta(hours=hours)),
        room=st.none() | st.integers(0, 30).map("room {}".format),
        served=st.sampled_from([None, True, True, False]),
        wait=st.none() | st.integers(0, 30),
    ),
    max_size=60,
)


def expected(found, window=WHOLE):
    return naive.distinct(
        naive.in_window(found, "came_at", "UTC", window.start, window.end),
        lambda row: row["room"],
        among=lambda row: row["served"],
        where=lambda row: None if row["wait"] is None else row["wait"] <= 20,
    )


@settings(deadline=None)
@given(rows)
def test_a_few_words_are_counted_exactly_and_nulls_are_unknown(found):
    seen, exact = observe(EMPTY.add(batch(found)), WANTED, WHOLE), expected(found)
    assert (seen.n, seen.unknown) == (exact.n, exact.unknown)
    assert seen.events.tolist() == [exact.events.get(day, 0) for day in WHOLE.dates()]
    assert seen.numerator.tolist() == [float(exact.numerator.get(day, 0)) for day in WHOLE.dates()]
    assert seen.value == (None if seen.reason == "no_events" else float(exact.value))


@settings(deadline=None)
@given(rows, st.permutations(range(3)), st.lists(st.integers(0, 60), min_size=2, max_size=2))
def test_cut_and_order_change_no_byte_and_repeats_no_value(found, order, cuts):
    low, high = sorted(cuts)
    parts = [EMPTY.add(batch(part)) for part in (found[:low], found[low:high], found[high:])]
    merged = parts[order[0]].merge(parts[order[1]]).merge(parts[order[2]])
    assert merged == EMPTY.add(batch(found))
    assert Cube.load(merged.dump()) == merged
    assert observe(merged.merge(merged), WANTED, WHOLE).value == observe(merged, WANTED, WHOLE).value


@pytest.mark.parametrize("size", [100, 1_000, 10_000, 20_000, 100_000])
def test_many_words_are_within_five_per_cent(size):
    """Three standard errors of 4096 registers; at the seam of older estimators (2.5 to 5 x 4096) too."""
    words = [f"customer-{number}" for number in range(size)]
    found = [visit(START, room=word, served=True, wait=1) for word in words]
    assert observe(EMPTY.add(batch(found)), WANTED, WHOLE).value == pytest.approx(size, rel=0.05)


@pytest.mark.parametrize("size", [3_000, 12_000, 40_000])
def test_the_error_is_that_of_4096_registers(size):
    """Over thirty sets of words the root mean square is 1.04 / sqrt(4096) of the number, and nothing pulls one way.

    Of thirty the square root of the mean square lies within 1.4 of its own expectation but once in a thousand times
    (chi-square, 30 degrees); the words are fixed, so that the test is not a matter of luck.
    """
    errors = []
    for draw in range(30):
        rooms = tuple(f"set {draw} word {number}" for number in range(size))
        cells = batch([visit(START, room="", served=True, wait=1)] * size)
        columns = {**cells.columns, "room": Column(ValueType.CATEGORY, np.arange(size, dtype=np.int32), None, rooms)}
        errors.append(observe(EMPTY.add(evolve(cells, columns=columns)), WANTED, WHOLE).value / size - 1)
    standard = 1.04 / 4096**0.5
    assert np.sqrt(np.mean(np.square(errors))) < 1.4 * standard
    assert abs(np.mean(errors)) < 3.5 * standard / 30**0.5
    assert np.max(np.abs(errors)) < 4 * standard


def test_a_window_counts_a_word_of_two_days_once():
    found = [visit(START + timedelta(days=day), room="a", served=True, wait=1) for day in (0, 1, 1, 3)]
    seen = observe(EMPTY.add(batch(found)), WANTED, WHOLE)
    assert (seen.value, seen.numerator.tolist()) == (1.0, [1, 1, 0, 1, 0])


def test_hashes_are_whole_numbers_and_the_same_in_every_process():
    words = ["", "a", "ё", "x" * 1_000_000]
    found = hashes_of(words)
    code = "from goalposts.scoring.filling.word_hashes import hashes_of\n"
    code += "print(hashes_of(['', 'a', 'ё', 'x' * 1000000]).tolist())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert run.stdout.strip() == str(found.tolist())
    assert np.all((found == np.floor(found)) & (found >= 0) & (found < 2**52))


@pytest.mark.parametrize("of", ["wait", "served", "came_at", "items + 1"])
def test_only_words_can_be_told_apart(of):
    with pytest.raises(ExpressionError, match="this must be an id, a category or a text"):
        check_formula(parse_formula(f"distinct(of={of})"), VISIT.scope({}))
