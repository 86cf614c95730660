"""Whole months of a baseline, beside plain loops over days."""

from datetime import date, timedelta
from itertools import pairwise
from statistics import mean

import numpy as np
import pytest
from attrs import astuple
from goalposts import check
from goalposts.testing import sample_project
from goalposts.testing.sample import default_goal
from goalposts.verdict.monthly import months_of
from hypothesis import given
from hypothesis import strategies as st

EPOCH = date(1970, 1, 1)


def read(first, hits, events):
    """What the product says of days that begin with `first`."""
    day = np.arange((first - EPOCH).days, (first - EPOCH).days + len(hits))
    return months_of(day, np.array(hits, float), np.array(events, float))


def by_hand(first, hits, events):
    """The definition, day by day."""
    sums = {}
    for place, (hit, event) in enumerate(zip(hits, events, strict=True)):
        day = first + timedelta(days=place)
        known = sums.setdefault((day.year, day.month), [0.0, 0.0, 0])
        known[0], known[1], known[2] = known[0] + hit, known[1] + event, known[2] + 1
    whole = []
    for (year, month), (hit, event, days) in sums.items():
        after = date(year + month // 12, month % 12 + 1, 1)
        if days == (after - date(year, month, 1)).days and event > 0:
            whole.append(hit / event)
    if len(whole) < 8:
        return None
    *earlier, last = whole
    reach = 2.66 * mean(abs(b - a) for a, b in pairwise(earlier)) * 3 / (2.66 * 1.128)
    limits = mean(earlier) - reach, mean(earlier) + reach
    spread = mean(abs(b - a) for a, b in pairwise(whole)) / 1.128
    return min(whole), max(whole), spread, mean(whole), last, *limits


@given(
    st.dates(date(2020, 1, 1), date(2024, 12, 31)),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=200, max_size=420),
)
def test_months_are_those_of_plain_loops(first, days):
    hits, events = [min(pair) for pair in days], [max(pair) for pair in days]
    found, expected = read(first, hits, events), by_hand(first, hits, events)
    assert (found is None) == (expected is None)
    if found is not None:
        assert astuple(found) == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_a_year_by_hand():
    """Twelve months of shares 0.21, 0.19, ...: moving ranges whose mean is 3.545 points, by 1.128."""
    shares = [21, 19, 24, 18, 22, 20, 23, 19, 21, 25, 20, 22]
    hits, events, day = [], [], date(2025, 1, 1)
    while day.year == 2025:
        hits.append(shares[day.month - 1])
        events.append(100)
        day += timedelta(days=1)
    found = read(date(2025, 1, 1), hits, events)
    assert (found.low, found.high) == (0.18, 0.25)
    assert found.spread == pytest.approx(39 / 11 / 100 / 1.128)
    # the published limits of such a chart: 21.17 -+ 2.66 * 3.545, which are 11.74 and 30.60
    assert found.mean * 100 == pytest.approx(254 / 12)
    assert (found.mean - 3 * found.spread, found.mean + 3 * found.spread) == pytest.approx((0.1174, 0.3060), abs=1e-4)


def test_a_month_that_the_window_cuts_does_not_count():
    eight = sum((date(2025, month % 12 + 1, 1) - date(2025, month, 1)).days for month in range(1, 9))
    assert read(date(2025, 1, 1), [1] * eight, [2] * eight) is not None
    assert read(date(2025, 1, 2), [1] * (eight - 1), [2] * (eight - 1)) is None
    assert read(date(2025, 1, 1), [1] * (eight - 1), [2] * (eight - 1)) is None


@pytest.mark.parametrize(("target", "beyond"), [(">= 74%", False), (">= 75%", True)])
def test_check_holds_a_promise_against_the_best_month(target, beyond):
    """Every day 30 visits, of which 18 are quick, in the better half of the year 21: the best month has 70 %.

    Two of eleven moving ranges are 10 points: 20 / 11 / 1.128 is a spread of 1.61 points, and 70 + 3 spreads are 74.8.
    """
    days = [date(2025, 3, 1) + timedelta(days=place) for place in range(365)]
    rows = [(day, visit) for day in days for visit in range(30)]
    quick = {day: 21 if 6 <= day.month <= 11 else 18 for day in days}
    table = {
        "visit_id": [f"{day}-{visit}" for day, visit in rows],
        "at": [f"{day}T12:00:00" for day, _ in rows],
        "wait": [10.0 if visit < quick[day] else 60.0 for day, visit in rows],
    }
    goal = {
        **default_goal(),
        "statement": "Visits are served within 20 s",
        "kpi": "sample.quick_share",
        "variant": "all",
        "guardrails": [],
        "target": target,
    }
    project = sample_project(goals=[goal], data={"sample.visit": [{"source": "x.csv", "timezone": "UTC"}]}, segments=[])
    found = {known.code: known for known in check(project, {"sample.visit": table}, as_of=date(2026, 3, 1))}
    assert ("GP313" in found) is beyond
    if beyond:
        assert found["GP313"].message.en.endswith("the best month of the baseline had 70%")
