"""Below its smallest number of events a KPI shows its value, and nothing is concluded of it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from cli.rollouts import goalposts

PROJECT = """\
goalposts: 1
project: Few
timezone: Europe/London
go_live: 2026-03-30
baseline: {{from: 2026-01-05, to: 2026-03-30}}
evaluation: {{from: 2026-03-30, to: 2026-05-25}}
data:
  contact_center.call: {{source: calls.csv, timezone: Europe/London}}
kpis:
  - id: local.answered
    over: contact_center.call
    value: share(of=outcome == "answered", among=direction == "in")
    direction: up
    minimum_n: {least}
    exclusions:
      - {{name: outbound, when: direction == "out"}}
goals:
  - {{id: more, kpi: local.answered, target: ">= 80%", statement: 80 % by May, deadline: 2026-05-25, owner: Head}}
"""
CALLS_A_DAY, DAYS_BEFORE, DAYS_AFTER = 40, 84, 56


def scored(folder, least):
    """Forty calls in and one out on each of 140 days; six in ten are answered before, nine in ten after."""
    random = np.random.default_rng(8)
    lines = ["call_id,offered_at,outcome,direction"]
    for day in range(DAYS_BEFORE + DAYS_AFTER):
        date = np.datetime64("2026-01-05") + day
        answered = random.random(CALLS_A_DAY) < (0.6 if day < DAYS_BEFORE else 0.9)
        words = ["answered" if hit else "abandoned" for hit in answered]
        lines += [f"{day}-{number},{date}T12:00:00,{word},in" for number, word in enumerate(words)]
        lines.append(f"{day}-out,{date}T12:00:00,answered,out")
    (folder / "calls.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    file = folder / "goalposts.yaml"
    file.write_text(PROJECT.format(least=least), encoding="utf-8")
    result = goalposts("score", file, "--as-of", "2026-06-01", "--format", "json")
    assert result.exit_code in (0, 1), result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("least", "state", "short"),
    [
        (CALLS_A_DAY * DAYS_AFTER, "achieved", 0),
        (CALLS_A_DAY * DAYS_AFTER + 1, "inconclusive", 1),
        (CALLS_A_DAY * DAYS_BEFORE + 1, "inconclusive", 2),
    ],
)
def test_the_smallest_number_of_events_decides_and_hides_no_value(tmp_path, least, state, short):
    """2240 calls after and 3360 before: exactly as many as asked for are enough, one fewer is not."""
    card = scored(tmp_path, least)
    (goal,) = card["goals"]
    assert (goal["state"], goal["minimum_n"]) == (state, least)
    assert [reason["code"] for reason in goal["reasons"]].count("insufficient_n") == short
    assert goal["evaluation"]["value"] == pytest.approx(0.9, abs=0.03)
    assert (goal["change"]["effect"] is None) is bool(short)


def test_the_scorecard_carries_what_left_and_where_days_are_cut(tmp_path):
    """One outbound call a day."""
    card = scored(tmp_path, 30)
    (goal,) = card["goals"]
    assert goal["baseline"]["excluded"] == [{"rule": "outbound", "rows": DAYS_BEFORE, "text": "outbound"}]
    assert goal["evaluation"]["excluded"] == [{"rule": "outbound", "rows": DAYS_AFTER, "text": "outbound"}]
    assert (goal["evaluation"]["n"], goal["evaluation"]["censored"]) == (CALLS_A_DAY * DAYS_AFTER, 0)
    assert (card["timezone"], card["as_of"]) == ("Europe/London", "2026-06-01")
