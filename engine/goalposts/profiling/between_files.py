"""What files that become the same events have to do with one another: rows that stand twice, rows that contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from goalposts.errors import GoalpostsError
from goalposts.expressions import ValueType
from goalposts.locale import Text
from goalposts.model.doubt_words import cure_of, doubt_of
from goalposts.model.stream_counts import FILES_ALIKE, FileDoubt
from goalposts.profiling.surroundings import Surroundings
from goalposts.streams.files.locations import shown_name
from goalposts.streams.overlaps.finding import doubt_of as noted
from goalposts.streams.overlaps.finding import overlaps, refusal

if TYPE_CHECKING:
    from goalposts.model import EventType, Source
    from goalposts.profiling.profile import FileProfile, Mapped


@frozen
class BetweenFiles:
    """One thing to know before files are read as one source.

    Attributes:
        kind: `same_rows`, which scoring refuses, or the kind of a `FileDoubt`.
        files: their names, of the two that it concerns most.
        rows: how many.
    """

    event_type: str
    kind: str
    files: tuple[str, str]
    rows: int
    text: Text
    hint: Text


SAME_ROWS = "same_rows"


def between_files(files: Iterable[FileProfile], around: Surroundings) -> Iterator[BetweenFiles]:
    """Compare files that are read alike, as one source of them would be."""
    alike: dict[str, list[FileProfile]] = {}
    for file in files:
        if file.mapped is not None and file.mapped.facts is not None:
            entry = {key: value for key, value in file.mapped.entry.items() if key != "source"}
            alike.setdefault(f"{file.mapped.event_type.id} {entry}", []).append(file)
    for group in alike.values():
        mapped = group[0].mapped
        if len(group) > 1 and mapped is not None:
            try:
                yield from _compared(_together(group, mapped, around), mapped.event_type, around)
            except GoalpostsError:
                continue  # files that cannot be read together have nothing in common


def _together(group: list[FileProfile], mapped: Mapped, around: Surroundings) -> Source:
    """One source of all files; under one pattern or folder, whose folders may name columns, as it is written."""
    locations = tuple(dict.fromkeys(file.seen.file.location for file in group))
    if len(locations) > 1:
        locations = tuple(shown_name(file.seen.file.path, around.folder) for file in group)
    if mapped.preset is not None:
        return evolve(mapped.preset.source, locations=locations)
    source = around.source_of({**mapped.entry, "timezone": around.zone}, mapped.event_type.id)
    return evolve(source, locations=locations)


def _compared(source: Source, kind: EventType, around: Surroundings) -> Iterator[BetweenFiles]:
    stream = around.opened(source, kind, around.zone)
    found = overlaps(stream)
    certain = [each for each in found if each.is_refused]
    if certain:
        said, worst = refusal(certain, stream), certain[0]
        yield BetweenFiles(kind.id, SAME_ROWS, worst.names, worst.shared.rows, said.problem, said.hint or Text.of(""))
    yield from (_doubted(kind, noted(each)) for each in found if not each.is_refused)
    ids = [known.id for known in kind.fields if known.type is ValueType.ID and known.required]
    keyed = source if source.dedupe or not ids else evolve(source, dedupe=(ids[0],))
    if keyed.dedupe:
        stream = around.opened(keyed, kind, around.zone)
        for _ in stream:
            pass
        yield from (_doubted(kind, doubt) for doubt in stream.count.doubts if doubt.kind != FILES_ALIKE)


def _doubted(kind: EventType, doubt: FileDoubt) -> BetweenFiles:
    return BetweenFiles(kind.id, doubt.kind, doubt.files, doubt.rows, doubt_of(doubt), cure_of(doubt))
