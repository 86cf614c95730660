"""Absent is not zero: an instrument that lacks a needed field makes the value missing, only where it measured."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from goalposts.expressions import parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, observe, plan
from scoring.visits import batch, goal, visit

FIRST, CHANGE, END = date(2025, 1, 1), date(2025, 1, 11), date(2025, 1, 21)
BEFORE, AFTER, WHOLE = Window(FIRST, CHANGE), Window(CHANGE, END), Window(FIRST, END)


def visits(window: Window, **cells):
    noons = (datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in window.dates())
    return [visit(noon, left_at=noon + timedelta(hours=1), served=True, **cells) for noon in noons]


def two_instruments(wanted, absent):
    cube = Cube.empty(plan([wanted], "UTC", FIRST, END))
    return cube.add(batch(visits(BEFORE, wait=5), "old", absent)).add(batch(visits(AFTER, wait=7), "new"))


@pytest.mark.parametrize(
    "formula", ["mean(of=wait)", "share(of=wait <= 6 s)", "total(of=wait)", "quantile(of=wait, q=0.5)"]
)
def test_a_window_with_an_instrument_that_lacks_a_field_has_no_value(formula):
    """The new instrument's window is not touched by what the old one lacks."""
    wanted = goal(parse_formula(formula))
    cube = two_instruments(wanted, ["wait"])
    for window in (BEFORE, WHOLE):
        found = observe(cube, wanted, window)
        assert (found.value, found.reason, found.missing) == (None, "missing_field", ("wait",))
    found = observe(cube, wanted, AFTER)
    assert found.value is not None
    assert (found.reason, found.missing, found.instruments) == ("", (), ("new",))


def test_what_one_batch_of_an_instrument_lacks_the_instrument_lacks():
    wanted = goal(parse_formula("mean(of=wait)"))
    cube = Cube.empty(plan([wanted], "UTC", FIRST, END)).add(batch(visits(BEFORE, wait=5), "old"))
    for either_way in (cube.add(batch(visits(AFTER), "old", ["wait"])), two_batches_reversed(wanted)):
        assert observe(either_way, wanted, WHOLE).missing == ("wait",)


def two_batches_reversed(wanted):
    cube = Cube.empty(plan([wanted], "UTC", FIRST, END)).add(batch(visits(AFTER), "old", ["wait"]))
    return cube.add(batch(visits(BEFORE, wait=5), "old"))


def test_a_field_that_the_formula_says_may_be_null_is_not_missing():
    wanted = goal(parse_formula("total(among=wait is null or wait > 6 s)"))
    assert observe(two_instruments(wanted, ["wait"]), wanted, WHOLE).value == 1.0


def test_an_instrument_without_the_anchor_is_seen_by_its_own_time():
    """Without the time of leaving no day of the KPI is known, which is a missing field, not an empty window."""
    wanted = goal(parse_formula("total()"), at="left_at")
    found = observe(two_instruments(wanted, ["left_at"]), wanted, BEFORE)
    assert (found.reason, found.missing, found.instruments, found.n) == ("missing_field", ("left_at",), ("old",), 0)


def test_a_slice_by_a_dimension_that_one_source_lacks_has_no_value():
    wanted = goal(parse_formula("total()"), where='room == "a"')
    found = observe(two_instruments(wanted, ["room"]), wanted, BEFORE)
    assert found.missing == ("room",)


def test_a_dimension_that_no_column_has_counts_as_lacking():
    """Dimensions are no fields of the event type, so no batch declares them absent."""
    wanted = goal(parse_formula("total()"), where='branch == "north"')
    assert observe(two_instruments(wanted, []), wanted, WHOLE).missing == ("branch",)


def test_an_empty_stream_says_no_events():
    wanted = goal(parse_formula("total()"))
    found = observe(Cube.empty(plan([wanted], "UTC", FIRST, END)), wanted, WHOLE)
    assert (found.value, found.reason, found.instruments) == (None, "no_events", ())


def test_rows_without_a_matching_one_leave_a_ratio_without_denominator_and_a_total_at_zero():
    share, total = (
        goal(parse_formula("share(of=served, among=wait > 60 s)")),
        goal(parse_formula("total(among=wait > 60 s)")),
    )
    cube = Cube.empty(plan([share, total], "UTC", FIRST, END)).add(batch(visits(WHOLE, wait=5)))
    assert observe(cube, share, WHOLE).reason == "no_denominator"
    assert observe(cube, total, WHOLE).value == 0.0


def test_a_window_without_open_days_has_no_total():
    wanted = goal(parse_formula("total()"))
    cube = Cube.empty(plan([wanted], "UTC", FIRST, END)).add(batch(visits(WHOLE)))
    assert observe(cube, wanted, BEFORE, closed=[WHOLE]).reason == "no_denominator"
