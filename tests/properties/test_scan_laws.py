"""Laws of the compiled scan: cuts and orders change no integer, threads and processors change no byte."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise

import numpy as np
import pytest
from attrs import evolve
from goalposts.expressions import ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch
from goalposts.scoring import plan
from goalposts.scoring.planning.days import local_midnights
from goalposts.scoring.states.kinds import Moments, Sums, arrays_of
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.paths import gathered
from scoring.visits import VISIT, goal

pytest.importorskip("llvmlite")

ZONE, FIRST, DAYS = "Europe/Berlin", date(2025, 3, 27), 6
FORMULAS = (
    'share(of=wait <= 20 s, among=room == "a")',
    "mean(of=wait)",
    "ratio(of=wait, by=items, among=served)",
    "total(of=wait)",
    "total(among=served)",
)
PLAN = plan([goal(parse_formula(text)) for text in FORMULAS], ZONE, FIRST, date(2025, 4, 2))
MIDNIGHTS = local_midnights(ZONE, FIRST, DAYS)


def visits(seed: int, rows: int) -> Batch:
    """Visits around the planned days, with nulls and numbers of very different sizes."""
    random = np.random.default_rng(seed)

    def column(kind, values, words=()):
        return Column(kind, values, random.random(rows) >= 0.05, words)

    waits = random.lognormal(3, 2, rows) * random.choice([1.0, 1e6], rows)
    columns = {
        "came_at": column(ValueType.TIMESTAMP, MIDNIGHTS[0] + random.integers(-(10**10), 6 * 10**11, rows)),
        "room": column(ValueType.CATEGORY, random.integers(0, 3, rows).astype(np.int32), ("a", "b", "c")),
        "served": column(ValueType.FLAG, random.random(rows) < 0.6),
        "wait": column(ValueType.DURATION, np.where(random.random(rows) < 0.01, np.nan, waits)),
        "items": column(ValueType.NUMBER, random.integers(1, 9, rows).astype(np.float64)),
    }
    return Batch(VISIT.id, "counter", rows, columns)


def taken(batch: Batch, rows) -> Batch:
    """Some rows of a batch, in some order."""
    columns = {
        name: evolve(column, values=column.values[rows], valid=column.valid[rows])
        for name, column in batch.columns.items()
    }
    return evolve(batch, rows=len(columns["came_at"].values), columns=columns)


def states_of(batch: Batch, threads: int = 2):
    section = gathered(PLAN, [batch], compiled=True, threads=threads)
    there = section.instruments["counter"]
    return np.array([*there.rows, there.outside, there.undated]), list(section.states)


def alike(one, other, batch: Batch, merges: int) -> None:
    """Integers are equal; sums agree within (rows + merges) * 2^-53 of the sum of magnitudes, twice: both are rounded.

    Second moments are sums of squares of distances, which no more than the largest square times the rows bounds.
    """
    assert one[0].tolist() == other[0].tolist()
    waits = batch.columns["wait"].values
    largest = float(np.nanmax(np.abs(waits)))
    bound = 2 * (batch.rows + merges) * Fraction(1, 2**53) * batch.rows
    for mine, its in zip(one[1], other[1], strict=True):
        for name, left, right in zip(fields_of(mine), arrays_of(mine), arrays_of(its), strict=True):
            if left.dtype == np.int64:
                assert left.tolist() == right.tolist()
            elif not name.startswith("low"):
                scale = largest if name in ("total", "sum_x", "sum_y") else largest * largest
                assert np.abs(left - right).max() <= float(bound * Fraction(scale)), (type(mine), name)


def fields_of(state):
    return [attribute.name for attribute in type(state).__attrs_attrs__]


cuts = st.lists(st.tuples(st.integers(1, 150), st.integers(0, 15)), max_size=6, unique_by=lambda cut: cut[0])


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 99), st.integers(16, 5000), cuts)
def test_cuts_change_no_integer(seed, rows, cuts):
    """Parts of 17 rows and more, since the scan takes no fewer than 16; their beginnings are not aligned."""
    batch = visits(seed, rows)
    places = sorted(32 * block + row for block, row in cuts if 32 * block + row <= rows - 16)
    parts = [states_of(taken(batch, slice(first, end))) for first, end in pairwise([0, *places, rows])]
    merged_rows, merged = parts[0]
    for part_rows, states in parts[1:]:
        merged_rows = merged_rows + part_rows
        merged = [mine.merge(its) for mine, its in zip(merged, states, strict=True)]
    alike((merged_rows, merged), states_of(batch), batch, len(parts))


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 99), st.integers(16, 5000))
def test_the_order_of_rows_changes_no_integer(seed, rows):
    batch = visits(seed, rows)
    shuffled = taken(batch, np.random.default_rng(seed).permutation(rows))
    alike(states_of(shuffled), states_of(batch), batch, 0)


@pytest.mark.parametrize("rows", [300_000, 1_048_577, 2_200_001])
def test_threads_change_no_byte(rows):
    batch = visits(1, rows)
    first_rows, first = states_of(batch, threads=1)
    for threads in (2, 3, 8):
        other_rows, other = states_of(batch, threads=threads)
        assert other_rows.tobytes() == first_rows.tobytes()
        for mine, its in zip(first, other, strict=True):
            assert [array.tobytes() for array in arrays_of(mine)] == [array.tobytes() for array in arrays_of(its)]


def test_a_scan_repeated_gives_the_same_bytes_and_leaves_its_batch_alone():
    batch = visits(2, 400_000)
    before = {name: (column.values.tobytes(), column.valid.tobytes()) for name, column in batch.columns.items()}
    assert digest(batch) == digest(batch)
    after = {name: (column.values.tobytes(), column.valid.tobytes()) for name, column in batch.columns.items()}
    assert before == after


def digest(batch: Batch) -> str:
    rows, states = states_of(batch)
    arrays = [rows, *(array for state in states for array in arrays_of(state))]
    return sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()


def test_large_sums_of_whole_numbers_are_exact_by_any_number_of_threads():
    """Amounts to the cent as whole numbers of cents: their sum is that of Python's integers."""
    rows = 1_000_000
    cents = np.random.default_rng(4).integers(0, 10**9, rows)
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.full(rows, MIDNIGHTS[0])),
        "wait": Column(ValueType.DURATION, cents.astype(np.float64)),
    }
    batch = Batch(VISIT.id, "counter", rows, columns)
    wanted = [goal(parse_formula("total(of=wait)")), goal(parse_formula("mean(of=wait)"))]
    made = plan(wanted, ZONE, FIRST, date(2025, 4, 2))
    for threads in (1, 2, 5):
        total, moments = gathered(made, [batch], compiled=True, threads=threads).states
        assert isinstance(total, Sums)
        assert isinstance(moments, Moments)
        assert int(total.total[0]) == int(moments.sum_y[0]) == int(cents.sum())


@pytest.mark.parametrize("level", [0.1, 1 / 3, 0.001])
def test_whole_numbers_behind_fractions_are_summed_exactly(level):
    """`goalposts.scoring.states.kinds` promises that sums of whole numbers do not depend on how rows were cut."""
    rows = 200_000
    waits = np.random.default_rng(5).integers(0, 10**6, rows).astype(np.float64)
    waits[:300] = level
    came = np.where(np.arange(rows) < 300, MIDNIGHTS[0], MIDNIGHTS[1])
    columns = {"came_at": Column(ValueType.TIMESTAMP, came), "wait": Column(ValueType.DURATION, waits)}
    made = plan([goal(parse_formula("mean(of=wait)"))], ZONE, FIRST, date(2025, 4, 2))
    (state,) = gathered(made, [Batch(VISIT.id, "counter", rows, columns)], compiled=True).states
    assert Fraction(state.sum_y[1]) == sum(map(int, waits[300:].tolist()))
