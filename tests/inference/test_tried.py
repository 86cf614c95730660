"""Plans of comparisons by parts, tried at pretended go-lives: against loops, enumeration, and Monte Carlo."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from goalposts.inference.difference import Pair, difference_effect
from goalposts.inference.look import Tuning, look_beside
from goalposts.inference.mixture import mixture, mixture_weights
from goalposts.inference.outlook import Outlook, outlook
from goalposts.inference.planning import smallest_change
from goalposts.inference.relabelled import PartChanges, UnitChanges, Waves
from goalposts.inference.resampling import Trial
from goalposts.inference.segment_change import compare_changes, least_p, permutation_p
from goalposts.inference.staggered import NEVER, Panel, fit_staggered, least_staggered_p
from goalposts.inference.tried import Expected, TriedPlan
from goalposts.inference.unit_change import UnitValues, compare_units
from inference.test_planned_comparisons import ahead, until, windowed
from inference.windows import MONDAY
from scipy import stats

PARTS = 6


def expected(error, degrees=10, behind=10):
    return Expected(error, degrees, behind)


def plan(errors, planned=8, least=2):
    """A plan whose error after so many weeks is given."""
    return TriedPlan(
        at=lambda weeks: expected(errors[weeks]),
        least_weeks=least,
        most_weeks=max(errors),
        least_p=0.001,
        level=50.0,
        logarithmic=False,
        method="segment-changes",
    )


def test_the_smallest_change_is_that_of_students_t_and_80_percent_power():
    """By the noise as seen, and by its upper 80 % bound, from scipy."""
    found = expected(2.0, degrees=6, behind=12).smallest_change(0.05)
    likely = 2.0 * (stats.t.ppf(0.975, 6) + stats.norm.ppf(0.8))
    assert found.likely == pytest.approx(likely, rel=1e-9)
    assert found.cautious == pytest.approx(likely * np.sqrt(12 / stats.chi2.ppf(0.2, 12)), rel=1e-6)


def test_trials_count_by_their_mean_square_and_as_many_as_fit_side_by_side():
    trials = [Trial(0.0, 3.0, 6), Trial(0.0, 4.0, 6), Trial(0.0, 5.0, 5)]
    assert Expected.of_trials(trials, 2) == Expected(np.sqrt((9 + 16 + 25) / 3), 5, 10)
    assert Expected.of_trials(trials, 9).behind == 15


@pytest.mark.parametrize("planned", [2, 8, 13, 20, 30])
@pytest.mark.parametrize("change", [0.5, 1.2, 2.0, 3.5, 9.0])
def test_halving_finds_the_week_that_looking_at_every_week_finds(planned, change):
    errors = {weeks: 2.0 / np.sqrt(weeks) for weeks in range(2, 27)}
    known = plan(errors)
    shown = {weeks: known.smallest_change(weeks, 0.05) for weeks in errors}
    naive = []
    for pick in ("likely", "cautious"):
        enough = [weeks for weeks, bounds in shown.items() if getattr(bounds, pick) <= change]
        naive.append(min(enough, default=None))
    found = known.weeks_to_watch(change, planned, 0.05)
    assert [found.likely, found.cautious] == naive


def test_nothing_shorter_is_offered_where_the_planned_evaluation_does_not_do():
    """Noise that grows again: five weeks would do, the planned eight do not, and no more than ten can be tried."""
    errors = dict.fromkeys(range(2, 11), 5.0) | {5: 0.1}
    assert plan(errors).weeks_to_watch(1.0, 8, 0.05).cautious is None


def test_so_few_parts_that_chance_explains_every_difference_show_nothing():
    known = plan(dict.fromkeys(range(2, 9), 0.01))
    assert known.smallest_change(8, 0.0009) is None
    assert known.weeks_to_watch(5.0, 8, 0.0009).likely is None
    assert known.smallest_change(8, 0.01) is not None


@pytest.mark.parametrize(("treated", "others"), [(4, 4), (3, 5), (2, 7), (5, 5), (4, 6)])
def test_the_least_p_is_that_of_the_farthest_choice(treated, others):
    """Parts in order, the first of them far out: no choice but its mirror lies as far."""
    changes = 2.0 ** np.arange(treated + others)[::-1]
    chosen = np.arange(treated + others) < treated
    assert permutation_p(changes, np.ones(changes.size), chosen) == pytest.approx(least_p(treated, others))


def test_the_least_p_of_waves_counts_their_orders():
    start = np.array([4, 4, 8, 8, NEVER, NEVER])
    orders = len(set(itertools.permutations(start.tolist())))
    assert least_staggered_p(start) == pytest.approx(float(Fraction(1, orders)))
    assert least_staggered_p(np.array([4] * 12 + [8] * 12)) == pytest.approx(1 / 1000)


@pytest.mark.parametrize(
    "start", [[8] * 4 + [14] * 4, [8] * 4 + [NEVER] * 4, [8] * 3 + [14] * 5, [8] * 5 + [NEVER] * 3]
)
def test_the_least_p_of_waves_is_that_of_the_largest_effect(start):
    """The opposite order lies as far out where both kinds are as many; the orders are drawn, so it is met about."""
    start = np.array(start)
    values = 0.01 * np.random.default_rng(7).standard_normal((8, 20))
    values += 100.0 * (np.arange(20) >= start[:, np.newaxis])
    found = fit_staggered(Panel(values, start, np.ones(8), 4))
    assert found.p_value == pytest.approx(least_staggered_p(start), rel=0.5)


def test_a_trial_of_parts_is_what_the_verdict_finds():
    random = np.random.default_rng(1)
    changes, volumes, treated = random.normal(size=9), random.uniform(1, 5, 9), np.arange(9) < 4
    found, verdict = PartChanges(changes, volumes, treated).trial(odds=True), compare_changes(changes, volumes, treated)
    assert found == Trial(verdict.difference, verdict.standard_error, verdict.degrees_of_freedom, verdict.p_value)


def test_a_trial_of_units_is_what_the_verdict_finds():
    random = np.random.default_rng(2)
    cluster = np.repeat(np.arange(8), 9)
    units = UnitValues(random.normal(size=72), random.normal(size=72), cluster, np.arange(8) < 4)
    found, verdict = UnitChanges(units).trial(odds=True), compare_units(units).change
    assert found == Trial(verdict.difference, verdict.standard_error, verdict.degrees_of_freedom, verdict.p_value)


def test_a_trial_of_waves_is_what_the_verdict_finds():
    random = np.random.default_rng(3)
    panel = Panel(random.normal(size=(9, 20)), np.repeat([6, 10, NEVER], 3), random.uniform(1, 5, 9))
    found, verdict = Waves(panel).trial(odds=True), fit_staggered(panel)
    assert found == Trial(verdict.effect, verdict.standard_error, verdict.degrees_of_freedom, verdict.p_value)


def test_shuffling_keeps_the_parts_and_moves_the_rollout():
    treated = np.arange(9) < 4
    moved = PartChanges(np.arange(9.0), np.ones(9), treated).shuffled(np.random.default_rng(4))
    assert moved.treated.sum() == 4
    assert not np.array_equal(moved.treated, treated)


# Monte Carlo ------------------------------------------------------------------------------------------------------


def shocks(random, count, days, rho=0.5):
    found = np.zeros((count, days + 30))
    noise = random.normal(size=found.shape)
    for day in range(1, found.shape[1]):
        found[:, day] = rho * found[:, day - 1] + noise[:, day]
    return found[:, 30:]


def test_the_error_at_pretended_go_lives_is_the_spread_of_the_estimates():
    """Six parts against six, 26 weeks of baseline, 8 to watch: within the band of S13 (0.92 to 1.20)."""
    runs, treated = 400, np.arange(2 * PARTS) < PARTS
    planned, estimates = [], []
    for seed in range(runs):
        random = np.random.default_rng([seed, 13])
        values = shocks(random, 2 * PARTS, 7 * 34) + shocks(random, 1, 7 * 34)
        before, after = values[:, : 7 * 26], values[:, 7 * 26 :]
        found = compare_changes(after.mean(axis=1) - before.mean(axis=1), np.ones(2 * PARTS), treated)
        estimates.append(found.difference)
        tried = []
        for end in (26, 22, 19, 16):
            span = values[:, 7 * (end - 8) : 7 * end].mean(axis=1) - values[:, : 7 * (end - 8)].mean(axis=1)
            tried.append(PartChanges(span, np.ones(2 * PARTS), treated).trial())
        planned.append(Expected.of_trials(tried, 2).standard_error)
    assert 0.92 <= np.sqrt(np.mean(np.square(planned))) / np.std(estimates) <= 1.20


def drawn(seed, before=182, after=63, parts=9):
    """A part and others that share two shocks of the day, each to an extent of its own."""
    random = np.random.default_rng([seed, before])
    shared, extent = shocks(random, 2, before + after), random.uniform(0.2, 1.0, (parts + 1, 2))
    values = 50 + 2 * extent @ shared + 0.7 * shocks(random, parts + 1, before + after)
    return [Pair(windowed(one[:before], 0), windowed(one[before:], before)) for one in values]


def mixed(pairs, after):
    end = int(pairs[0].before.days[-1]) + 1
    controls = [pair.before for pair in pairs[1:]]
    found = outlook("ratio", pairs[0].before, ahead(end, 0), ahead(end), (), controls, after)
    assert isinstance(found, Outlook), found
    return found


def test_a_plan_beside_a_mixture_counts_on_the_spread_of_its_estimates():
    """The mixture looks calmer where it was fitted; tried elsewhere, the plan lies in the band of S13."""
    runs, after = 100, 63
    planned, estimates = [], []
    for seed in range(runs):
        pairs = drawn(seed)
        prospect = mixed(pairs, after)
        total = stats.t.ppf(0.975, 16) + stats.norm.ppf(0.8)  # round(0.4 * 245 ** (2 / 3)) cosines
        planned.append(smallest_change(prospect, MONDAY + 182 + after, 0.05).likely / total)
        estimates.append(difference_effect("ratio", pairs[0], pairs[1:]).effect.estimate)
    assert prospect.method == "its-ewc-daily-weighted-difference"
    slack = 3.1 / np.sqrt(2 * runs)  # the chance of so few runs
    assert 0.92 * (1 - slack) <= np.sqrt(np.mean(np.square(planned))) / np.std(estimates) <= 1.20 * (1 + slack)


def test_a_mixture_is_noisier_on_days_on_which_it_was_not_fitted():
    """By loops over the blocks of 28 days."""
    from goalposts.inference.difference import Aligned

    random = np.random.default_rng(5)
    others, first = shocks(random, 9, 84).T, shocks(random, 1, 84)[0]
    found = mixture(Aligned(np.arange(84.0), first, others, np.zeros(84, bool)), 28)
    outside = inside = 0.0
    for block in range(3):
        tried = [day for day in range(84) if 28 * block <= day < 28 * block + 28]
        rest = [day for day in range(84) if day not in tried]
        weights = mixture_weights(others[rest], first[rest], 28)
        for name, by in (("out", weights), ("in", found.weights)):
            left = [first[day] - sum(by[place] * others[day, place] for place in range(9)) for day in tried]
            square = sum((value - sum(left) / 28) ** 2 for value in left)
            outside, inside = (outside + square, inside) if name == "out" else (outside, inside + square)
    assert found.widening == pytest.approx(outside / inside, rel=1e-9)
    assert found.widening > 1


def test_weekly_looks_beside_a_mixture_raise_no_more_alarms_than_they_say():
    """Eight looks at nothing, 1 % in all: more than 5 of 100 come by chance once in a thousand times."""
    alarms = 0
    for seed in range(100):
        pairs = drawn(seed, before=91)
        seen = [
            look_beside("ratio", until(pairs[0], days), [until(pair, days) for pair in pairs[1:]], TUNING, planned=63)
            for days in range(14, 64, 7)
        ]
        assert all(found is not None for found in seen)
        alarms += any(not found.low < 0 < found.high for found in seen)
    assert alarms <= 5


TUNING = Tuning(1.0, 0.01, 14)
