"""The days of a simulated rollout: what week, year, growth, luck and ramp make of them, held against the calendar."""

from datetime import date, timedelta

import numpy as np
import pytest
from goalposts import BuiltInChange, SimulationPlan
from goalposts.formats.scalars import read_target
from goalposts.simulating import Rows, simulated_days

WEEK = (1.2, 1.1, 1.0, 1.0, 0.9, 0.5, 0.0)


def days_of(**settings):
    return simulated_days(SimulationPlan(**settings), WEEK)


def calendar(days):
    return [days.plan.earliest + timedelta(days=offset) for offset in range(days.count)]


def test_windows_follow_each_other_and_whole_weeks_may_come_before():
    plan = SimulationPlan(
        start=date(2025, 5, 5), baseline_days=10, ramp_up_days=3, evaluation_days=5, follow_up_days=2, warm_up_days=7
    )
    assert plan.earliest == date(2025, 4, 28)
    assert (plan.baseline.start, plan.baseline.end) == (date(2025, 5, 5), date(2025, 5, 15))
    assert plan.go_live == date(2025, 5, 15)
    assert (plan.evaluation.start, plan.evaluation.end) == (date(2025, 5, 18), date(2025, 5, 23))
    assert plan.until == date(2025, 5, 25)
    assert simulated_days(plan, WEEK).count == 27


def test_closed_weekdays_and_the_new_year_holidays_are_not_open():
    days = days_of()
    for day, is_open in zip(calendar(days), days.is_open, strict=True):
        holiday = day.month == 1 and day.day <= 8
        assert is_open == (day.weekday() != 6 and not holiday)


def test_the_volume_is_that_of_the_day_times_week_year_growth_and_share():
    """By hand for single days: the wave is at its height on 20 November of the first year."""
    days = days_of(growth=0.21, season=0.1, size=2.0, warm_up_days=7)
    volume = days.volume(70.0, (3.0, 2.0, 2.0))
    for day in (date(2025, 5, 6), date(2025, 11, 20), date(2026, 5, 8)):
        at = (day - days.plan.earliest).days
        years = (day - days.plan.start).days / 365.2425
        wave = 1 + 0.1 * np.cos(2 * np.pi * (day - date(2025, 11, 20)).days / 365.2425)
        expected = 140.0 * WEEK[day.weekday()] * wave * 1.21**years
        assert volume[at].sum() == pytest.approx(expected)
        assert volume[at] / volume[at].sum() == pytest.approx([3 / 7, 2 / 7, 2 / 7])
    assert not volume[~days.is_open].any()


def test_luck_has_its_spread_and_half_of_it_is_left_on_the_next_day():
    """Over 3,600 days; four standard errors of a correlation are 0.07."""
    days = days_of(baseline_days=3500, evaluation_days=100, memory=0.5, luck=2.0)
    luck = days.luck(np.random.default_rng(5), 0.1)[:, 0]
    assert luck.std() == pytest.approx(0.2, rel=0.08)
    assert np.corrcoef(luck[1:], luck[:-1])[0, 1] == pytest.approx(0.5, abs=0.07)
    assert np.corrcoef(luck[2:], luck[:-2])[0, 1] == pytest.approx(0.25, abs=0.08)
    assert days.factor(np.random.default_rng(6), 0.1).mean() == pytest.approx(1.0, abs=0.03)
    assert not days_of(luck=0.0).luck(np.random.default_rng(7), 0.1).any()


def test_the_effect_comes_in_equal_steps_over_the_ramp_up_and_branch_by_branch():
    days = days_of(baseline_days=7, ramp_up_days=3, evaluation_days=7, stagger_days=2)
    assert days.ramp[:, 0].tolist() == [0] * 7 + [0.25, 0.5, 0.75] + [1] * (days.count - 10)
    assert days.ramp[:, 1].tolist() == [0] * 9 + [0.25, 0.5, 0.75] + [1] * (days.count - 12)
    first = (days.plan.evaluation.start - days.plan.start).days
    assert (days.ramp[first:] == 1).all()
    assert (days.ramp[first - 1] < 1).any()


@pytest.mark.parametrize(
    ("change", "after"),
    [("-10%", 90.0), ("+5 s", 105.0), ("+5pp", 100.05), ("x 1.5", 150.0), ("+0%", 100.0), ("-200%", 0.0)],
)
def test_a_change_is_made_where_it_is_asked_for_as_far_as_the_ramp_has_come(change, after):
    built = [BuiltInChange("desk.speed", read_target(change), "south"), BuiltInChange("desk.other", read_target("x 9"))]
    days = days_of(baseline_days=7, ramp_up_days=3, evaluation_days=7, changes=built)
    found = days.changed("desk.speed", 100.0)
    assert found[:, 0].tolist() == found[:, 2].tolist() == [100.0] * days.count
    assert found[6, 1] == 100.0
    assert found[8, 1] == pytest.approx((100.0 + after) / 2)
    assert found[-1, 1] == pytest.approx(after)


def test_several_changes_of_one_kpi_are_made_in_turn():
    built = [
        BuiltInChange("desk.speed", read_target("-10%")),
        BuiltInChange("desk.speed", read_target("+10 s"), "west"),
    ]
    found = days_of(changes=built).changed("desk.speed", 100.0)
    assert found[-1].tolist() == pytest.approx([90.0, 90.0, 100.0])


def test_a_new_instrument_sees_the_days_from_go_live_on():
    days = days_of(baseline_days=7, warm_up_days=7, new_instrument=True)
    assert np.flatnonzero(days.renewed)[0] == 14
    assert not days_of(baseline_days=7).renewed.any()


def test_what_falls_on_a_closed_day_goes_to_the_next_open_one():
    days = days_of(start=date(2025, 12, 29), baseline_days=14, evaluation_days=7, ramp_up_days=0)
    following = days.next_open()
    dates = [*calendar(days), None]
    for at, day in enumerate(dates[:-1]):
        wanted = next((later for later in range(at, days.count) if days.is_open[later]), days.count)
        assert following[at] == wanted, day
    assert following[-1] == days.count


def test_events_are_drawn_as_often_as_expected_and_in_the_hours_of_their_day():
    """The total of 40,000 expected events has a standard deviation of 200."""
    days, random = days_of(), np.random.default_rng(1)
    expected = days.volume(100.0)
    rows = days.draw(random, expected)
    assert abs(rows.day.size - expected.sum()) < 4 * expected.sum() ** 0.5
    assert days.is_open[rows.day].all()
    at = days.moments(random, rows.day, 9, 17)
    hours = (at - at.astype("datetime64[D]")).astype(int) / 3600
    assert hours.min() >= 9
    assert hours.max() < 17
    assert (at.astype("datetime64[D]") == days.midnight(rows.day).astype("datetime64[D]")).all()


def test_rows_take_from_tables_what_is_theirs_whatever_the_tables_lack():
    rows = Rows(np.array([0, 2, 2]), np.array([1, 0, 1]))
    assert rows.of(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])).tolist() == [2, 5, 6]
    assert rows.of(np.array([[1.0], [3.0], [5.0]])).tolist() == [1, 5, 5]
    assert rows.of(np.array([[7.0, 8.0]])).tolist() == [8, 7, 8]
    assert rows.where(np.array([True, False, True])).day.tolist() == [0, 2]


def test_a_window_leaves_holidays_out():
    days = days_of(start=date(2025, 12, 29), baseline_days=14)
    inside = days.within(days.plan.baseline)
    assert [day for day, flag in zip(calendar(days), inside[:, 0], strict=True) if flag] == [
        date(2025, 12, 29),
        date(2025, 12, 30),
        date(2025, 12, 31),
        date(2026, 1, 9),
        date(2026, 1, 10),
        date(2026, 1, 11),
    ]
