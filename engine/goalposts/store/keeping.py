"""Puts the store to use while a project is tallied: the whole answer where nothing changed, else parts of sources.

A key holds all that a result depends on: the bytes of the files, the mapping, the event type, the plan, the versions.
Only where rows end (the day of the clock, the last day that a window needs) is not in the key of a part: a part whose
rows are all earlier is the same for any such end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import define, evolve, field

from goalposts.errors import InputError, SourceError
from goalposts.model import EventType, Project, Quarantine, Source
from goalposts.store.file_digests import FileDigests
from goalposts.store.folder import Store
from goalposts.store.keys import NotKeptError, key_of
from goalposts.store.unit_entry import Cutoff, UnitEntry, without_limit

if TYPE_CHECKING:
    from goalposts.scoring import Cube, Plan
    from goalposts.scoring.scanning import Gathering
    from goalposts.scoring.states.section import Section
    from goalposts.streams.batches.raw import Reader
    from goalposts.streams.source_stream import SourceStream
    from goalposts.streams.units import Content, Cut, Unit

MOST_REFUSED_BYTES: Final = 64 << 20
"""A part with more text of refused rows is not kept, so that the store does not become a copy of what is wrong."""

_MODES: Final = ("nowhere", "positions", "values")


@define(eq=False)
class Keeping:
    """What is kept of one tally.

    Attributes:
        plan: what is asked of all sources.
        sources: those that are read.
        kinds: the event types that the goals read, with what they are made of.
        versions: of the engine and of every plugin.
    """

    store: Store
    project: Project
    plan: Plan
    sources: tuple[Source, ...]
    kinds: tuple[EventType, ...]
    as_of: date
    quarantine: Quarantine | None
    versions: Mapping[str, str]
    _digests: dict[str, FileDigests] = field(factory=dict, init=False)
    _contents: dict[str, list[tuple[str, str]]] = field(factory=dict, init=False)
    _refused: dict[str, str] = field(factory=dict, init=False)
    _nameless: bool = field(default=False, init=False)

    def whole(self) -> Cube | None:
        """The cube of an earlier tally of the same; None where anything changed."""
        from goalposts.scoring import Cube

        with _nothing_kept():
            contents = {_name(source): self._known_content(source) for source in self.sources}
            if not all(contents.values()):
                return None
            body = self.store.get(self._whole_key(contents))
            if body is None:
                return None
            header, _, dumped = body.partition(b"\n")
            cube = Cube.load(dumped)
            return cube if json.loads(header) == self._found_refused() and cube.plan == self.plan else None
        return None

    def keep(self, cube: Cube) -> None:
        """Keep a whole cube, and drop what makes the store too large."""
        with _nothing_kept():
            # the sheets of a workbook are parts of one file
            contents = {
                _name(source): list(dict.fromkeys(self._contents.get(_name(source), []))) for source in self.sources
            }
            if all(contents.values()) and not self._nameless:
                header = json.dumps(self._refused).encode()
                self.store.put(self._whole_key(contents), header + b"\n" + cube.dump())
        self.store.trim()

    def cut(self, source: Source) -> Cut:
        """What cuts the files of a source into blocks with digests."""
        return self._of(source).cut

    def note(self, source: Source, content: Content) -> None:
        """Note what was read of a source.

        Raises:
            SourceError: a file that was written lately changed while it was read.
        """
        if not self._of(source).is_what_was_read(content):
            from goalposts.streams.files.stamps import changed

            raise changed(content[0][0].name)
        self._contents.setdefault(_name(source), []).extend((file.name, block.digest) for file, block in content)

    def look_at(self, stream: SourceStream) -> None:
        """See whether all that makes rows of a source can stand in a key; if not, no whole answer is kept."""
        try:
            key_of("gates", self._gates(stream))
        except NotKeptError:
            self._nameless = True

    def note_refused(self, stream: SourceStream) -> None:
        """Note which file of refused rows was written of a source."""
        if self.quarantine is not None:
            self._refused[stream.source.name] = stream.refused_digest

    def find(self, unit: Unit, gathering: Gathering) -> UnitEntry | None:
        """What is kept of a part of a source."""
        with _nothing_kept():
            cutoff, mode = self._cutoff(unit.stream), _mode(self.quarantine)
            movable = self.plan.by_own_time(gathering.event_type)
            for other in (mode, *(other for other in _MODES if other != mode)) if unit.content else ():
                body = self.store.get(self._unit_key(unit, gathering, other))
                entry = None if body is None else UnitEntry.load(body)
                if (
                    entry is not None
                    and _serves(entry, other, mode)
                    and entry.answers(self.plan, cutoff, movable=movable)
                ):
                    return entry
        return None

    def keep_unit(self, unit: Unit, gathering: Gathering, sections: Mapping[int, Section]) -> None:
        """Keep what was made of a part of a source."""
        refused = _refused(unit.stream)
        if not unit.content or len(refused) > MOST_REFUSED_BYTES:
            return
        with _nothing_kept():
            places = sorted(sections)
            plan = evolve(self.plan, streams=tuple(self.plan.streams[place] for place in places))
            made = tuple(sections[place] for place in places)
            kept = None if self.quarantine is None else refused
            entry = UnitEntry(self._cutoff(unit.stream), plan, made, unit.stream.counting, kept)
            self.store.put(self._unit_key(unit, gathering, _mode(self.quarantine)), entry.dump())

    def _cutoff(self, stream: SourceStream) -> Cutoff:
        span = stream.parts[0][1].span
        before = min(span.end, span.closed, stream.zone.midnight(self.plan.end_day))
        return Cutoff((span.start, span.end, span.closed), self.plan.end_day, before)

    def _unit_key(self, unit: Unit, gathering: Gathering, mode: str) -> str:
        stream, plan = unit.stream, self.plan
        content = [(file.name, block.digest) for file, block in unit.content]
        asked_of = tuple(without_limit(asked) for asked in plan.streams if asked.event_type == gathering.event_type)
        asked = (plan.timezone, plan.first_day, asked_of, gathering.worthwhile_rows)
        made_by = (evolve(stream.source, locations=()), stream.event_type, stream.zone, self._gates(stream))
        return key_of("unit", self.versions, mode, content, unit.lines_before, asked, made_by)

    def _gates(self, stream: SourceStream) -> list[object]:
        """What makes rows of every part, but for where they end."""
        from goalposts.streams.gates.acceptance import NOWHERE

        return [
            (reader.name, reader.columns, _written(reader), evolve(gates, span=NOWHERE, writer=None))
            for reader, gates in stream.parts
        ]

    def _whole_key(self, contents: Mapping[str, Sequence[tuple[str, str]] | None]) -> str:
        asked = (self.plan, self.as_of, self.sources, self.kinds, self.project.currency)
        return key_of("cube", self.versions, _mode(self.quarantine), contents, asked)

    def _known_content(self, source: Source) -> list[tuple[str, str]] | None:
        """The content of a source, if every file of it is what it was; without opening any."""
        from goalposts.streams.files.locations import find_files, stamped

        try:
            stamps = [stamped(file) for file in find_files(source, self.project.folder)]
        except SourceError:
            return None  # whoever reads the source in earnest tells it
        found: list[tuple[str, str]] = []
        for file in stamps:
            blocks = None if file is None else self._of(source).remembered(file)
            if file is None or blocks is None:
                return None
            found.extend((file.name, block.digest) for block in blocks)
        return list(dict.fromkeys(found))

    def _of(self, source: Source) -> FileDigests:
        from goalposts.streams.files.source_blocks import BLOCK_BYTES

        quoting = (source.quote, source.escape, source.footer)
        text = (BLOCK_BYTES, source.format, source.encoding, source.delimiter, source.header, quoting)
        return self._digests.setdefault(_name(source), FileDigests(self.store, key_of("cut", *text)))

    def _found_refused(self) -> dict[str, str]:
        """The digests of the files of refused rows: where one is gone or another, the rows have to be told again."""
        from goalposts.streams.gates.quarantine import digest_of, file_name

        if self.quarantine is None:
            return {}
        folder = self.quarantine.folder
        return {source.name: digest_of(folder / file_name(source.name)) for source in self.sources}


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """Leave a block without a result where something cannot be kept, or what is kept cannot be read."""
    try:
        yield
    except (NotKeptError, InputError, ValueError, OSError) as fault:
        if isinstance(fault, SourceError):
            raise


def _written(reader: Reader) -> tuple[str, str] | None:
    """How a text is written, as its start tells, which may be in another block than the rows."""
    from goalposts.streams.batches.raw import WrittenReader

    return reader.written if isinstance(reader, WrittenReader) else None


def _name(source: Source) -> str:
    return f"{source.event_type}/{source.name}"


def _mode(quarantine: Quarantine | None) -> str:
    return "nowhere" if quarantine is None else "values" if quarantine.values else "positions"


def _serves(entry: UnitEntry, kept: str, wanted: str) -> bool:
    """Whether an entry has what is to be told of refused rows."""
    return kept == wanted or not entry.counting.quarantined or (wanted, kept) == ("nowhere", "values")


def _refused(stream: SourceStream) -> bytes:
    return b"" if stream.rows_to is None else stream.rows_to.since(stream.rows_from)
