"""Laws of the cube: neither cuts, nor order, nor the way parts are merged change what it says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from goalposts.expressions import Quantity, parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, digest, observe, plan
from goalposts.scoring.states.kinds import arrays_of
from hypothesis import given
from hypothesis import strategies as st
from scoring.visits import batch, goal, visit

WINDOW = Window(date(2025, 3, 28), date(2025, 4, 2))
START = datetime(2025, 3, 27, 12, tzinfo=UTC)
GOALS = [
    goal(parse_formula('share(of=wait <= param("within"), among=served)'), params={"within": Quantity(0.5, "min")}),
    goal(parse_formula("mean(of=wait)"), where='room == "a"'),
    goal(parse_formula("ratio(of=wait, by=items, among=served)"), where='room in ["a", "b"]'),
    goal(parse_formula("total(of=wait)"), at="left_at"),
    goal(parse_formula("quantile(of=wait, q=0.9)")),
]
PLAN = plan(GOALS, "Europe/Berlin", WINDOW.start, WINDOW.end)

moments = st.integers(0, 6 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
visits = st.builds(
    visit,
    st.none() | moments,
    left_at=st.none() | moments,
    room=st.sampled_from([None, "a", "b", "c"]),
    served=st.sampled_from([None, True, False]),
    wait=st.none() | st.integers(0, 5) | st.floats(-1e5, 1e5),
    items=st.none() | st.integers(1, 9),
)
streams = st.lists(visits, min_size=1, max_size=30)
instruments = st.sampled_from(["old", "new"])


def cube_of(rows, instrument="old") -> Cube:
    return Cube.empty(PLAN).add(batch(rows, instrument))


def same(one: Cube, other: Cube) -> None:
    """Integers are equal; floats agree within the stated bound, far below the tolerance here."""
    for mine, its in zip(one.sections, other.sections, strict=True):
        assert list(mine.instruments) == list(its.instruments)
        for name, there in mine.instruments.items():
            assert there.rows.tolist() == its.instruments[name].rows.tolist()
            assert (there.outside, there.undated) == (its.instruments[name].outside, its.instruments[name].undated)
        for state, counterpart in zip(mine.states, its.states, strict=True):
            for left, right in zip(arrays_of(state), arrays_of(counterpart), strict=True):
                if left.dtype == np.int64:
                    assert left.tolist() == right.tolist()
                else:
                    # at most 30 rows of size 1e5, squared in the moments: 60 * 2^-53 * 30 * 1e10
                    np.testing.assert_allclose(left, right, rtol=1e-12, atol=60 * 2.0**-53 * 30 * 1e10)


@given(streams, st.lists(st.integers(0, 30), max_size=4))
def test_cutting_a_stream_into_batches_anywhere_changes_nothing(rows, cuts):
    bounds = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    cube = Cube.empty(PLAN)
    for first, last in pairwise(bounds):
        cube = cube.add(batch(rows[first:last], "old"))
    same(cube, cube_of(rows))


@given(streams.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_changes_nothing(pair):
    same(cube_of(pair[0]), cube_of(pair[1]))


@given(st.lists(st.tuples(streams, instruments), min_size=3, max_size=3))
def test_merging_is_associative_and_commutative(parts):
    one, two, three = (cube_of(*part) for part in parts)
    same(one.merge(two).merge(three), one.merge(two.merge(three)))
    assert one.merge(two) == two.merge(one)


@given(streams)
def test_the_empty_cube_is_neutral(rows):
    cube = cube_of(rows)
    assert cube.merge(Cube.empty(PLAN)) == Cube.empty(PLAN).merge(cube) == cube


@given(st.lists(st.tuples(streams, instruments), max_size=2))
def test_loading_a_dump_gives_the_cube_back(parts):
    cube = Cube.empty(PLAN)
    for part in parts:
        cube = cube.merge(cube_of(*part))
    loaded = Cube.load(cube.dump())
    assert loaded == cube
    assert loaded.plan == PLAN
    assert loaded.dump() == cube.dump()
    again = loaded.merge(cube_of([visit(START)]))
    assert again == cube.merge(cube_of([visit(START)]))


@given(streams, st.integers(0, 30), st.sampled_from(GOALS))
def test_cuts_change_no_digest_of_whole_numbers(rows, cut, wanted):
    """Whole waits have exact sums, so that even the digest, which sees twelve digits, stays the same."""
    rows = [{**row, "wait": None if row["wait"] is None else round(row["wait"])} for row in rows]
    parted = Cube.empty(PLAN).add(batch(rows[cut:])).add(batch(rows[:cut]))
    whole = Cube.empty(PLAN).add(batch(rows))
    assert digest(observe(parted, wanted, WINDOW)) == digest(observe(whole, wanted, WINDOW))


@given(streams, st.integers(1, 4))
def test_splitting_a_window_splits_its_sums(rows, days):
    """A ratio of sums over a window is made of the sums of its parts."""
    cube, middle = cube_of(rows), WINDOW.start + timedelta(days=days)
    for wanted in GOALS[:3]:
        whole = observe(cube, wanted, WINDOW)
        parts = [observe(cube, wanted, part) for part in (Window(WINDOW.start, middle), Window(middle, WINDOW.end))]
        assert whole.n == sum(part.n for part in parts)
        assert whole.numerator.tolist() == [*parts[0].numerator.tolist(), *parts[1].numerator.tolist()]
        if whole.value is not None:
            numerator, denominator = (
                sum(getattr(part, name).sum() for part in parts) for name in ("numerator", "denominator")
            )
            assert whole.value == pytest.approx(numerator / denominator, rel=1e-9, abs=1e-9)
