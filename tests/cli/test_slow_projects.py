"""Project files whose goals take their time: a table by month, and a KPI that settles late."""

from __future__ import annotations

import json

import numpy as np
from cli.rollouts import goalposts

MONTHLY = """\
goalposts: 1
project: Monthly report
timezone: Europe/London
go_live: 2025-01-01
baseline: {from: 2024-01-01, to: 2025-01-01}
evaluation: {from: 2025-01-01, to: 2025-09-01}
data:
  goalposts.reading:
    source: report.csv
    timezone: Europe/London
    fields:
      at: {column: Month, format: month}
    readings:
      Service level: {kpi: contact_center.service_level, weight: Answered, unit: "%"}
goals:
  - id: faster-answers
    statement: 70 % of calls answered within 20 s by September 2025
    kpi: contact_center.service_level
    target: ">= 70%"
    path: [{by: 2025-04-01, target: ">= 90%"}]
    deadline: 2025-09-01
    owner: Head of contact centre
    guardrails: []
"""
LATE = """\
goalposts: 1
project: Late
timezone: Europe/London
go_live: 2026-03-30
baseline: {from: 2026-01-05, to: 2026-03-30}
evaluation: {from: 2026-03-30, to: 2026-05-25}
data:
  contact_center.call: {source: calls.csv, timezone: Europe/London}
kpis:
  - id: local.answered
    over: contact_center.call
    value: share(of=outcome == "answered")
    direction: up
    maturity: 30 d
goals:
  - {id: more, kpi: local.answered, target: ">= 80%", statement: 80 % by May, deadline: 2026-05-25, owner: Head}
"""


def write_monthly(folder):
    random = np.random.default_rng(3)
    lines = ["Month,Service level,Answered"]
    for number in range(20):
        level = 50 + 25 * (number >= 12) + random.normal(0, 0.5)
        lines.append(f"{2024 + number // 12}-{number % 12 + 1:02},{level:.2f},{random.integers(2000, 3000)}")
    (folder / "report.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    file = folder / "goalposts.yaml"
    file.write_text(MONTHLY, encoding="utf-8")
    return file


def test_a_monthly_table_is_scored_and_reported_in_months(tmp_path):
    """The change is found; a step of 90 % that nobody came near is named."""
    file = write_monthly(tmp_path)
    result = goalposts("score", file, "--as-of", "2025-10-01", "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)["goals"][0]
    assert (found["change"]["method"], found["state"]) == ("its-ewc-by-month", "improved")
    assert found["change"]["low"] < 0.25 < found["change"]["high"]
    assert found["target"]["path"][0]["answer"] == "missed"
    said = goalposts("score", file, "--as-of", "2025-10-01")
    assert "he step by 1 April 2025 was missed: promised >= 90%" in " ".join(said.stdout.split())
    page = tmp_path / "page.html"
    assert goalposts("report", file, "--as-of", "2025-10-01", "--output", page).exit_code == 0
    assert "12 months before, 8 months after" in page.read_text(encoding="utf-8")


def test_status_says_when_a_kpi_that_settles_late_is_due(tmp_path):
    """Thirty days after the evaluation's end."""
    file = tmp_path / "goalposts.yaml"
    file.write_text(LATE, encoding="utf-8")
    found = json.loads(goalposts("status", file, "--as-of", "2026-05-25", "--format", "json").stdout)
    assert (found["goals"][0]["due"], found["goals"][0]["days_to_go"]) == ("2026-06-24", 30)
