"""Tries a model of event streams: what it draws are events, and what it promises are KPIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from goalposts.errors import listed
from goalposts.formats.scalars import read_target
from goalposts.model.scorecard import STATES
from goalposts.model.stream_model import BRANCH, BuiltInChange, SimulationPlan
from goalposts.simulating import part_streams, simulate
from goalposts.testing.drawn_shapes import misshapen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Domain, EventType
    from goalposts.model.demo_part import DemoPart
    from goalposts.model.stream_model import SimulatedStreams, StreamModel

_SMALL: Final = SimulationPlan(baseline_days=42, ramp_up_days=7, evaluation_days=28, size=0.2)


def stream_model_breaches(model: StreamModel, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong with a model: its names, and what it makes of a small plan, with and without its changes."""
    if model.id != domain.name and not model.id.startswith(f"{domain.name}."):
        yield f"its id is neither '{domain.name}' nor starts with '{domain.name}.'"
    yield from _goal_breaches(model)
    changes = tuple(BuiltInChange(kpi, read_target("-1%")) for kpi in model.changeable)
    for plan in (_SMALL, evolve(_SMALL, changes=changes)):
        try:
            if wrong := tuple(misshapen(model, plan)):
                yield from wrong
                return
            streams = simulate(model, plan)
        except Exception as error:  # noqa: BLE001  # whatever a stranger's model raises is a breach
            yield f"it raises {type(error).__name__}: {error}"
            return
    yield from _truth_breaches(streams, catalogue)
    for event_type, table in streams.tables.items():
        known = catalogue.event_types.get(event_type)
        if known is None:
            yield f"it draws '{event_type}', which is no event type"
        else:
            yield from (f"{event_type}: {breach}" for breach in _table_breaches(known, table))
    yield from _shape_breaches(streams, catalogue)
    for part in (model.demo, model.rehearsal):
        if part is not None:
            yield from _demo_breaches(part, streams, catalogue)


def _goal_breaches(model: StreamModel) -> Iterator[str]:
    for kpi, target in model.goals.items():
        if kpi not in model.changeable:
            yield f"its goal '{kpi}' is not changeable"
        try:
            read_target(target)
        except ValueError:
            yield f"its goal '{kpi}' has no target: '{target}'"


def _truth_breaches(streams: SimulatedStreams, catalogue: Catalogue) -> Iterator[str]:
    for true in streams.truth:
        known = catalogue.kpis.get(true.kpi)
        if true.branch:
            continue
        if known is None or true.variant not in known.formulas:
            yield f"it promises '{true.kpi}' as '{true.variant}', which does not exist"
        elif {origin.id for read in known.reads(true.variant) for origin in read.origins} - set(streams.tables):
            yield f"it promises '{true.kpi}', but does not draw what that reads"
    for kpi in sorted(set(streams.model.changeable) - {true.kpi for true in streams.truth}):
        yield f"it changes '{kpi}', but does not promise what becomes of it"


def _table_breaches(kind: EventType, table: Any) -> Iterator[str]:
    columns = set(table.column_names)
    needed = {field.id for field in kind.fields if field.required} | {kind.time, BRANCH}
    if absent := sorted(needed - columns):
        yield f"there is no column {listed(absent).en}"
    if strange := sorted(columns - {BRANCH} - {field.id for field in kind.fields}):
        yield f"{listed(strange).en} is no field of it"
    if not absent and table[kind.time].to_pylist() != sorted(table[kind.time].to_pylist()):
        yield f"it is not in order of {kind.time}"


def _shape_breaches(streams: SimulatedStreams, catalogue: Catalogue) -> Iterator[str]:
    for event_type in streams.model.renewable:
        if event_type not in streams.tables:
            yield f"a new instrument is to see '{event_type}', which it does not draw"
    for shape in streams.model.shapes:
        preset = catalogue.presets.get(shape.preset)
        if preset is None or preset.event_type != shape.event_type:
            yield f"shape '{shape.preset}' is no preset of {shape.event_type}"
        elif shape.event_type in streams.tables and not shape.write(streams.tables[shape.event_type]):
            yield f"shape '{shape.preset}' writes nothing"


def _demo_breaches(part: DemoPart, streams: SimulatedStreams, catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong with its part in the demonstration."""
    for goal in part.goals:
        if goal.keys.get("kpi") not in catalogue.kpis:
            yield f"its demo goal '{goal.id}' has no known KPI"
        yield from (f"its demo goal '{goal.id}' may be '{s}', which is no state" for s in goal.truth if s not in STATES)
    try:
        part_streams(streams.model, part, _SMALL, catalogue)
    except Exception as error:  # noqa: BLE001  # whatever a stranger's part raises is a breach
        yield f"its part in the demonstration raises {type(error).__name__}: {error}"
