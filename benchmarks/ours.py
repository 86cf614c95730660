"""Goalposts: everything of the suite that knows its insides stands here.

`fill` is a scan of columns in memory into day x slice statistics; `tally` is what a user calls, from a source to the
cube, every slice a goal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import goalposts as gp
import numpy as np
from answers import Answers, Form
from attrs import frozen
from calls import DAYS, FIRST_DAY, Calls, words
from goalposts.catalogue import resolve
from goalposts.expressions import Expression, ValueType
from goalposts.expressions.columns import Column
from goalposts.expressions.parser import parse
from goalposts.model import Batch
from goalposts.scoring import Cube
from goalposts.scoring.asked import Asked
from goalposts.scoring.cells import counted, evaluated
from goalposts.scoring.days import day_codes, local_midnights
from goalposts.scoring.distinct import distinct_in
from goalposts.scoring.fused import scanned
from goalposts.scoring.kernels.histogram import BUCKETS
from goalposts.scoring.quantiles import locate
from goalposts.scoring.slots import StreamPlan, stream_plan
from goalposts.scoring.states import STATES, Counts, Histogram, Moments, Sketch, State
from measures import PROBABILITY, Condition, Measure, Statistic, needs, statistics

EVENT: Final = "bench.call"
_KINDS: Final = {"share": "counts", "mean": "moments", "quantile": "histogram", "distinct": "sketch"}
_TYPES: Final = {
    "offered_at": ValueType.TIMESTAMP,
    "queue": ValueType.CATEGORY,
    "outcome": ValueType.CATEGORY,
    "customer": ValueType.CATEGORY,
}
_ERRORS: Final = {"quantile": 0.008, "distinct": 0.016}


@frozen
class Planned:
    """A plan of one stream, and what every measure asked of it."""

    stream: StreamPlan
    asked: Mapping[Measure, Asked]


@frozen(eq=False)
class Filled:
    """The states of a plan; each has one value a cell, cells ordered by day and then by slice."""

    states: tuple[State, ...]
    slices: int
    before: int


def planned(measures: tuple[Measure, ...]) -> Planned:
    """Plan some measures in one scan."""
    asked = {measure: _asked(measure) for measure in measures}
    return Planned(stream_plan(EVENT, "offered_at", "offered_at", asked.values()), asked)


def _asked(measure: Measure) -> Asked:
    among = _parsed(text_of(measure.among))
    of = text_of(measure.met) if measure.kind == "share" else " + ".join(measure.of)
    return Asked(_KINDS[measure.kind], None, among, _parsed(of), None)


def _parsed(text: str) -> Expression | None:
    return parse(text) if text else None


def text_of(condition: Condition) -> str:
    """A condition in the KPI language; nothing where every row meets it."""
    named = [f'outcome == "{word}"' for word in condition.outcomes]
    limits = [f"{column} {sign} {limit} s" for column, sign, limit in condition.limits]
    return " and ".join([f"({' or '.join(named)})"] * bool(named) + limits)


def batch(calls: Calls) -> Batch:
    """The columns as one batch."""
    columns = {
        name: Column(_TYPES.get(name, ValueType.DURATION), values, None, _words(name, calls.queues))
        for name, values in calls.columns.items()
    }
    return Batch(EVENT, "benchmark", calls.rows, columns)


def _words(name: str, queues: int) -> tuple[str, ...]:
    return words(name, queues) if _TYPES.get(name) is ValueType.CATEGORY else ()


def fill(given: Batch, plan: Planned, by: str, threads: int) -> Filled:
    """Scan a batch into the statistics of every day and every word of a column."""
    midnights = local_midnights("UTC", FIRST_DAY, DAYS)
    kinds = {measure.kind for measure in plan.stream.measures}
    if kinds <= {"counts", "moments"}:
        found = scanned(plan.stream, given, midnights, by=by, threads=threads)
        assert found is not None
        states = tuple(found.states[tally][0] for tally in range(len(plan.stream.tallies)))
        return Filled(states, found.segments, found.segments)
    return _by_twin(given, plan.stream, by, day_codes(given.columns["offered_at"].values, midnights))


def _by_twin(given: Batch, stream: StreamPlan, by: str, days: Any) -> Filled:
    slices = len(given.columns[by].words)
    codes = days * slices + given.columns[by].values
    cells = {slot: evaluated(part, given, "UTC") for slot, part in enumerate(stream.expressions)}
    inside = np.ones(given.rows, np.bool_)
    states = (
        STATES[measure.kind].of(DAYS * slices, codes, counted(where, measure, cells, inside))
        for where, measure in stream.pairs
    )
    return Filled(tuple(states), slices, 0)


def forms(calls: Calls, measures: tuple[Measure, ...], threads: int) -> dict[str, Form]:
    """The one way to ask Goalposts: a scan of columns in memory."""
    given, plan = batch(calls), planned(measures)
    read = partial(answers, plan=plan, queues=calls.queues)
    error = max(_ERRORS.get(measure.kind, 0.0) for measure in measures)
    return {"scan": Form(partial(fill, given, plan, "queue", threads), read, error)}


def answers(filled: Filled, plan: Planned, queues: int) -> Answers:
    """The states as statistics."""
    found: dict[Statistic, Any] = {}
    for measure, asked in plan.asked.items():
        values = _values(filled.states[plan.stream.find(asked)], DAYS * filled.slices + filled.before)
        for statistic, cells in zip(needs(measure), values, strict=True):
            inside = cells[filled.before : filled.before + DAYS * filled.slices]
            found[statistic] = inside.reshape(DAYS, filled.slices)[:, :queues]
    return found


def _values(state: State, cells: int) -> tuple[Any, ...]:
    """The values of the statistics that a measure needs, by cell, in the order of `needs`."""
    if isinstance(state, Counts):
        return state.n, state.k
    if isinstance(state, Moments):
        return state.n, state.sum_y, state.yy + state.sum_y**2 / np.maximum(state.n, 1)
    if isinstance(state, Histogram):
        return (_levels(state, cells),)
    assert isinstance(state, Sketch)
    return (distinct_in(state.keys, state.ranks, 0, cells)[1],)


def _levels(state: Histogram, cells: int) -> Any:
    levels = np.zeros(cells)
    places, buckets = np.divmod(state.keys, BUCKETS)
    starts = np.searchsorted(places, np.arange(cells + 1))
    for cell in range(cells):
        part = slice(starts[cell], starts[cell + 1])
        if buckets[part].size:
            zeros = np.zeros(buckets[part].size, np.int64)
            levels[cell] = locate(zeros, buckets[part], state.counts[part], 1, float(PROBABILITY)).level
    return levels


def project(measures: tuple[Measure, ...], queues: int, location: Path | None = None) -> gp.Project:
    """A project file's worth of goals: every measure in every queue."""
    kpis = [
        {"id": f"local.{measure.name}", "over": EVENT, "value": _formula(measure), "direction": "up"}
        for measure in measures
    ]
    goals = [
        {"id": _goal(measure, word), "role": "shadow", "kpi": f"local.{measure.name}", "where": f'queue == "{word}"'}
        for measure in measures
        for word in words("queue", queues)
    ]
    source = {"name": "calls"} if location is None else {"name": "calls", "source": str(location)}
    document = {
        "goalposts": 1,
        "project": "Benchmark",
        "timezone": "UTC",
        "evaluation": {"from": FIRST_DAY, "to": FIRST_DAY + timedelta(days=DAYS)},
        "data": {EVENT: source},
        "kpis": kpis,
        "goals": goals,
    }
    return gp.project(document, gp.load_catalogue([_domain()]))


def _goal(measure: Measure, word: str) -> str:
    return f"{measure.name}_{word}"


def _formula(measure: Measure) -> str:
    among = text_of(measure.among)
    of = text_of(measure.met) if measure.kind == "share" else " + ".join(measure.of)
    return f"{measure.kind}(of={of}{f', among={among}' if among else ''})"


def _domain() -> gp.Domain:
    durations = [gp.field.duration(name) for name in ("wait", "talk", "hold", "acw")]
    words_of = [gp.field.category(name) for name in ("queue", "outcome")]
    call = gp.event_type(EVENT, time="offered_at", fields=[gp.field.time("offered_at"), *words_of, *durations])
    return gp.Domain("bench", prefix="BNC", event_types=[call])


def tally(asked: gp.Project, table: object | None = None) -> Cube:
    """From a table in memory, or the files of the project, to the cube."""
    return gp.tally(asked, None if table is None else {EVENT: table}, as_of=FIRST_DAY + timedelta(days=DAYS + 1))


def tally_form(
    measures: tuple[Measure, ...], queues: int, *, table: object | None = None, location: Path | None = None
) -> Form:
    """The whole way of a user's data."""
    asked = project(measures, queues, location)
    return Form(partial(tally, asked, table), partial(cube_answers, measures=measures, queues=queues))


def dumped_answers(dump: bytes, measures: tuple[Measure, ...], queues: int) -> Answers:
    """The states of a cube that another process has filled."""
    return cube_answers(Cube.load(dump), measures, queues)


def cube_answers(cube: Cube, measures: tuple[Measure, ...], queues: int) -> Answers:
    """The states of a cube as statistics."""
    goals = {goal.id: goal for goal in resolve(project(measures, queues))}
    found = {statistic: np.zeros((DAYS, queues)) for statistic in statistics(measures)}
    for measure in measures:
        for place, word in enumerate(words("queue", queues)):
            stream, tally_place = cube.plan.locate(goals[_goal(measure, word)])
            values = _values(cube.sections[stream].states[tally_place], DAYS)
            for statistic, cells in zip(needs(measure), values, strict=True):
                found[statistic][:, place] = cells
    return found
