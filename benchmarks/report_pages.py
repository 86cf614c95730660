"""Twenty goals over three years of calls, and how long their page takes to make and how large it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

import goalposts as gp
import pyarrow as pa
from attrs import evolve, frozen

START: Final = date(2023, 1, 1)
GO_LIVE: Final = date(2025, 1, 1)
END: Final = date(2026, 1, 1)
AS_OF: Final = date(2026, 1, 2)
GOALS: Final = 20
_WAITS: Final = (31.0, 22.0)  # mean seconds before and after
_DATA: Final = re.compile(r'<script type="application/json" data-chart="live-course(\d+)">(.*?)</script>', re.DOTALL)


@frozen
class Page:
    """A page that was made.

    Attributes:
        size: in bytes.
        charts: what the script of the page gets to draw, by the place of the goal.
    """

    size: int
    charts: dict[int, dict[str, object]]


def calls(a_day: int) -> list[dict[str, object]]:
    """Calls of every day at noon and later, spread evenly over the queues of the goals."""
    random, rows = Random(11), []
    for offset in range((END - START).days):
        day = START + timedelta(days=offset)
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        for number in range(a_day * GOALS):
            wait = float(round(random.expovariate(1 / _WAITS[day >= GO_LIVE])))
            moment = noon + timedelta(seconds=number)
            rows.append({"offered_at": moment, "outcome": "answered", "queue": f"q{number % GOALS}", "wait": wait})
    return rows


def scored(folder: Path, rows: list[dict[str, object]]) -> gp.Scorecard:
    """Judge one goal a queue: how long its callers wait; the cross-checks that come with the KPI are left out."""
    file = folder / "goalposts.yaml"
    file.write_text(_project_text(), encoding="utf-8")
    table = pa.Table.from_pylist([{"call_id": str(number), **row} for number, row in enumerate(rows)])
    project = gp.load_project(file)
    card = gp.score(project, gp.tally(project, {"contact_center.call": table}, as_of=AS_OF), as_of=AS_OF)
    return evolve(card, goals=tuple(goal for goal in card.goals if goal.role == "goal"))


def made(card: gp.Scorecard, *, live: bool = True) -> Page:
    """Make the page of a verdict."""
    text = card.to_html("en", live=live)
    return Page(len(text.encode()), {int(place): json.loads(data) for place, data in _DATA.findall(text)})


def said(chart: dict[str, object]) -> Iterator[tuple[str, float]]:
    """What a chart answers under the pointer: the day, and the value as it is drawn."""
    drawn = chart["chart"]["layer"][-1]["data"]["values"]
    return ((row["x"], row["y"]) for row in drawn)


def _project_text() -> str:
    goals = "\n".join(
        f"""\
  - id: goal-{number}
    kpi: contact_center.asa
    where: queue == "q{number}"
    target: "<= 25 s"
    deadline: {END}
    owner: Head of service
    lever: routing"""
        for number in range(GOALS)
    )
    return f"""\
goalposts: 1
project: Benchmark
timezone: UTC
go_live: {GO_LIVE}
baseline: {{from: {START}, to: {GO_LIVE}}}
evaluation: {{from: {GO_LIVE}, to: {END}}}
data:
  contact_center.call:
    source: calls.csv
    timezone: UTC
    fields:
      wait: {{column: wait, unit: s}}
goals:
{goals}
"""
