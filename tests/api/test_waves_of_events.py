"""A rollout in waves over events: every part by week, against loops over the rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from goalposts import score
from goalposts.testing import sample_project
from goalposts.testing.sample import default_goal

START, GO_LIVE, END = date(2025, 12, 1), date(2026, 3, 2), date(2026, 5, 25)
MONDAY, THURSDAY = date(2026, 3, 30), date(2026, 4, 2)
NEVER = date(9999, 1, 1)
PARTS = [f"p{number}" for number in range(9)]
WEEK = timedelta(days=7)


def begins(second):
    return {**dict.fromkeys(PARTS[:3], GO_LIVE), **dict.fromkeys(PARTS[3:6], second)}


def visits(dates, seed=5):
    """Visits at noon, more in some parts than in others, and ten points more of them done from a part's own day on."""
    random = np.random.default_rng(seed)
    found = {"visit_id": [], "at": [], "place": [], "done": []}
    for day in range((END - START).days):
        today = START + timedelta(days=day)
        for number, part in enumerate(PARTS):
            share = 0.5 + 0.1 * (today >= dates.get(part, NEVER))
            for visit in range(6 + number):
                found["visit_id"].append(f"{part}-{day}-{visit}")
                found["at"].append(datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
                found["place"].append(part)
                found["done"].append(bool(random.random() < share))
    return found


def naive(rows, dates, skipped):
    """The mean of ATT(g, t) by calls before the rollout; of a wave `skipped` weeks from its own do not count."""
    done, seen, before = {}, {}, dict.fromkeys(PARTS, 0)
    for at, part, hit in zip(rows["at"], rows["place"], rows["done"], strict=True):
        week = (at.date() - GO_LIVE).days // 7
        done[part, week] = done.get((part, week), 0) + hit
        seen[part, week] = seen.get((part, week), 0) + 1
        before[part] += at.date() < GO_LIVE
    value = {key: done[key] / seen[key] for key in seen}
    week_of = {part: (dates[part] - GO_LIVE).days // 7 if part in dates else 10**6 for part in PARTS}
    total = weight = 0.0
    for wave in sorted(set(week_of.values()) - {10**6}):
        own = [part for part in PARTS if week_of[part] == wave]
        for week in range(wave + skipped.get(wave, 0), (END - GO_LIVE).days // 7):
            moved = []
            for side in (own, [part for part in PARTS if week_of[part] > week]):
                base = {part: sum(value[part, wave - back] for back in range(1, 5)) / 4 for part in side}
                size = sum(before[part] for part in side)
                moved.append(sum(before[part] * (value[part, week] - base[part]) for part in side) / size)
            size = sum(before[part] for part in own)
            total, weight = total + size * (moved[0] - moved[1]), weight + size
    return total / weight


@pytest.mark.parametrize(("second", "skipped"), [(MONDAY, {}), (THURSDAY, {4: 1})])
def test_the_week_that_a_wave_begins_inside_of_is_neither_before_nor_after(second, skipped):
    dates = begins(second)
    rows = visits(dates)
    project = sample_project(
        go_live=GO_LIVE.isoformat(),
        baseline={"from": START.isoformat(), "to": GO_LIVE.isoformat()},
        evaluation={"from": GO_LIVE.isoformat(), "to": END.isoformat()},
        rollout={"by": "place", "dates": {part: day.isoformat() for part, day in dates.items()}},
        goals=[{**default_goal(), "target": "+5pp", "deadline": END.isoformat()}],
    )
    change = score(project, {"sample.visit": rows}, as_of=END + WEEK).find("done").change
    assert change.method == "group-time-effects"
    assert change.effect == pytest.approx(naive(rows, dates, skipped))
    assert abs(naive(rows, dates, {4: 1}) - naive(rows, dates, {})) > 1e-4
