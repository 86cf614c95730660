"""Goals of people who have a table of their KPIs and not the events behind it."""

from datetime import date, timedelta

import goalposts as gp
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


def shadow_of(variant):
    return [{"id": "quick", "kpi": "sample.quick_share", "variant": variant, "role": "shadow"}]


def stating(**variants):
    """Columns of one KPI, each with the variant by which it was counted."""
    readings = {
        column: {"kpi": "sample.quick_share", **({"variant": name} if name else {})}
        for column, name in variants.items()
    }
    return {READING.id: [{"name": "report", "source": "report.csv", "timezone": "UTC", "readings": readings}]}


@pytest.mark.parametrize("variant", ["all", "long_only"])
def test_a_column_tells_the_variant_that_it_states_and_no_other(variant):
    found = {goal.id: goal for goal in resolve(sample_project(data=stating(quick=variant), goals=shadow_of(variant)))}
    other = {"all": "long_only", "long_only": "all"}[variant]
    assert found["quick"].variant == variant
    with pytest.raises(InputError, match=rf"that tells it as variant '{variant}', not as '{other}'"):
        resolve(sample_project(data=stating(quick=variant), goals=shadow_of(other)))


@pytest.mark.parametrize("data", [wide(quick="sample.quick_share"), LONG])
def test_a_variant_is_not_promised_of_readings_that_state_none(data):
    """A percentage that a system reports by a formula of its own passes for none of ours."""
    with pytest.raises(InputError, match=r"without saying by which formula, not as 'all'.*`variant`"):
        resolve(sample_project(data=data, goals=shadow_of("all")))
    unnamed = resolve(sample_project(data=data, goals=[{**shadow_of("all")[0], "variant": None}]))
    assert [goal.variant for goal in unnamed if goal.id == "quick"] == [""]


def test_a_column_of_an_unknown_variant_is_refused_with_a_suggestion():
    with pytest.raises(InputError, match=r"unknown variant 'long_onli' of sample\.quick_share; did you mean"):
        resolve(sample_project(data={"sample.visit": "visits.csv", **stating(quick="long_onli")}))


@pytest.mark.parametrize(("old", "new"), [("all", "long_only"), ("all", None), (None, "all")])
def test_two_systems_that_count_by_two_formulas_are_refused(old, new):
    """Also side by side in a parallel run: what lies between them is the formula."""
    data = {"sample.visit": "visits.csv", **stating(Old=old, New=new)}
    with pytest.raises(InputError, match=r"columns 'Old' and 'New' hold sample\.quick_share by two formulas"):
        resolve(sample_project(data=data))


def test_every_kpi_of_every_domain_can_be_told_by_a_long_table():
    """Also those whose variants are steps or models, of which a table of values knows nothing."""
    project = gp.project(
        {
            "goalposts": 1,
            "project": "Monthly report",
            "timezone": "UTC",
            "go_live": "2026-03-01",
            "baseline": {"from": "2025-09-01", "to": "2026-03-01"},
            "evaluation": {"from": "2026-04-01", "to": "2026-10-01"},
            "data": {READING.id: [{"name": "report", "timezone": "UTC"}]},
            "goals": [{"id": "cpl", "kpi": "marketing.cpl", "target": "-5%", "guardrails": []}],
        }
    )
    days, share, calls = report(1)
    table = {"at": [day.isoformat() for day in days], "kpi": ["marketing.cpl"] * len(days), "value": 10 * share}
    found = score(project, {"report": {**table, "weight": calls}}, as_of=TODAY).find("cpl")
    assert found.evaluation.value == pytest.approx(10 * mean_in((days, share, calls), FROM, END), rel=1e-9)


def test_a_goal_over_a_part_of_the_table_reads_its_dimension():
    data = wide(done="sample.done_share")
    data[READING.id][0]["dimensions"] = {"place": "Branch"}
    goals = [{"id": "north", "kpi": "sample.done_share", "role": "shadow", "where": 'place == "north"'}]
    table = {"at": ["2026-05-01"] * 2, "done": [0.5, 0.9], "calls": [10, 10], "Branch": ["north", "south"]}
    card = score(sample_project(data=data, goals=goals), {"report": table}, as_of=TODAY)
    assert card.goals[0].evaluation.value == 0.5
