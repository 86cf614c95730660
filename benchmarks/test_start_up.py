"""How long a user waits for a process that begins with nothing: its answers first, then its time."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import call_files
import naive
import pytest
import start_up

ROWS = 100_000
ZONE = "Europe/Berlin"  # of the project


def answered(row):
    return row["outcome"] == "answered"


def offered(row):
    return row["outcome"] != "blocked"


def handled(row):
    return row["talk"] + row["hold"] + row["acw"]


EXPECTED = {
    "contact_center.service_level": {"of": lambda row: answered(row) and row["wait"] <= 20, "among": offered},
    "contact_center.asa": {"of": lambda row: row["wait"], "among": answered},
    "contact_center.aht": {"of": handled, "among": answered},
}


def test_start_up(benchmark, size, fresh):
    """The processes read what loops over the same calls give; nothing asserts their time, because machines differ."""
    days = [date.fromisoformat(day) for day in (call_files.START, call_files.GO_LIVE, call_files.END)]
    rows = [row for table in call_files.call_tables(size.known) for row in table.to_pylist()]
    before, after = (naive.in_window(rows, "offered_at", ZONE, *window) for window in pairwise(days))
    expected = {kpi: [naive.ratio(seen, **parts).value for seen in (before, after)] for kpi, parts in EXPECTED.items()}
    scorecards = start_up.scored(size.known)
    assert len(scorecards) == 2
    for goals in scorecards.values():
        found = {goal["kpi"]: [goal["baseline"]["value"], goal["evaluation"]["value"]] for goal in goals}
        for kpi, values in expected.items():
            assert found[kpi] == pytest.approx([float(value) for value in values], rel=1e-9)
    fresh |= benchmark.pedantic(start_up.run, args=(min(size.rows, ROWS), size.rounds), rounds=1)
