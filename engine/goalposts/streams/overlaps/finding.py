"""Finds the rows that files of one source have in common, and refuses what would be counted twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from goalposts.errors import SourceError
from goalposts.expressions import ValueType
from goalposts.locale import Text, counted, day
from goalposts.model.stream_counts import FILES_ALIKE, FileDoubt
from goalposts.streams.files.copy_names import is_copy_of
from goalposts.streams.files.stamps import StampedFile
from goalposts.streams.mapping.asked_columns import asked_columns
from goalposts.streams.mapping.mapped_fields import map_fields
from goalposts.streams.overlaps.row_prints import RowPrints
from goalposts.streams.overlaps.shared_rows import SharedRows, shared_rows
from goalposts.streams.overlaps.suspects import suspects
from goalposts.streams.overlaps.thinned import Thinned
from goalposts.streams.sheets.reader import ROW_ID, ROW_NUMBER, SHEET_NAME
from goalposts.streams.source_stream import SourceStream

KEEP: Final = "keep"
"""Of `same_rows`: rows that stand in two files are events of their own."""


@frozen
class Overlap:
    """What two files of a source share.

    Attributes:
        names: of the files; where one is named as a copy, that is the second.
        copied: whether it is.
        about: whether the rows are so many that only a part of them was counted.
    """

    names: tuple[str, str]
    shared: SharedRows
    copied: bool
    about: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether it is certain that the rows are the same, and not only alike."""
        return self.shared.is_proof or (self.copied and self.shared.whole)


def overlaps(stream: SourceStream) -> tuple[Overlap, ...]:
    """Find what the files of a source share, where nothing would drop it; first what is certain, and most of it.

    Files that share all rows of one of them are told even if the rows say too little to be sure.

    Raises:
        SourceError: a file cannot be read.
    """
    source = stream.source
    parts = [(*part, file) for part, file in zip(stream.parts, stream.stamps, strict=True) if file is not None]
    if len(parts) < 2 or source.dedupe or source.same_rows == KEEP:
        return ()
    found = _found(stream, narrow=False)
    told = (each for each in found if each.is_refused or (each.shared.whole and each.shared.rows > 1))
    return tuple(sorted(told, key=lambda each: (not each.is_refused, -each.shared.rows)))


def _found(stream: SourceStream, *, narrow: bool) -> list[Overlap]:
    tables, files = _tables(stream, narrow=narrow)
    try:
        prints, halvings = _prints(tables, suspects(tables, files))
    except SourceError:  # in a column that nobody asks for there may be what cannot be read
        if narrow:
            raise
        return _found(stream, narrow=True)
    return [_overlap(shared, tables, halvings) for shared in shared_rows(prints)]


def _tables(stream: SourceStream, *, narrow: bool) -> tuple[list[RowPrints], list[StampedFile]]:
    source = stream.source
    fields = map_fields(stream.event_type, source)
    ids = asked_columns(source, (known for known in fields if known.type is ValueType.ID))
    asked = asked_columns(source, fields)
    of_file = frozenset((ROW_NUMBER, ROW_ID)) | (frozenset((SHEET_NAME,)) - asked)
    parts = [(*part, file) for part, file in zip(stream.parts, stream.stamps, strict=True) if file is not None]
    tables = [RowPrints(reader, gates, stream.zone, ids, of_file, narrow) for reader, gates, _ in parts]
    return tables, [file for *_, file in parts]


def _prints(tables: Sequence[RowPrints], places: Sequence[int]) -> tuple[NDArray[np.int64], int]:
    """The rows of some tables: what they say beside the day, the day, and their place."""
    kept = Thinned()
    for place in places:
        for rows in tables[place].rows():
            kept.add(place, rows)
    numbered = {tables[place].counters for place in places}
    found = [np.zeros((0, 3), np.int64)]
    for place in kept.files:
        content, days, counted_by = kept.of(place).T
        said = content if len(numbered) == 1 else content ^ counted_by
        found.append(np.stack((said, days, np.full(len(days), place)), axis=1))
    return np.concatenate(found), kept.halvings


def _overlap(shared: SharedRows, tables: Sequence[RowPrints], halvings: int) -> Overlap:
    one, other = (tables[place].reader.name for place in shared.files)
    if is_copy_of(one, other):
        one, other = other, one
    return Overlap((one, other), shared.times(1 << halvings), is_copy_of(other, one), halvings > 0)


def refusal(found: Sequence[Overlap], stream: SourceStream) -> SourceError:
    """Say which files share rows, and what to do."""
    worst = found[0]
    shared = worst.shared
    problem = _PROBLEM.fill(
        one=worst.names[0],
        other=worst.names[1],
        rows=rows_of(worst),
        first=day(shared.first),
        last=day(shared.last),
        copy=_COPY.fill(copy=worst.names[1], name=worst.names[0]) if worst.copied else "",
        more=_MORE.fill(pairs=counted(len(found) - 1, *_PAIRS)) if found[1:] else "",
    )
    key = _id_of(stream)
    return SourceError(problem, stream.source.name, _HINT.fill(key=_KEY.fill(field=key) if key else ""))


def doubt_of(found: Overlap) -> FileDoubt:
    """Note what is not certain enough to be refused."""
    return FileDoubt(FILES_ALIKE, found.names, found.shared.rows, found.names[1] if found.copied else "")


def rows_of(found: Overlap) -> Text:
    """Say how many rows they are."""
    rows = counted(found.shared.rows, *_ROWS)
    return _ABOUT.fill(rows=rows) if found.about else rows


def _id_of(stream: SourceStream) -> str:
    """The field by whose ids rows can be known; empty where the files have none."""
    ids = (known.id for known in stream.event_type.fields if known.type is ValueType.ID and known.required)
    given = {known.id for _, gates in stream.parts for known in gates.fields}
    return next((name for name in ids if name in given), "")


_ROWS: Final = (("row", "rows"), ("строка", "строки", "строк"))
_PAIRS: Final = (("more pair of files", "more pairs of files"), ("паре файлов", "парах файлов", "парах файлов"))
_ABOUT: Final = Text(en="about {rows}", ru="примерно {rows}")
_PROBLEM: Final = Text(
    en="{one} and {other} hold the same rows ({rows}, from {first} to {last}), which would be counted twice{copy}"
    "{more}",
    ru="в {one} и в {other} есть одни и те же строки ({rows}, с {first} по {last}), и они были бы посчитаны дважды"
    "{copy}{more}",
)
_COPY: Final = Text(
    en=" (by its name {copy} is a second download, or a copy, of {name})",
    ru=" (судя по имени, {copy} — повторно скачанный {name} или его копия)",
)
_MORE: Final = Text(en="; the same in {pairs}", ru="; то же ещё в {pairs}")
_HINT: Final = Text(
    en="leave out one of the files, or export days that do not overlap; or name under `dedupe:` the fields that make a "
    "row one and the same{key}; if every row is an event of its own, state `same_rows: keep`",
    ru="уберите один из файлов или выгрузите дни без пересечений; либо укажите в `dedupe:` поля, по которым строка "
    "узнаётся{key}; если каждая строка — отдельное событие, укажите `same_rows: keep`",
)
_KEY: Final = Text(en=", as `dedupe: {field}`", ru=", например `dedupe: {field}`")
