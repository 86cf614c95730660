"""Puts the demo parts of all loaded domains together to one rollout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen

from goalposts.formats.scalars import read_target
from goalposts.locale import Text
from goalposts.model.stream_model import BRANCH, BuiltInChange, SimulationPlan
from goalposts.simulating.project_text import data_lines, head_lines, yaml_text
from goalposts.simulating.streams import simulate
from goalposts.simulating.writing import sources_of

if TYPE_CHECKING:
    from goalposts.model import Catalogue
    from goalposts.model.demo_part import DemoGoal, DemoPart
    from goalposts.model.stream_model import SimulatedStreams, StreamModel
    from goalposts.simulating.writing import WrittenSource

Draw: TypeAlias = "Callable[[], SimulatedStreams]"

_PLAN: Final = SimulationPlan(stagger_days=42, follow_up_days=14)
_ALONE: Final = SimulationPlan(start=date(2025, 1, 20))
"""Of rehearsals: all branches go live on 2 February 2026."""
_COMMENT: Final = Text(
    en="A simulated rollout: the events are made up, and what the rollout did is known.",
    ru="Смоделированное внедрение: события выдуманы, а что изменило внедрение, известно.",
)
_NAME: Final = Text(en="A new system, branch by branch (simulated)", ru="Новая система, филиал за филиалом (модель)")


@frozen
class Showcase:
    """The rollout that `goalposts demo` plays.

    Attributes:
        stories: what is built in, domain by domain.
        sources: the streams as files.
        project: the project file that scores them.
        plan: when what happens.
        truth: for every goal id, the states that an honest verdict may give.
    """

    stories: tuple[Text, ...]
    sources: tuple[WrittenSource, ...]
    project: str
    plan: SimulationPlan
    truth: Mapping[str, tuple[str, ...]]


def showcase(
    catalogue: Catalogue, seed: int, language: str, guarded: Callable[[StreamModel, Draw], SimulatedStreams]
) -> Showcase | None:
    """Draw the demo parts of all domains over the same days; None where no domain has one.

    Args:
        catalogue: of all loaded domains.
        seed: of the random numbers.
        language: of the project file, `en` or `ru`.
        guarded: lets a model draw, and says whose it is if that raises.
    """
    parts = [(model, model.demo) for model in catalogue.stream_models.values() if model.demo is not None]
    if not parts:
        return None
    plan = evolve(_PLAN, seed=seed)
    drawn = [guarded(model, partial(part_streams, model, part, plan, catalogue)) for model, part in parts]
    sources = tuple(source for streams in drawn for source in sources_of(streams, catalogue, "csv"))
    goals = [goal for _, part in parts for goal in part.goals]
    truth = {goal.id: goal.truth for goal in goals}
    written = _project(_NAME, goals, sources, plan, language)
    return Showcase(tuple(part.story for _, part in parts), sources, written, plan, truth)


def rehearsal_streams(model: StreamModel, part: DemoPart, seed: int, catalogue: Catalogue) -> SimulatedStreams:
    """Draw the rollout that a domain plays alone."""
    return part_streams(model, part, evolve(_ALONE, seed=seed, follow_up_days=model.follow_up_days), catalogue)


def rehearsal_text(streams: SimulatedStreams, part: DemoPart, sources: tuple[WrittenSource, ...], language: str) -> str:
    """Write the project that scores the rehearsal of a domain as it was written."""
    return _project(part.title or Text.of(streams.model.id), part.goals, sources, streams.plan, language)


def part_streams(model: StreamModel, part: DemoPart, plan: SimulationPlan, catalogue: Catalogue) -> SimulatedStreams:
    """Draw what one domain contributes."""
    return _unseen(simulate(model, _plan(plan, part)), part, catalogue)


def _plan(plan: SimulationPlan, part: DemoPart) -> SimulationPlan:
    built = [(kpi, read_target(change)) for kpi, change in part.changes.items()]
    reached = _reached(plan) if plan.stagger_days else ("",)
    changes = tuple(BuiltInChange(kpi, change, branch) for kpi, change in built for branch in reached)
    return evolve(plan, size=part.size, changes=changes, new_instrument=part.new_instrument)


def _reached(plan: SimulationPlan) -> tuple[str, ...]:
    """The branches that go live; the last one waits, so that there is something to compare with."""
    return plan.branches[:-1]


def _unseen(streams: SimulatedStreams, part: DemoPart, catalogue: Catalogue) -> SimulatedStreams:
    """Blank what nobody recorded before go-live."""
    tables = dict(streams.tables)
    for event_type, fields in part.unseen_before.items():
        table = tables[event_type]
        times = table[catalogue.event_types[event_type].time]
        is_seen = pc.greater_equal(times, pa.scalar(datetime.combine(streams.plan.go_live, time.min), times.type))
        for name in fields:
            position = table.column_names.index(name)
            blank = pa.scalar(None, table[name].type)
            table = table.set_column(position, name, pc.if_else(is_seen, table[name], blank))
        tables[event_type] = table
    return evolve(streams, tables=tables)


def _project(
    title: Text, goals: Iterable[DemoGoal], sources: tuple[WrittenSource, ...], plan: SimulationPlan, language: str
) -> str:
    lines = [*head_lines(plan, title, _COMMENT, language), *data_lines(sources, language), "goals:"]
    lines += [line for goal in goals for line in _goal(goal, plan, language)]
    return "\n".join([*lines, ""])


def _goal(goal: DemoGoal, plan: SimulationPlan, language: str) -> Iterator[str]:
    keys: dict[str, Any] = dict(goal.keys)
    if "target" in keys:
        keys.setdefault("deadline", plan.until.isoformat())
    if goal.staggered:
        dates = {name: plan.go_live_of(number).isoformat() for number, name in enumerate(_reached(plan))}
        keys["rollout"] = {"by": BRANCH, "dates": dates}
    yield f"  - id: {goal.id}"
    for key, value in keys.items():
        rules, why = goal.answered.get(key, ("", Text.of("")))
        answer = f" # goalposts: ignore[{rules}] {why.get(language)}" if rules else ""
        yield f"    {key}: {yaml_text(value.get(language) if isinstance(value, Text) else value)}{answer}"
