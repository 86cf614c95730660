"""Writes a small rollout to try the examples on: 400 days of calls, of which more are answered in time afterwards."""

from __future__ import annotations

import csv
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

GO_LIVE = datetime(2026, 3, 1)
PROJECT = """\
goalposts: 1
project: New contact-centre platform
timezone: UTC
go_live: 2026-03-01
baseline: {from: 2025-09-01, to: 2026-03-01}
evaluation: {from: 2026-03-15, to: 2026-09-01}
data:
  contact_center.call: {source: calls.csv, timezone: UTC}
goals:
  - id: faster-answers
    statement: 85 % of calls answered within 20 s by 1 September 2026
    kpi: contact_center.service_level
    variant: offered
    target: ">= 85%"
    deadline: 2026-09-01
    owner: Head of contact centre
    why: a caller who waits calls somebody else
    lever: skill-based routing
"""


def write_sample(folder: Path, *, after: float = 0.9) -> Path:
    """Write the calls and the project that judges them; return the project file.

    Args:
        folder: made when it is not there.
        after: the share of calls that are answered in time after go-live; before it was 0.7.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)
    with (folder / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["call_id", "offered_at", "outcome", "wait"])
        for number in range(400 * 20):
            at = GO_LIVE + timedelta(days=number // 20 - 200, hours=9, minutes=20 * (number % 20))
            in_time = chance.random() < (after if at >= GO_LIVE else 0.7)
            rows.writerow([number, at.isoformat(), "answered", 10 if in_time else 60])
    project = folder / "goalposts.yaml"
    project.write_text(PROJECT, encoding="utf-8")
    return project


if __name__ == "__main__":
    print(write_sample(Path(sys.argv[1])))
