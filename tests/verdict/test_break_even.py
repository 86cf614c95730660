"""When a rollout pays off, against published figures and another library."""

import math

import pytest
from goalposts.errors import ProjectFileError
from goalposts.testing import TODAY, sample_project
from goalposts.verdict.break_even import at_least, break_even, smallest_share
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

BENEFIT = {"unit": "order", "amount": 500_000, "cost": 1_500_000}


def even(**changes):
    return break_even(sample_project(benefit={**BENEFIT, **changes}))


@pytest.mark.parametrize(
    ("cost", "amount", "needed"),
    [(1_500_000, 500_000, 3), (1_500_001, 500_000, 4), (0.3, 0.1, 3), (7, 2, 4), (0, 5, 0)],
)
def test_units_are_whole_ones(cost, amount, needed):
    assert even(cost=cost, amount=amount).needed == needed


@pytest.mark.parametrize(("expected", "chance"), [(3, 0.58), (5, 0.88)])
def test_the_chance_of_three_is_the_known_one(expected, chance):
    found = even(at_risk=expected * 10, rescued="10%")
    assert (found.needed, found.expected) == (3, expected)
    assert found.probability == pytest.approx(chance, abs=0.005)


@given(st.integers(0, 200), st.floats(0.01, 150))
def test_the_chance_is_the_tail_of_the_poisson_law(count, expected):
    """Summed term by term: one less the chance of every smaller number."""
    fewer, term = 0.0, math.exp(-expected)
    for number in range(count):
        fewer, term = fewer + term, term * expected / (number + 1)
    assert at_least(count, expected) == pytest.approx(1 - fewer, abs=1e-12)


def test_very_many_small_units_take_no_longer():
    """Half of the time, as expected; a sum of a thousand million terms would not come to an end."""
    assert at_least(10**9, 1e9) == pytest.approx(0.5, abs=1e-4)
    assert at_least(10**9, 1e8) == 0


def test_nothing_expected_brings_nothing():
    assert at_least(1, 0.0) == 0
    assert at_least(0, 0.0) == 1


def test_three_orders_of_150_are_worth_it_and_unprovable():
    """Three are two points of 150; 2.8 · √(2 · 0.2 · 0.8 / 150) = 12.9 points are the least that shows."""
    found = even(opportunities=150, success="20%")
    assert found.share_needed == pytest.approx(0.02)
    assert found.share_visible == pytest.approx(0.129, abs=0.0005)
    assert found.provable is False
    assert even(opportunities=150, success="20%", cost=15_000_000).provable is True


def test_the_smallest_share_is_found_four_times_in_five():
    """The power of comparing two shares, by the normal law of another library."""
    rise = smallest_share(400, 0.3)
    error = (2 * 0.3 * 0.7 / 400) ** 0.5
    assert stats.norm.sf(stats.norm.ppf(0.975) - rise / error) == pytest.approx(0.8, abs=1e-6)


def test_what_is_not_said_is_not_reckoned():
    found = even()
    nothing = (found.expected, found.probability, found.share_needed, found.share_visible, found.provable)
    assert nothing == (None,) * 5
    assert break_even(sample_project()) is None


@pytest.mark.parametrize(
    "changes",
    [{"at_risk": 30}, {"success": "20%"}, {"at_risk": 0, "rescued": 0.1}, {"opportunities": 9, "success": "120%"}],
)
def test_half_a_pair_and_impossible_shares_are_wrong_input(changes):
    with pytest.raises(ProjectFileError):
        even(**changes)


@pytest.mark.parametrize(
    ("unit", "warned"),
    [
        ("FTE", True),
        ("saved salary", True),
        ("ставка", True),
        ("сокращённая должность", True),
        ("order", False),
        ("удержанный клиент", False),
        ("заказ", False),
    ],
)
def test_a_benefit_of_people_who_are_to_go_is_warned_of(unit, warned):
    import goalposts as gp

    found = gp.check(sample_project(benefit={**BENEFIT, "unit": unit}), as_of=TODAY, select=["GP411"])
    assert bool(found) is warned
