"""Dated influences: how they cover readings, which can be told apart, and what becomes of the change."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference import step_effect
from goalposts.inference.comparison import compare, fit_comparison
from goalposts.inference.influences import LIKE_OTHERS, NEVER_VARIES, NO_ROOM, WITH_GO_LIVE, influence_columns
from goalposts.model import Influence
from inference.windows import MONDAY, noisy_pair
from scipy.linalg import toeplitz
from statsmodels.regression.linear_model import GLS

FIRST = date(1970, 1, 1) + timedelta(days=MONDAY)


def influence(name, start, end=None):
    """An influence by the days since the first of the baseline."""
    return Influence(name, FIRST + timedelta(days=start), None if end is None else FIRST + timedelta(days=end))


def raised(series, start, end, by):
    """The window with `by` more on the mean of some days, counted from the first of the baseline."""
    inside = (series.days >= MONDAY + start) & (series.days < MONDAY + end)
    return evolve(series, numerator=series.numerator + by * inside * series.denominator)


def naive_cover(moments, start, end, *, by_week):
    """Day by day."""
    return [
        np.mean([start <= day < end for day in (range(int(at) - 3, int(at) + 4) if by_week else [int(at)])])
        for at in moments
    ]


@pytest.mark.parametrize("by_week", [False, True])
def test_cover_is_counted_by_days(by_week):
    moments = MONDAY + np.arange(0.0, 100.0, 7 if by_week else 1)
    (column,) = influence_columns([influence("x", 10, 33)], moments, by_week=by_week)
    assert column.cover.tolist() == pytest.approx(naive_cover(moments, MONDAY + 10, MONDAY + 33, by_week=by_week))


def test_an_influence_without_end_came_to_stay():
    (column,) = influence_columns([influence("x", 10)], MONDAY + np.arange(30.0), by_week=False)
    assert column.cover.tolist() == [0.0] * 10 + [1.0] * 20


@pytest.mark.parametrize("kind", ["ratio", "total"])
def test_a_named_influence_is_not_credited_to_the_rollout(kind):
    """Nothing happens at the go-live, but half of the evaluation lies in a time that raises the KPI by five."""
    before, after = noisy_pair(120, 60)
    after = raised(after, 150, 180, 5.0)
    if kind == "total":
        before, after = (evolve(one, numerator=one.numerator / one.denominator) for one in (before, after))
    named = step_effect(kind, before, after, [influence("fair", 150, 180)])
    unnamed = step_effect(kind, before, after)

    assert unnamed.estimate > 1.0
    assert named.low <= 0.0 <= named.high
    assert dict(named.parts.influences)["fair"] == pytest.approx(2.5, abs=0.7)
    assert named.influences_left_out == ()
    for effect in (named, unnamed):
        assert effect.parts.total == pytest.approx(unnamed.parts.total)
        assert abs(effect.parts.residual) < 0.2


def test_a_part_is_the_coefficient_times_the_change_of_the_mean():
    """Against ordinary least squares, element by element: of white noise little is left to weigh and to whiten."""
    before, after = noisy_pair(120, 60, step=2.0, noise=0.01)
    before = raised(before, 20, 50, -4.0)
    effect = step_effect("ratio", before, after, [influence("strike", 20, 50)])
    assert dict(effect.parts.influences)["strike"] == pytest.approx(4.0 * 30 / 120, rel=0.02)


def test_one_day_is_taken_out_of_the_picture():
    """A named holiday takes away what is odd about its day, whatever its size."""
    before, after = noisy_pair(120, 60)
    holiday = [influence("holiday", 140, 141)]
    small, large = (step_effect("ratio", before, raised(after, 140, 141, by), holiday) for by in (0.0, 30.0))
    assert large.estimate == pytest.approx(small.estimate, abs=0.05 * small.standard_error)
    assert large.standard_error == pytest.approx(small.standard_error, rel=0.02)
    assert step_effect("ratio", before, raised(after, 140, 141, 30.0)).standard_error > 1.2 * small.standard_error


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (120, None, WITH_GO_LIVE),
        (0, 120, WITH_GO_LIVE),
        (-50, None, NEVER_VARIES),
        (-50, -10, NEVER_VARIES),
        (500, None, NEVER_VARIES),
    ],
)
def test_what_cannot_be_told_apart_is_left_out_with_a_reason(start, end, code):
    pair = noisy_pair(120, 60, step=1.0)
    effect = step_effect("ratio", *pair, [influence("x", start, end)])
    assert effect.influences_left_out == (("x", code),)
    assert evolve(effect, influences_left_out=()) == step_effect("ratio", *pair)


def test_what_begins_during_the_ramp_up_and_lasts_is_the_step():
    pair = noisy_pair(120, 60, ramp_up=20)
    effect = step_effect("ratio", *pair, [influence("x", 130)])
    assert effect.influences_left_out == (("x", WITH_GO_LIVE),)


def test_what_begins_with_the_go_live_but_ends_before_the_evaluation_does_is_told_apart():
    effect = step_effect("ratio", *noisy_pair(120, 60), [influence("x", 120, 140)])
    assert effect.influences_left_out == ()


def test_of_two_that_always_come_together_one_is_left_out():
    effect = step_effect("ratio", *noisy_pair(120, 60), [influence("a", 10, 20), influence("b", 10, 20)])
    assert effect.influences_left_out == (("b", LIKE_OTHERS),)
    assert [name for name, _ in effect.parts.influences] == ["a"]


def test_a_short_project_has_no_room_for_many():
    many = [influence(f"day {at}", at, at + 1) for at in range(36)]
    effect = step_effect("ratio", *noisy_pair(28, 14), many)
    assert {code for _, code in effect.influences_left_out} == {NO_ROOM}
    assert len(effect.parts.influences) == 9  # 42 readings, 9 columns before them, 5 cosines


def test_influences_of_the_baseline_do_not_unsettle_it():
    """A month at another level makes the baseline look restless, unless it is named: kappa knows influences."""
    before, after = noisy_pair(300, 60)
    before = raised(before, 150, 180, 5.0)
    named = step_effect("ratio", before, after, [influence("strike", 150, 180)])
    unnamed = step_effect("ratio", before, after)
    assert named.kappa < 1.5 < unnamed.kappa or named.standard_error < 0.7 * unnamed.standard_error


def test_the_estimates_are_those_of_statsmodels():
    """Generalised least squares with the AR(1) covariance written out; the windows fluctuate alike, so no weights.

    The design is built anew from dates: a constant, the step, the trend, six weekdays, two influences.
    """
    named = [influence("strike", 20, 50), influence("holiday", 130, 131)]
    before, after = noisy_pair(120, 60, step=2.0, seed=8)
    before, after = raised(before, 20, 50, -4.0), raised(after, 130, 131, 9.0)
    fit = fit_comparison(compare("ratio", before, after), named)

    day = np.arange(180)
    columns = [np.ones(180), day >= 120, day / 179, *(day % 7 == weekday for weekday in range(1, 7))]
    columns += [(day >= 20) & (day < 50), day == 130]
    readings = np.concatenate([one.numerator.sum() / one.denominator.sum() + linear(one) for one in (before, after)])
    expected = GLS(readings, np.column_stack(columns).astype(float), sigma=toeplitz(fit.rho ** day.astype(float))).fit()

    assert fit.fit.coefficients[1] == pytest.approx(expected.params[1], rel=1e-9)
    assert fit.fit.coefficients[-2:] == pytest.approx(expected.params[-2:], rel=1e-9)
    # both are s^2 (X' S^-1 X)^-1, with another s^2: the ratio of any two variances is the same
    ours, theirs = np.diag(fit.fit.covariance)[[1, -2, -1]], np.diag(expected.cov_params())[[1, -2, -1]]
    assert ours / ours[0] == pytest.approx(theirs / theirs[0], rel=1e-8)


def linear(series):
    """What is left of each day once the ratio of the whole window is taken off."""
    ratio = series.numerator.sum() / series.denominator.sum()
    return (series.numerator - ratio * series.denominator) / series.denominator.mean()
