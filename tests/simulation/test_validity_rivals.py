"""The methods that the page compares with are those of scipy and statsmodels, which decide the same of each run."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import toeplitz
from scipy.stats import ttest_ind

from validity import panels, rivals, structural
from validity.processes import SAMPLING_SD, Process, draw

statsmodels = pytest.importorskip("statsmodels.api", reason="statsmodels, of the extra `test`, is not installed")

RUNS = 60
SHORT = Process("short", "for these tests", 42, 28, rho=0.5)
DRAWS = draw(SHORT, RUNS)
DAYS = np.arange(SHORT.length)
AFTER = np.where(SHORT.resumes > DAYS, 0.0, 1.0)


def design(*, trended):
    weekdays = [(weekday == DAYS % 7).astype(float) for weekday in range(6)]
    return np.column_stack([np.ones(DAYS.size), AFTER, *([DAYS.astype(float)] if trended else []), *weekdays])


def events_of(run):
    """Single events, by day, that have the day's count, sum and squares."""
    for count, total, squares in zip(DRAWS.events[run], DRAWS.sums[run], DRAWS.squares[run], strict=True):
        values = np.full(count, total / count)
        values[0] += np.sqrt(squares / 2)
        values[1] -= np.sqrt(squares / 2)
        yield values


def test_welch_on_events_is_scipys_on_the_single_events():
    wanted = []
    for run in range(RUNS):
        days = list(events_of(run))
        before, after = np.concatenate(days[: SHORT.resumes]), np.concatenate(days[SHORT.resumes :])
        wanted.append(ttest_ind(before, after, equal_var=False).pvalue < 0.05)
    assert 0 < sum(wanted) < RUNS
    assert rivals.welch_on_events(DRAWS).tolist() == wanted


def test_welch_on_days_is_scipys():
    means = DRAWS.means
    found = ttest_ind(means[:, : SHORT.resumes], means[:, SHORT.resumes :], axis=1, equal_var=False).pvalue < 0.05
    assert rivals.welch_on_days(DRAWS).tolist() == found.tolist()
    assert 0 < found.sum() < RUNS


def test_the_weekday_regression_is_statsmodels_ols():
    wanted = [statsmodels.OLS(y, design(trended=False)).fit().pvalues[1] < 0.05 for y in DRAWS.means]
    assert rivals.weekday_regression(DRAWS).tolist() == wanted
    assert 0 < sum(wanted) < RUNS


@pytest.mark.parametrize("trended", [False, True])
def test_newey_west_is_statsmodels_hac(trended):
    """Bartlett weights, 4 lags at 70 days, no correction for few days, normal quantiles."""
    ours = rivals.newey_west_trended(DRAWS) if trended else rivals.newey_west(DRAWS)
    fits = [
        statsmodels.OLS(y, design(trended=trended)).fit(cov_type="HAC", cov_kwds={"maxlags": 4}) for y in DRAWS.means
    ]
    assert ours.tolist() == [bool(fit.pvalues[1] < 0.05) for fit in fits]
    assert 0 < ours.sum() < RUNS


@pytest.mark.parametrize("trended", [False, True])
def test_the_oracle_is_statsmodels_gls_with_the_true_covariance(trended):
    true = toeplitz(0.5**DAYS) + SAMPLING_SD**2 * np.eye(DAYS.size)
    wanted = []
    for y in draw(SHORT, RUNS, 0.8).means:
        fit = statsmodels.GLS(y, design(trended=trended), sigma=true).fit()
        wanted.append(abs(fit.params[1]) > 1.959964 * np.sqrt(fit.normalized_cov_params[1, 1]))
    assert rivals.oracle(draw(SHORT, RUNS, 0.8), trended=trended).tolist() == wanted
    assert 0 < sum(wanted) < RUNS


def test_the_pinned_level_is_statsmodels_unobserved_components():
    """Noise by maximum likelihood, and the forecast of the mean of the days after; the level's variance is fixed."""
    means = DRAWS.means[:4]
    before, after = means[:, : SHORT.resumes], means[:, SHORT.resumes :]
    change, sd = structural.forecast_error(before, after)
    for run, series in enumerate(before):
        model = statsmodels.tsa.UnobservedComponents(
            series, "llevel", seasonal=7, stochastic_seasonal=False, use_exact_diffuse=True
        )
        with model.fix_params({"sigma2.level": (0.01 * series.std(ddof=1)) ** 2}):
            fit = model.fit(disp=0)
        forecast = fit.get_forecast(after.shape[1])
        assert change[run] == pytest.approx(after[run].mean() - forecast.predicted_mean.mean(), abs=2e-3)
        single = structural.forecast_error(series[np.newaxis], after[run : run + 1, :1])
        assert single[1][0] == pytest.approx(forecast.se_mean[0], rel=5e-3)
        assert sd[run] < single[1][0]


def test_cluster_robust_errors_are_statsmodels():
    """Two-way fixed effects by dummies, one unit with the rollout against four."""
    values = panels.panel(5, 3)
    estimates, variances = panels.two_way(values, 1)
    for run, found in enumerate(values):
        units, days = (index.ravel() for index in np.indices(found.shape))
        got = ((units < 1) & (days >= panels.BEFORE)).astype(float)
        dummies = [units == unit for unit in range(5)] + [days == day for day in range(1, found.shape[1])]
        fit = statsmodels.OLS(found.ravel(), np.column_stack([got, *dummies]).astype(float)).fit(
            cov_type="cluster", cov_kwds={"groups": units}
        )
        assert estimates[run] == pytest.approx(fit.params[0])
        assert variances[run] == pytest.approx(fit.cov_params()[0, 0], rel=1e-6)
