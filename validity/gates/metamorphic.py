"""S14: what must not matter does not: units of measure, order and pieces of the rows, the week it happens in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from goalposts.model.scorecard import GoalScore

from validity.gate import Gate, Line
from validity.processes import generator
from validity.visits import END, FIRST, GO_LIVE, Rollout, project, scored, visits

ALLOWED: Final = 1e-9
SHIFT, FACTOR, WEEK = 1000.0, 60.0, timedelta(days=7)
ROLLOUT: Final = Rollout(wait=20.0, done=0.03, per_day=15.0)
MEAN = (("wait", "mean(of=wait)", "+10%"),)


@frozen
class Change:
    """A change of the data that changes the answer in a known way.

    Attributes:
        data: the changed visits.
        factor: the effect's known factor.
        later: how much later everything happens.
        same_words: whether the state must stay as it is; a shift moves what "10 % more" means.
    """

    what: str
    data: Callable[[pa.Table], pa.Table]
    factor: float = 1.0
    later: timedelta = timedelta(0)
    same_words: bool = True


def _with(visited: pa.Table, name: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    return visited.set_column(visited.schema.get_field_index(name), name, values)


def _in_pieces(visited: pa.Table) -> pa.Table:
    return pa.Table.from_batches(visited.to_batches(max_chunksize=97))


def _shuffled(visited: pa.Table) -> pa.Table:
    return visited.take(generator("row order").permutation(visited.num_rows))


def _in_parts(visited: pa.Table) -> pa.Table:
    """Two parts, one after the other, as two files of two branches would come."""
    mine = np.arange(visited.num_rows) % 3 == 0
    return pa.concat_tables([visited.filter(pa.array(mine)), visited.filter(pa.array(~mine))])


CHANGES: Final = (
    Change("every wait 1000 s longer", lambda v: _with(v, "wait", pc.add(v["wait"], SHIFT)), same_words=False),
    Change("waits in sixtieths", lambda v: _with(v, "wait", pc.multiply(v["wait"], FACTOR)), factor=FACTOR),
    Change("rows in another order", _shuffled),
    Change("rows in pieces of 97", _in_pieces),
    Change("rows of two parts, one after the other", _in_parts),
    Change("everything seven days later", lambda v: _with(v, "at", pc.add(v["at"], pa.scalar(WEEK))), later=WEEK),
)


def deviation(change: Change, visited: pa.Table) -> float:
    """Say how far effect and range are from what they must be, in widths of it; infinite if the state differs."""
    before = _goal(visited, timedelta(0))
    after = _goal(change.data(visited), change.later)
    if change.same_words and (before.state, before.change.answer) != (after.state, after.change.answer):
        return float("inf")
    ours, theirs = sorted(_numbers(before, change.factor)), sorted(_numbers(after, 1.0))
    size = ours[2] - ours[0]
    return max(abs(mine - found) for mine, found in zip(ours, theirs, strict=True)) / size


def _goal(visited: pa.Table, later: timedelta) -> GoalScore:
    def at(day: date) -> str:
        return (day + later).isoformat()

    asked = project(
        MEAN,
        go_live=at(GO_LIVE),
        baseline={"from": at(FIRST), "to": at(GO_LIVE)},
        evaluation={"from": at(GO_LIVE), "to": at(END)},
    )
    return scored(asked, visited, END + later).find("wait")


def _numbers(goal: GoalScore, factor: float) -> list[float]:
    found = (goal.change.low, goal.change.effect, goal.change.high)
    return [float("nan") if number is None else factor * number for number in found]


def _lines(runs: int) -> Iterator[Line]:
    random = generator("metamorphic")
    tables = [visits(ROLLOUT, random) for _ in range(runs)]
    for change in CHANGES:
        worst = max(deviation(change, visited) for visited in tables)
        yield Line(change.what, worst, runs, None, ALLOWED, "exact")


_NOTE = "The figure is the largest distance of effect and range from what they must be, in widths of the range."
METAMORPHIC = Gate("S14", "What must not matter does not: the answer is the same to nine digits.", _lines, 20, _NOTE)
