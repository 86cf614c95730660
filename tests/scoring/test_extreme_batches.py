"""Batches with the largest and smallest instants and numbers that their types have: counted, without a warning.

No source gives such batches, since its gates refuse them; a fold or another caller may.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import product
from math import isfinite

import numpy as np
import pytest
from attrs import evolve
from goalposts.expressions import ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch, Window
from goalposts.scoring import Cube, observe, plan
from goalposts.scoring.planning.days import local_midnights
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.paths import gathered
from scoring.visits import VISIT, goal

INT32, INT64 = np.iinfo(np.int32), np.iinfo(np.int64)
SPANS = [
    (date(2025, 3, 20), date(2025, 4, 10)),
    (date(1, 1, 2), date(1, 1, 20)),
    (date(1969, 12, 25), date(1970, 1, 9)),
    (date(9999, 12, 1), date(9999, 12, 30)),
]
ZONES = ["UTC", "Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo"]
WAITS = [float("nan"), float("inf"), -float("inf"), 0.0, -0.0, 1e300, -1e300, 5e-324, 2.5]
FORMULAS = [
    "mean(of=wait)",
    "ratio(of=wait, by=wait)",
    "total(of=wait)",
    "total()",
    "share(of=wait <= 5 s)",
    "quantile(of=wait, q=0.5)",
    "distinct(of=room)",
    "mean(of=left_at - came_at)",
    "share(of=hour(left_at) > 3)",
    "share(of=is_weekend(came_at))",
    "survival(ended=left_at, by=3 d)",
    'survival(ended=left_at, give="median")',
    'survival(ended=left_at, give="cohort", by=3 d)',
]
instants = st.sampled_from([INT64.min, INT64.min + 1, INT64.max, 0, -1]) | st.integers(0, 28).map("midnight {}".format)


@st.composite
def batches(draw):
    """A zone and span, and a batch whose cells are at every end; instants around the midnights of the span."""
    zone, (first, end) = draw(st.sampled_from(ZONES)), draw(st.sampled_from(SPANS))
    midnights = local_midnights(zone, first, (end - first).days)

    def instant(cell):
        if isinstance(cell, int):
            return cell
        return int(midnights[int(cell.split()[1]) % midnights.size]) - draw(st.integers(0, 1))

    rows = draw(st.sampled_from([0, 1, 16, 40]))
    came, left = ([instant(draw(instants)) for _ in range(rows)] for _ in range(2))
    wait = [draw(st.sampled_from(WAITS)) for _ in range(rows)]
    known = np.array([draw(st.booleans()) for _ in range(rows)], np.bool_) if draw(st.booleans()) else None
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.array(came, np.int64)),
        "left_at": Column(ValueType.TIMESTAMP, np.array(left, np.int64), known),
        "room": Column(ValueType.CATEGORY, np.zeros(rows, np.int32), known, ("a",) if rows else ()),
        "wait": Column(ValueType.DURATION, np.array(wait, np.float64), known),
    }
    return zone, Window(first, end), midnights, Batch(VISIT.id, "counter", rows, columns)


def days_of(midnights, batch):
    """The planned day of every row, by bisection of Python's integers; None outside."""
    found = [bisect_right(midnights.tolist(), at) - 1 for at in batch.columns["came_at"].values.tolist()]
    return [day if 0 <= day < midnights.size - 1 else None for day in found]


def waits_of(batch):
    column = batch.columns["wait"]
    known = [True] * batch.rows if column.valid is None else column.valid.tolist()
    cells = zip(column.values.tolist(), known, strict=True)
    return [wait if there and isfinite(wait) else None for wait, there in cells]


@settings(deadline=None, max_examples=100)
@given(batches(), st.sampled_from(FORMULAS), st.sampled_from([None, date(1, 1, 1), date(9999, 12, 31)]))
def test_nothing_falls_over_and_every_row_is_somewhere(given_batch, formula, until):
    zone, window, midnights, batch = given_batch
    wanted = goal(parse_formula(formula))
    cube = Cube.empty(plan([wanted], zone, window.start, window.end)).add(evolve(batch, observed_until=until))
    seen = observe(cube, wanted, window)
    there = cube.sections[0].instruments["counter"]
    days = days_of(midnights, batch)
    assert there.rows.tolist() == [days.count(day) for day in range(window.days)]
    assert int(there.rows.sum()) + there.outside + there.undated == batch.rows
    assert seen.n + seen.unknown + seen.immature == sum(day is not None for day in days)
    assert seen.value is None or isfinite(seen.value)


@settings(deadline=None, max_examples=60)
@given(batches())
def test_what_is_not_finite_is_unknown_on_its_day(given_batch):
    zone, window, midnights, batch = given_batch
    wanted = goal(parse_formula("mean(of=wait)"))
    made = plan([wanted], zone, window.start, window.end)
    places = list(zip(days_of(midnights, batch), waits_of(batch), strict=True))
    for compiled in (False, True):
        (state,) = gathered(made, [batch], compiled=compiled).states
        for values, missing in ((state.n, False), (state.unknown, True)):
            days = [day for day, wait in places if (wait is None) == missing]
            assert values.tolist() == [days.count(day) for day in range(window.days)]


@pytest.mark.parametrize("compiled", [False, True], ids=["twin", "scan"])
@pytest.mark.parametrize("code", [-1, 7, INT32.min, INT32.max])
def test_any_code_may_stand_in_a_missing_cell(compiled, code):
    """As `Column` says: whoever reads a word looks whether the cell is there first."""
    there = np.arange(40) % 4 > 0
    codes = np.where(there, np.arange(40) % 2, code).astype(np.int32)
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.full(40, local_midnights("UTC", date(2025, 3, 20), 1)[0])),
        "room": Column(ValueType.CATEGORY, codes, there, ("b", "a")),
    }
    wanted = [goal(parse_formula(formula)) for formula in ("distinct(of=room)", 'share(of=room == "a")')]
    made = plan(wanted, "UTC", *SPANS[0], segments={VISIT.id: ("room",)})
    section = gathered(made, [Batch(VISIT.id, "counter", 40, columns)], compiled=compiled)
    sketch, shares = section.states
    assert (sketch.n[0], sketch.unknown[0], sketch.keys.size) == (30, 10, 2)
    assert (shares.n[0], shares.k[0], shares.unknown[0]) == (30, 20, 10)
    parts = section.segments["room"]
    assert parts.words == ("", "a", "b")
    assert [parts.state(1, place).k[0] for place in range(3)] == [0, 20, 0]
    assert [int(parts.state(1, place).unknown[0]) for place in range(3)] == [10, 0, 0]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("compiled", [False, True], ids=["twin", "scan"])
@pytest.mark.parametrize("waits", [[1.7e308, -1.7e308], [1.7e308, 1.7e308], [-1.7e308, 0.1], [4e306, 4e306]])
def test_the_largest_numbers_add_up_without_a_warning(compiled, waits):
    """To infinity, or to nothing: nobody's fault, and nothing that a person could do about it."""
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.full(40, local_midnights("UTC", date(2025, 3, 20), 1)[0])),
        "wait": Column(ValueType.DURATION, np.array(waits * 20)),
    }
    made = plan([goal(parse_formula(formula)) for formula in ("mean(of=wait)", "total(of=wait)")], "UTC", *SPANS[0])
    batches = [Batch(VISIT.id, "counter", 40, columns)] * 2
    assert [state.n[0] for state in gathered(made, batches, compiled=compiled).states] == [80, 80]


def test_columns_may_come_in_another_order_or_precision_in_a_later_batch():
    """The scan of a lane's first batch reads 64 bits a number: a later one with 32 is not for it."""
    at, usual = np.full(40, local_midnights("UTC", date(2025, 3, 20), 1)[0]), ("came_at", "wait")
    batches = []
    for kind, names in product((np.float64, np.float32), (usual, usual[::-1])):
        columns = {
            "came_at": Column(ValueType.TIMESTAMP, at),
            "wait": Column(ValueType.DURATION, np.arange(40).astype(kind)),
        }
        made = Batch(VISIT.id, "counter", 40, {name: columns[name] for name in names})
        batches += [made] * 8  # one for every lane
    (state,) = gathered(plan([goal(parse_formula("total(of=wait)"))], "UTC", *SPANS[0]), batches, compiled=True).states
    assert (state.n[0], state.total[0]) == (32 * 40, 32 * sum(range(40)))
