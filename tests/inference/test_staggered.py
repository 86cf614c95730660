"""Effects of a rollout in waves: published answers, and loops over segments and weeks."""

from datetime import date, timedelta

import numpy as np
import pytest
from goalposts.inference.segment_change import SEED
from goalposts.inference.staggered import NEVER, Panel, cells, fit_staggered, reordered
from goalposts.verdict.rungs.staggered import Weeks, skipped_of

# County teen employment (Callaway and Sant'Anna 2021), mean of ln employment by first year with a higher minimum wage,
# 2003 to 2007; without covariates nothing else of the 500 counties enters.
MPDTA = np.array(
    [
        [5.6546300225, 5.59199999814, 5.60480843375, 5.63889628205, 5.66113254037],
        [6.17969683359, 6.10656356301, 6.05945208674, 6.02670435425, 6.08538798837],
        [6.57399362823, 6.5178837163, 6.52794133316, 6.55743457451, 6.54304096823],
        [5.84290649638, 5.81078312761, 5.82086567033, 5.82386639925, 5.82004824684],
    ]
)
COUNTIES = np.array([309.0, 20.0, 40.0, 131.0])
START = np.array([NEVER, 1, 3, 4])


def mpdta(*, never_only):
    return cells(Panel(MPDTA, START, COUNTIES, base=1, never_only=never_only))


def test_published_effects_against_counties_never_reached():
    """R package did 2.1: simple -0.03995, by group and by years since."""
    found = mpdta(never_only=True)
    assert found.mean(found.after) == pytest.approx(-0.03995, abs=1e-5)
    assert list(found.by_wave().values()) == pytest.approx([-0.07975, -0.02291, -0.02605], abs=1e-5)
    assert list(found.by_age().values()) == pytest.approx([-0.01993, -0.05096, -0.13726, -0.10081], abs=1e-5)


def test_published_effects_against_counties_not_reached_yet():
    found = mpdta(never_only=False)
    assert found.mean(found.after) == pytest.approx(-0.03976, abs=1e-5)
    assert list(found.by_wave().values())[:2] == pytest.approx([-0.08369, -0.01828], abs=1e-5)


def drawn(seed, segments=10, weeks=24, effect=0.0):
    random = np.random.default_rng(seed)
    start = random.permutation(np.array(([8, 12, 16, NEVER] * segments)[:segments]))
    common = random.standard_normal(weeks).cumsum() * 0.3
    values = 5 + common + random.standard_normal((segments, 1)) + 0.5 * random.standard_normal((segments, weeks))
    values += effect * (np.arange(weeks) >= start[:, None])
    return Panel(values, start, random.uniform(1, 4, segments))


def naive(panel):
    """Every wave and week in turn, by weighted means over lists."""
    answers = {}
    size, weeks = panel.values.shape
    for wave in sorted({start for start in panel.start.tolist() if start < weeks}):
        for week in range(wave, weeks):
            own = [s for s in range(size) if panel.start[s] == wave]
            others = [s for s in range(size) if panel.start[s] > week]
            if not others:
                continue
            means = []
            for side in (own, others):
                moved = [panel.values[s][week] - sum(panel.values[s][wave - 4 : wave]) / 4 for s in side]
                sizes = [panel.weights[s] for s in side]
                means.append(sum(m * w for m, w in zip(moved, sizes, strict=True)) / sum(sizes))
            answers[wave, week] = means[0] - means[1]
    return answers


@pytest.mark.parametrize("seed", range(4))
def test_every_wave_and_week_is_as_a_loop_gives_it(seed):
    panel = drawn(seed)
    found = cells(panel)
    pairs = zip(found.wave.tolist(), found.week.tolist(), strict=True)
    assert dict(zip(pairs, found.effect, strict=True)) == pytest.approx(naive(panel))


def test_weeks_of_a_ramp_up_do_not_count():
    panel = drawn(1)
    late = Panel(panel.values, panel.start, panel.weights, skipped=dict.fromkeys(panel.start.tolist(), 3))
    found = cells(late)
    assert (found.week - found.wave).min() == 3


def test_leads_are_weeks_before_the_base_weeks():
    found = cells(drawn(2), early=True)
    assert found.week.size
    assert (found.week < found.wave - 4).all()


def test_the_standard_error_is_that_of_leaving_out_one_segment_at_a_time():
    panel = drawn(5)
    without = []
    for segment in range(10):
        rest = [s for s in range(10) if s != segment]
        part = cells(Panel(panel.values[rest], panel.start[rest], panel.weights[rest]))
        without.append(float(part.weight @ part.effect / part.weight.sum()))
    mean = sum(without) / 10
    expected = (9 / 10 * sum((each - mean) ** 2 for each in without)) ** 0.5
    assert fit_staggered(panel).standard_error == pytest.approx(expected)


def test_a_drift_before_the_waves_shows_in_the_leads():
    """The first wave climbs throughout; other orders of the waves rarely look so."""
    panel = drawn(3, segments=16)
    climbing = (
        panel.values
        + 0.3 * (panel.start == 8)[:, None] * np.arange(24)
        + 0.6 * (panel.start == 16)[:, None] * np.arange(24)
    )
    assert fit_staggered(Panel(climbing, panel.start, panel.weights)).early_p < 0.05
    assert fit_staggered(panel).early_p > 0.05


def test_an_effect_is_found_and_nothing_is_not():
    assert fit_staggered(drawn(4, effect=2.0)).p_value < 0.01
    assert fit_staggered(drawn(4)).p_value > 0.05


def test_waves_without_four_weeks_before_or_anything_to_compare_with_give_nothing():
    panel = drawn(1)
    assert fit_staggered(Panel(panel.values, np.full(10, 3), panel.weights)) is None
    assert fit_staggered(Panel(panel.values, np.full(10, 8), panel.weights)) is None


@pytest.mark.parametrize("never_only", [True, False])
def test_other_orders_at_once_are_as_one_after_the_other(never_only):
    panel = Panel(*(getattr(drawn(6), name) for name in ("values", "start", "weights")), never_only=never_only)
    effects, powers = reordered(panel)
    random = np.random.default_rng(SEED)
    for place in range(20):
        order = random.permutation(panel.start)
        one = Panel(panel.values, order, panel.weights, never_only=never_only)
        after, steps = cells(one), cells(one, early=True)
        assert effects[place] == pytest.approx(after.mean(after.after))
        assert powers[place] == pytest.approx(steps.weight @ steps.effect**2 / steps.weight.sum())


def test_odds_hold_their_promise():
    """60 draws of twelve segments without effect; 999 orders each."""
    below = sum(fit_staggered(drawn(seed, segments=12)).p_value < 0.1 for seed in range(60))
    assert below <= 13  # of 60 at one in ten: mean 6, and 13 or more once in 300


def test_the_week_that_a_wave_begins_inside_of_and_its_ramp_up_do_not_count():
    """Weeks from Monday 5 January on; two waves of one week, the later of which says from when both count."""
    weeks = Weeks(date(2026, 1, 5), 12, 4)
    monday, thursday, same_week = date(2026, 2, 2), date(2026, 2, 12), date(2026, 2, 13)
    assert skipped_of([monday, thursday, same_week], weeks, timedelta(0)) == {4: 0, 5: 1}
    assert skipped_of([monday, thursday, same_week], weeks, timedelta(days=10)) == {4: 2, 5: 2}
    assert skipped_of([thursday, same_week], weeks, timedelta(days=12)) == {5: 3}
