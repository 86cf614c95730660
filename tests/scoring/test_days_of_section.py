"""A section with more or fewer planned days is what the rows would have come to in such a plan."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import pytest
from goalposts.scoring.cube.cube import Cube
from goalposts.scoring.cube.days_of_section import with_days
from goalposts.testing import sample_project

GOALS = [
    {"id": name, "role": "shadow", "kpi": f"sample.{kpi}"}
    for name, kpi in [("done", "done_share"), ("wait", "mean_wait"), ("long", "longest_wait"), ("paid", "total_paid")]
]


def cube(evaluated_until):
    project = sample_project(
        goals=GOALS,
        segments=["place"],
        go_live=None,
        baseline=None,
        evaluation={"from": "2026-04-01", "to": evaluated_until},
    )
    rows = {
        "visit_id": [str(number) for number in range(300)],
        "at": [f"2026-04-{number % 20 + 1:02d}T09:00Z" for number in range(300)],
        "place": [("north", "south", None)[number % 3] for number in range(300)],
        "wait": [number / 7 for number in range(300)],
        "paid": [number / 13 for number in range(300)],
        "done": [number % 4 > 0 for number in range(300)],
    }
    return gp.tally(project, {"sample.visit": rows}, as_of=date(2027, 1, 1))


@pytest.mark.parametrize(("old", "new"), [("2026-05-01", "2026-09-01"), ("2026-09-01", "2026-04-21")])
def test_days_without_rows_come_and_go(old, new):
    made, wanted = cube(old), cube(new)
    moved = tuple(with_days(section, made.plan.days, wanted.plan.days) for section in made.sections)
    assert (
        Cube(wanted.plan, moved, wanted.streams, as_of=wanted.as_of, midnights=wanted.midnights).dump() == wanted.dump()
    )
    assert made.dump() != wanted.dump()
