"""Every diagnostic: silent where all is well, heard where it is not, and equal to a calculation done otherwise."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference import step_effect
from goalposts.inference.diagnostics import DIAGNOSTICS
from goalposts.inference.diagnostics.noise import ljung_box
from goalposts.inference.diagnostics.sensitivity import without_each_week
from goalposts.inference.student import interval_quantile
from goalposts.locale import LANGUAGES
from goalposts.model import Influence
from goalposts.model.diagnostics import BUILT_IN_DIAGNOSTICS
from inference.diagnostics.fits import BY_NAME, ask, changed, fitted, noisy_pair, weekly_pair
from inference.windows import MONDAY
from statsmodels.stats.diagnostic import acorr_ljungbox

CAPPING = {"leftover-autocorrelation", "spec-curve", "spread-ratio", "drop-one-week", "anticipation"}
SHAPES = {
    "short": noisy_pair(28, 14),
    "placebos": noisy_pair(200, 60, step=2.0),
    "year": noisy_pair(400, 90, step=2.0),
    "weeks": weekly_pair(),
}


def test_the_names_that_plugins_may_not_take_are_those_of_the_engine():
    assert tuple(diagnostic.name for diagnostic in DIAGNOSTICS) == BUILT_IN_DIAGNOSTICS


@pytest.mark.parametrize("pair", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("kind", ["ratio", "total"])
def test_every_check_has_its_number_name_and_sentence(pair, kind):
    fit = fitted(pair, kind)
    checks = [diagnostic.check(fit) for diagnostic in DIAGNOSTICS]
    assert [check.name for check in checks] == list(BUILT_IN_DIAGNOSTICS)
    assert [check.id for check in checks] == ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D10"]
    assert {check.name for check in checks if check.caps} >= CAPPING
    for check in checks:
        assert type(check.passed) in {bool, type(None)}
        assert type(check.value) in {float, type(None)}
        assert all(check.text.get(language) for language in LANGUAGES)


@pytest.mark.parametrize("name", BUILT_IN_DIAGNOSTICS)
def test_nothing_is_found_where_all_is_well(name):
    """White noise around a step, over windows of a year and a quarter."""
    assert ask(name, noisy_pair(365, 90, step=3.0, seed=5)).passed in {True, None}


def test_the_arrays_cannot_be_written_to():
    fit = fitted(SHAPES["placebos"])
    arrays = [fit.days, fit.readings, fit.evaluation, fit.design, fit.white_design, fit.white_residuals]
    arrays += [fit.estimates.coefficients, fit.estimates.covariance]
    assert not any(array.flags.writeable for array in arrays)


def test_a_fit_shows_what_the_effect_is_made_of():
    pair = SHAPES["year"]
    fit, effect = fitted(pair), step_effect("ratio", *pair)
    step = fit.column("step")
    assert fit.estimates.interval(step) == pytest.approx((effect.low, effect.high))
    assert fit.estimates.standard_error(step) == pytest.approx(effect.standard_error)
    assert (fit.kappa, fit.rho) == (effect.kappa, effect.rho)
    assert fit.columns[:3] == ("level", "step", "trend")
    assert fit.columns[-2:] == ("year sine", "year cosine")
    assert len(fit.columns) == fit.design.shape[1] == fit.white_design.shape[1]


def test_refitting_the_same_design_gives_the_same_before_calibration():
    fit = fitted(SHAPES["year"])
    again = fit.refit(fit.design, None)
    assert again.coefficients == pytest.approx(fit.estimates.coefficients)
    assert again.covariance * fit.kappa**2 == pytest.approx(fit.estimates.covariance)


def test_left_out_rows_are_a_fit_of_the_others():
    """The baseline alone, against the product on its own estimator."""
    from goalposts.inference.regression import fit_regression

    fit = fitted(SHAPES["placebos"])
    before = ~fit.evaluation
    design = np.delete(fit.design, fit.column("step"), axis=1)
    found = fit.refit(design, before)
    starts = np.arange(before.sum()) == 0
    assert found.coefficients == pytest.approx(
        fit_regression(fit.readings[before], design[before], starts).coefficients
    )


# D1


@pytest.mark.parametrize(("lags", "fitted_count"), [(14, 1), (14, 0), (5, 1)])
def test_ljung_box_is_that_of_statsmodels(lags, fitted_count):
    residuals = np.convolve(np.random.default_rng(2).standard_normal(300), [1.0, 0.2, 0.1], "valid")
    expected = acorr_ljungbox(residuals - residuals.mean(), lags=[lags], model_df=fitted_count)["lb_pvalue"].iloc[0]
    assert ljung_box(residuals, lags, fitted_count) == pytest.approx(expected, rel=1e-9)


def test_a_rhythm_that_no_column_holds_is_heard():
    """Every fifth day is high."""
    before, after = noisy_pair(200, 60)
    rhythm = [changed(one, 3.0 * (one.days % 5 == 0)) for one in (before, after)]
    check = ask("leftover-autocorrelation", rhythm)
    assert check.passed is False
    assert check.value < 0.01


# D2


@pytest.mark.parametrize(("slope", "word"), [(0.05, "rising"), (-0.05, "falling"), (0.0, "kept its level")])
def test_the_slope_of_the_baseline_is_told_per_month(slope, word):
    before, after = noisy_pair(200, 60)
    before = changed(before, slope * (before.days - MONDAY))
    check = ask("baseline-slope", (before, after))
    assert check.passed is None
    assert check.value == pytest.approx(30 * slope, abs=0.15)
    assert word in check.text.en


# D3


def test_placebos_are_counted_and_told():
    fit = fitted(SHAPES["placebos"])
    check = ask("placebo-in-time", SHAPES["placebos"])
    assert check.value == fit.kappa
    assert f"{len(fit.placebos)} dates" in check.text.en


def test_an_unstable_baseline_leaves_grade_d():
    before, after = noisy_pair(300, 60)
    check = ask("placebo-in-time", (changed(before, 3.0 * (before.days >= MONDAY + 150)), after))
    assert (check.passed, check.caps) == (False, "D")
    assert check.value > check.threshold == 2.0
    assert "too unstable to attribute" in check.text.en


def test_a_restless_baseline_is_told_but_widens_only():
    before, after = noisy_pair(300, 60)
    check = ask("placebo-in-time", (changed(before, 2.0 * np.sin(2 * np.pi * before.days / 120)), after))
    assert 1.25 < check.value < 2.0
    assert (check.passed, check.caps, check.threshold) == (False, "", 1.25)


def test_a_short_baseline_cannot_be_tried():
    assert ask("placebo-in-time", SHAPES["short"]).passed is None


# D4


def test_a_trend_alone_makes_models_disagree():
    """Only a slow rise: without the trend it looks like a step, with it like none."""
    pair = [changed(one, 0.03 * (one.days - MONDAY)) for one in noisy_pair(120, 60, seed=2)]
    check = ask("spec-curve", pair)
    fit = fitted(pair)
    level = fit.refit(np.delete(fit.design, fit.column("trend"), axis=1), None)
    low, high = fit.estimates.interval(1)
    assert level.interval(1)[0] > high
    assert low < 0 < high
    assert (check.passed, check.value, check.caps) == (False, 1.0, "D")


def test_a_clear_step_is_one_in_every_model():
    assert ask("spec-curve", noisy_pair(400, 90, step=5.0)).value == 0.0


# D5


@pytest.mark.parametrize(("noise", "passed"), [(1.0, True), (4.0, False), (0.2, False)])
def test_another_spread_is_heard(noise, passed):
    before, _ = noisy_pair(120, 60, seed=1)
    _, after = noisy_pair(120, 60, seed=2, noise=noise)
    check = ask("spread-ratio", (before, after))
    assert check.passed is passed
    assert check.value == pytest.approx(noise, rel=0.25)


# D6


@pytest.mark.parametrize("pair", [SHAPES["short"], SHAPES["placebos"], SHAPES["year"], SHAPES["weeks"]])
def test_leaving_weeks_out_by_subtraction_is_fitting_the_others(pair):
    """Against least squares on the whitened readings of the other weeks, one week after the other."""
    fit = fitted(pair)
    estimates, variances = without_each_week(fit, 1)
    values = fit.white_design @ fit.estimates.coefficients + fit.white_residuals
    week = (fit.days - fit.days[fit.evaluation][0]) // 7
    assert estimates.size == np.unique(week).size
    for one, estimate, variance in zip(np.unique(week), estimates, variances, strict=True):
        others = week != one
        coefficients, *_ = np.linalg.lstsq(fit.white_design[others], values[others])
        inverse = np.linalg.pinv(fit.white_design[others].T @ fit.white_design[others])
        assert estimate == pytest.approx(coefficients[1], rel=1e-6, abs=1e-9)
        assert variance == pytest.approx(fit.variance * inverse[1, 1], rel=1e-6)


def test_an_influence_that_lies_in_the_week_left_out_does_no_harm():
    start = date(1970, 1, 1) + timedelta(days=MONDAY + 30)
    fit = fitted(SHAPES["placebos"], influences=[Influence("holiday", start, start + timedelta(days=1))])
    estimates, variances = without_each_week(fit, 1)
    assert np.ptp(estimates) < 2.0
    assert np.all((variances > 0) & (variances < 4 * np.median(variances)))


def test_one_week_can_make_an_answer():
    """Nothing happened but a week far out, which is all there is to the change."""
    before, after = noisy_pair(60, 28, noise=0.3)
    after = changed(after, 0.55 * (after.days < after.days[0] + 7) + 0.25)
    found = [ask("drop-one-week", (before, changed(after, extra + np.zeros(28)))) for extra in np.linspace(0.0, 0.8, 9)]
    assert {check.passed for check in found} == {True, False}
    assert all((check.value == 0.0) == check.passed for check in found)


# D7, D8


def test_acting_ahead_is_heard():
    before, after = noisy_pair(120, 60, step=3.0)
    check = ask("anticipation", (changed(before, 2.0 * (before.days >= MONDAY + 106)), after))
    assert (check.passed, check.caps) == (False, "D")
    assert check.value < 0.05


def test_a_learning_curve_is_heard_and_caps_nothing():
    before, after = noisy_pair(120, 60)
    check = ask("still-moving", (before, changed(after, 0.1 * (after.days - after.days[0]))))
    assert (check.passed, check.caps) == (False, "")
    assert check.value < 0.05


@pytest.mark.parametrize("name", ["leftover-autocorrelation", "anticipation", "still-moving"])
def test_false_alarms_of_a_check_are_about_its_level(name):
    """White noise, 150 times: one in a hundred or twenty, so at most a sixth are heard, and fewer for Ljung and Box."""
    alarms = sum(ask(name, noisy_pair(90, 60, seed=seed)).passed is False for seed in range(150))
    assert alarms <= (6 if name == "leftover-autocorrelation" else 17)


# D10


def test_the_calendar_says_what_is_missing():
    start = date(1970, 1, 1) + timedelta(days=MONDAY + 30)
    named = [Influence("May holiday", start, start + timedelta(days=1))]
    short, long = (
        ask("calendar", pair, influences=named if pair is SHAPES["placebos"] else ())
        for pair in (SHAPES["placebos"], SHAPES["year"])
    )
    assert (short.passed, short.value, long.passed, long.value) == (None, 200.0, True, 400.0)
    assert "May holiday" in short.text.ru
    assert "no holiday" in long.text.en


def test_intervals_of_estimates_are_those_of_student():
    fit = fitted(SHAPES["short"])
    margin = interval_quantile(fit.estimates.degrees_of_freedom) * fit.estimates.standard_error(1)
    assert fit.estimates.interval(1)[1] - fit.estimates.coefficients[1] == pytest.approx(margin)
    with pytest.raises(ValueError, match="moon"):
        fit.column("moon")


def test_readings_that_the_model_meets_exactly_have_no_spread():
    fit = fitted(SHAPES["short"])
    check = BY_NAME["spread-ratio"].check(evolve(fit, readings=fit.design @ np.arange(1.0, len(fit.columns) + 1)))
    assert (check.passed, check.value) == (None, None)
