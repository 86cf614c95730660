"""What happened on a day that was declared closed counts nowhere, whatever the KPI; counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from goalposts.expressions import parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, days_by_word, observe, observe_by_word, observe_words, plan
from scoring.visits import VISIT, batch, goal, visit

FIRST = date(2025, 3, 1)
WINDOW = Window(FIRST, FIRST + timedelta(days=3))
CLOSED = (Window(FIRST, FIRST + timedelta(days=1)),)


def on(day, room, wait, items, *, served):
    return visit(datetime(2025, 3, day, 12, tzinfo=UTC), room=room, wait=wait, items=items, served=served)


ROWS = [  # two on the closed day, two on an open one, none on the last
    on(1, "a", 100, 10, served=True),
    on(1, "c", 70, 5, served=True),
    on(2, "a", 10, 2, served=True),
    on(2, "a", 20, 3, served=False),
]
SUMS = 'sum(over="sample.visit", of=wait) / sum(over="sample.visit")'
# formula, value with the closed day left out, with it counted, the sums of the three days
CASES = [
    ("share(of=served)", 1 / 2, 3 / 4, [0, 1, 0]),
    ("mean(of=wait)", 15, 50, [0, 30, 0]),
    ("ratio(of=wait, by=items)", 6, 10, [0, 30, 0]),
    ("total()", 2 / 2, 4 / 3, [0, 2, 0]),
    ("total(of=items)", 5 / 2, 20 / 3, [0, 5, 0]),
    (SUMS, 15, 50, [0, 30, 0]),
    ("quantile(of=wait, q=0.5)", 10, 20, None),
    ("distinct(of=room)", 1, 2, [0, 1, 0]),
]
BY_WORD = [case for case in CASES if case[0] != SUMS]


def cubed(formula):
    asked = goal(parse_formula(formula))
    return asked, Cube.empty(plan([asked], "UTC", FIRST, WINDOW.end, segments={VISIT.id: ("room",)})).add(batch(ROWS))


@pytest.mark.parametrize(("formula", "value", "counted", "days"), CASES)
def test_a_window_leaves_the_closed_day_out(formula, value, counted, days):
    asked, cube = cubed(formula)
    found = observe(cube, asked, WINDOW, CLOSED)
    assert found.value == pytest.approx(value, rel=0.01 if days is None else 1e-12)
    assert observe(cube, asked, WINDOW).value == pytest.approx(counted, rel=0.01 if days is None else 1e-12)
    assert (found.n, found.days, found.events.tolist()) == (2, 1, [0, 2, 0])
    assert days is None or found.numerator.tolist() == days


@pytest.mark.parametrize(("formula", "value", "counted", "days"), BY_WORD)
def test_so_do_its_words(formula, value, counted, days):
    """Room a has all that is left; of room c, which was used on the closed day only, no line is left."""
    asked, cube = cubed(formula)
    (line,) = observe_by_word(cube, asked, (WINDOW,), "room", CLOSED).lines
    (pooled,) = observe_words(cube, asked, WINDOW, "room", [["a", "c"]], CLOSED)
    assert line.word == "a"
    for found in (line.windows[0], pooled):
        assert found.value == pytest.approx(value, rel=0.01 if days is None else 1e-12)
        assert (found.n, found.days) == (2, 1)
    assert observe_words(cube, asked, WINDOW, "room", [["a", "c"]])[0].value == pytest.approx(counted, rel=0.01)


def test_so_do_the_days_of_every_word():
    asked, cube = cubed("ratio(of=wait, by=items)")
    found = days_by_word(cube, asked, WINDOW, "room", CLOSED)
    assert found.words == ("a", "c")
    assert found.numerator.tolist() == [[0, 30, 0], [0, 0, 0]]
    assert found.denominator.tolist() == [[0, 5, 0], [0, 0, 0]]
