"""What the cube counts and what it leaves out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from attrs import evolve
from goalposts.expressions import parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, observe, plan
from scoring.visits import batch, goal, visit

WINDOW = Window(date(2025, 1, 1), date(2025, 1, 3))
MEAN = goal(parse_formula("mean(of=wait)"))


def empty(*goals):
    return Cube.empty(plan(goals, "Europe/Moscow", WINDOW.start, WINDOW.end))


def test_rows_outside_the_span_and_rows_without_time_are_counted_and_left_out():
    """Midnight in Moscow is 21:00 UTC: the first row is on the last day before, the last on the day after."""
    moments = [datetime(2024, 12, 31, 20, 59, tzinfo=UTC), datetime(2024, 12, 31, 21, tzinfo=UTC), None]
    moments += [datetime(2025, 1, 2, 20, 59, tzinfo=UTC), datetime(2025, 1, 2, 21, tzinfo=UTC)]
    cube = empty(MEAN).add(batch([visit(moment, wait=1) for moment in moments]))
    there = cube.sections[0].instruments["counter"]
    assert (there.rows.tolist(), there.outside, there.undated) == ([1, 1], 2, 1)
    assert observe(cube, MEAN, WINDOW).n == 2


def test_a_value_that_is_not_finite_is_unknown():
    given = batch([visit(datetime(2025, 1, 1, 12, tzinfo=UTC), wait=wait) for wait in (1, 2, 3)])
    wait = evolve(given.columns["wait"], values=np.array([np.nan, np.inf, 3.0]))
    cube = empty(MEAN).add(evolve(given, columns={**given.columns, "wait": wait}))
    found = observe(cube, MEAN, WINDOW)
    assert (found.value, found.n, found.unknown) == (3.0, 1, 2)


def test_events_of_a_type_that_no_goal_uses_change_nothing():
    given = batch([visit(datetime(2025, 1, 1, 12, tzinfo=UTC))])
    assert empty(MEAN).add(evolve(given, event_type="sample.other")) == empty(MEAN)


def test_cubes_of_different_plans_do_not_merge():
    with pytest.raises(ValueError, match="different plans"):
        empty(MEAN).merge(empty())


def test_a_cube_of_a_day_takes_rows_from_elsewhere_and_none_as_of_another_day():
    """Either way round it is as of that day; of two days it could stand for neither."""
    early, late = (evolve(empty(MEAN), as_of=date(2025, 1, day)) for day in (2, 3))
    assert empty(MEAN).merge(early).as_of == early.merge(empty(MEAN)).as_of == date(2025, 1, 2)
    with pytest.raises(ValueError, match="as of different days"):
        early.merge(late)


def test_adding_leaves_the_cube_as_it_was():
    """A cube is a value: threads may share it."""
    cube = empty(MEAN)
    cube.add(batch([visit(datetime(2025, 1, 1, 12, tzinfo=UTC), wait=1)]))
    assert cube == empty(MEAN)


def test_a_window_beyond_the_plan_is_refused():
    with pytest.raises(ValueError, match="the cube has 2025-01-01 to 2025-01-03 only"):
        observe(empty(MEAN), MEAN, Window(date(2025, 1, 1), date(2025, 1, 4)))


def test_what_is_done_to_an_answer_does_not_reach_the_cube():
    cube = empty(MEAN).add(batch([visit(datetime(2025, 1, 1, 12, tzinfo=UTC), wait=1)]))
    before = cube.dump()
    found = observe(cube, MEAN, WINDOW)
    for answered in (found.numerator, found.denominator, found.events, found.stream_rows):
        np.add(answered, 1, out=answered)
    assert cube.dump() == before


def test_instruments_of_one_stream_add_up():
    noon = datetime(2025, 1, 1, 12, tzinfo=UTC)
    cube = (
        empty(MEAN)
        .add(batch([visit(noon, wait=1)], "old"))
        .add(batch([visit(noon, wait=4), visit(noon, wait=4)], "new"))
    )
    found = observe(cube, MEAN, WINDOW)
    assert (found.value, found.instruments, found.stream_rows.tolist()) == (3.0, ("new", "old"), [3, 0])
