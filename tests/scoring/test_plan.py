"""The plan merges what goals share and keeps apart what differs."""

from __future__ import annotations

from datetime import date

import pytest
from goalposts.errors import InputError
from goalposts.expressions import Quantity, parse_formula
from goalposts.scoring import plan
from scoring.visits import goal

SPAN = ("Europe/Moscow", date(2025, 1, 1), date(2026, 1, 1))
IN_TIME = parse_formula('share(of=wait <= param("within"), among=served)')


def within(quantity: Quantity, **options):
    return goal(IN_TIME, params={"within": quantity}, **options)


def test_equal_goals_share_one_tally():
    """A minute and sixty seconds are the same limit, so they make the same measure."""
    (stream,) = plan([within(Quantity(1, "min")), within(Quantity(60, "s"))], *SPAN).streams
    assert len(stream.tallies) == 1


def test_two_parameter_values_are_two_measures():
    twenty, thirty = within(Quantity(20, "s")), within(Quantity(30, "s"))
    made = plan([twenty, thirty], *SPAN)
    assert len(made.streams[0].measures) == 2
    assert made.locate(twenty) != made.locate(thirty)


def test_slices_and_measures_are_numbered_once_and_paired_as_needed():
    """Two slices of one measure and one slice of another are three tallies over two slices and two measures."""
    mean = parse_formula("mean(of=wait, among=served)")
    goals = [goal(mean, where='room == "a"'), goal(mean), goal(parse_formula("total(among=served)"))]
    (stream,) = plan(goals, *SPAN).streams
    assert (len(stream.slices), len(stream.measures), len(stream.tallies)) == (2, 2, 3)
    assert len(stream.expressions) == 3  # room == "a", served, wait


def test_quantiles_of_one_value_share_a_histogram():
    goals = [goal(parse_formula(f"quantile(of=wait, q={q})")) for q in (0.5, 0.9)]
    assert len(plan(goals, *SPAN).streams[0].tallies) == 1


def test_each_time_anchor_is_a_stream():
    total = parse_formula("total()")
    made = plan([goal(total), goal(total, at="left_at")], *SPAN)
    assert [stream.anchor for stream in made.streams] == ["came_at", "left_at"]


def test_only_needed_fields_are_read():
    made = plan([goal(IN_TIME, where='branch == "x"', params={"within": Quantity(20, "s")}, at="left_at")], *SPAN)
    assert made.needed("sample.visit") == {"left_at", "came_at", "wait", "served", "branch"}
    assert made.needed("sample.other") == frozenset()


def test_a_cube_over_the_budget_is_refused_with_a_hint():
    with pytest.raises(InputError, match=r"the limit is 1 MB; shorten the windows"):
        plan([goal(parse_formula("quantile(of=wait, q=0.9)"))], *SPAN, budget_bytes=1 << 20)


def test_a_goal_that_was_not_planned_is_not_found():
    with pytest.raises(ValueError, match="not in"):
        plan([goal(parse_formula("total()"))], *SPAN).locate(goal(IN_TIME, params={"within": Quantity(1, "s")}))
