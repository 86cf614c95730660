"""Plans against matrices written out element by element, the closed form of stats 4, and Monte Carlo."""

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference.design import Season
from goalposts.inference.long_run_variance import cosine_count
from goalposts.inference.outlook import Ahead, Noise, Outlook, outlook, unit_floor, unit_variances
from goalposts.inference.planning import floor, smallest_change, variance_bound, weeks_to_watch
from goalposts.model.effects import GateFailure
from inference.windows import autoregressive_covariance, noisy_pair, weekend_closed, window
from scipy.stats import chi2, norm, t
from simulation.daily_series import Scenario, generator, simulate

HORIZON = 371


def ahead(first_day, days=HORIZON, closed=()):
    return Ahead(first_day + np.arange(days), np.isin(np.arange(days), list(closed)))


def nothing_ahead(baseline):
    return ahead(int(baseline.days[-1]) + 1, 0)


def looked_ahead(baseline, *, gap=0, kind="ratio", closed=(), rest=0):
    """Look ahead from a baseline whose window ends `rest` days after its data."""
    end = int(baseline.days[-1]) + 1
    found = outlook(kind, baseline, ahead(end, rest), ahead(end + rest + gap, closed=closed))
    assert isinstance(found, Outlook), found
    return found


def bare(before, rho, variance=1.0):
    """A plan without weekdays, as the closed form has it; its noise is known, not fitted."""
    moments = np.arange(before + HORIZON, dtype=float)
    starts = np.arange(moments.size) == 0
    noise = Noise(rho, variance, 8, np.zeros(before))
    return Outlook(
        noise,
        moments,
        starts,
        before,
        before,
        moments[before:].astype(int) + 1,
        by_week=False,
        logarithmic=False,
        season=Season(weekdays=False, annual=False),
        level=1.0,
        method="its-ewc-daily",
    )


def naive_unit_variance(prospect, readings):
    """Invert X' S^-1 X with S and X written out by loops."""
    size = prospect.before + readings
    moments, weekday = prospect.moments[:size], (prospect.moments[:size].astype(int) + 3) % 7
    seasons = sorted(set(weekday.tolist()))[1:] if prospect.season.weekdays else []
    rows = []
    for place in range(size):
        angle = 2 * np.pi * moments[place] / 365.2425
        year = [np.sin(angle), np.cos(angle)] if prospect.season.annual else []
        days = [float(weekday[place] == known) for known in seasons]
        rows.append([1.0, float(place >= prospect.before), moments[place] - moments[0], *days, *year])
    design = np.array(rows)
    covariance = autoregressive_covariance(size, prospect.noise.rho, prospect.starts[:size])
    return np.linalg.inv(design.T @ np.linalg.solve(covariance, design))[1, 1]


@pytest.mark.parametrize("gap", [0, 14])
@pytest.mark.parametrize("days", [60, 400])
def test_the_variance_to_come_is_exactly_that_of_generalised_least_squares(gap, days):
    """With a ramp-up, closed days and, from a year on, the annual pair."""
    baseline, _ = noisy_pair(days, 14)
    prospect = looked_ahead(baseline, gap=gap, closed=(3, 4, 40))
    assert prospect.season == Season(weekdays=True, annual=days >= 365)
    counts = [14, 61, 30]
    expected = [naive_unit_variance(prospect, count) for count in counts]
    assert unit_variances(prospect, counts) == pytest.approx(expected, rel=1e-8)


def test_the_plan_is_the_design_that_the_comparison_then_has():
    """Closed weekends: five readings a week, and the window that is compared later has just these moments."""
    baseline, evaluation = map(weekend_closed, noisy_pair(84, 56, ramp_up=7))
    prospect = looked_ahead(baseline, gap=7)
    usable = evaluation.days[evaluation.events > 0]
    planned = prospect.moments[prospect.before :][: usable.size]
    assert planned.tolist() == usable.tolist()
    assert prospect.starts[prospect.before]
    assert prospect.readings_until(int(evaluation.days[-1]) + 1) == usable.size == 40


def test_a_week_counts_when_it_is_over():
    baseline = window(np.random.default_rng(1).poisson(3, 84), 4)
    prospect = looked_ahead(baseline)
    assert prospect.by_week
    assert prospect.method == "its-ewc-weekly"
    first = prospect.first_evaluation_day
    assert [prospect.readings_until(first + days) for days in (6, 7, 13, 14)] == [0, 1, 1, 2]


def test_totals_are_planned_as_logarithms():
    random = np.random.default_rng(2)
    prospect = looked_ahead(window(random.poisson(200, 84), 50), kind="total")
    assert prospect.logarithmic
    assert prospect.method == "its-ewc-daily-log"
    found = smallest_change(prospect, prospect.first_evaluation_day + 56, 0.05)
    assert 0.005 < found.likely < 0.2  # the logarithms of Poisson counts of 200 have an sd of 0.07


def test_the_rest_of_a_baseline_is_planned_too():
    baseline, _ = noisy_pair(60, 14)
    part = looked_ahead(evolve_days(baseline, 40), rest=20)
    assert part.before == 60
    assert part.moments.tolist() == looked_ahead(baseline).moments.tolist()


def evolve_days(series, days):
    return evolve(
        series,
        **{name: getattr(series, name)[:days] for name in (
            "days", "numerator", "denominator", "events", "stream_rows", "closed"
        )},
    )  # fmt: skip


def test_a_short_or_constant_baseline_carries_no_plan():
    short, _ = noisy_pair(20, 14)
    refused = outlook("ratio", short, nothing_ahead(short), ahead(30_000))
    assert [failure.code for failure in refused] == ["too_few_days"]
    constant = window(np.full(60, 50.0))
    refused = outlook("ratio", constant, nothing_ahead(constant), ahead(30_000))
    assert refused == (GateFailure("no_variation", "baseline"),)


def closed_form(before, after, rho):
    """Section 4: SE^2 = Omega / [T p(1-p)(1 - 3p(1-p))], with Omega of AR(1) errors of unit variance."""
    total, share = before + after, after / (before + after)
    spread = share * (1 - share)
    return np.sqrt((1 + rho) / (1 - rho) / (total * spread * (1 - 3 * spread)))


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.5])
@pytest.mark.parametrize(("before", "after"), [(60, 60), (182, 28), (182, 60), (365, 91)])
def test_the_closed_form_lies_a_little_above_the_exact_error(before, after, rho):
    """Without autocorrelation they are the same; with 0.5 the exact one, which knows it, is up to 13 % smaller."""
    prospect = bare(before, rho, variance=1 - rho * rho)
    (unit,) = unit_variances(prospect, [after])
    ratio = closed_form(before, after, rho) / np.sqrt((1 - rho * rho) * unit)
    assert 0.9998 <= ratio <= 1.135
    assert rho > 0 or ratio < 1.0002


@pytest.mark.parametrize(("rho", "before", "after"), [(0.3, 60, 60), (0.5, 60, 60), (0.5, 182, 28)])
def test_s13_the_planned_error_is_what_monte_carlo_shows(rho, before, after):
    """The closed form against the spread of the engine's step over 300 rollouts in which nothing happened."""
    from goalposts.inference import step_effect

    random = generator("planning")
    scenario = Scenario("planning", before, after, rho=rho)
    steps = [step_effect("ratio", *simulate(scenario, random)).estimate for _ in range(300)]
    spread = np.std(steps)
    sampling = 0.39**2
    long_run = (1 + rho) / (1 - rho) + sampling
    formula = closed_form(before, after, rho) * np.sqrt(long_run * (1 - rho) / (1 + rho))
    assert 0.92 <= formula / spread <= 1.20
    exact = bare(before, rho, variance=long_run * (1 - rho) ** 2)
    (unit,) = unit_variances(exact, [after])
    assert 0.88 <= np.sqrt(exact.noise.variance * unit) / spread <= 1.12  # 300 draws: +-4 %, and the sampling noise


def test_the_smallest_change_is_the_error_times_quantile_and_power():
    baseline, _ = noisy_pair(84, 14, seed=4)
    prospect = looked_ahead(baseline)
    readings = 56
    found = smallest_change(prospect, prospect.first_evaluation_day + readings, 0.05 / 3)
    error = np.sqrt(prospect.noise.variance * naive_unit_variance(prospect, readings))
    degrees = cosine_count(84 + readings)
    assert found.likely == pytest.approx((t.ppf(1 - 0.05 / 6, degrees) + norm.ppf(0.8)) * error, rel=1e-8)
    bound = prospect.noise.degrees_of_freedom / chi2.ppf(0.2, prospect.noise.degrees_of_freedom)
    assert found.cautious == pytest.approx(found.likely * np.sqrt(bound), rel=1e-8)
    assert variance_bound(6) ** 0.5 == pytest.approx(1.40, abs=0.005)


def test_weeks_to_watch_are_the_first_that_show_the_change():
    """A loop over weeks, each planned by itself."""
    baseline, _ = noisy_pair(112, 14, seed=5)
    prospect = looked_ahead(baseline)
    change = smallest_change(prospect, prospect.first_evaluation_day + 7 * 9, 0.05).cautious
    weeks = weeks_to_watch(prospect, change, 0.05)
    by_week = {week: smallest_change(prospect, prospect.first_evaluation_day + 7 * week, 0.05) for week in range(2, 53)}
    assert weeks.cautious == min(week for week, found in by_week.items() if found.cautious <= change) <= 9
    assert weeks.likely == min(week for week, found in by_week.items() if found.likely <= change) < weeks.cautious


def test_two_weeks_are_the_least_of_daily_readings_and_four_of_weekly_ones():
    baseline, _ = noisy_pair(84, 14)
    prospect = looked_ahead(baseline)
    assert weeks_to_watch(prospect, 1e6, 0.05).likely == 2
    assert smallest_change(prospect, prospect.first_evaluation_day + 13, 0.05) is None
    sparse = looked_ahead(window(np.random.default_rng(1).poisson(3, 84), 4))
    assert weeks_to_watch(sparse, 1e6, 0.05).likely == 4
    working_days = looked_ahead(weekend_closed(baseline))
    assert weeks_to_watch(working_days, 1e6, 0.05).likely == 3


@pytest.mark.parametrize("rho", [0.0, 0.5])
def test_below_the_floor_no_length_of_watching_will_do(rho):
    """Watching on and on, the error comes down to that of the baseline's own level, and no further."""
    prospect = bare(60, rho)
    moments = np.arange(60 + 20_000, dtype=float)
    endless = evolve(prospect, moments=moments, starts=np.arange(moments.size) == 0)
    nearly_endless = unit_variances(endless, [20_000])[0]
    assert nearly_endless == pytest.approx(unit_floor(prospect), rel=0.02)
    assert nearly_endless > unit_floor(prospect)
    assert floor(prospect, 0.05) == pytest.approx((norm.ppf(0.975) + norm.ppf(0.8)) * np.sqrt(unit_floor(prospect)))
    assert weeks_to_watch(prospect, 0.99 * floor(prospect, 0.05), 0.05).likely is None
    assert unit_floor(bare(120, 0.0)) == pytest.approx(1 / 120)


def test_a_longer_history_shows_smaller_changes():
    found = [smallest_change(bare(before, 0.5), before + 28, 0.05).likely for before in (28, 56, 182, 364)]
    assert found == sorted(found, reverse=True)
