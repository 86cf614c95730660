"""Calls of many branches in a file, some of which the rollout does not reach, and the project that compares them."""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

START, GO_LIVE, END = date(2026, 1, 5), date(2026, 3, 30), date(2026, 5, 25)
CALLS_A_DAY = 30
"""Of every branch."""

PROJECT = """\
goalposts: 1
project: Branches
timezone: Europe/London
go_live: {go_live}
baseline: {{from: {start}, to: {go_live}}}
evaluation: {{from: {evaluated}, to: {end}}}
{comparison}
data:
  contact_center.call: {{source: calls.csv, timezone: Europe/London, dimensions: {{branch: Site}}}}
goals:
  - id: faster-answers
    statement: 65 % of calls answered within 20 s by 25 May 2026
    kpi: contact_center.service_level
    variant: offered
    target: ">= 65%"
    deadline: {end}
    owner: Head of contact centre
    why: a caller who waits calls somebody else
    lever: skill-based routing
    guardrails: []
{more}"""


def write_branches(
    folder: Path,
    comparison: str,
    branches: list[str],
    gain: Callable[[str, date], float],
    *,
    evaluated: date = GO_LIVE,
    more: str = "",
    seed: int = 7,
) -> Path:
    """Write calls and project; the level of a branch is the season of all, a constant of its own, and its gain.

    The season lifts every branch by some twenty points between the windows; days share shocks, branches have their own.
    """
    chance = random.Random(seed)
    own = {branch: chance.uniform(-0.05, 0.05) for branch in branches}
    with (folder / "calls.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["call_id", "offered_at", "outcome", "wait", "Site"])
        for offset in range((END - START).days):
            day = START + timedelta(days=offset)
            season = 0.5 + 0.2 / (1 + math.exp(-((day - GO_LIVE).days / 4))) + chance.gauss(0, 0.02)
            for branch in branches:
                level = min(max(season + own[branch] + gain(branch, day) + chance.gauss(0, 0.02), 0.0), 1.0)
                for call in range(CALLS_A_DAY):
                    wait = 10 if chance.random() < level else 60
                    rows.writerow(
                        [f"{branch}-{offset}-{call}", f"{day}T{9 + call // 6:02}:00", "answered", wait, branch]
                    )
    file = folder / "goalposts.yaml"
    text = PROJECT.format(go_live=GO_LIVE, start=START, end=END, evaluated=evaluated, comparison=comparison, more=more)
    file.write_text(text, encoding="utf-8")
    return file
