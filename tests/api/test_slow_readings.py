"""Goals of people who have a table by week, month, quarter or year: gates count its rows, not days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from goalposts import check, score
from goalposts.model import READING
from goalposts.testing import sample_project

TODAY = date(2030, 1, 1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def month(number):
    """The first day of a month, counted from January 2010."""
    return date(2010 + number // 12, number % 12 + 1, 1)


def periods(period, count):
    """The first days of so many periods from 2010 on, and the day after the last."""
    if period == "week":
        days = [date(2010, 1, 4) + timedelta(days=7 * number) for number in range(count + 1)]
    else:
        days = [month(number * MONTHS[period]) for number in range(count + 1)]
    return days[:-1], days[-1]


def scored(period, before, after, *, step=0.08, seed=0, left_out=(), year=0.0, goal=None):
    """A share by period, higher by `step` after the rollout, and by `year` in each July than in January."""
    random = np.random.default_rng(seed)
    days, end = periods(period, before + after)
    go_live = days[before]
    calls = random.integers(200, 400, len(days))
    level = np.array([0.80 + step * (day >= go_live) - year / 2 * np.cos(2 * np.pi * day.month / 12) for day in days])
    rows = [number for number in range(len(days)) if number not in left_out]
    table = {
        "at": [days[number].isoformat() for number in rows],
        "done": (level + random.normal(0, 0.005, len(days)))[rows],
        "calls": calls[rows],
    }
    readings = {"done": {"kpi": "sample.done_share", "weight": "calls"}}
    stated = {
        "id": "done",
        "kpi": "sample.done_share",
        "target": ">= 86%",
        "statement": "86 % done",
        "deadline": end.isoformat(),
        "owner": "Head of reception",
        **(goal or {}),
    }
    project = sample_project(
        data={READING.id: [{"name": "report", "source": "report.csv", "timezone": "UTC", "readings": readings}]},
        go_live=go_live.isoformat(),
        baseline={"from": days[0].isoformat(), "to": go_live.isoformat()},
        evaluation={"from": go_live.isoformat(), "to": end.isoformat()},
        goals=[stated],
    )
    return score(project, {"report": table}, as_of=TODAY).find("done"), table, go_live


@pytest.mark.parametrize(("period", "before", "after"), [("week", 8, 4), ("month", 12, 6), ("quarter", 12, 6)])
def test_a_table_just_long_enough_decides_its_goal(period, before, after):
    """The step of 8 points is found, values are the sum of value by weight over the sum of weights."""
    found, table, go_live = scored(period, before, after)
    assert (found.state, found.change.method) == ("achieved", f"its-ewc-by-{period}")
    assert found.change.low <= 0.08 <= found.change.high
    was = [at < go_live.isoformat() for at in table["at"]]
    for window, mine in ((found.baseline, was), (found.evaluation, [not early for early in was])):
        assert window.value == pytest.approx(np.average(table["done"][mine], weights=table["calls"][mine]))
    assert sum(found.attribution.parts.values()) == pytest.approx(found.observed)


@pytest.mark.parametrize(
    ("period", "before", "after", "says"),
    [
        ("month", 11, 6, "the baseline has 11 months, 12 are needed"),
        ("month", 12, 5, "the evaluation has 5 months, 6 are needed"),
        ("quarter", 8, 6, "the baseline has 8 quarters, 12 are needed"),
        ("week", 7, 4, "the baseline has 7 weeks, 8 are needed"),
        ("year", 6, 5, "the baseline has 6 years, 8 are needed"),
    ],
)
def test_a_shorter_table_is_inconclusive_and_says_how_long_it_must_be(period, before, after, says):
    found, _, _ = scored(period, before, after)
    assert (found.state, found.reasons[0].code) == ("inconclusive", "too_few_periods")
    assert says in found.reasons[0].text.en
    assert found.evaluation.value is not None


def test_years_of_one_group_show_a_level_and_claim_no_change():
    found, _, _ = scored("year", 9, 8, seed=1)
    assert (found.state, found.reasons[0].code) == ("inconclusive", "years_without_comparison")
    assert found.change.effect is None
    assert found.evaluation.low < 0.88 < found.evaluation.high


def test_missing_months_are_counted():
    """One of thirteen is borne; three in a row are a gap; three of twelve are too many."""
    assert scored("month", 13, 6, left_out={4})[0].state == "achieved"
    gap, _, _ = scored("month", 20, 6, left_out={4, 5, 6})
    assert (gap.state, [reason.code for reason in gap.reasons]) == ("invalid", ["gap_of_periods"])
    assert "a gap of 3 months" in gap.reasons[0].text.en
    thin, _, _ = scored("month", 12, 6, left_out={2, 5, 8})
    assert (thin.state, [reason.code for reason in thin.reasons]) == ("invalid", ["missing_periods"])
    assert "has numbers for 9 months, of 12" in thin.reasons[0].text.en


def test_two_years_of_months_tell_the_season_from_the_step():
    """A rollout in January, judged until June, over a wave of 10 points: its share of the wave is no effect.

    The cosine of months 1 to 6 has the mean -1/6, that of whole years 0.
    """
    found, _, _ = scored("month", 24, 6, year=0.10)
    assert found.change.low <= 0.08 <= found.change.high
    assert found.attribution.parts["season"] == pytest.approx(0.05 / 6, abs=0.005)


def test_a_month_that_the_window_cuts_is_left_out_of_the_change():
    """A go-live in the middle of a month: its number belongs to neither side."""
    mid, _, go_live = scored("month", 14, 8, goal={"baseline": {"from": "2010-01-01", "to": "2011-02-15"}})
    clean, _, _ = scored("month", 14, 8, goal={"baseline": {"from": "2010-01-01", "to": "2011-02-01"}})
    assert go_live == date(2011, 3, 1)
    assert mid.change.effect == pytest.approx(clean.change.effect, abs=1e-12)
    assert mid.baseline.n == clean.baseline.n + 1


def test_no_step_is_mostly_not_found():
    """Of sixty tables without a step, an interval leaves out zero in few: binomial at 8 %, once in a thousand 11."""
    wrong = 0
    for seed in range(60):
        found, _, _ = scored("month", 18, 9, step=0.0, seed=seed)
        wrong += not found.change.low <= 0 <= found.change.high
    assert wrong <= 11


@pytest.mark.parametrize("days_between", [1, 7])
@pytest.mark.parametrize("slow_first", [True, False])
def test_windows_of_different_periods_are_read_by_the_longer(days_between, slow_first):
    """A new system may report more often than the old one, or less."""
    random, go_live, end = np.random.default_rng(1), date(2011, 1, 1), date(2012, 1, 1)
    months = [month(number) for number in range(24)]
    often = [date(2010, 1, 4) + timedelta(days=number) for number in range(0, 727, days_between)]
    slow = [day for day in months if (day < go_live) is slow_first]
    fast = [day for day in often if (day < go_live) is not slow_first]
    days = sorted([*slow, *fast])
    readings = {"done": {"kpi": "sample.done_share"}}
    project = sample_project(
        data={READING.id: [{"name": "report", "source": "report.csv", "timezone": "UTC", "readings": readings}]},
        go_live=go_live.isoformat(),
        baseline={"from": "2010-01-01", "to": go_live.isoformat()},
        evaluation={"from": go_live.isoformat(), "to": end.isoformat()},
    )
    share = np.array([0.80 if day < go_live else 0.88 for day in days]) + random.normal(0, 0.004, len(days))
    table = {"at": [day.isoformat() for day in days], "done": share}
    found = score(project, {"report": table}, as_of=TODAY).find("done")
    assert found.change.method == "its-ewc-by-month"
    assert found.change.low <= 0.08 <= found.change.high


def test_a_declared_baseline_is_held_against_the_months():
    declared = {"baseline": {"value": "80%", "source": "report of 2009"}}
    found, _, _ = scored("month", 1, 14, goal=declared)
    assert (found.state, found.change.method) == ("achieved", "level-against-declared")
    short, _, _ = scored("month", 1, 8, goal=declared)
    assert (short.state, short.reasons[0].code) == ("inconclusive", "too_few_periods")


@pytest.mark.parametrize(("before", "found"), [(11, 1), (12, 0)])
def test_a_check_counts_the_rows_of_a_table_not_its_days(before, found):
    """Twelve months are twelve rows: no small sample, though eleven are one."""
    days, end = periods("month", before + 6)
    readings = {"done": {"kpi": "sample.done_share", "weight": "calls"}}
    project = sample_project(
        data={READING.id: [{"name": "report", "source": "report.csv", "timezone": "UTC", "readings": readings}]},
        go_live=days[before].isoformat(),
        baseline={"from": days[0].isoformat(), "to": days[before].isoformat()},
        evaluation={"from": days[before].isoformat(), "to": end.isoformat()},
    )
    table = {"at": [day.isoformat() for day in days], "done": [0.8] * len(days), "calls": [300] * len(days)}
    remarks = check(project, {"report": table}, as_of=TODAY, select=["small-sample"])
    assert len(remarks) == found
    if found:
        assert "the baseline has 11 months, 12 are needed" in remarks[0].message.en
