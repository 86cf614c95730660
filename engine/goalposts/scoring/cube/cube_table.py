"""A cube as a table, for people who want to recompute what is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from attrs import fields

from goalposts.expressions import render
from goalposts.scoring.kernels.follow_up import OPEN, OTHER, OUTCOMES, REACHED, STEP
from goalposts.scoring.kernels.histogram import BUCKETS, edges
from goalposts.scoring.states.kinds import FollowUp, Histogram, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from goalposts.scoring.cube.cube import Cube
    from goalposts.scoring.planning.slots import StreamPlan
    from goalposts.scoring.states.section import Section

_WORDS: Final = ("event_type", "anchor", "kind", "where", "among", "of", "by", "dimension", "word")
_COUNTS: Final = ("n", "unknown", "k", "age")
_SUMS: Final = ("total", "sum_x", "sum_y", "xx", "xy", "yy", "value")
_OUTCOMES: Final = {OPEN: "open", REACHED: "reached", OTHER: "other"}
_Numbers: TypeAlias = dict[str, Any]


def cube_table(cube: Cube) -> pa.Table:
    """Write out what a cube holds, see `Cube.to_arrow`."""
    import pyarrow as pa

    kinds = {
        **dict.fromkeys(_WORDS, pa.string()),
        "day": pa.date32(),
        **dict.fromkeys(_COUNTS, pa.int64()),
        **dict.fromkeys(_SUMS, pa.float64()),
        "outcome": pa.string(),
    }
    schema = pa.schema(list(kinds.items()))
    parts = [pa.table(part, schema=schema) for part in _parts(cube, schema)]
    return pa.concat_tables([schema.empty_table(), *parts])


def _parts(cube: Cube, schema: pa.Schema) -> Iterator[dict[str, pa.Array]]:
    first_day = np.datetime64(cube.plan.first_day, "D")
    for stream, section in zip(cube.plan.streams, cube.sections, strict=True):
        for tally, state in enumerate(section.states):
            said = _said(stream, tally)
            for dimension, word, one in _cuts(section, tally, state):
                yield _arrays(schema, {**said, "dimension": dimension, "word": word}, _numbers(one), first_day)


def _cuts(section: Section, tally: int, whole: State) -> Iterator[tuple[str | None, str | None, State]]:
    """The state of all rows together, then of every word of every dimension for which it is kept."""
    yield None, None, whole
    for dimension, parts in section.segments.items():
        for place, word in enumerate(parts.words):
            if (found := parts.state(tally, place)) is not None:
                yield dimension, word, found


def _said(stream: StreamPlan, tally: int) -> dict[str, str | None]:
    where, measure = stream.pairs[tally]
    slots = {"where": where, "among": measure.among, "of": measure.of, "by": measure.by}
    texts = {key: None if slot is None else render(stream.expressions[slot]) for key, slot in slots.items()}
    return {"event_type": stream.event_type, "anchor": stream.anchor, "kind": measure.kind, **texts}


def _arrays(
    schema: pa.Schema, said: dict[str, str | None], numbers: _Numbers, first_day: np.datetime64
) -> dict[str, pa.Array]:
    import pyarrow as pa

    numbers["day"] = first_day + numbers["day"]
    rows = len(numbers["day"])
    texts = {name: pa.repeat(pa.scalar(said[name], pa.string()), rows) for name in _WORDS}
    rest = [field for field in schema if field.name not in texts]
    given = {
        field.name: pa.array(numbers[field.name], field.type) if field.name in numbers else pa.nulls(rows, field.type)
        for field in rest
    }
    return {**texts, **given}


def _numbers(state: State) -> _Numbers:
    """The columns of a state; days without any event are left out."""
    if isinstance(state, Histogram | FollowUp):
        return _entries(state)
    found = {known.name: getattr(state, known.name) for known in fields(type(state))}
    kept = np.flatnonzero((found["n"] != 0) | (found["unknown"] != 0))
    return {"day": kept, **{name: found[name][kept] for name in (*_COUNTS, *_SUMS) if name in found}}


def _entries(state: Histogram | FollowUp) -> _Numbers:
    """One row for every entry; the events of unknown value are in rows of their own, with an `n` of 0."""
    unknown = np.flatnonzero(state.unknown)
    line = BUCKETS if isinstance(state, Histogram) else STEP
    days, rest = np.divmod(state.keys, line)
    found: _Numbers = {
        "day": np.concatenate((days, unknown)),
        "n": np.concatenate((state.counts, np.zeros(unknown.size, np.int64))),
        "unknown": np.concatenate((np.zeros(days.size, np.int64), state.unknown[unknown])),
    }
    missing = [None] * unknown.size
    if isinstance(state, Histogram):
        middles = {bucket: sum(edges(bucket)) / 2 for bucket in np.unique(rest).tolist()}
        return {**found, "value": [middles[bucket] for bucket in rest.tolist()] + missing}
    ages, outcomes = np.divmod(rest, OUTCOMES)
    ends = [_OUTCOMES[outcome] for outcome in outcomes.tolist()]
    ended = [age if end != "open" else None for age, end in zip(ages.tolist(), ends, strict=True)]
    return {**found, "age": ended + missing, "outcome": ends + missing}
