"""Service levels by two formulas are never compared: not by a table, not in a parallel run, not after the lock."""

from __future__ import annotations

from datetime import date, timedelta

import goalposts as gp
import goalposts_contact_center
import numpy as np
import pyarrow as pa
import pyarrow.csv
import pytest
from goalposts.errors import InputError
from ruamel.yaml import YAML

CATALOGUE = gp.load_catalogue([goalposts_contact_center])
START, GO_LIVE, END = date(2025, 1, 1), date(2026, 1, 1), date(2026, 6, 1)
LOCKED, AFTER = date(2025, 12, 31), date(2026, 7, 1)
EVENTS = {"contact_center.call": [{"name": "calls", "source": "calls.csv", "timezone": "UTC"}]}


def calls():
    """Twenty calls a day; one in four is abandoned within the limit, so that the formulas differ."""
    random = np.random.default_rng(4)
    days = [START + timedelta(days=day) for day in range((END - START).days) for _ in range(20)]
    outcome = random.choice(["answered", "abandoned"], len(days), p=[0.75, 0.25])
    return pa.table(
        {
            "call_id": [str(number) for number in range(len(days))],
            "offered_at": [f"{day}T10:00:00" for day in days],
            "wait": random.exponential(18, len(days)).round(1),
            "outcome": outcome,
        }
    )


def document(variant, **changes):
    goal = {"id": "level", "kpi": "contact_center.service_level", "target": "+5pp", "guardrails": []}
    return {
        "goalposts": 1,
        "project": "New telephone system",
        "timezone": "UTC",
        "go_live": GO_LIVE.isoformat(),
        "baseline": {"from": START.isoformat(), "to": GO_LIVE.isoformat()},
        "evaluation": {"from": GO_LIVE.isoformat(), "to": END.isoformat()},
        "data": EVENTS,
        "goals": [{**goal, **({"variant": variant} if variant else {})}],
        **changes,
    }


def report(name, column, variant="", **dates):
    """A table of the telephone system's own percentage."""
    stated = {"variant": variant} if variant else {}
    read = {"kpi": "contact_center.service_level", "weight": "Calls", "unit": "%", **stated}
    return {"name": name, "source": f"{name}.csv", "timezone": "UTC", "readings": {column: read}, **dates}


def scored(given, tables):
    return gp.score(gp.project(given, CATALOGUE), tables, as_of=AFTER).find("level")


def daily(column):
    days = [START + timedelta(days=day) for day in range((END - START).days)]
    percent = 75 + np.random.default_rng(1).normal(0, 2, len(days))
    return {"at": [day.isoformat() for day in days], column: percent, "Calls": [200] * len(days)}


def test_the_systems_own_percentage_passes_for_no_variant():
    """Beside the calls, too: the table that names the KPI wins over events, so the goal would be read from it."""
    given = document("offered", data={**EVENTS, "goalposts.reading": [report("pbx", "SL")]})
    with pytest.raises(InputError, match="without saying by which formula, not as 'offered'"):
        scored(given, {"calls": calls(), "pbx": daily("SL")})


def test_a_percentage_of_another_variant_is_refused():
    given = document("offered", data={"goalposts.reading": [report("pbx", "SL", "answered_only")]})
    with pytest.raises(InputError, match="tells it as variant 'answered_only', not as 'offered'"):
        scored(given, {"pbx": daily("SL")})


def test_a_percentage_of_the_promised_variant_is_judged():
    given = document("offered", data={"goalposts.reading": [report("pbx", "SL", "offered")]})
    found = scored(given, {"pbx": daily("SL")})
    assert (found.variant, found.change.low is None) == ("offered", False)


def test_a_parallel_run_of_two_formulas_is_refused():
    old = report("old", "SL", "answered_only", until="2026-01-29")
    new = report("new", "Level", "offered", **{"from": GO_LIVE.isoformat()})
    run = {"goalposts.reading": {"from": GO_LIVE.isoformat(), "to": "2026-01-29"}}
    given = document("offered", data={"goalposts.reading": [old, new]}, bridge=run)
    with pytest.raises(InputError, match=r"'SL' and 'Level' hold contact_center\.service_level by two formulas"):
        scored(given, {"old": daily("SL"), "new": daily("Level")})


def test_two_systems_of_one_formula_without_a_parallel_run_are_not_comparable():
    old = report("old", "SL", "offered", until=GO_LIVE.isoformat())
    new = report("new", "Level", "offered", **{"from": GO_LIVE.isoformat()})
    found = scored(
        document("offered", data={"goalposts.reading": [old, new]}), {"old": daily("SL"), "new": daily("Level")}
    )
    assert (found.state, found.reasons[0].code) == ("not_comparable", "unlike_windows")


def test_a_variant_that_changed_after_the_lock_is_told_and_the_sealed_one_scored(tmp_path):
    """The other formula is higher by far, which would look like an improvement."""
    file = tmp_path / "goalposts.yaml"

    def write(variant):
        with file.open("w", encoding="utf-8") as stream:
            YAML(typ="safe", pure=True).dump(document(variant), stream)

    pa.csv.write_csv(calls(), tmp_path / "calls.csv")
    write("offered")
    loaded = gp.load_project(file, CATALOGUE)
    gp.write_lock(file, gp.lock(loaded, as_of=LOCKED, approved_by="sponsor"))
    before = gp.score(gp.load_project(file, CATALOGUE), as_of=AFTER)
    write("positive")
    after = gp.score(gp.load_project(file, CATALOGUE), as_of=AFTER)

    assert after.find("level").variant == "offered"
    assert after.find("level").evaluation.value == before.find("level").evaluation.value
    assert (before.lock.status, after.lock.status) == ("locked", "moved")
    assert any("goals.level.variant" in text.en and "positive" in text.en for text in after.lock.differences)
    other = gp.score(gp.project(document("positive"), CATALOGUE), {"calls": calls()}, as_of=AFTER).find("level")
    assert other.evaluation.value > before.find("level").evaluation.value + 0.1
