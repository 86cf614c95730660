"""From sources to a cube: each is read once, but to tell duplicates, and for days far from the rest, twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve

from goalposts.api.clock import clock
from goalposts.api.cuts import cuts_of
from goalposts.api.given import check_tables
from goalposts.api.originals import first_sealed
from goalposts.api.reading import Progress, Reading, Taker
from goalposts.api.version import engine_version
from goalposts.catalogue import resolve
from goalposts.errors import InputError
from goalposts.model import Batch, Project, Quarantine, ResolvedGoal
from goalposts.model.maturity import lag_days
from goalposts.model.stream_counts import StreamCount

if TYPE_CHECKING:
    from goalposts.scoring import Cube, Plan
    from goalposts.scoring.scanning import Crediting, Folding, Ordering
    from goalposts.store import Store
    from goalposts.store.keeping import Keeping


def tally(
    project: Project,
    tables: Mapping[str, object] | None = None,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
    quarantine: Quarantine | None = None,
    store: Store | None = None,
) -> Cube:
    """Scan every stream that some goal needs, once, into a cube.

    Args:
        project: its sources are read where no table is given.
        tables: by source name or event type, anything with the Arrow PyCapsule interface; mapped like file rows.
        as_of: rows at or after this day are not read; today in the project's zone when not given.
        progress: told how far the reading is.
        quarantine: where the rows that cannot be read are kept; they are only counted when not given.
        store: where scans are kept and taken from; without it everything is read, and nothing written.

    Raises:
        InputError: a goal does not resolve, or a source cannot be read.

    Example:
        >>> from goalposts.testing import sample_project
        >>> visits = {"visit_id": ["a", "b"], "at": ["2025-10-01T09:00Z", "2025-10-01T10:00Z"], "done": [True, None]}
        >>> cube = tally(sample_project(), {"sample.visit": visits}, as_of=date(2026, 2, 1))
        >>> cube.streams[0].accepted
        2
    """
    today, first = clock(project, as_of), first_sealed(project)
    goals = (*resolve(project), *(() if first is None else first.goals))
    return tally_goals(project, goals, tables, today, progress, quarantine, store)


def load_cube(path: str | Path) -> Cube:
    """Read a cube that `goalposts score --cube` wrote.

    It stands for the data in `score`, `check` and `verify` of the same project, as of the same day.

    Raises:
        InputError: there is no such file, it cannot be read, or is no cube of this version.
    """
    from goalposts.formats import read_bytes
    from goalposts.scoring import Cube

    content = read_bytes(Path(path))
    try:
        return Cube.load(content)
    except InputError as error:
        raise evolve(error, where=str(path)) from error


def tally_goals(
    project: Project,
    goals: tuple[ResolvedGoal, ...],
    tables: Mapping[str, object] | None,
    as_of: date,
    progress: Progress | None = None,
    quarantine: Quarantine | None = None,
    store: Store | None = None,
) -> Cube:
    """Scan the streams of some resolved goals; see `tally`."""
    from goalposts.scoring import plan

    first, end = span(project, goals, as_of)
    made = plan(
        with_controls(goals), project.timezone, first, end, segments=cuts_of(project, goals), apart=project.bridge
    )
    check_tables(project, tables or {})
    keeping = None if store is None or tables else _keeping(store, project, goals, made, as_of, quarantine)
    known = None if keeping is None else keeping.whole()
    if known is not None:
        return known
    reading = Reading(project, tables or {}, as_of, progress, quarantine, keeping)
    cube = evolve(_scanned(reading, goals, made), as_of=as_of)
    if keeping is not None:
        keeping.keep(cube)
    return cube


def _scanned(reading: Reading, goals: tuple[ResolvedGoal, ...], made: Plan) -> Cube:
    from goalposts.scoring import Cube
    from goalposts.scoring.scanning import Gathering

    project, cube = reading.project, Cube.empty(made)
    counts: list[StreamCount] = []
    creditings = _creditings(goals, made)
    for event_type in _event_types(goals):
        foldings = _foldings(project, goals, made, event_type)
        orderings = _orderings(project, goals, made, event_type)
        takers = (*orderings, *_takers(foldings, creditings, event_type))
        wanted = made.needed(event_type).union(*(taker.needed for taker in takers))
        within = None if takers or not made.by_own_time(event_type) else (made.first_day, made.end_day)
        for source in project.sources_of(event_type):
            stream = reading.open(source, wanted, within)
            gathering = Gathering(made, event_type, source.name, cube.midnights)
            cube = cube.with_sections(reading.gather(stream, gathering, takers))
            counts.append(_counted(stream.count, takers))
        for folding in foldings:
            for name in folding.sources:
                entities = Gathering(made, folding.kind.id, name, cube.midnights)
                cube = cube.with_sections(entities.of(partial(_entities, folding, name)))
        for ordering in orderings:
            cube = _with_batches(cube, made, ordering.batches())
    for crediting in creditings:
        cube = _with_batches(cube, made, crediting.batches())
    return cube.with_streams(counts)


def _with_batches(cube: Cube, made: Plan, batches: Iterator[Batch]) -> Cube:
    """A cube with events that are made of others, a batch for every source."""
    from goalposts.scoring.scanning import Gathering

    for batch in batches:
        gathering = Gathering(made, batch.event_type, batch.instrument, cube.midnights)
        cube = cube.with_sections(gathering.of(partial(iter, (batch,))))
    return cube


def _event_types(goals: tuple[ResolvedGoal, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(event_type for goal in goals for event_type in goal.event_types))


def _keeping(
    store: Store,
    project: Project,
    goals: tuple[ResolvedGoal, ...],
    made: Plan,
    as_of: date,
    quarantine: Quarantine | None,
) -> Keeping:
    from goalposts.store.keeping import Keeping

    sources = tuple(source for event_type in _event_types(goals) for source in project.sources_of(event_type))
    kinds = {kind.id: kind for goal in goals for kind in goal.kpi.reads(goal.variant)}
    read = tuple(project.catalogue.event_types[source.event_type] for source in sources)
    versions = {"": engine_version(), **project.catalogue.versions}
    return Keeping(store, project, made, sources, (*kinds.values(), *read), as_of, quarantine, versions)


def with_controls(goals: tuple[ResolvedGoal, ...]) -> tuple[ResolvedGoal, ...]:
    """The goals, every one that is compared on its control rows too, and what else is counted of them.

    Those are the rows that they leave out, the steps of their chains, their models, and what is older than a parallel
    run.
    """
    controls = (control for control in (goal.of_control for goal in goals) if control is not None)
    older = (known for known in (goal.of_older for goal in goals) if known is not None)
    counts = (
        count
        for goal in goals
        for count in (*goal.of_exclusions, *goal.of_chain, *goal.of_models.values(), *goal.of_plain_models.values())
    )
    return (*goals, *controls, *older, *counts)


def _entities(folding: Folding, source: str) -> Iterator[Batch]:
    return (batch for batch in folding.batches() if batch.instrument == source)


def _foldings(project: Project, goals: tuple[ResolvedGoal, ...], made: Plan, event_type: str) -> tuple[Folding, ...]:
    """The folds over one event type that some goal needs, each once."""
    from goalposts.scoring.scanning import Folding

    kinds = {kind.id: kind for goal in goals for kind in goal.kpi.reads(goal.variant)}
    names = [source.name for source in project.sources_of(event_type)]
    return tuple(
        Folding.of(kind, made.needed(kind.id), names, timezone=project.timezone)
        for kind in kinds.values()
        if kind.fold is not None and kind.origin.id == event_type
    )


def _orderings(project: Project, goals: tuple[ResolvedGoal, ...], made: Plan, event_type: str) -> tuple[Ordering, ...]:
    """The histories of one event type that some goal needs, each once."""
    from goalposts.scoring.scanning import Ordering

    kinds = {kind.id: kind for goal in goals for kind in goal.kpi.reads(goal.variant)}
    return tuple(
        Ordering.of(kind, made.needed(kind.id), project.timezone)
        for kind in kinds.values()
        if kind.history is not None and kind.origin.id == event_type
    )


def _creditings(goals: tuple[ResolvedGoal, ...], made: Plan) -> tuple[Crediting, ...]:
    """The attributions that some goal needs, each once."""
    from goalposts.scoring.scanning import Crediting

    kinds = {kind.id: kind for goal in goals for kind in goal.kpi.reads(goal.variant) if kind.attribution is not None}
    return tuple(Crediting.of(kind, made.needed(kind.id)) for kind in kinds.values())


def _takers(foldings: tuple[Folding, ...], creditings: tuple[Crediting, ...], event_type: str) -> tuple[Taker, ...]:
    """What takes the batches of an event type beside the cube."""
    return (*foldings, *(side for crediting in creditings for side in crediting.sides_of(event_type)))


def _counted(count: StreamCount, takers: tuple[Taker, ...]) -> StreamCount:
    without = {taker.kind.id: taker.without_key.get(count.instrument, 0) for taker in takers}
    return evolve(count, without_key={kind: rows for kind, rows in without.items() if rows})


_SLACK_DAYS: Final = 60
"""Days after the last one that must be followed, so that a day without rows does not hide that the source goes on."""


def span(project: Project, goals: tuple[ResolvedGoal, ...], as_of: date) -> tuple[date, date]:
    """Return the days that the windows and their follow-up need, up to the clock's day, and at least one."""
    windows = [goal.evaluation for goal in goals] or [project.evaluation]
    windows += [goal.sample for goal in goals if goal.sample is not None]
    read = _event_types(goals)
    windows += [days for event_type, days in project.bridge.items() if event_type in read]
    first = min(window.start for window in windows)
    last = max(window.end for window in windows)
    followed = [goal.evaluation.end + timedelta(days=lag_days(goal) + _SLACK_DAYS) for goal in goals if lag_days(goal)]
    end = min(max([last, *followed]), as_of)
    return first, max(end, first + timedelta(days=1))
