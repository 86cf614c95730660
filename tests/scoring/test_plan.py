"""The plan merges what goals share and keeps apart what differs."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from goalposts.errors import InputError
from goalposts.expressions import Quantity, parse_formula
from goalposts.scoring import plan
from goalposts.scoring.planning.plan import BUDGET_BYTES
from scoring.visits import goal

SPAN = ("Europe/Moscow", date(2025, 1, 1), date(2026, 1, 1))
IN_TIME = parse_formula('share(of=wait <= param("within"), among=served)')


def within(quantity: Quantity, **options):
    return goal(IN_TIME, params={"within": quantity}, **options)


def test_equal_goals_share_one_tally():
    """A minute and sixty seconds are the same limit, so they make the same measure."""
    (stream,) = plan([within(Quantity(1, "min")), within(Quantity(60, "s"))], *SPAN).streams
    assert len(stream.tallies) == 1


def test_what_a_plan_has_already_costs_nothing_more():
    """Other goals of the same measures, whatever their windows and roles, leave the plan as it is."""
    wait, again = (goal(parse_formula("quantile(of=wait, q=0.9)"), name=name) for name in ("wait", "again"))
    served, shown = (goal(parse_formula("share(of=served)"), name=name) for name in ("served", "shown"))
    median = goal(parse_formula("quantile(of=wait, q=0.5)"), name="median")
    assert plan([wait, served], *SPAN) == plan([wait, served, again, shown, median], *SPAN)


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


@pytest.mark.parametrize(
    ("worth", "told"),
    [(1, ["The figures of all days take 12 MB of memory, by segments and parts 12 MB at most."]), (1 << 40, [])],
)
def test_a_plan_of_many_bytes_says_how_many(caplog, monkeypatch, worth, told):
    monkeypatch.setattr("goalposts.scoring.planning.plan.WORTH_TELLING", worth)
    with caplog.at_level(logging.INFO, "goalposts.scoring"):
        made = plan([goal(parse_formula("quantile(of=wait, q=0.9)"))], *SPAN)
    assert [record.msg.en for record in caplog.records] == told
    assert 11 << 20 < made.bytes <= 12 << 20


def test_a_goal_that_was_not_planned_is_not_found():
    with pytest.raises(ValueError, match="not in"):
        plan([goal(parse_formula("total()"))], *SPAN).locate(goal(IN_TIME, params={"within": Quantity(1, "s")}))


def by_room(*formulas, budget=1 << 30, years=1):
    goals = [goal(parse_formula(text)) for text in formulas]
    return plan(goals, "UTC", date(2025, 1, 1), date(2025 + years, 1, 1), budget, {"sample.visit": ("room",)})


def test_a_dimension_may_have_as_many_words_as_the_budget_allows():
    """Half the budget, half the words, up to rounding; never more than ten thousand."""
    (large,) = by_room("mean(of=wait)", budget=1 << 29).streams
    (small,) = by_room("mean(of=wait)", budget=1 << 28).streams
    assert 2 * small.most_words == pytest.approx(large.most_words, abs=3)
    assert by_room("mean(of=wait)", budget=1 << 29).bytes <= 1 << 29
    (huge,) = by_room("mean(of=wait)", budget=1 << 50).streams
    assert huge.most_words == 10_000


def test_quantiles_are_kept_by_word_only_where_two_hundred_words_fit():
    """They take a table for every word and day; without them, means by word still fit."""
    formulas = ("quantile(of=wait, q=0.9)", "mean(of=wait)")
    (roomy,) = by_room(*formulas, budget=4 << 30).streams
    (tight,) = by_room(*formulas, budget=1 << 30).streams
    assert (roomy.by_word(0), roomy.by_word(1)) == (True, True)
    assert (tight.by_word(0), tight.by_word(1)) == (False, True)
    assert tight.most_words >= 200


def test_segments_that_never_fit_are_refused():
    with pytest.raises(InputError, match=r"need about \d+ MB of memory, the limit is 10 MB; .*`segments`"):
        by_room("mean(of=wait)", budget=10 << 20)


def test_fifty_kpis_by_five_hundred_words_over_three_years_fit_twice_the_usual_budget():
    shares = [f"share(of=wait <= {limit} s)" for limit in range(1, 26)]
    means = [f"mean(of=wait, among=wait > {limit} s)" for limit in range(1, 26)]
    (stream,) = by_room(*shares, *means, budget=2 * BUDGET_BYTES, years=3).streams
    assert stream.most_words >= 500
