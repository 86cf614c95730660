"""What every instrument saw is kept for itself, where the plan wants it, and equals a cube of its rows alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from goalposts.expressions import parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, digest, observe, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.visits import VISIT, batch, goal, visit

FIRST, DAYS = date(2025, 3, 27), 9
WINDOW = Window(FIRST, FIRST + timedelta(days=6))
FORMULAS = [
    "share(of=served)",
    "mean(of=items)",
    "ratio(of=wait, by=items)",
    "total(of=items)",
    "quantile(of=wait, q=0.9)",
    "distinct(of=room)",
]
INSTRUMENTS = ("book", "app", "scanner")


def rows():
    start = datetime(2025, 3, 26, tzinfo=UTC)
    return st.lists(
        st.builds(
            visit,
            st.integers(0, 11 * 24).map(lambda hours: start + timedelta(hours=hours)),
            room=st.sampled_from([None, "hall", "attic"]),
            served=st.sampled_from([None, True, False]),
            wait=st.none() | st.integers(0, 80),
            items=st.none() | st.integers(1, 9),
        ),
        max_size=12,
    )


def planned(formula, apart=(VISIT.id,)):
    wanted = goal(parse_formula(formula))
    made = plan(
        [wanted], "Europe/Berlin", FIRST, FIRST + timedelta(days=DAYS), segments={VISIT.id: ("room",)}, apart=apart
    )
    return wanted, made


def filled(made, batches):
    cube = Cube.empty(made)
    for name, found in batches:
        cube = cube.add(batch(found, name))
    return cube


def numbers(cube, wanted):
    found = observe(cube, wanted, WINDOW)
    return digest(found), found.value, found.reason, found.instruments, found.n, found.stream_rows.tolist()


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(FORMULAS),
    st.lists(st.tuples(st.sampled_from(INSTRUMENTS), rows()), max_size=6),
    st.sets(st.sampled_from(INSTRUMENTS)),
)
def test_the_cube_of_some_instruments_is_that_of_their_rows(formula, batches, names):
    """Whatever came between; also after it was cut in two, written and read."""
    wanted, made = planned(formula)
    alone = numbers(filled(made, [one for one in batches if one[0] in names]), wanted)
    whole = filled(made, batches)
    halves = filled(made, batches[::2]).merge(filled(made, batches[1::2]))

    assert numbers(whole.seen_by(names), wanted) == alone
    assert numbers(halves.seen_by(names), wanted) == alone
    assert numbers(Cube.load(whole.dump()).seen_by(names), wanted) == alone


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(FORMULAS), st.lists(st.tuples(st.sampled_from(INSTRUMENTS), rows()), max_size=5))
def test_keeping_apart_changes_nothing_of_the_whole(formula, batches):
    wanted, made = planned(formula)
    _, plain = planned(formula, apart=())
    apart, together = filled(made, batches), filled(plain, batches)

    assert numbers(apart, wanted) == numbers(together, wanted)
    assert together.apart == ({},)
    assert Cube.load(apart.dump()).dump() == apart.dump()


def test_a_stream_that_is_not_kept_apart_stays_whole():
    wanted, made = planned("share(of=served)", apart=())
    cube = filled(made, [("book", [visit(datetime(2025, 3, 28, 12, tzinfo=UTC), served=True)])])

    assert numbers(cube.seen_by(()), wanted) == numbers(cube, wanted)


def test_the_estimate_of_the_memory_knows_what_is_kept_twice():
    _, apart = planned("quantile(of=wait, q=0.9)")
    _, plain = planned("quantile(of=wait, q=0.9)", apart=())

    assert apart.bytes > plain.bytes


def test_a_plan_for_other_instruments_is_another_plan():
    """So that no store takes the one for the other, and cubes of both are not merged."""
    _, apart = planned("share(of=served)")
    _, plain = planned("share(of=served)", apart=())
    assert apart != plain
    with pytest.raises(ValueError, match="different plans"):
        Cube.empty(apart).merge(Cube.empty(plain))
    assert evolve(apart.streams[0], apart=False) == plain.streams[0]
