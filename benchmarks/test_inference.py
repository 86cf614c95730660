"""Twenty goals over three years of days, with twenty segments: what a verdict costs once the cube is there.

Each effect is a fit, two dozen pretended go-lives in the baseline, and nine diagnostics with their own fits. The aim is
three seconds for all; nothing asserts it, because machines differ. What is asserted is the answer.
"""

from __future__ import annotations

from datetime import date

import goalposts as gp
import numpy as np
import pyarrow as pa
import pytest
from goalposts.testing import sample_catalogue

GOALS = 20
FIRST, GO_LIVE, END = date(2023, 1, 1), date(2025, 7, 1), date(2026, 1, 1)
PER_DAY_AND_PLACE = 15
MOST_SECONDS = 3.0


def visits():
    """Every place has its own share done, its own shocks, and a rise by ten points at the go-live."""
    random = np.random.default_rng(7)
    days = (END - FIRST).days
    place = np.tile(np.repeat(np.arange(GOALS), PER_DAY_AND_PLACE), days)
    day = np.repeat(np.arange(days), GOALS * PER_DAY_AND_PLACE)
    shocks = 0.05 * random.standard_normal((days, GOALS))
    share = 0.6 + 0.01 * np.arange(GOALS) + shocks + 0.1 * (np.arange(days) >= (GO_LIVE - FIRST).days)[:, np.newaxis]
    done = random.random(day.size) < share[day, place]
    stamps = np.datetime64(FIRST) + day.astype("timedelta64[D]") + np.timedelta64(12, "h")
    return pa.table(
        {
            "visit_id": pa.array(np.arange(day.size)).cast(pa.string()),
            "at": pa.array(stamps.astype("datetime64[us]")),
            "done": pa.array(done),
            "place": pa.array([f"place {number}" for number in range(GOALS)]).take(pa.array(place)),
        }
    ), (day, place, done)


def document():
    goals = [
        {
            "id": f"done-{number}",
            "statement": "More visits are done with",
            "kpi": "sample.done_share",
            "where": f'place == "place {number}"',
            "target": "+10pp",
            "deadline": END.isoformat(),
            "owner": "Head of reception",
        }
        for number in range(GOALS)
    ]
    return {
        "goalposts": 1,
        "project": "Twenty goals",
        "timezone": "UTC",
        "go_live": GO_LIVE.isoformat(),
        "baseline": {"from": FIRST.isoformat(), "to": GO_LIVE.isoformat()},
        "evaluation": {"from": GO_LIVE.isoformat(), "to": END.isoformat()},
        "segments": ["place"],
        "data": {"sample.visit": {"name": "book", "timezone": "UTC"}},
        "goals": goals,
    }


def test_twenty_goals_over_three_years(benchmark):
    table, (day, place, done) = visits()
    project = gp.project(document(), sample_catalogue())
    cube = gp.tally(project, {"sample.visit": table}, as_of=END)

    card = benchmark.pedantic(gp.score, (project, cube), {"as_of": END}, rounds=3, warmup_rounds=1)

    found = [card.find(f"done-{number}") for number in range(GOALS)]
    assert sum(goal.change.low < 0.1 < goal.change.high for goal in found) >= 17  # of 20 intervals of 95 %
    before = day < (GO_LIVE - FIRST).days
    for number, goal in enumerate(found):
        mine = place == number
        assert goal.observed == pytest.approx(done[mine & ~before].mean() - done[mine & before].mean())
        assert sum(goal.attribution.parts.values()) == pytest.approx(goal.observed)
        assert len([check for check in goal.attribution.checks if check.id]) == 9
        assert len(goal.segments[0].lines) == 1
    seconds = benchmark.stats.stats.median if benchmark.stats else float("nan")
    print(f"{GOALS} goals, {(END - FIRST).days} days: {seconds:.2f} s, aim {MOST_SECONDS} s")
