"""The step of a difference, against the engine of one series on the subtracted numbers, and simulated rollouts."""

import csv

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference import step_effect
from goalposts.inference.difference import Pair, difference_effect
from inference.windows import MONDAY, window
from real_data import DATA, needs_real_data


def smooth(random, length, rho=0.5):
    """Day shocks that carry over, of unit variance."""
    shocks = random.standard_normal(length + 50) * np.sqrt(1 - rho**2)
    for day in range(1, length + 50):
        shocks[day] += rho * shocks[day - 1]
    return shocks[50:]


def pair(means, cut, counts=100):
    """Two windows that touch at a cut, of daily means."""
    counts = np.broadcast_to(np.asarray(counts, float), means.shape)
    before = window(means[:cut] * counts[:cut], counts[:cut].astype(int))
    return Pair(before, window(means[cut:] * counts[cut:], counts[cut:].astype(int), first_day=MONDAY + cut))


def rollout(seed, *, controls=1, step=0.0, drift=0.0, cut=112, length=168):
    random = np.random.default_rng(seed)
    day = np.arange(length)
    common = smooth(random, length) + 2 * np.sin(2 * np.pi * day / 365)
    treated = 50 + common + 0.5 * smooth(random, length) + drift * day / length + step * (day >= cut)
    others = [45 + common + 0.5 * smooth(random, length) for _ in range(controls)]
    return treated, others, cut


def test_with_equal_volumes_it_is_the_engine_of_one_series_on_the_subtracted_days():
    treated, (control,), cut = rollout(1, step=1.0)
    found = difference_effect("ratio", pair(treated, cut), [pair(control, cut)])
    alone = pair(treated - control, cut)
    plain = step_effect("ratio", alone.before, alone.after)
    for name in ("estimate", "standard_error", "low", "high", "p_value", "rho", "degrees_of_freedom"):
        assert getattr(found.effect, name) == pytest.approx(getattr(plain, name)), name
    assert found.effect.parts.trend == pytest.approx(plain.parts.trend)
    assert found.effect.counterfactual == pytest.approx(plain.counterfactual + control[cut:].mean())


@pytest.mark.parametrize("kind", ["ratio", "total"])
@pytest.mark.parametrize("controls", [1, 8])
def test_the_parts_add_up_to_what_was_observed(kind, controls):
    treated, others, cut = rollout(2, controls=controls, step=1.0)
    found = difference_effect(kind, pair(treated, cut), [pair(other, cut) for other in others]).effect
    divisor = 1 if kind == "ratio" else 1 / 100
    observed = (treated[cut:].mean() - treated[:cut].mean()) / divisor
    assert found.parts.total == pytest.approx(observed)
    assert found.parts.rollout == found.estimate
    assert found.design == "difference in differences"


def test_what_moved_the_others_too_is_their_part():
    """Both fall by ten at the go-live; nothing is left for the rollout."""
    treated, (control,), cut = rollout(3)
    fallen = np.where(np.arange(treated.size) >= cut, 10.0, 0.0)
    found = difference_effect("ratio", pair(treated - fallen, cut), [pair(control - fallen, cut)]).effect
    before = difference_effect("ratio", pair(treated, cut), [pair(control, cut)]).effect
    assert found.estimate == pytest.approx(before.estimate)
    assert found.parts.control == pytest.approx(before.parts.control - 10)


def test_totals_are_compared_by_their_ratio():
    """A shop ten times as large that falls by the same tenth shows no effect."""
    random = np.random.default_rng(5)
    level = np.exp(0.05 * smooth(random, 120) + np.where(np.arange(120) >= 80, np.log(0.9), 0))
    noise = np.exp(0.01 * random.standard_normal((2, 120)))
    large, small = 1000 * level * noise[0], 100 * level * noise[1]
    found = difference_effect("total", pair(large / 100, 80), [pair(small / 100, 80)]).effect
    assert found.method == "its-ewc-daily-log-difference"
    assert abs(found.relative.value) < 0.01
    assert found.parts.control == pytest.approx(large[80:].mean() - large[:80].mean(), abs=15)
    assert found.parts.control < -60


def test_a_total_that_has_no_logarithm_is_refused():
    treated, (control,), cut = rollout(6)
    empty = pair(np.zeros(control.size), cut)
    (failure,) = difference_effect("total", pair(treated, cut), [empty])
    assert failure.code == "no_logarithm"


def test_days_that_one_side_lacks_are_left_out():
    """The same answer as when both lack them."""
    treated, (control,), cut = rollout(7)
    gone = [5, 6, 20, 40]
    there = pair(treated, cut)

    def without(side):
        series = side.before
        kept = ~np.isin(np.arange(series.days.size), gone)
        fields = ("numerator", "denominator", "events")
        return Pair(evolve(series, **{name: getattr(series, name) * kept for name in fields}), side.after)

    one = difference_effect("ratio", there, [without(pair(control, cut))])
    both = difference_effect("ratio", without(there), [without(pair(control, cut))])
    assert one.effect.standard_error == pytest.approx(both.effect.standard_error, rel=0.05)
    assert one.effect.estimate == pytest.approx(both.effect.estimate, abs=0.1)


def test_short_windows_are_refused():
    treated, (control,), _ = rollout(8, length=40)
    found = difference_effect("ratio", pair(treated, 20), [pair(control, 20)])
    assert {failure.code for failure in found} == {"too_few_days"}


def test_weights_are_of_the_baseline_alone():
    """What happens after the rollout does not choose whom to compare with."""
    treated, others, cut = rollout(9, controls=8)
    pairs = [pair(other, cut) for other in others]
    changed = np.where(np.arange(treated.size) >= cut, treated + 7, treated)
    one, other = (difference_effect("ratio", pair(series, cut), pairs) for series in (treated, changed))
    assert one.weights == other.weights
    assert sum(one.weights) == pytest.approx(1)
    assert other.effect.estimate - one.effect.estimate == pytest.approx(7, abs=0.2)


def test_a_break_before_the_rollout_shows_in_the_leads():
    treated, (control,), cut = rollout(10)
    broken = np.where((np.arange(treated.size) >= cut - 28) & (np.arange(treated.size) < cut), treated + 3, treated)
    assert difference_effect("ratio", pair(broken, cut), [pair(control, cut)]).early_p < 0.01
    assert difference_effect("ratio", pair(treated, cut), [pair(control, cut)]).early_p > 0.05


def test_a_short_baseline_has_no_leads():
    treated, (control,), _ = rollout(11, length=110)
    assert difference_effect("ratio", pair(treated, 60), [pair(control, 60)]).early_p is None


@needs_real_data
def test_a_published_series_with_two_controls_gives_an_overlapping_answer():
    """Example series of CausalImpact, 2020: the R package finds 27 (18 to 36) on average from 2 March on."""
    with (DATA / "causal" / "causalimpact_google" / "google_data.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    y, x1, x2 = (np.array([float(row[name]) for row in rows]) for name in ("y", "x1", "x2"))
    found = difference_effect("ratio", pair(y, 61), [pair((x1 + x2) / 2, 61)]).effect
    assert found.low < 36
    assert found.high > 18
    assert found.low > 0


@pytest.mark.parametrize("controls", [1, 8])
def test_nothing_is_found_in_nothing_more_often_than_promised(controls):
    """200 rollouts without effect whose treated segment drifts by one and a half standard deviations."""
    found = []
    for seed in range(200):
        treated, others, cut = rollout(100 + seed, controls=controls, drift=1.5)
        found.append(difference_effect("ratio", pair(treated, cut), [pair(other, cut) for other in others]))
    assert sum(each.effect.p_value < 0.05 for each in found) <= 20  # 10 expected; more than 20 once in a thousand
    assert sum(each.early_p < 0.05 for each in found) <= 20
    errors = [each.effect.estimate for each in found]
    assert np.std(errors) / np.mean([each.effect.standard_error for each in found]) < 1.2


def test_a_level_without_trend_would_find_something_in_nothing():
    """The drift bites: Welch's test on the daily differences of both windows finds it most of the time."""
    wrong = 0
    for seed in range(60):
        treated, (control,), cut = rollout(100 + seed, drift=1.5)
        difference = treated - control
        one, other = difference[:cut], difference[cut:]
        error = np.sqrt(one.var(ddof=1) / one.size + other.var(ddof=1) / other.size)
        wrong += abs(other.mean() - one.mean()) > 2 * error
    assert wrong >= 30
