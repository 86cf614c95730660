"""From sources to a cube: one scan of each stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from goalposts.api.clock import clock
from goalposts.catalogue import resolve
from goalposts.errors import InputError, SourceError
from goalposts.locale import Text
from goalposts.model import Batch, Project, Quarantine, ResolvedGoal, Source
from goalposts.model.scorecard import StreamCount

if TYPE_CHECKING:
    from goalposts.scoring import Crediting, Cube, Folding, Plan
    from goalposts.scoring.credit_sides import Side
    from goalposts.streams import SourceStream

Progress = Callable[[str, int], None]
"""Called with the name of the source being read and the rows read of it so far."""


def tally(
    project: Project,
    tables: Mapping[str, object] | None = None,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
    quarantine: Quarantine | None = None,
) -> Cube:
    """Scan every stream that some goal needs, once, into a cube.

    Args:
        project: its sources are read where no table is given.
        tables: by source name or event type, anything with the Arrow PyCapsule interface; mapped like file rows.
        as_of: rows at or after this day are not read; today in the project's zone when not given.
        progress: told how far the reading is.
        quarantine: where the rows that cannot be read are kept; they are only counted when not given.

    Raises:
        InputError: a goal does not resolve, or a source cannot be read.

    Example:
        >>> from goalposts.testing import sample_project
        >>> visits = {"visit_id": ["a", "b"], "at": ["2025-10-01T09:00Z", "2025-10-01T10:00Z"], "done": [True, None]}
        >>> cube = tally(sample_project(), {"sample.visit": visits}, as_of=date(2026, 2, 1))
        >>> cube.streams[0].accepted
        2
    """
    return tally_goals(project, resolve(project), tables, clock(project, as_of), progress, quarantine)


def tally_goals(
    project: Project,
    goals: tuple[ResolvedGoal, ...],
    tables: Mapping[str, object] | None,
    as_of: date,
    progress: Progress | None = None,
    quarantine: Quarantine | None = None,
) -> Cube:
    """Scan the streams of some resolved goals; see `tally`."""
    from goalposts.scoring import Cube, plan

    first, end = span(project, goals, as_of)
    made = plan(goals, project.timezone, first, end)
    cube = Cube.empty(made)
    counts: list[StreamCount] = []
    check_tables(project, tables or {})
    reading = Reading(project, tables or {}, as_of, progress, quarantine)
    creditings = _creditings(goals, made)
    for event_type in dict.fromkeys(event_type for goal in goals for event_type in goal.event_types):
        foldings = _foldings(project, goals, made, event_type)
        takers = _takers(foldings, creditings, event_type)
        wanted = made.needed(event_type).union(*(taker.needed for taker in takers))
        for source in project.sources_of(event_type):
            stream = reading.open(source, wanted)
            for batch in reading.batches(stream):
                cube = cube.add(batch)
                for taker in takers:
                    taker.add(batch)
            counts.append(_counted(stream.count, takers))
        for folding in foldings:
            for batch in folding.batches():
                cube = cube.add(batch)
    for batch in (batch for crediting in creditings for batch in crediting.batches()):
        cube = cube.add(batch)
    return cube.with_streams(counts)


@frozen
class Reading:
    """How the sources of a project are read: the clock, the tables that stand for them, who is told."""

    project: Project
    tables: Mapping[str, object]
    as_of: date
    progress: Progress | None = None
    quarantine: Quarantine | None = None

    def open(self, source: Source, wanted: frozenset[str]) -> SourceStream:
        """Open one source for some fields.

        Raises:
            SourceError: it cannot be read.
        """
        from goalposts.streams import open_source

        return open_source(
            source,
            self.project.catalogue.event_types[source.event_type],
            timezone=self.project.timezone,
            as_of=self.as_of,
            folder=self.project.folder,
            table=self.tables.get(source.name, self.tables.get(source.event_type)),
            wanted=wanted,
            quarantine=self.quarantine,
        )

    def batches(self, stream: SourceStream) -> Iterator[Batch]:
        """Yield the batches of a stream, and tell how far it is."""
        rows = 0
        for batch in stream:
            yield batch
            rows += batch.rows
            if self.progress is not None:
                self.progress(stream.source.name, rows)


def _foldings(project: Project, goals: tuple[ResolvedGoal, ...], made: Plan, event_type: str) -> tuple[Folding, ...]:
    """The folds over one event type that some goal needs, each once."""
    from goalposts.scoring import Folding

    kinds = {kind.id: kind for goal in goals for kind in goal.kpi.reads(goal.variant)}
    names = [source.name for source in project.sources_of(event_type)]
    return tuple(
        Folding.of(kind, made.needed(kind.id), names, timezone=project.timezone)
        for kind in kinds.values()
        if kind.fold is not None and kind.origin.id == event_type
    )


def _creditings(goals: tuple[ResolvedGoal, ...], made: Plan) -> tuple[Crediting, ...]:
    """The attributions that some goal needs, each once."""
    from goalposts.scoring import Crediting

    kinds = {kind.id: kind for goal in goals for kind in goal.kpi.reads(goal.variant) if kind.attribution is not None}
    return tuple(Crediting.of(kind, made.needed(kind.id)) for kind in kinds.values())


def _takers(
    foldings: tuple[Folding, ...], creditings: tuple[Crediting, ...], event_type: str
) -> tuple[Folding | Side, ...]:
    return (*foldings, *(side for crediting in creditings for side in crediting.sides_of(event_type)))


def _counted(count: StreamCount, takers: tuple[Folding | Side, ...]) -> StreamCount:
    without = {taker.kind.id: taker.without_key.get(count.instrument, 0) for taker in takers}
    return evolve(count, without_key={kind: rows for kind, rows in without.items() if rows})


def span(project: Project, goals: tuple[ResolvedGoal, ...], as_of: date) -> tuple[date, date]:
    """Return the days that the windows need, up to the clock's day, and at least one."""
    windows = [goal.evaluation for goal in goals] or [project.evaluation]
    windows += [goal.sample for goal in goals if goal.sample is not None]
    first = min(window.start for window in windows)
    end = min(max(window.end for window in windows), as_of)
    return first, max(end, first + timedelta(days=1))


def demand_cover(project: Project, goals: tuple[ResolvedGoal, ...], cube: Cube, as_of: date) -> None:
    """Check that a cube answers these goals up to a day.

    Raises:
        InputError: it was made for other goals, windows, or an earlier day.
    """
    first, end = span(project, goals, as_of)
    fits = cube.plan.timezone == project.timezone and cube.plan.first_day <= first and cube.plan.end_day >= end
    try:
        for goal in goals:
            cube.plan.locate(goal)
    except ValueError:
        fits = False
    if not fits:
        problem = Text(en="the cube was made for other goals or days", ru="куб построен для других целей или дней")
        raise InputError(problem, hint=Text(en="tally the project again", ru="постройте его заново: tally"))


def check_tables(project: Project, tables: Mapping[str, object]) -> None:
    """Check that every table stands for one source.

    Raises:
        SourceError: there is no such source, or there are several.
    """
    known = {name for source in project.sources for name in (source.name, source.event_type)}
    for name in tables:
        served = [source for source in project.sources_of(name) if source.name not in tables]
        if name not in known:
            problem = Text(
                en="a table is given for '{name}', but `data` has no such source",
                ru="дана таблица «{name}», но в `data` нет такого источника",
            )
            hint = Text(en="known: {names}", ru="известны: {names}").fill(names=", ".join(sorted(known)))
            raise SourceError(problem.fill(name=name), hint=hint)
        if len(served) > 1:
            problem = Text(
                en="one table is given for '{name}', which has several sources",
                ru="дана одна таблица для «{name}», а источников несколько",
            )
            hint = Text(en="give a table to each: {names}", ru="дайте таблицу каждому: {names}")
            raise SourceError(problem.fill(name=name), hint=hint.fill(names=", ".join(s.name for s in served)))
