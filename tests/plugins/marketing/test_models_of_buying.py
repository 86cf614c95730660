"""BG/NBD and Gamma-Gamma: published figures, another library, simulated customers, and numeric integrals."""

from __future__ import annotations

import csv
import importlib.util
import math
import random
import warnings
from datetime import date
from pathlib import Path

import goalposts as gp
import goalposts_marketing
import numpy as np
import pytest
from goalposts_marketing.customers.buying import Buying
from goalposts_marketing.customers.simplex import least
from goalposts_marketing.customers.special_functions import hypergeometric, log_gamma
from goalposts_marketing.customers.spending import Spending
from goalposts_marketing.customers.worth import customer_report
from scipy import special

FOUND = importlib.util.find_spec("lifetimes")
PUBLISHED = Buying(r=0.243, alpha=4.414, a=0.793, b=2.426)
"""Fader, Hardie and Lee (2005), table 2: CDNOW, weeks."""


@pytest.fixture(scope="module")
def cdnow():
    """Repeats, recency and age in weeks, and the mean amount, of 2,357 customers of a shop in 1997."""
    assert FOUND is not None
    assert FOUND.origin is not None
    file = Path(FOUND.origin).parent / "datasets" / "cdnow_customers_summary_with_transactions.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [[float(cell) for cell in row[1:]] for row in list(csv.reader(lines))[1:]]
    return np.array(rows).T


@pytest.fixture(scope="module")
def library():
    """The other library; it sets an option of pandas that pandas does not know any more."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import lifetimes
    return lifetimes


def test_the_published_parameters_of_buying_are_found(cdnow):
    repeats, recency, age, _ = cdnow
    found = Buying.fit(repeats, recency, age)
    assert [round(value, 3) for value in (found.r, found.alpha, found.a, found.b)] == [0.243, 4.414, 0.793, 2.426]


def test_the_published_parameters_of_spending_are_found(cdnow):
    """Fader and Hardie (2013): p 6.25, q 3.74, and 15.44 in their unit, of the 946 customers who bought again."""
    repeats, _, _, amount = cdnow
    again = repeats > 0
    assert np.count_nonzero(again) == 946
    found = Spending.fit(repeats[again], amount[again])
    assert [round(value, 2) for value in (found.p, found.q)] == [6.25, 3.74]
    assert found.v == pytest.approx(15.44, abs=0.02)


def test_the_report_of_the_raw_purchases_is_the_published_one():
    """From 1997-01-01 to 09-30, from the log of purchases to the figures.

    A day is half open here, so that customers are followed a day longer than in the published summary; amounts are
    the same.
    """
    file = Path(FOUND.origin).parent / "datasets" / "CDNOW_sample.txt"
    rows = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    log = {
        "person": [row[1] for row in rows],
        "at": [f"{row[2][:4]}-{row[2][4:6]}-{row[2][6:]}T00:00Z" for row in rows],
        "margin": [float(row[4]) for row in rows],
    }
    document = {
        "goalposts": 1,
        "project": "CDNOW",
        "timezone": "UTC",
        "currency": "USD",
        "evaluation": {"from": "1997-01-01", "to": "1997-10-01"},
        "data": {"marketing.conversion": {"name": "log"}},
    }
    made = gp.project(document, gp.load_catalogue([goalposts_marketing]))
    report = customer_report(made, {"log": log}, as_of=date(1997, 10, 1))
    model = report.model
    assert (report.customers, model.with_repeats) == (2_357, 946)
    assert (model.r, model.alpha / 7, model.a, model.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), rel=0.03)
    assert (model.p, model.q, model.v) == pytest.approx((6.25, 3.74, 15.44), abs=0.01)
    assert model.trial.expected == pytest.approx(model.trial.real, rel=0.05)


def test_a_published_expectation():
    """Two repeats, the last after 30.43 of 38.86 weeks: 1.226 purchases in the 39 weeks to come."""
    past = np.array([2.0]), np.array([30.43]), np.array([38.86])
    assert PUBLISHED.expected_ahead(39.0, *past)[0] == pytest.approx(1.226, abs=0.0005)


def test_every_figure_is_that_of_another_library(cdnow, library):
    """Parameters and figures of all customers, within what two searches for the same place leave."""
    repeats, recency, age, amount = cdnow
    again = repeats > 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = library.BetaGeoFitter().fit(repeats, recency, age)
        spent = library.GammaGammaFitter().fit(repeats[again], amount[again])
        ahead = theirs.conditional_expected_number_of_purchases_up_to_time(20.0, repeats, recency, age)
        alive = theirs.conditional_probability_alive(repeats, recency, age)
        each = spent.conditional_expected_average_profit(repeats[again], amount[again])
        of_new = theirs.expected_number_of_purchases_up_to_time(52.0)
    ours, spending = Buying.fit(repeats, recency, age), Spending.fit(repeats[again], amount[again])
    assert (ours.r, ours.alpha, ours.a, ours.b) == pytest.approx(tuple(theirs.params_), rel=1e-3)
    assert (spending.p, spending.q, spending.v) == pytest.approx(tuple(spent.params_), rel=1e-3)
    assert ours.expected_ahead(20.0, repeats, recency, age) == pytest.approx(np.asarray(ahead), rel=1e-3)
    assert ours.chance_alive(repeats, recency, age) == pytest.approx(np.asarray(alive), rel=1e-3)
    assert ours.expected_of_new(52.0) == pytest.approx(float(of_new), rel=1e-3)
    assert spending.of_known(repeats[again], amount[again]) == pytest.approx(np.asarray(each), rel=1e-3)


def simulated(model, count, age, seed):
    """Customers who buy as the model says, one purchase after the other: repeats, recency and age."""
    chance = random.Random(seed)
    rows = []
    for _ in range(count):
        rate = chance.gammavariate(model.r, 1 / model.alpha)
        goes = chance.betavariate(model.a, model.b)
        now, last, repeats = 0.0, 0.0, 0
        while True:
            now += chance.expovariate(rate) if rate > 1e-12 else math.inf
            if now > age:
                break
            last, repeats = now, repeats + 1
            if chance.random() < goes:
                break
        rows.append((repeats, last, age))
    return np.array(rows, float).T


def test_simulated_customers_buy_as_often_as_new_ones_are_expected_to():
    """Of 40,000 customers, within four standard errors."""
    model = Buying(r=0.8, alpha=10.0, a=0.9, b=2.5)
    repeats, _, _ = simulated(model, 40_000, 50.0, seed=1)
    error = repeats.std() / math.sqrt(repeats.size)
    assert model.expected_of_new(50.0) == pytest.approx(repeats.mean(), abs=4 * error)


def test_the_parameters_of_simulated_customers_are_found():
    """Their likelihood is no worse than that of the truth, and what follows from them is near."""
    truth = Buying(r=0.8, alpha=10.0, a=0.9, b=2.5)
    found = Buying.fit(*simulated(truth, 8_000, 60.0, seed=2))
    assert found.expected_of_new(120.0) == pytest.approx(truth.expected_of_new(120.0), rel=0.05)
    assert found.r / found.alpha == pytest.approx(truth.r / truth.alpha, rel=0.08)


def test_simulated_amounts_are_found():
    """Purchases of a customer are gamma of shape p around a rate that is gamma of q and v."""
    chance = np.random.default_rng(3)
    repeats = chance.integers(1, 6, 6_000).astype(float)
    rates = chance.gamma(4.0, 1 / 15.0, repeats.size)
    amount = chance.gamma(6.0 * repeats) / (rates * repeats)
    found = Spending.fit(repeats, amount)
    assert found.of_anybody == pytest.approx(6.0 * 15.0 / 3.0, rel=0.03)
    assert (found.p, found.q) == pytest.approx((6.0, 4.0), rel=0.15)
    assert found.of_known(np.array([1e9]), np.array([50.0]))[0] == pytest.approx(50.0, rel=1e-6)


def test_time_and_money_may_be_counted_in_any_unit():
    """Weeks or days, roubles or thousands: the same answers."""
    repeats, recency, age = simulated(Buying(r=0.8, alpha=10.0, a=0.9, b=2.5), 3_000, 60.0, seed=4)
    weeks, days = Buying.fit(repeats, recency, age), Buying.fit(repeats, 7 * recency, 7 * age)
    assert days.expected_of_new(700.0) == pytest.approx(weeks.expected_of_new(100.0), rel=1e-4)
    again = repeats[repeats > 0]
    amount = np.random.default_rng(4).gamma(3.0, 5.0, again.size)
    small, large = (Spending.fit(again, factor * amount) for factor in (1.0, 1_000.0))
    assert large.of_anybody == pytest.approx(1_000 * small.of_anybody, rel=1e-4)


def test_what_holds_no_model_down_gives_none():
    """Nobody buys again; nobody at all; one who buys again; everybody brings the same."""
    nobody = np.zeros(5)
    assert Buying.fit(nobody, nobody, nobody + 9.0) is None
    assert Buying.fit(np.zeros(0), np.zeros(0), np.zeros(0)) is None
    assert Spending.fit(np.array([2.0]), np.array([10.0])) is None
    assert Spending.fit(np.array([2.0, 1.0, 4.0]), np.full(3, 10.0)) is None


def test_where_nobody_goes_purchases_go_on_for_ever():
    """Twice the time, twice the purchases: a rate of r / alpha."""
    stays = Buying(r=2.0, alpha=10.0, a=1e-9, b=1.0)
    repeats, recency, age = simulated(stays, 3_000, 60.0, seed=5)
    found = Buying.fit(repeats, recency, age)
    assert found.mean_chance_to_go < 0.002
    assert found.expected_of_new(60.0) == pytest.approx(60 * 2.0 / 10.0, rel=0.04)
    assert found.expected_of_new(120.0) == pytest.approx(2 * found.expected_of_new(60.0), rel=0.02)


def test_who_bought_once_is_alive_and_who_is_late_is_hardly():
    past = np.array([0.0, 5.0, 5.0]), np.array([0.0, 30.0, 5.0]), np.array([30.0, 30.5, 300.0])
    once, lately, late = PUBLISHED.chance_alive(*past)
    assert once == 1.0
    assert lately > 0.8
    assert late < 0.05


@pytest.mark.parametrize("c", [3.2, 0.4, -0.3, -0.9])
@pytest.mark.parametrize("z", [0.0, 0.2, 0.9, 0.99])
def test_the_hypergeometric_function_is_that_of_scipy(c, z):
    from goalposts_marketing.customers.buying import _hypergeometric

    for a, b in ((0.24, 2.4), (5.24, 7.4), (0.8, 0.3)):
        found = _hypergeometric(np.array([a]), np.array([b]), c, np.array([z]))[0]
        assert found == pytest.approx(special.hyp2f1(a, b, c, z), rel=1e-9), (a, b)


def test_the_series_says_when_it_does_not_end():
    with pytest.raises(ValueError, match="does not end"):
        hypergeometric(np.array([2.0]), np.array([2.0]), 1.0, np.array([1.0]))


def test_log_gamma_is_that_of_scipy():
    values = np.array([[0.01, 0.5, 1.0], [2.0, 30.25, 1e5]])
    assert log_gamma(values) == pytest.approx(special.gammaln(values), rel=1e-12, abs=1e-12)


def test_the_simplex_finds_the_bottom_of_a_bent_valley():
    """Rosenbrock's function, whose least value is 0 at (1, 1); a function that is nowhere finite has none."""
    found = least(lambda at: float((1 - at[0]) ** 2 + 100 * (at[1] - at[0] ** 2) ** 2), np.array([-1.2, 1.0]))
    assert found == pytest.approx([1.0, 1.0], abs=1e-4)
    assert least(lambda _: math.inf, np.zeros(2)) is None
