"""Weeks of entry of a time to event: against a naive jackknife, and what is left out as too young."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import naive
import numpy as np
import pytest
from attrs import evolve
from goalposts.expressions import parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, observe_entries, plan
from scoring.visits import batch, goal, visit
from statsmodels.duration.survfunc import CumIncidenceRight

START = datetime(2025, 1, 1, 12, tzinfo=UTC)
WINDOW = Window(date(2025, 1, 1), date(2025, 3, 5))  # nine whole weeks
END = date(2025, 6, 1)
DAY = 86_400


def drawn(seed, per_day=3):
    """Visits of nine weeks that stay some days, leave served or not, or stay for ever."""
    random = np.random.default_rng(seed)
    found = []
    for day in range(WINDOW.days):
        for _ in range(random.poisson(per_day)):
            came, stay = START + timedelta(days=day), int(random.geometric(0.08)) - 1
            left = None if random.random() < 0.2 else came + timedelta(days=stay)
            found.append(visit(came, left_at=left, served=bool(random.random() < 0.7)))
    return found


def asked(text):
    return goal(parse_formula(text))


def observed(text, rows, *, until=END, as_of=END, window=WINDOW, counted_back=False):
    wanted = asked(text)
    cube = Cube.empty(plan([wanted], "UTC", WINDOW.start, END)).add(evolve(batch(rows), observed_until=until))
    return observe_entries(cube, wanted, window, as_of, counted_back=counted_back)


def entries_of(rows, until):
    """Week, age and outcome of every entry as followed to a day, in plain Python."""
    found = []
    for row in rows:
        day = row["came_at"].date()
        age, left = (until - timedelta(days=1) - day).days, row["left_at"]
        stay = None if left is None else (left.date() - day).days
        if stay is None or stay > age:
            found.append(((day - WINDOW.start).days // 7, age, "open"))
        else:
            found.append(((day - WINDOW.start).days // 7, stay, "reached" if row["served"] else "other"))
    return found


def jackknife(entries, statistic):
    """Pseudo-values of leaving out each week, centred on the statistic of all, as exact fractions."""
    weeks = sorted({week for week, *_ in entries})
    whole = statistic([(age, outcome) for _, age, outcome in entries])
    deviations = []
    for left_out in weeks:
        kept = [(age, outcome) for week, age, outcome in entries if week != left_out]
        share = Fraction(len(entries) - len(kept), len(entries))
        deviations.append(len(weeks) * (1 - share) * (whole - statistic(kept)))
    mean = sum(deviations) / len(weeks)
    return [float(whole + deviation - mean) for deviation in deviations]


def reached_by(age):
    return lambda entries: naive.incidence(entries, age)[0][age]


def mean_until(age):
    return lambda entries: DAY * sum(naive.incidence(entries, age)[1][:age], Fraction(0))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("age", [3, 14])
@pytest.mark.parametrize(("give", "statistic"), [("reached", reached_by), ("cohort", reached_by), ("mean", mean_until)])
def test_the_value_of_a_week_is_its_naive_jackknife(seed, age, give, statistic):
    rows = drawn(seed)
    _, weeks = observed(f'survival(ended=left_at, give="{give}", of=served, by={age} d)', rows)
    expected = jackknife(entries_of(rows, END), statistic(age))
    assert weeks.influence.values.tolist() == pytest.approx(expected, rel=1e-10)
    assert weeks.influence.values.mean() == pytest.approx(weeks.influence.level, rel=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_the_value_of_a_week_is_the_linearised_share(seed):
    """Of a share the jackknife is R + (Y - R X) / mean of X, as of any other ratio."""
    rows = drawn(seed)
    _, weeks = observed("survival(ended=left_at, of=served, by=10 d)", rows)
    own = entries_of(rows, END)
    among = np.array([sum(1 for week, *_ in own if week == number) for number in range(9)])
    hits = np.array([sum(1 for w, age, end in own if w == n and end == "reached" and age <= 10) for n in range(9)])
    ratio = hits.sum() / among.sum()
    assert weeks.influence.values == pytest.approx(ratio + (hits - ratio * among) / among.mean(), rel=1e-10)
    assert weeks.entries.tolist() == among.tolist()


def interpolated(entries, share):
    """The time by which a share had the event; what ended at an age ended evenly within half a day around it."""
    curve = naive.incidence(entries, max(age for age, _ in entries))[0]
    age = next(age for age, reached in enumerate(curve) if reached >= share)
    before = curve[age - 1] if age else Fraction(0)
    return age - Fraction(1, 2) + (share - before) / (curve[age] - before)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("text", "share"),
    [('give="median"', Fraction(1, 2)), ('give="quantile", q=0.3', Fraction(3, 10))],
)
def test_a_week_moves_a_median_by_what_it_moves_the_share_by_then(seed, text, share):
    """The share by the median, jackknifed, over the slope of the curve between 0.8 and 1.2 of the share."""
    rows = [row for row in drawn(seed) if row["left_at"] is not None]
    until = WINDOW.end + timedelta(days=181)
    wanted = asked(f"survival(ended=left_at, {text})")
    cube = Cube.empty(plan([wanted], "UTC", WINDOW.start, until)).add(evolve(batch(rows), observed_until=until))
    _, weeks = observe_entries(cube, wanted, WINDOW, until, counted_back=False)
    own = [(week, age, "reached") for week, age, _ in entries_of(rows, until)]
    everybody = [(age, end) for _, age, end in own]
    middle = interpolated(everybody, share)
    low, high = share * Fraction(4, 5), share + min(share / 5, (1 - share) / 2)
    slope = (high - low) / (interpolated(everybody, high) - interpolated(everybody, low))
    below = int(middle + Fraction(1, 2))

    def by_middle(entries):
        curve = naive.incidence(entries, below)[0]
        before = curve[below - 1] if below else Fraction(0)
        return before + (middle + Fraction(1, 2) - below) * (curve[below] - before)

    shares = jackknife(own, by_middle)
    expected = [DAY * float(middle - (Fraction(value) - share) / slope) for value in shares]
    assert weeks.influence.values.tolist() == pytest.approx(expected, rel=1e-9)


def test_young_entries_are_left_out_and_counted_whatever_became_of_them():
    """Followed to 20 February, for 14 days: entries to 5 February count, the five weeks that end by then are read."""
    rows, until = drawn(1), date(2025, 2, 20)
    seen, weeks = observed("survival(ended=left_at, of=served, by=14 d)", rows, until=until)
    old = [row for row in rows if row["came_at"].date() <= date(2025, 2, 5)]
    served = [row for row in old if row["left_at"] and row["served"] and (row["left_at"] - row["came_at"]).days <= 14]
    assert (seen.n, seen.immature) == (len(old), len(rows) - len(old))
    assert seen.value == pytest.approx(len(served) / len(old))
    assert (weeks.planned, weeks.mature, weeks.days.size) == (9, 5, 5)


def test_nothing_is_seen_of_the_clock_s_day_and_later():
    """A source may declare a later end of follow-up than the day that is asked about."""
    rows = drawn(1)
    early, weeks = observed("survival(ended=left_at, by=14 d)", rows, as_of=date(2025, 2, 20))
    declared, same = observed("survival(ended=left_at, by=14 d)", rows, until=date(2025, 2, 20))
    assert early.numerator.tolist() == declared.numerator.tolist()
    assert weeks.influence.values.tolist() == same.influence.values.tolist()


def test_weeks_of_a_baseline_end_with_it():
    window = Window(date(2025, 1, 1), date(2025, 3, 3))  # two days less: the first five days belong to no week
    for back, first in ((True, date(2025, 1, 6)), (False, date(2025, 1, 1))):
        _, weeks = observed("survival(ended=left_at, by=14 d)", drawn(1), window=window, counted_back=back)
        assert (weeks.planned, weeks.days[0]) == (8, (first - date(1970, 1, 1)).days)


def test_the_bounds_hold_what_is_still_open():
    """Of eight young ones three were served, one left otherwise: at least 3, at most 7 of 8; followed on, it is 5."""
    came = [START + timedelta(days=28 + number) for number in range(8)]
    ends = [(1, True), (2, True), (3, True), (1, False), (20, True), (25, True), (None, True), (40, True)]
    rows = [
        visit(at, left_at=None if stay is None else at + timedelta(days=stay), served=served)
        for at, (stay, served) in zip(came, ends, strict=True)
    ]
    _, young = observed("survival(ended=left_at, of=served, by=30 d)", rows, until=date(2025, 2, 10))
    assert young.bounds == (3 / 8, 7 / 8)
    seen, old = observed("survival(ended=left_at, of=served, by=30 d)", rows)
    assert old.bounds == (5 / 8, 5 / 8)
    assert seen.value == pytest.approx(5 / 8)


@pytest.mark.parametrize(("followed", "most"), [(29, 1.0), (30, 0.5)])
def test_who_is_open_at_the_very_age_has_not_reached_it(followed, most):
    rows = [visit(START, left_at=START + timedelta(days=3)), visit(START)]
    until = WINDOW.start + timedelta(days=followed + 1)
    _, weeks = observed("survival(ended=left_at, by=30 d)", rows, until=until)
    assert weeks.bounds == (0.5, most)


def test_one_week_with_entries_has_no_influence():
    rows = [visit(START, left_at=START + timedelta(days=1))] * 3
    seen, weeks = observed("survival(ended=left_at, by=3 d)", rows)
    assert (seen.value, weeks.influence) == (1.0, None)


def greenwood_of_the_mean(entries, age):
    """The variance of a restricted mean: (area of the curve still to come)^2 d / (Y (Y - d)), summed over the ages."""
    surviving = naive.incidence(entries, age)[1]
    variance = 0.0
    for own in range(age):
        at_risk = sum(1 for stay, _ in entries if stay >= own)
        ends = sum(1 for stay, outcome in entries if stay == own and outcome != "open")
        to_come = float(sum(surviving[own:age]))
        variance += to_come**2 * ends / (at_risk * (at_risk - ends))
    return DAY * DAY * variance


def test_weeks_without_shocks_spread_as_greenwood_says():
    """Entries that end independently: the spread of the weeks gives the textbook variance, on average over 30 draws.

    A variance over nine weeks is known to about 50 %, the mean of 30 to under 10 %.
    """
    ratios = []
    for seed in range(30):
        rows = drawn(seed, per_day=4)
        _, weeks = observed('survival(ended=left_at, give="mean", of=served, by=14 d)', rows)
        own = [(age, outcome) for _, age, outcome in entries_of(rows, END)]
        values = weeks.influence.values
        ratios.append(values.var(ddof=1) / values.size / greenwood_of_the_mean(own, 14))
    assert np.mean(ratios) == pytest.approx(1, abs=0.25)


def test_weeks_without_shocks_spread_as_statsmodels_says():
    """Of a share with competing ends: the cumulative incidence and its standard error, mean of 30 draws as above."""
    ratios = []
    for seed in range(30):
        rows = drawn(seed, per_day=4)
        seen, weeks = observed("survival(ended=left_at, of=served, by=14 d)", rows)
        own = [(age, {"open": 0, "reached": 1, "other": 2}[outcome]) for _, age, outcome in entries_of(rows, END)]
        known = CumIncidenceRight(*map(np.array, zip(*own, strict=True)))
        at = np.searchsorted(known.times, 14, side="right") - 1
        assert seen.value == pytest.approx(known.cinc[0][at])
        values = weeks.influence.values
        ratios.append(values.var(ddof=1) / values.size / known.cinc_se[0][at] ** 2)
    assert np.mean(ratios) == pytest.approx(1, abs=0.25)
