"""What KPIs are by expectation: the readers and clocks against loops over single entries."""

from fractions import Fraction

import numpy as np
import pytest
from goalposts import SimulationPlan
from goalposts.simulating import Ages, Clock, by_age, by_end, ended, level, per_day, ratio, simulated_days

WEEK = (1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0)
DAYS = simulated_days(SimulationPlan(baseline_days=14, ramp_up_days=0, evaluation_days=14, branches=("a", "b")), WEEK)
RANDOM = np.random.default_rng(11)
ENTRIES = RANDOM.integers(0, 5, (DAYS.count, 2, 9)).astype(float)
WEIGHTS = RANDOM.integers(1, 9, (DAYS.count, 2)).astype(float)


def some_days():
    mask = np.zeros((DAYS.count, 2), np.bool_)
    mask[3:17, 0] = mask[5:20, 1] = True
    return mask


def cells(mask):
    return [(int(day), int(branch)) for day, branch in zip(*np.nonzero(mask), strict=True)]


def test_a_ratio_divides_sums_and_has_no_value_without_a_denominator():
    mask = some_days()
    above = sum(Fraction(ENTRIES[day, branch, 0]) for day, branch in cells(mask))
    below = sum(Fraction(WEIGHTS[day, branch]) for day, branch in cells(mask))
    assert ratio(ENTRIES[..., 0], WEIGHTS)(mask) == pytest.approx(float(above / below))
    assert ratio(WEIGHTS, np.zeros((1, 1)))(mask) is None
    assert ratio(WEIGHTS, WEIGHTS)(np.zeros_like(mask)) is None


def test_a_total_is_per_day_with_business_whichever_branches_are_asked():
    mask = some_days()
    total = sum(WEIGHTS[day, branch] for day, branch in cells(mask))
    # 5 May 2025 is a Monday: of the days 3 to 19 the 3rd, 4th, 7th to 11th and 14th to 18th are open.
    assert per_day(DAYS, WEIGHTS)(mask) == pytest.approx(total / 12)
    only = mask.copy()
    only[:, 1] = False
    assert per_day(DAYS, WEIGHTS)(only) == pytest.approx(WEIGHTS[3:17, 0].sum() / 10)
    assert per_day(DAYS, WEIGHTS)(np.zeros_like(mask)) is None


def test_a_level_is_what_a_share_of_all_does_not_exceed():
    """Uniform to 10 on one branch and to 30 on the other: half of all is at 7.5 with equal weights."""
    ends = np.array([[10.0, 30.0]])
    found = level(
        np.ones((DAYS.count, 2)), lambda x: np.clip(x / ends, 0, 1) * np.ones((DAYS.count, 2)), 0.5, low=0, high=99
    )
    assert found(np.ones((DAYS.count, 2), np.bool_)) == pytest.approx(7.5)
    assert found(np.zeros((DAYS.count, 2), np.bool_)) is None


def test_ends_on_closed_days_are_put_off_and_those_after_the_last_day_dropped():
    found = by_age(DAYS, ENTRIES)
    expected = np.zeros_like(found)
    for day in range(DAYS.count):
        for branch in range(2):
            for age in range(9):
                end = day + age
                while end < DAYS.count and not DAYS.is_open[end]:
                    end += 1
                if end < DAYS.count:
                    expected[day, branch, end - day] += ENTRIES[day, branch, age]
    assert (found == expected).all()


def test_entries_are_counted_by_the_day_of_their_end_or_of_their_beginning():
    """Weights are those of the other day."""
    finished, begun = np.zeros((DAYS.count, 2)), np.zeros((DAYS.count, 2))
    for day, branch, age in np.ndindex(ENTRIES.shape):
        if day + age < DAYS.count:
            finished[day + age, branch] += ENTRIES[day, branch, age] * WEIGHTS[day, branch]
            begun[day, branch] += ENTRIES[day, branch, age] * WEIGHTS[day + age, branch]
    assert by_end(ENTRIES, WEIGHTS) == pytest.approx(finished)
    assert ended(ENTRIES, WEIGHTS) == pytest.approx(begun)


def test_times_to_event_are_those_of_a_list_of_entries():
    """Each entry by itself: its age, whether its end is the one of interest, or that it never ends."""
    other = RANDOM.integers(0, 4, ENTRIES.shape).astype(float)
    never = RANDOM.integers(0, 60, ENTRIES.shape[:2]).astype(float)
    ages = Ages(ENTRIES, other, ENTRIES.sum(axis=2) + other.sum(axis=2) + never)
    mask = some_days()
    mine, every, count = [], [], 0
    for day, branch in cells(mask):
        for age in range(9):
            mine += [age] * int(ENTRIES[day, branch, age])
            every += [age] * int(ENTRIES[day, branch, age] + other[day, branch, age])
        count += int(never[day, branch])
    count += len(every)
    every.sort()
    mine.sort()
    by_four = [age for age in mine if age <= 4]
    assert ages.share_by(4)(mask) == pytest.approx(len(by_four) / count)
    assert ages.first_age(0.25)(mask) == 86_400 * every[-(-count // 4) - 1]
    assert ages.half_rise(4)(mask) == 86_400 * by_four[-(-len(by_four) // 2) - 1]
    spent = sum(min(age, 6) for age in every) + 6 * (count - len(every))
    assert ages.mean_to(6)(mask) == pytest.approx(86_400 * spent / count)
    nobody = np.zeros_like(mask)
    assert ages.share_by(4)(nobody) is ages.first_age(0.5)(nobody) is ages.mean_to(6)(nobody) is None
    assert ages.first_age(0.999)(mask) is None


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_a_clock_draws_the_ages_that_it_reckons_with(factor):
    """Over 200,000 draws; five standard errors of a share of one age."""
    clock, count = Clock(2, 10.0, 2.0, 40), 200_000
    shares = clock.shares(np.array([factor]))[0]
    assert shares.sum() == pytest.approx(1.0)
    drawn = np.bincount(clock.draw(np.random.default_rng(3), np.full(count, factor)), minlength=shares.size) / count
    assert drawn.size == shares.size
    assert (np.abs(drawn - shares) <= 5 * np.sqrt(shares * (1 - shares) / count) + 1e-9).all()
    # The log-logistic curve itself: half of those without a cut-off are below the scale.
    below = 1 / (1 + (clock.latest / (10.0 * factor)) ** -2.0)
    scale = int(10 * factor)
    assert shares[: clock.earliest + scale].sum() == pytest.approx(0.5 / below)
