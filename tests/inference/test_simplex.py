"""Weights of control segments, against published estimates and what must hold at any optimum."""

import csv

import numpy as np
import pytest
from goalposts.inference.simplex import ridge_of, simplex_weights
from real_data import DATA, needs_real_data


@pytest.mark.parametrize(("seed", "ridge", "level"), [(1, 0.0, False), (2, 0.5, True), (3, 2.0, True)])
def test_no_shift_of_weight_from_one_segment_to_another_helps(seed, ridge, level):
    """The conditions of an optimum on the simplex: segments in use have the least slope."""
    random = np.random.default_rng(seed)
    controls, treated = random.standard_normal((60, 9)), random.standard_normal(60)
    weights = simplex_weights(controls, treated + controls[:, :3].sum(axis=1) / 3, ridge, level=level)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)
    wanted = treated + controls[:, :3].sum(axis=1) / 3
    rest = controls @ weights - wanted
    if level:
        rest = rest - rest.mean()
    slope = 2 * controls.T @ rest / 60 + 2 * ridge**2 * weights
    used = weights > 1e-9
    assert slope[used] == pytest.approx(slope[used][0], abs=1e-6)
    assert (slope[~used] >= slope[used][0] - 1e-6).all()


def test_a_segment_that_is_the_treated_one_takes_all_the_weight():
    random = np.random.default_rng(4)
    controls = random.standard_normal((50, 8))
    assert simplex_weights(controls, controls[:, 5] + 3, 0.0)[5] == pytest.approx(1, abs=1e-6)


@needs_real_data
class TestProposition99:
    """Cigarette sales of 39 states, California taxed from 1989 (Abadie, Diamond and Hainmueller 2010)."""

    def sales(self):
        with (DATA / "causal" / "california_prop99" / "california_prop99.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        states = sorted({row["State"] for row in rows} - {"California"})
        found = {(row["State"], int(row["Year"])): float(row["PacksPerCapita"]) for row in rows}
        years = np.arange(1970, 2001)
        controls = np.array([[found[state, year] for state in states] for year in years])
        return states, years < 1989, controls, np.array([found["California", year] for year in years])

    def test_difference_in_differences(self):
        _, before, controls, treated = self.sales()
        others = controls.mean(axis=1)
        gap = treated - others
        assert gap[~before].mean() - gap[before].mean() == pytest.approx(-27.349, abs=1e-3)

    def test_our_weights_give_the_published_synthetic_difference_in_differences(self):
        """-15.6 in the paper; the weights of years come of the same solver, turned round."""
        _, before, controls, treated = self.sales()
        weights = simplex_weights(controls[before], treated[before], ridge_of(controls[before], 12))
        tiny = 1e-6 * np.diff(controls[before], axis=0).std(ddof=1)
        years = simplex_weights(controls[before].T, controls[~before].mean(axis=0), tiny)
        gap = treated - controls @ weights
        assert gap[~before].mean() - years @ gap[before] == pytest.approx(-15.604, abs=0.02)

    def test_without_ridge_and_level_they_are_those_of_the_synthetic_control(self):
        """Mean gap -19.5 and 2000 about -26 in the paper; outcomes only."""
        states, before, controls, treated = self.sales()
        weights = simplex_weights(controls[before], treated[before], 0.0, level=False)
        gap = treated - controls @ weights
        assert gap[~before].mean() == pytest.approx(-19.51, abs=0.01)
        assert gap[-1] == pytest.approx(-26.60, abs=0.01)
        assert np.sqrt((gap[before] ** 2).mean()) == pytest.approx(1.656, abs=1e-3)
        largest = sorted(zip(weights, states, strict=True), reverse=True)[:4]
        assert [state for _, state in largest] == ["Utah", "Montana", "Nevada", "Connecticut"]
