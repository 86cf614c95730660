"""Reads the sources of a project: each in its parts, files or blocks of long ones, of which some may be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, field, frozen

from goalposts.errors import AbsentSourceError, SourceError
from goalposts.model import Batch, Project, Quarantine, Source

if TYPE_CHECKING:
    from goalposts.scoring.credit.credit_sides import Side
    from goalposts.scoring.filling.gathering import Jobs
    from goalposts.scoring.scanning import Folding, Gathering, Ordering
    from goalposts.scoring.states.section import Section
    from goalposts.store.keeping import Keeping
    from goalposts.streams.side_by_side import Part
    from goalposts.streams.source_stream import SourceStream
    from goalposts.streams.units import Content, Unit

Taker: TypeAlias = "Folding | Ordering | Side"
"""What takes the batches of a source beside the cube."""

Progress = Callable[[str, int, float | None], None]
"""Called with the name of the source being read, the rows read of it so far, and their share of it where known."""


@frozen
class Reading:
    """How the sources of a project are read: the clock, the tables that stand for them, who is told, what is kept."""

    project: Project
    tables: Mapping[str, object]
    as_of: date
    progress: Progress | None = None
    quarantine: Quarantine | None = None
    keeping: Keeping | None = None
    _told: dict[str, float | None] = field(factory=dict, init=False, repr=False, eq=False)

    def open(
        self, source: Source, wanted: frozenset[str] | None = None, within: tuple[date, date] | None = None
    ) -> SourceStream:
        """Open one source for some fields, else for all, and for some days where nobody can ask for others.

        Raises:
            SourceError: it cannot be read.
        """
        from goalposts.streams.opening import open_source

        with self._with_cures(source):
            return open_source(
                source,
                self.project.catalogue.event_types[source.event_type],
                timezone=self.project.timezone,
                as_of=self.as_of,
                folder=self.project.folder,
                currency=self.project.currency,
                table=self._table(source),
                wanted=wanted,
                within=None if source.dedupe else within,
                quarantine=self.quarantine,
                formats=self.project.catalogue.formats,
            )

    def _table(self, source: Source) -> object | None:
        return self.tables.get(source.name, self.tables.get(source.event_type))

    @contextmanager
    def _with_cures(self, source: Source) -> Iterator[None]:
        """Say of a file that does not fit its source what does, and of one that is not there who names it."""
        try:
            yield
        except AbsentSourceError as error:
            place = self.project.place_of(source, "source")
            named = f"{place.file}:{place.line}:{place.column}: " if place.line else ""
            if error.where.startswith(named):
                raise
            raise evolve(error, where=f"{named}{error.where}") from error
        except SourceError as error:
            if self._table(source) is not None:
                raise
            from goalposts.profiling.cures import cured

            raise cured(error, self.project, source) from error

    def gather(self, stream: SourceStream, gathering: Gathering, takers: tuple[Taker, ...]) -> dict[int, Section]:
        """Read a stream to its end into a gathering: as a whole where others take its rows too, else by its parts."""
        if self.keeping is not None:
            self.keeping.look_at(stream)
        content = self._content(stream) if takers else ()
        with self._with_cures(stream.source):
            found = self._whole(stream, gathering, takers) if takers else self._by_parts(stream, gathering)
        self._check_money(stream)
        if self.keeping is not None:
            self.keeping.note(stream.source, content)
            self.keeping.note_refused(stream)
        self._tell_end(stream)
        _demand_rows_once(stream)
        return found

    def _check_money(self, stream: SourceStream) -> None:
        from goalposts.streams.gates.money_watch import check_currencies

        check_currencies(
            stream.counting, self.project.currency, ", ".join(stream.source.locations) or stream.source.name
        )

    def _content(self, stream: SourceStream) -> Content:
        from goalposts.streams.units import contents

        return () if self.keeping is None else contents(stream, self.keeping.cut(stream.source))

    def _by_parts(self, stream: SourceStream, gathering: Gathering) -> dict[int, Section]:
        """Add up the parts of a source, in their order."""
        from goalposts.streams.gates.counting import Counting
        from goalposts.streams.units import is_long, units_of

        long = is_long(stream, gathering.worthwhile_rows)
        gathering = evolve(gathering, worthwhile_rows=0) if long else gathering
        total: dict[int, Section] = {}
        counting = Counting()
        cut = None if self.keeping is None else self.keeping.cut(stream.source)
        with stream.refused_rows() as writer:
            for unit in units_of(stream, writer, cut, grouped=long):
                for place, section in self._unit(unit, gathering, counting.rows).items():
                    total[place] = total[place].merge(section) if place in total else section
                counting.add(unit.stream.counting)
            stream.finish(counting)
        return total

    def _unit(self, unit: Unit, gathering: Gathering, rows: int) -> dict[int, Section]:
        """What a part comes to: as kept, or as read now and kept."""
        if self.keeping is None:
            return self._whole(unit.stream, gathering, (), rows)
        kept = self.keeping.find(unit, gathering)
        if kept is None:
            made = self._whole(unit.stream, gathering, (), rows)
            self.keeping.note(unit.stream.source, unit.content)
            self.keeping.keep_unit(unit, gathering, made)
            return made
        self.keeping.note(unit.stream.source, unit.content)
        unit.stream.take_kept(kept.counting, kept.refused)
        self._tell(unit.stream, rows + kept.counting.rows)
        return kept.sections_in(gathering.plan)

    def _whole(
        self, stream: SourceStream, gathering: Gathering, takers: tuple[Taker, ...], rows: int = 0
    ) -> dict[int, Section]:
        """Read side by side what is long and whose order does not matter."""
        from goalposts.streams.side_by_side import SideBySide

        if not takers and gathering.reads_side_by_side(stream.rows):
            with SideBySide(stream) as pieces:
                return gathering.of_parts(lambda: self._parts(stream, pieces.parts, rows), pieces.head())
        fresh = list(takers)

        def batches() -> Iterator[Batch]:
            taking, fresh[:] = tuple(fresh), []  # a second reading does not fold again
            for batch in self.batches(stream, rows):
                for taker in taking:
                    taker.add(batch)
                yield batch

        return gathering.of(batches)

    def read(self, source: Source, wanted: frozenset[str] | None = None) -> Iterator[Batch]:
        """Open a source and yield its batches.

        Raises:
            SourceError: it cannot be read, or its files share rows.
        """
        stream = self.open(source, wanted)
        yield from self.batches(stream)
        _demand_rows_once(stream)

    def batches(self, stream: SourceStream, rows: int = 0) -> Iterator[Batch]:
        """Yield the batches of a stream, and tell how far it is, with the rows before it."""
        for batch in stream:
            yield batch
            rows += batch.rows
            self._tell(stream, rows, stream.share)

    def _parts(self, stream: SourceStream, parts: Iterable[Part], rows: int) -> Jobs:
        read, whole = 0, stream.rows
        for part in parts:
            yield part.read
            read += part.piece.rows
            self._tell(stream, rows + read, read / whole if whole else None)

    def _tell(self, stream: SourceStream, rows: int, share: float | None = None) -> None:
        if self.progress is not None:
            self._told[stream.source.name] = share
            self.progress(stream.source.name, rows, share)

    def _tell_end(self, stream: SourceStream) -> None:
        """The share of a text is that of its last block, which is not the whole."""
        share = self._told.get(stream.source.name)
        if share is not None and share < 1.0:
            self._tell(stream, stream.count.accepted, 1.0)


def _demand_rows_once(stream: SourceStream) -> None:
    """Refuse a source of several files in which rows stand twice, where nothing says that they are to be dropped.

    Where that is not certain, it is noted.

    Raises:
        SourceError: they do.
    """
    if len(stream.parts) == 1:
        return
    from goalposts.streams.overlaps.finding import doubt_of, overlaps, refusal

    found = overlaps(stream)
    certain = [each for each in found if each.is_refused]
    if certain:
        raise refusal(certain, stream)
    stream.doubt(tuple(map(doubt_of, found)))
