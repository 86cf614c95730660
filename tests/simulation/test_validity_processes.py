"""The simulated series have the properties that the page states of them."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve

from validity import catalogue
from validity.gates.verdicts import PER_DAY, SHOCK_SD
from validity.processes import EVENT_SD, OVERALL_MEAN, SAMPLING_SD, WEEK, Process, draw, generator
from validity.product import windows
from validity.visits import DAYS, Rollout, visits

LONG = Process("long", "for these tests", 3000, 500)


def shocks(process, runs=4):
    """What a day's mean is beyond its weekday, sampling noise included."""
    found = draw(process, runs).means
    return found - OVERALL_MEAN - WEEK[np.arange(process.length) % 7]


def lag(series, days):
    return np.mean([np.corrcoef(row[:-days], row[days:])[0, 1] for row in series])


@pytest.mark.parametrize("rho", [0.3, 0.5, 0.8])
def test_shocks_have_unit_variance_and_fade_by_rho(rho):
    """Sampling noise of 0.39 sd is added: the variance is 1.152, and the shock's autocorrelations are divided by it."""
    found = shocks(evolve(LONG, rho=rho))
    variance = 1 + SAMPLING_SD**2
    assert found.var() == pytest.approx(variance, rel=0.08)
    assert [lag(found, days) for days in (1, 2)] == pytest.approx([rho / variance, rho**2 / variance], abs=0.05)


def test_long_memory_fades_by_a_power():
    """Order 0.3 has correlations 0.43, 0.33, ... ~ h^-0.4 (Hosking 1981): at lag 20 still more than AR(1)'s nothing."""
    found = shocks(evolve(LONG, memory=0.3))
    assert lag(found, 1) == pytest.approx(0.3 / 0.7 / 1.152, abs=0.06)
    assert lag(found, 20) > 0.06


def test_an_effect_moves_the_evaluation_only():
    plain, moved = draw(catalogue.MAIN, 3), draw(catalogue.MAIN, 3, 0.7)
    difference = moved.means - plain.means
    assert difference[:, :60] == pytest.approx(0.0)
    assert difference[:, 60:] == pytest.approx(0.7)


def test_the_same_name_draws_the_same_numbers_and_another_others():
    again = draw(catalogue.MAIN, 2).sums
    assert np.array_equal(draw(catalogue.MAIN, 2).sums, again)
    assert not np.array_equal(draw(catalogue.HALF_YEAR_60, 2).sums[:, :120], again)


def test_a_trend_rises_by_its_size_over_the_span():
    """Means of 400 runs differ from the untrended ones by a line that ends at 1 sd."""
    flat, risen = (draw(evolve(catalogue.MAIN, trend=size), 2).means for size in (0.0, 1.0))
    assert (risen - flat)[0] == pytest.approx(np.arange(120) / 120)


def test_squares_are_those_of_so_many_events():
    """The sum of squared distances of n normal events is (n - 1) of their variance on average."""
    draws = draw(LONG, 2)
    assert (draws.squares / (draws.events - 1)).mean() == pytest.approx(EVENT_SD**2, rel=0.01)


def test_holes_leave_days_without_rows_and_a_ramp_up_lies_between_the_windows():
    draws = draw(catalogue.GAPS_STICKY, 5)
    for before, after in windows(draws):
        assert 6 <= (before.events == 0).sum() <= 13
        assert (after.events == 0).sum() == 5
        assert after.days[0] - before.days[-1] == 22
        assert (before.days.size, after.days.size) == (84, 56)


def test_noise_after_go_live_is_larger_where_it_says_so():
    found = shocks(evolve(LONG, spread_after=2.5), 8)
    assert found[:, 3000:].std() / found[:, :3000].std() == pytest.approx(np.sqrt((6.25 + 0.152) / 1.152), rel=0.1)


def test_visits_of_the_verdicts_have_daily_means_of_the_stated_spread():
    """Shock and sampling noise together: sqrt(1.152) times the shock's sd, weekdays taken off."""
    rollout = Rollout(wait_sd=SHOCK_SD, visit_sd=SAMPLING_SD * SHOCK_SD * PER_DAY**0.5, per_day=PER_DAY)
    random, spread = generator("spread"), []
    for _ in range(30):
        table = visits(rollout, random)
        of_day = table["at"].cast("int64").to_numpy() // 86_400_000_000
        of_day -= of_day.min()
        sums = np.bincount(of_day, table["wait"].to_numpy(), minlength=DAYS)
        means = (sums / np.bincount(of_day, minlength=DAYS))[: DAYS // 7 * 7].reshape(-1, 7)
        spread.append((means - means.mean(axis=0)).var())
    assert np.sqrt(np.mean(spread)) == pytest.approx(SHOCK_SD * 1.152**0.5, rel=0.06)
