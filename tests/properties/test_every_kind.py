"""Law: every kind of KPI reads as the naive oracle computes it, over rows with nulls, NaN and infinities."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from math import isfinite

import naive
import numpy as np
import pytest
from attrs import evolve
from goalposts.expressions import parse_formula, sum_over
from goalposts.model import Window
from goalposts.scoring import Cube, observe, plan
from goalposts.scoring.states.kinds import Counts, Moments, Sums
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.paths import gathered
from scoring.visits import VISIT, batch, goal, visit

ZONE = "Europe/Berlin"
FIRST, END, UNTIL = date(2025, 3, 26), date(2025, 4, 3), date(2025, 4, 2)
WHOLE = Window(FIRST, END)
START = datetime(2025, 3, 25, 12, tzinfo=UTC)
ODD = [float("nan"), float("inf"), -float("inf"), -0.0, 5e-324]
moments = st.integers(0, 9 * 48).map(lambda halves: START + timedelta(minutes=30 * halves))
rows = st.lists(
    st.builds(
        visit,
        st.none() | moments,
        left_at=st.none() | moments,
        room=st.sampled_from([None, "a", "b", "c"]),
        served=st.sampled_from([None, True, True, False]),
        wait=st.none() | st.integers(0, 200).map(lambda quarters: quarters / 4) | st.sampled_from(ODD),
        items=st.none() | st.integers(-3, 9).map(float) | st.sampled_from(ODD),
    ),
    min_size=16,  # the lanes of a vector of the scan
    max_size=60,
)


def cell(field):
    """The cell, missing where it is no finite number."""

    def found(row):
        value = row[field]
        return None if isinstance(value, float) and not isfinite(value) else value

    return found


def in_a(row):
    return None if row["room"] is None else row["room"] == "a"


def at_most(limit):
    """What is no number is at most nothing; an infinity is a number on the line."""
    return lambda row: None if row["wait"] is None else row["wait"] <= limit


RATIOS = {
    "share(of=served)": {"of": cell("served")},
    "share(of=wait <= 20 s, among=served)": {"of": at_most(20), "among": cell("served")},
    "mean(of=wait)": {"of": cell("wait")},
    'mean(of=items, among=room == "a")': {"of": cell("items"), "among": in_a},
    "ratio(of=wait, by=items)": {"of": cell("wait"), "by": cell("items")},
}
TOTALS = {"total()": {}, "total(of=wait)": {"of": cell("wait")}, "total(among=served)": {"among": cell("served")}}


def dated(found):
    return naive.in_window(found, "came_at", ZONE, FIRST, END)


def read(formula, found):
    wanted = goal(formula if not isinstance(formula, str) else parse_formula(formula))
    given = evolve(batch(found), observed_until=UNTIL)
    return observe(Cube.empty(plan([wanted], ZONE, FIRST, END)).add(given), wanted, WHOLE)


def near(value):
    """None for what no double holds: a wait per 5e-324 items."""
    return (
        None if value is None or abs(value) > sys.float_info.max else pytest.approx(float(value), rel=1e-13, abs=1e-300)
    )


def same_days(found, expected):
    days = WHOLE.dates()
    assert (found.n, found.unknown) == (expected.n, expected.unknown)
    assert found.events.tolist() == [expected.events.get(day, 0) for day in days]
    assert found.numerator.tolist() == [near(expected.numerator.get(day, 0)) for day in days]


@settings(deadline=None, max_examples=60)
@given(rows, st.sampled_from(sorted(RATIOS)))
def test_shares_means_and_ratios(found, formula):
    expected, seen = naive.ratio(dated(found), **RATIOS[formula]), read(formula, found)
    same_days(seen, expected)
    assert seen.value == (None if seen.reason == "no_events" else near(expected.value))


@settings(deadline=None, max_examples=60)
@given(rows, st.sampled_from(sorted(TOTALS)))
def test_totals(found, formula):
    expected, seen = naive.total(dated(found), WHOLE.dates(), **TOTALS[formula]), read(formula, found)
    same_days(seen, expected)
    assert seen.value == (None if seen.reason == "no_events" else near(expected.value))


@settings(deadline=None, max_examples=60)
@given(rows, st.sampled_from(["0.01", "0.07", "0.5", "0.9", "0.95"]))
def test_quantiles_within_one_per_cent_of_the_nearest_rank(found, q):
    """Below 2^-20 they read as 0, which differs from 5e-324 by all of it."""
    expected, seen = naive.quantile(dated(found), cell("wait"), q), read(f"quantile(of=wait, q={q})", found)
    assert (seen.n, seen.unknown) == (expected.n, expected.unknown)
    within = None if expected.value is None else pytest.approx(float(expected.value), rel=0.01, abs=1e-300)
    assert seen.value == within


@settings(deadline=None, max_examples=60)
@given(rows)
def test_distinct_words(found):
    expected = naive.distinct(dated(found), cell("room"), among=cell("served"))
    seen = read("distinct(of=room, among=served)", found)
    same_days(seen, expected)
    assert seen.value == (None if seen.reason == "no_events" else float(expected.value))


@settings(deadline=None, max_examples=60)
@given(rows, st.sampled_from(["reached", "median", "mean"]), st.integers(0, 5))
def test_times_to_event(found, give, age):
    entries, unknown = naive.followed(dated(found), UNTIL, cell("left_at"), ZONE, cell("served"), in_a)
    by = "" if give == "median" else f", by={age} d"
    seen = read(f'survival(ended=left_at, give="{give}", of=served{by}, among=room == "a")', found)
    assert (seen.n, seen.unknown) == (len(entries), unknown)
    assert seen.value == near(naive.survival(entries, give, age))


@settings(deadline=None, max_examples=60)
@given(rows, st.integers(0, 5))
def test_cohorts(found, age):
    entries, unknown = naive.followed(dated(found), UNTIL, cell("left_at"), ZONE, cell("served"))
    expected = naive.cohort(entries, UNTIL, age)
    seen = read(f'survival(ended=left_at, give="cohort", of=served, by={age} d)', found)
    assert (seen.n, seen.immature, seen.unknown) == (expected.n, len(entries) - expected.n, unknown)
    assert seen.value == near(expected.value)
    assert seen.numerator.tolist() == [float(expected.numerator.get(day, 0)) for day in WHOLE.dates()]


@settings(deadline=None, max_examples=60)
@given(rows)
def test_quotients(found):
    days = WHOLE.dates()
    waited, came = naive.total(dated(found), days, of=cell("wait")), naive.total(dated(found), days)
    expected = naive.quotient((((2, waited),), ((1, came),)), [dated(found)])
    seen = read((2 * sum_over(VISIT, VISIT.wait)) / sum_over(VISIT), found)
    assert seen.value == near(expected.value)
    assert seen.n == expected.n


@settings(deadline=None, max_examples=60)
@given(rows, st.sampled_from(sorted({**RATIOS, **TOTALS})))
def test_the_compiled_scan_says_the_same(found, formula):
    """Alone, on rows so few that the cube would never ask it."""
    pytest.importorskip("llvmlite")
    (state,) = gathered(plan([goal(parse_formula(formula))], ZONE, FIRST, END), [batch(found)], compiled=True).states
    days = WHOLE.dates()
    expected = (
        naive.ratio(dated(found), **RATIOS[formula])
        if formula in RATIOS
        else naive.total(dated(found), days, **TOTALS[formula])
    )
    assert int(state.unknown.sum()) == expected.unknown
    assert state.n.tolist() == [expected.events.get(day, 0) for day in days]
    sums = {Counts: "k", Sums: "total", Moments: "sum_y"}[type(state)]
    numerator = np.asarray(getattr(state, sums), np.float64).tolist()
    assert numerator == [near(expected.numerator.get(day, 0)) for day in days]
