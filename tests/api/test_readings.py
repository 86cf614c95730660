"""Goals of people who have a table of their KPIs and not the events behind it."""

from datetime import date, timedelta

import numpy as np
import pytest
from goalposts import score
from goalposts.catalogue import resolve
from goalposts.errors import InputError
from goalposts.model import READING
from goalposts.testing import sample_project

TODAY = date(2026, 12, 1)
START, GO_LIVE, FROM, END = date(2025, 9, 1), date(2026, 3, 1), date(2026, 4, 1), date(2026, 10, 1)
BEFORE = {"from": START.isoformat(), "to": GO_LIVE.isoformat()}
LONG = {READING.id: [{"name": "report", "source": "report.csv", "timezone": "UTC"}]}


def wide(**columns):
    readings = {column: {"kpi": kpi, "weight": "calls"} for column, kpi in columns.items()}
    return {READING.id: [{"name": "report", "source": "report.csv", "timezone": "UTC", "readings": readings}]}


def report(step, seed=0):
    """A share by day, which is 8 points higher after the rollout, with the number that it is a share of."""
    random = np.random.default_rng(seed)
    days = [START + timedelta(days=place * step) for place in range((END - START).days // step)]
    calls = random.integers(200, 400, len(days))
    share = np.array([0.88 if day >= GO_LIVE else 0.80 for day in days]) + random.normal(0, 0.005, len(days))
    return days, share, calls


def mean_in(found, first, end):
    """The plain definition: the sum of value by weight, by the sum of weights."""
    rows = [(value, weight) for day, value, weight in zip(*found, strict=True) if first <= day < end]
    return sum(value * weight for value, weight in rows) / sum(weight for _, weight in rows)


@pytest.mark.parametrize("step", [1, 7])
@pytest.mark.parametrize("form", ["wide", "long"])
def test_a_goal_is_decided_by_a_daily_or_weekly_table(step, form):
    found = days, share, calls = report(step)
    at = [day.isoformat() for day in days]
    if form == "wide":
        project = sample_project(data=wide(done="sample.done_share"), baseline=BEFORE)
        table = {"at": at, "done": share, "calls": calls}
    else:
        project = sample_project(data=LONG, baseline=BEFORE)
        table = {"at": at, "kpi": ["sample.done_share"] * len(at), "value": share, "weight": calls}
    card = score(project, {"report": table}, as_of=TODAY)
    goal = next(goal for goal in card.goals if goal.id == "done")
    assert goal.baseline.value == pytest.approx(mean_in(found, START, GO_LIVE), rel=1e-9)
    assert goal.evaluation.value == pytest.approx(mean_in(found, FROM, END), rel=1e-9)
    assert goal.state == "improved"
    assert goal.change.low <= 0.08 <= goal.change.high


def test_readings_of_another_kpi_do_not_count():
    days, share, calls = report(1)
    table = {
        "at": [day.isoformat() for day in days] * 2,
        "kpi": ["sample.done_share"] * len(days) + ["sample.quick_share"] * len(days),
        "value": [*share, *(share / 2)],
        "weight": [*calls, *calls],
    }
    card = score(sample_project(data=LONG), {"report": table}, as_of=TODAY)
    goal = next(goal for goal in card.goals if goal.id == "done")
    assert goal.evaluation.value == pytest.approx(mean_in((days, share, calls), FROM, END), rel=1e-9)


def test_events_tell_the_kpis_that_no_wide_table_names():
    """A long table beside the events tells none of what the events tell; a wide one tells what it names."""
    events = {"sample.visit": [{"name": "visits", "source": "visits.csv"}]}
    goals = [{"id": kpi, "kpi": f"sample.{kpi}", "role": "shadow"} for kpi in ("done_share", "quick_share")]

    def told(data):
        project = sample_project(data={**events, **data}, goals=goals)
        return [goal.kpi.over.id for goal in resolve(project) if goal.id in ("done_share", "quick_share")]

    assert told(LONG) == ["sample.visit", "sample.visit"]
    assert told(wide(done="sample.done_share")) == [READING.id, "sample.visit"]


def test_a_kpi_that_the_project_has_neither_events_nor_readings_of_is_refused():
    goals = [{"id": "quick", "kpi": "sample.quick_share", "role": "shadow"}]
    with pytest.raises(InputError, match=r"reads sample\.visit, but `data` has no source of it"):
        resolve(sample_project(data=wide(done="sample.done_share"), goals=goals))


def test_a_column_of_an_unknown_kpi_is_refused_with_a_suggestion():
    with pytest.raises(InputError, match=r"column 'done' is read as an unknown KPI 'sample\.done_shre'; did you mean"):
        resolve(sample_project(data={"sample.visit": "visits.csv", **wide(done="sample.done_shre")}))


def test_every_variant_is_told_by_the_same_readings():
    variants = ("all", "long_only")
    goals = [{"id": name, "kpi": "sample.quick_share", "variant": name, "role": "shadow"} for name in variants]
    found = resolve(sample_project(data=wide(quick="sample.quick_share"), goals=goals))
    all_visits, long_only = (goal.formula for goal in found if goal.id in variants)
    assert all_visits == long_only


def test_a_goal_over_a_part_of_the_table_reads_its_dimension():
    data = wide(done="sample.done_share")
    data[READING.id][0]["dimensions"] = {"place": "Branch"}
    goals = [{"id": "north", "kpi": "sample.done_share", "role": "shadow", "where": 'place == "north"'}]
    table = {"at": ["2026-05-01"] * 2, "done": [0.5, 0.9], "calls": [10, 10], "Branch": ["north", "south"]}
    card = score(sample_project(data=data, goals=goals), {"report": table}, as_of=TODAY)
    assert card.goals[0].evaluation.value == 0.5
