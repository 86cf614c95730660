"""Plans and looks with named influences, and beside rows without the rollout: against matrices, and Monte Carlo."""

from datetime import date, timedelta

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference import WindowSeries
from goalposts.inference.difference import Pair
from goalposts.inference.look import Tuning, look_beside
from goalposts.inference.outlook import Ahead, Outlook, outlook, unit_floor, unit_variances
from goalposts.inference.planning import smallest_change
from goalposts.inference.resampling import trials
from goalposts.model import Influence
from inference.windows import MONDAY, autoregressive_covariance, noisy_pair
from scipy.stats import binom

EPOCH = date(1970, 1, 1)


def day(number):
    return EPOCH + timedelta(days=int(number))


def ahead(first_day, days=371):
    return Ahead(first_day + np.arange(days), np.zeros(days, dtype=bool))


def looked_ahead(baseline, *influences, control=None):
    end = int(baseline.days[-1]) + 1
    found = outlook("ratio", baseline, ahead(end, 0), ahead(end), influences, () if control is None else (control,))
    assert isinstance(found, Outlook), found
    return found


def influence(first, last, name="fair"):
    """An influence over days counted from the first of the baseline."""
    return Influence(name, day(MONDAY + first), None if last is None else day(MONDAY + last))


def naive_design(prospect, readings, spans):
    size = prospect.before + readings
    moments = prospect.moments[:size]
    weekday = (moments.astype(int) + 3) % 7
    rows = []
    for place in range(size):
        dummies = [float(weekday[place] == known) for known in range(1, 7)]
        inside = [float(first <= moments[place] - MONDAY < last) for first, last in spans]
        rows.append([1.0, float(place >= prospect.before), moments[place] - moments[0], *dummies, *inside])
    return np.array(rows)


@pytest.mark.parametrize("spans", [[(20, 34)], [(70, 98)], [(20, 34), (80, 110)], [(55, 70)]])
def test_the_variance_to_come_counts_every_influence_that_can_be_told(spans):
    """In the baseline, in the evaluation, and across the go-live: X' S^-1 X written out by loops."""
    baseline, _ = noisy_pair(60, 14)
    prospect = looked_ahead(baseline, *(influence(*span, name=str(span)) for span in spans))
    for count in (50, 80):
        design = naive_design(prospect, count, spans)
        covariance = autoregressive_covariance(len(design), prospect.noise.rho, prospect.starts[: len(design)])
        expected = np.linalg.inv(design.T @ np.linalg.solve(covariance, design))[1, 1]
        assert unit_variances(prospect, [count])[0] == pytest.approx(expected, rel=1e-8)


def test_an_influence_that_is_the_go_live_itself_is_left_out_as_in_the_verdict():
    baseline, _ = noisy_pair(60, 14)
    same, without = looked_ahead(baseline, influence(60, None)), looked_ahead(baseline)
    assert unit_variances(same, [28, 56]) == pytest.approx(unit_variances(without, [28, 56]), rel=1e-10)


def test_a_plan_with_an_influence_after_the_go_live_needs_a_larger_change():
    """Half of the watch is the fair's: less of it tells of the rollout."""
    baseline, _ = noisy_pair(60, 14)
    end = MONDAY + 60 + 56
    plain, fair = looked_ahead(baseline), looked_ahead(baseline, influence(60, 88))
    assert smallest_change(fair, end, 0.05).likely > 1.2 * smallest_change(plain, end, 0.05).likely


def test_the_noise_of_a_baseline_is_that_beyond_its_influences():
    """A fortnight of twice the level is no noise once it is named."""
    baseline, _ = noisy_pair(90, 14)
    numerator = baseline.numerator.copy()
    numerator[30:44] *= 2
    loud = WindowSeries(
        baseline.days, numerator, baseline.denominator, baseline.events, baseline.stream_rows, baseline.closed
    )
    named, unnamed, quiet = looked_ahead(loud, influence(30, 44)), looked_ahead(loud), looked_ahead(baseline)
    assert named.noise.variance < unnamed.noise.variance / 20
    assert named.noise.residuals.std() < 3 * quiet.noise.residuals.std()


@pytest.mark.parametrize(("spans", "counted"), [([(20, 34)], True), ([(40, None)], False)])
def test_the_floor_counts_influences_that_are_over_before_the_evaluation(spans, counted):
    """An endless evaluation tells the others exactly; the level before is less certain by those it never sees."""
    baseline, _ = noisy_pair(60, 14)
    prospect = looked_ahead(baseline, *(influence(*span) for span in spans))
    covariance = autoregressive_covariance(61, prospect.noise.rho, prospect.starts[:61])
    days = np.arange(60)
    columns = [np.ones(60)] + [((days >= a) & (days < b)).astype(float) for a, b in spans if counted]
    design = np.column_stack(columns)
    # the first error after the go-live is known, as if a reading told it: its own column is the evaluation's level
    whole = np.vstack([design, np.zeros(design.shape[1])])
    expected = np.linalg.inv(whole.T @ np.linalg.solve(covariance, whole))[0, 0]
    assert unit_floor(prospect) == pytest.approx(expected, rel=1e-8)


# Beside rows without the rollout ---------------------------------------------------------------------------------


def shocked(seed, before=90, after=60, *, shared=2.0, own=0.5, rho=0.5):
    """Two series of one day's shocks, each with a little of its own, in windows of 300 events a day."""
    random = np.random.default_rng(seed)
    size = before + after
    common = np.zeros(size + 30)
    for place in range(1, common.size):
        common[place] = rho * common[place - 1] + shared * random.normal()
    pairs = []
    for level in (50.0, 60.0):
        mine = np.zeros(size + 30)
        for place in range(1, mine.size):
            mine[place] = rho * mine[place - 1] + own * random.normal()
        values = level + common[30:] + mine[30:]
        pairs.append([windowed(values[:before], 0), windowed(values[before:], before)])
    return [Pair(*pair) for pair in pairs]


def windowed(values, first):
    counts = np.full(values.size, 300, dtype=np.int64)
    days = MONDAY + first + np.arange(values.size)
    return WindowSeries(days, 300.0 * values, counts.astype(float), counts, counts, np.zeros(values.size, dtype=bool))


def test_a_plan_beside_control_rows_counts_the_noise_of_the_difference():
    """What a day does to both falls out: the smallest change is a fraction of that of one series."""
    treated, control = shocked(1)
    end = MONDAY + 150
    alone, beside = looked_ahead(treated.before), looked_ahead(treated.before, control=control.before)
    assert (alone.method, beside.method) == ("its-ewc-daily", "its-ewc-daily-difference")
    assert smallest_change(beside, end, 0.05).likely < smallest_change(alone, end, 0.05).likely / 2


def test_cautious_plans_beside_control_rows_suffice_in_four_of_five_baselines():
    """As those of one series do: against somebody who knows that each series has shocks of 0.5 of its own a day."""
    runs, cautious, likely = 300, 0, 0
    for seed in range(runs):
        treated, control = shocked(seed)
        prospect = looked_ahead(treated.before, control=control.before)
        knowing = evolve(prospect, noise=evolve(prospect.noise, rho=0.5, variance=2 * 0.5**2))
        found, truth = (smallest_change(known, MONDAY + 150, 0.05) for known in (prospect, knowing))
        cautious += found.cautious >= truth.likely
        likely += found.likely >= truth.likely
    assert binom.ppf(0.001, runs, 0.77) <= cautious <= binom.ppf(0.999, runs, 0.83)
    assert likely < 0.55 * runs < cautious


def test_a_control_that_is_too_short_carries_no_plan():
    treated, control = shocked(2)
    short = windowed(np.arange(20) % 7 + 50.0, 70)
    end = MONDAY + 90
    found = outlook("ratio", treated.before, ahead(end, 0), ahead(end), (), (short,))
    assert {failure.code for failure in found} == {"too_few_days"}
    assert isinstance(outlook("ratio", treated.before, ahead(end, 0), ahead(end), (), (control.before,)), Outlook)


def test_reshuffled_differences_show_a_change_that_is_put_in():
    treated, control = shocked(3)
    prospect = looked_ahead(treated.before, control=control.before)
    tried = trials(prospect, MONDAY + 150, 100)
    smallest = smallest_change(prospect, MONDAY + 150, 0.05).likely
    assert sum(trial.alarms(0.05) for trial in tried) <= 12
    assert sum(trial.shows(2 * smallest, 0.05) for trial in tried) >= 95


def until(pair, days):
    after = pair.after
    cut = WindowSeries(*(getattr(after, name)[:days] for name in FIELDS))
    return Pair(pair.before, cut)


FIELDS = ("days", "numerator", "denominator", "events", "stream_rows", "closed")


def test_weekly_looks_beside_control_rows_raise_no_more_alarms_than_they_say():
    """Eight looks at nothing, 1 % in all: more than 9 of 300 come by chance once in a thousand times."""
    tuning, alarms = Tuning(1.0, 0.01, 14), 0
    for seed in range(300):
        treated, control = shocked(seed, after=63)
        seen = [look_beside("ratio", until(treated, days), [until(control, days)], tuning) for days in range(14, 64, 7)]
        alarms += any(not found.low < 0 < found.high for found in seen)
    assert alarms <= 9


def test_a_look_beside_control_rows_sees_what_the_rollout_did():
    treated, control = shocked(5)
    moved = Pair(treated.before, windowed(treated.after.numerator / 300.0 + 3.0, 90))
    seen = look_beside("ratio", moved, [control], Tuning(3.0, 0.01, 14))
    assert 0 < seen.low < 3.0 < seen.high
    assert look_beside("ratio", moved, [control], Tuning(3.0, 0.01, 61)) is None
