"""Tables by month and year beside a comparison group: rows against rows, and part against part."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from statistics import fmean

import numpy as np
import pytest
from goalposts import load_project, score
from goalposts.inference.difference import Differenced
from goalposts.inference.period_difference import PeriodPair, period_difference
from goalposts.inference.period_readings import PeriodReadings
from goalposts.model import READING
from goalposts.testing import sample_catalogue, sample_project

TODAY = date(2040, 1, 1)
STEP = 0.06
PARTS = [f"t{number}" for number in range(5)] + [f"c{number}" for number in range(6)]


def first_days(period, count):
    months = 12 if period == "year" else 1
    return [date(2010 + number * months // 12, number * months % 12 + 1, 1) for number in range(count + 1)]


def table(period, parts, before, after, *, step=STEP, seed=1):
    """Shares of parts by period: shocks that all share, levels and noise of their own, a step of those named t."""
    random = np.random.default_rng(seed)
    days = first_days(period, before + after)[:-1]
    shared = np.cumsum(random.normal(0, 0.01, len(days)))
    rows = {"at": [], "branch": [], "done": [], "calls": []}
    for part in parts:
        level, own = 0.5 + random.uniform(-0.1, 0.1), random.normal(0, 0.008, len(days))
        calls = random.integers(100, 900)
        for number, day in enumerate(days):
            rows["at"].append(day.isoformat())
            rows["branch"].append(part)
            rows["done"].append(level + shared[number] + own[number] + step * (number >= before and part[0] == "t"))
            rows["calls"].append(float(calls))
    return rows


def written(period, parts, before, after, compared, *, drawn=None, **goal_keys):
    """A project over a table by period, its go-live, and the rows of its whole course."""
    rows, days = table(period, parts, before, after, **(drawn or {})), first_days(period, before + after)
    source = {
        "name": "report",
        "source": "report.csv",
        "timezone": "UTC",
        "dimensions": {"branch": "branch"},
        "readings": {"done": {"kpi": "sample.done_share", "weight": "calls"}},
    }
    stated = {
        "id": "done",
        "kpi": "sample.done_share",
        "target": "+4pp",
        "statement": "four points more done",
        "deadline": days[-1].isoformat(),
        "owner": "Head of reception",
        **goal_keys,
    }
    project = sample_project(
        data={READING.id: [source]},
        go_live=days[before].isoformat(),
        baseline={"from": days[0].isoformat(), "to": days[before].isoformat()},
        evaluation={"from": days[before].isoformat(), "to": days[-1].isoformat()},
        goals=[stated],
        **compared,
    )
    return project, days[before], rows


def scored(period, parts, before, after, *, compared, **drawn):
    project, _, rows = written(period, parts, before, after, compared, drawn=drawn)
    return score(project, {"report": rows}, as_of=TODAY).find("done"), rows


def ratio(rows, keep):
    """The mean of `done` by calls over the rows that are kept."""
    chosen = [n for n in range(len(rows["at"])) if keep(rows["branch"][n], rows["at"][n])]
    calls = sum(rows["calls"][n] for n in chosen)
    return sum(rows["done"][n] * rows["calls"][n] for n in chosen) / calls, calls


CONTROL = {"control": "branch in [" + ", ".join(f'"{part}"' for part in PARTS if part[0] == "c") + "]"}


@pytest.mark.parametrize(("period", "before", "after"), [("year", 8, 5), ("year", 15, 8), ("month", 24, 12)])
def test_one_part_against_another_by_period(period, before, after):
    """The plain difference in differences is what the parts without trend come to; a year alone says nothing."""
    found, rows = scored(period, ["t0", "c0"], before, after, compared={"control": 'branch == "c0"'})
    go_live = first_days(period, before)[-1].isoformat()
    values = {
        (kind, late): ratio(rows, lambda part, at, kind=kind, late=late: part[0] == kind and (at >= go_live) == late)[0]
        for kind in "tc"
        for late in (False, True)
    }
    parts = found.attribution.parts
    assert found.change.method == f"its-ewc-by-{period}-difference"
    assert parts["control"] == pytest.approx(values["c", True] - values["c", False])
    assert found.observed == pytest.approx(values["t", True] - values["t", False])
    assert sum(parts.values()) == pytest.approx(found.observed)
    assert found.change.effect == pytest.approx(STEP, abs=0.03)
    assert found.attribution.design == "difference in differences"


@pytest.mark.parametrize(("period", "before", "after"), [("year", 8, 5), ("month", 12, 6)])
def test_five_parts_against_six_by_their_changes(period, before, after):
    """Each part's change, weighted by its calls before; the odds are those of all ways to choose five of eleven."""
    found, rows = scored(period, PARTS, before, after, compared=CONTROL)
    go_live = first_days(period, before)[-1].isoformat()
    changes = {}
    for name in PARTS:
        was, calls = ratio(rows, lambda part, at, name=name: part == name and at < go_live)
        now, _ = ratio(rows, lambda part, at, name=name: part == name and at >= go_live)
        changes[name] = (now - was, calls)
    means = {
        kind: sum(c * w for n, (c, w) in changes.items() if n[0] == kind)
        / sum(w for n, (_, w) in changes.items() if n[0] == kind)
        for kind in "tc"
    }
    assert found.change.method == f"segment-changes-by-{period}"
    assert found.change.effect == pytest.approx(means["t"] - means["c"])
    assert found.attribution.parts["control"] == pytest.approx(means["c"])
    assert found.change.p_value == pytest.approx(1 / 462)
    assert (found.grade, found.attribution.answer) == ("B", "supported")
    assert found.state == "achieved"


def test_a_step_of_all_parts_is_nobodys_merit():
    """What moved the others as much falls out of the difference."""
    rows_of = {"step": 0.0, "seed": 4}
    found, _ = scored("year", PARTS, 10, 6, compared=CONTROL, **rows_of)
    assert found.change.low < 0 < found.change.high
    assert found.state not in ("achieved", "improved", "worsened")


def test_too_few_years_refuse_the_comparison_and_say_so():
    found, _ = scored("year", PARTS, 7, 5, compared=CONTROL)
    reasons = {reason.code: reason.text.en for reason in found.reasons}
    assert found.state == "inconclusive"
    assert "the baseline has 7 years, 8 are needed" in reasons["comparison_refused"]


EIGHT = [f"t{number}" for number in range(5)] + [f"c{number}" for number in range(3)]
WAVES = {"t0": "2012-01-01", "t1": "2012-01-01", "t2": "2012-04-01", "t3": "2012-04-01", "t4": "2012-07-01"}


def waved(parts=EIGHT, dates=WAVES, *, step=STEP, seed=1):
    """24 months before the first wave and 12 after, each part lifted from the month of its wave on."""
    rows, first = table("month", parts, 24, 12, step=0.0, seed=seed), {}
    for number, (at, part) in enumerate(zip(rows["at"], rows["branch"], strict=True)):
        reached = part in dates and at[:7] >= dates[part][:7]
        rows["done"][number] += step * reached
        first.setdefault(part, {})[at] = number
    return rows


def scored_waves(rows, dates):
    source = {
        "name": "report",
        "source": "report.csv",
        "timezone": "UTC",
        "dimensions": {"branch": "branch"},
        "readings": {"done": {"kpi": "sample.done_share", "weight": "calls"}},
    }
    goal = {"id": "done", "kpi": "sample.done_share", "target": "+4pp", "statement": "four points more done"}
    project = sample_project(
        data={READING.id: [source]},
        go_live="2012-01-01",
        baseline={"from": "2010-01-01", "to": "2012-01-01"},
        evaluation={"from": "2012-01-01", "to": "2013-01-01"},
        goals=[goal | {"deadline": "2013-01-01", "owner": "Head of reception"}],
        rollout={"by": "branch", "dates": dates},
    )
    return score(project, {"report": rows}, as_of=TODAY).find("done")


def naive_waves(rows, dates):
    """ATT(g, t) by loops: from the month before a wave to whole months after, weights of the two years before."""
    months = sorted(set(rows["at"]))
    value, calls = {}, {}
    for at, part, done, count in zip(*(rows[key] for key in ("at", "branch", "done", "calls")), strict=True):
        value[part, at] = done
        calls[part] = calls.get(part, 0.0) + count * (at < "2012-01-01")
    total = weight = 0.0
    for day in sorted(set(dates.values())):
        own = [part for part in calls if dates.get(part) == day]
        place = months.index(day[:8] + "01")
        before = months[place - 1]
        for month in months[place + (day[8:] != "01") :]:
            others = [part for part in calls if dates.get(part, "9999-12-31")[:7] > month[:7]]
            moved = []
            for side in (own, others):
                size = sum(calls[part] for part in side)
                moved.append(sum(calls[part] * (value[part, month] - value[part, before]) for part in side) / size)
            size = sum(calls[part] for part in own)
            total, weight = total + size * (moved[0] - moved[1]), weight + size
    return total / weight


def test_waves_over_a_table_by_month_are_compared_month_by_month():
    rows = waved()
    found = scored_waves(rows, WAVES)
    assert found.change.method == "group-time-effects-by-month"
    assert found.change.effect == pytest.approx(naive_waves(rows, WAVES))
    assert found.change.low < STEP < found.change.high
    assert found.attribution.design == "staggered rollout"
    assert sum(found.attribution.parts.values()) == pytest.approx(found.observed)
    assert (found.grade, found.state) == ("B", "improved")  # months before its wave are in the value of a part


def test_waves_over_a_table_by_week_from_a_project_file(tmp_path):
    """Twenty weeks before the first wave, sixteen after; the four weeks before a wave are what it is counted from."""
    random, first = np.random.default_rng(8), date(2026, 1, 5)
    weeks = [(first + timedelta(days=7 * number)).isoformat() for number in range(36)]
    dates = {"t0": weeks[20], "t1": weeks[20], "t2": weeks[24], "t3": weeks[24]}
    value = {}
    with (tmp_path / "report.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["week", "branch", "done", "calls"])
        for part in [*dates, "c0", "c1", "c2", "c3"]:
            for week in weeks:
                value[part, week] = random.normal(0.5, 0.01) + 0.05 * (week >= dates.get(part, "9999"))
                table.writerow([week, part, repr(value[part, week]), 200])
    (tmp_path / "goalposts.yaml").write_text(BY_WEEK.format(weeks=weeks, end="2026-09-14", dates=dates), "utf-8")
    found = score(load_project(tmp_path / "goalposts.yaml", sample_catalogue()), as_of=TODAY).find("done")
    effects = []
    for day in (weeks[20], weeks[24]):
        own, place = [part for part in dates if dates[part] == day], weeks.index(day)
        for number in range(place, 36):
            others = [part for part in ("t2", "t3", "c0", "c1", "c2", "c3") if dates.get(part, "9999") > weeks[number]]
            moved = [
                fmean(
                    value[part, weeks[number]] - fmean(value[part, w] for w in weeks[place - 4 : place])
                    for part in side
                )
                for side in (own, others)
            ]
            effects.append(moved[0] - moved[1])
    assert found.change.method == "group-time-effects-by-week"
    assert found.change.effect == pytest.approx(fmean(effects))
    assert (found.grade, found.attribution.answer) == ("B", "supported")


BY_WEEK = """\
goalposts: 1
project: Reports by week
timezone: UTC
go_live: {weeks[20]}
baseline: {{from: {weeks[0]}, to: {weeks[20]}}}
evaluation: {{from: {weeks[20]}, to: {end}}}
rollout: {{by: branch, dates: {dates}}}
data:
  goalposts.reading:
    source: report.csv
    timezone: UTC
    fields: {{at: week}}
    dimensions: {{branch: branch}}
    readings: {{done: {{kpi: sample.done_share, weight: calls}}}}
goals:
  - {{id: done, statement: four points more done, kpi: sample.done_share, target: +4pp, deadline: {end}, owner: Head}}
"""


def test_waves_in_which_nothing_happened_are_no_change():
    found = scored_waves(waved(step=0.0, seed=5), WAVES)
    assert found.change.low < 0 < found.change.high
    assert found.state not in ("achieved", "improved", "worsened")


def test_the_month_in_which_a_wave_begins_is_no_part_of_its_effect():
    """Reached on the 15th: the table's row of that month is half the old way, and the lift of later months is whole."""
    dates = {part: day[:8] + "15" for part, day in WAVES.items()}
    rows = waved()
    whole = naive_waves(rows, WAVES)
    for number, (at, part) in enumerate(zip(rows["at"], rows["branch"], strict=True)):
        if part in dates and at[:7] == dates[part][:7]:
            rows["done"][number] -= STEP / 2
    found = scored_waves(rows, dates)
    assert found.change.effect == pytest.approx(whole, abs=0.01)
    assert found.change.effect > naive_waves(rows, WAVES) + 0.002


def test_only_the_wave_that_begins_inside_a_month_loses_it():
    dates = {part: day[:8] + "15" if part in ("t2", "t3") else day for part, day in WAVES.items()}
    found = scored_waves(waved(), dates)
    assert found.change.effect == pytest.approx(naive_waves(waved(), dates))
    assert found.change.effect != pytest.approx(naive_waves(waved(), WAVES), rel=1e-6)


def test_few_waves_by_month_are_joined_from_the_difference_of_each():
    dates = {"t0": "2012-01-01", "t1": "2012-05-01"}
    found = scored_waves(waved(["t0", "t1", "c0"], dates, seed=2), dates)
    assert found.change.method == "its-ewc-by-month-difference-by-wave"
    assert found.change.low < STEP < found.change.high
    assert found.attribution.design == "staggered rollout"
    assert "few_staggered" in {reason.code for reason in found.reasons}


def test_waves_with_too_few_months_after_each_say_so():
    """The second wave has five months, of which six are needed; the first is held against parts never reached."""
    dates = {"t0": "2012-08-01", "t1": "2012-09-01"}
    found = scored_waves(waved(["t0", "t1", "c0"], dates), dates)
    reasons = {reason.code: reason.text.en for reason in found.reasons}
    assert "comparison_refused" in reasons
    assert found.change is None or found.change.method == "its-ewc-by-month"


def drawn(random, count, first, rho, trend):
    """A difference that only wanders: readings of a pair whose control stands still."""
    noise = random.normal(size=count + 30)
    for place in range(1, noise.size):
        noise[place] = rho * noise[place - 1] + np.sqrt(1 - rho * rho) * noise[place]
    return noise[30:] + trend * np.arange(first, first + count)


def readings(values, first):
    index = np.arange(first, first + values.size)
    ones = np.full(values.size, 100.0)
    level = float(values.mean())
    return PeriodReadings("year", index, index * 365.25, values, level, level, ones, values.size, 0)


def pair_of(series, before):
    return PeriodPair(readings(series[:before], 0), readings(series[before:], before))


@pytest.mark.parametrize(
    ("before", "after", "rho", "trend"), [(8, 5, 0.5, 0.0), (8, 5, 0.8, 0.1), (19, 12, 0.5, 0.0), (19, 12, 0.8, 0.1)]
)
def test_where_nothing_happened_a_difference_of_years_is_seldom_a_change(before, after, rho, trend):
    """At most the 10 % of other readings by period (statistics 5.2); a plain regression alarms far more often."""
    alarms = plain = 0
    runs = 400
    for seed in range(runs):
        random = np.random.default_rng(seed)
        values = drawn(random, before + after, 0, rho, trend)
        still = readings(random.normal(0, 0.2, before + after), 0)
        found = period_difference(*(pair_of(series, before) for series in (values, still.values)))
        assert isinstance(found, Differenced)
        alarms += not found.effect.low < 0 < found.effect.high
        difference = values - still.values
        means = difference[:before].mean(), difference[before:].mean()
        spread = np.sqrt(difference[:before].var(ddof=1) / before + difference[before:].var(ddof=1) / after)
        plain += abs(means[1] - means[0]) > 2 * spread
    assert alarms / runs <= 0.10
    assert plain > alarms
