"""Several files of one source."""

from __future__ import annotations

import csv
import json

from cli.rollouts import END, goalposts, write_calls, write_project


def test_a_file_without_a_needed_column_makes_no_kpi_smaller(tmp_path):
    """Of two files in one pattern one has no waiting times: the goal is undecided, and says why."""
    calls = write_calls(tmp_path)
    rows = list(csv.reader(calls.read_text().splitlines()))
    place = rows[0].index("wait")
    calls.rename(tmp_path / "calls-1.csv")
    with (tmp_path / "calls-2.csv").open("w", newline="") as file:
        csv.writer(file).writerows([cell for number, cell in enumerate(row) if number != place] for row in rows)
    file = write_project(
        tmp_path, contact_center="  contact_center.call: {source: 'calls-*.csv', timezone: Europe/London}"
    )
    card = json.loads(goalposts("score", file, "--format", "json", "--as-of", END).stdout)
    (goal,) = (goal for goal in card["goals"] if goal["id"] == "faster-answers")
    assert (goal["state"], goal["evaluation"]["value"]) == ("no_data", None)
    assert goal["reasons"][0]["text"].startswith("not computable: missing wait")
    assert card["streams"][0]["accepted"] == 2 * (len(rows) - 1)
