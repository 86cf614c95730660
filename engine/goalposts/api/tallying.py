"""From sources to a cube: each is read once, but to tell duplicates, and for days far from the rest, twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from goalposts.api.clock import clock
from goalposts.catalogue import dimensions_of, resolve
from goalposts.errors import InputError, SourceError
from goalposts.locale import Text
from goalposts.model import Batch, Project, Quarantine, ResolvedGoal, Source
from goalposts.model.scorecard import StreamCount

if TYPE_CHECKING:
    from goalposts.scoring import Crediting, Cube, Folding, Gathering, Plan
    from goalposts.scoring.credit.credit_sides import Side
    from goalposts.scoring.filling.gathering import Jobs
    from goalposts.scoring.states.section import Section
    from goalposts.streams import SourceStream
    from goalposts.streams.side_by_side import Part

    Taker = Folding | Side

Progress = Callable[[str, int, float | None], None]
"""Called with the name of the source being read, the rows read of it so far, and their share of it where known."""


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
    from goalposts.scoring import Cube, Gathering, plan

    first, end = span(project, goals, as_of)
    made = plan(goals, project.timezone, first, end, segments=_segments(project, goals))
    cube = Cube.empty(made)
    counts: list[StreamCount] = []
    check_tables(project, tables or {})
    reading = Reading(project, tables or {}, as_of, progress, quarantine)
    creditings = _creditings(goals, made)
    for event_type in dict.fromkeys(event_type for goal in goals for event_type in goal.event_types):
        foldings = _foldings(project, goals, made, event_type)
        takers = _takers(foldings, creditings, event_type)
        wanted = made.needed(event_type).union(*(taker.needed for taker in takers))
        within = None if takers or not made.by_own_time(event_type) else (first, end)
        for source in project.sources_of(event_type):
            stream = reading.open(source, wanted, within)
            gathering = Gathering(made, event_type, source.name, cube.midnights)
            cube = cube.with_sections(reading.gather(stream, gathering, takers))
            counts.append(_counted(stream.count, takers))
        for folding in foldings:
            for name in folding.sources:
                entities = Gathering(made, folding.kind.id, name, cube.midnights)
                cube = cube.with_sections(entities.of(partial(_entities, folding, name)))
    for batch in (batch for crediting in creditings for batch in crediting.batches()):
        credited = Gathering(made, batch.event_type, batch.instrument, cube.midnights)
        cube = cube.with_sections(credited.of(partial(iter, (batch,))))
    return cube.with_streams(counts)


def _segments(project: Project, goals: tuple[ResolvedGoal, ...]) -> dict[str, tuple[str, ...]]:
    """By event type, those of the dimensions to report by that it has."""
    kinds = {kind.id: kind for goal in goals for kind in goal.kpi.reads(goal.variant)}
    return {
        name: tuple(segment for segment in dict.fromkeys(project.segments) if segment in dimensions_of(project, kind))
        for name, kind in kinds.items()
    }


def _entities(folding: Folding, source: str) -> Iterator[Batch]:
    return (batch for batch in folding.batches() if batch.instrument == source)


@frozen
class Reading:
    """How the sources of a project are read: the clock, the tables that stand for them, who is told."""

    project: Project
    tables: Mapping[str, object]
    as_of: date
    progress: Progress | None = None
    quarantine: Quarantine | None = None

    def open(self, source: Source, wanted: frozenset[str], within: tuple[date, date] | None = None) -> SourceStream:
        """Open one source for some fields, and for some days where nobody can ask for others.

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
            within=None if source.dedupe else within,
            quarantine=self.quarantine,
            formats=self.project.catalogue.formats,
        )

    def gather(self, stream: SourceStream, gathering: Gathering, takers: tuple[Taker, ...]) -> dict[int, Section]:
        """Read a stream to its end into a gathering, side by side where it is long and its order does not matter."""
        from goalposts.streams import SideBySide

        if not takers and gathering.reads_side_by_side(stream.rows):
            with SideBySide(stream) as pieces:
                return gathering.of_parts(lambda: self._parts(stream, pieces.parts), pieces.head())
        fresh = list(takers)

        def batches() -> Iterator[Batch]:
            taking, fresh[:] = tuple(fresh), []  # a second reading does not fold again
            for batch in self.batches(stream):
                for taker in taking:
                    taker.add(batch)
                yield batch

        return gathering.of(batches)

    def batches(self, stream: SourceStream) -> Iterator[Batch]:
        """Yield the batches of a stream, and tell how far it is."""
        rows = 0
        for batch in stream:
            yield batch
            rows += batch.rows
            self._tell(stream, rows, stream.share)

    def _parts(self, stream: SourceStream, parts: Iterable[Part]) -> Jobs:
        rows, whole = 0, stream.rows
        for part in parts:
            yield part.read
            rows += part.piece.rows
            self._tell(stream, rows, rows / whole if whole else None)

    def _tell(self, stream: SourceStream, rows: int, share: float | None) -> None:
        if self.progress is not None:
            self.progress(stream.source.name, rows, share)


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


def _takers(foldings: tuple[Folding, ...], creditings: tuple[Crediting, ...], event_type: str) -> tuple[Taker, ...]:
    """What takes the batches of an event type beside the cube."""
    return (*foldings, *(side for crediting in creditings for side in crediting.sides_of(event_type)))


def _counted(count: StreamCount, takers: tuple[Taker, ...]) -> StreamCount:
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
        InputError: it was made for other goals, windows, dimensions, or an earlier day.
    """
    first, end = span(project, goals, as_of)
    fits = cube.plan.timezone == project.timezone and cube.plan.first_day <= first and cube.plan.end_day >= end
    cuts = _segments(project, goals)
    fits &= all(set(cuts.get(stream.event_type, ())) <= set(stream.segments) for stream in cube.plan.streams)
    try:
        for goal in goals:
            cube.plan.locate(goal)
    except ValueError:
        fits = False
    if not fits:
        problem = Text(
            en="the cube was made for other goals, days or dimensions",
            ru="куб построен для других целей, дней или измерений",
        )
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
