"""Goalposts: what of the suite knows its insides stands here, and in `our_parts`.

`fill` is a scan of columns in memory into day x slice statistics; `tally` is what a user calls, from a source to the
cube of a project with `segments`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import goalposts as gp
import numpy as np
from answers import Answers, Form
from attrs import evolve, frozen
from calls import DAYS, FIRST_DAY, Calls, words
from goalposts.catalogue import resolve
from goalposts.expressions import Expression, ValueType
from goalposts.expressions.columns import Column
from goalposts.expressions.parser import parse
from goalposts.model import Batch
from goalposts.scoring import Cube, Plan
from goalposts.scoring.concluding.distinct import distinct_in
from goalposts.scoring.concluding.quantiles import locate
from goalposts.scoring.filling.gathering import Gathering
from goalposts.scoring.kernels.histogram import BUCKETS
from goalposts.scoring.planning.asked import Asked
from goalposts.scoring.planning.days import local_midnights
from goalposts.scoring.planning.plan import MOST_WORDS
from goalposts.scoring.planning.slots import stream_plan
from goalposts.scoring.states.kinds import Counts, Histogram, Moments, Sketch, State
from goalposts.scoring.states.section import Section
from measures import PROBABILITY, Condition, Measure, Statistic, needs

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
    """A plan of one stream by queue, and what every measure asked of it."""

    plan: Plan
    asked: Mapping[Measure, Asked]


def planned(measures: tuple[Measure, ...]) -> Planned:
    """Plan some measures in one scan."""
    asked = {measure: _asked(measure) for measure in measures}
    return Planned(plan_of(asked.values()), asked)


def plan_of(asked: Iterable[Asked]) -> Plan:
    """A plan of one stream by queue."""
    stream = evolve(stream_plan(EVENT, "offered_at", "offered_at", asked, ("queue",)), most_words=MOST_WORDS)
    return Plan("UTC", FIRST_DAY, FIRST_DAY + timedelta(days=DAYS), (stream,))


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


def fill(given: Batch, plan: Plan, threads: int) -> Section:
    """Scan a batch into the statistics of every day and queue."""
    midnights = local_midnights("UTC", FIRST_DAY, DAYS)
    gathering = Gathering(plan, EVENT, "benchmark", midnights, threads=threads, worthwhile_rows=0)
    (section,) = gathering.of(lambda: (given,)).values()
    return section


def forms(calls: Calls, measures: tuple[Measure, ...], threads: int) -> dict[str, Form]:
    """The one way to ask Goalposts: a scan of columns in memory."""
    given, plan = batch(calls), planned(measures)
    read = partial(answers, plan=plan, queues=calls.queues)
    return {"scan": Form(partial(fill, given, plan.plan, threads), read, error_of(measures))}


def error_of(measures: tuple[Measure, ...]) -> float:
    """How far off estimates may be on average, relatively."""
    return max(_ERRORS.get(measure.kind, 0.0) for measure in measures)


def answers(section: Section, plan: Planned, queues: int) -> Answers:
    """The states of the queues as statistics."""
    (stream,) = plan.plan.streams
    return {
        statistic: cells
        for measure, asked in plan.asked.items()
        for statistic, cells in by_queue(section, stream.find(asked), measure, queues).items()
    }


def by_queue(section: Section, tally: int, measure: Measure, queues: int) -> Answers:
    """The statistics of one tally, shape (days, queues); 0 for a queue without rows."""
    parts = section.segments["queue"]
    found = {statistic: np.zeros((DAYS, queues)) for statistic in needs(measure)}
    places = {word: place for place, word in enumerate(words("queue", queues))}
    for number, word in enumerate(parts.words):
        state = parts.state(tally, number)
        assert state is not None
        for statistic, cells in zip(needs(measure), _values(state, DAYS), strict=True):
            found[statistic][:, places[word]] = cells
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


def project(measures: tuple[Measure, ...], location: Path | None = None) -> gp.Project:
    """A project file's worth of goals, one a measure, reported by queue."""
    kpis = [
        {"id": f"local.{measure.name}", "over": EVENT, "value": _formula(measure), "direction": "up"}
        for measure in measures
    ]
    goals = [{"id": measure.name, "role": "shadow", "kpi": f"local.{measure.name}"} for measure in measures]
    source = {"name": "calls"} if location is None else {"name": "calls", "source": str(location)}
    document = {
        "goalposts": 1,
        "project": "Benchmark",
        "timezone": "UTC",
        "evaluation": {"from": FIRST_DAY, "to": FIRST_DAY + timedelta(days=DAYS)},
        "data": {EVENT: source},
        "kpis": kpis,
        "segments": ["queue"],
        "goals": goals,
    }
    return gp.project(document, gp.load_catalogue([_domain()]))


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
    asked = project(measures, location)
    return Form(partial(tally, asked, table), partial(cube_answers, measures=measures, queues=queues))


def dumped_answers(dump: bytes, measures: tuple[Measure, ...], queues: int) -> Answers:
    """The states of a cube that another process has filled."""
    return cube_answers(Cube.load(dump), measures, queues)


def cube_answers(cube: Cube, measures: tuple[Measure, ...], queues: int) -> Answers:
    """The states of a cube as statistics."""
    goals = {goal.id: goal for goal in resolve(project(measures))}
    found: dict[Statistic, Any] = {}
    for measure in measures:
        stream, tally_place = cube.plan.locate(goals[measure.name])
        found |= by_queue(cube.sections[stream], tally_place, measure, queues)
    return found
