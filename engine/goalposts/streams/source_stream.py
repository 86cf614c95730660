"""The events of one source, batch by batch, and afterwards what became of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import numpy as np
from attrs import define, evolve, field
from numpy.typing import NDArray

from goalposts.locale import Text
from goalposts.model import Batch, EventType, Quarantine, Source
from goalposts.model.stream_counts import FileDoubt, StreamCount
from goalposts.streams.batches.raw import Reader
from goalposts.streams.conversion.clock import Zone
from goalposts.streams.files.stamps import StampedFile
from goalposts.streams.gates.acceptance import Acceptance, Accepted
from goalposts.streams.gates.contradictions import Contradictions
from goalposts.streams.gates.counting import Counting
from goalposts.streams.gates.dedupe import Newest, has_key, stays
from goalposts.streams.gates.quarantine import FileWriter, quarantine_file
from goalposts.streams.mapping.mapped_fields import only_ranks
from goalposts.streams.reading_share import ReadingShare


@define(eq=False)
class SourceStream:
    """Iterate over it for batches in the order of the source; it can be iterated again.

    Attributes:
        parts: every file or table with its gates.
        zone: the project's zone, in which times are shown.
        quarantine: where refused rows are kept; nowhere when None.
        stamps: of every part, what its file was when it was opened; None of what is no file.
        whole: whether rows of one file may depend on those of another, beside what duplicates are.
        words: what its rows are called that are no events, by the reason that its format gives.
        rows_to, rows_from: where refused rows go instead, and from which place on, when it is a part of a source.
        counting: what became of the rows, once all were read.
        refused_digest: of the file of refused rows, once it is written.
        share: of its bytes that are read so far; None where that is not known.
    """

    source: Source
    event_type: EventType
    parts: tuple[tuple[Reader, Acceptance], ...]
    zone: Zone
    quarantine: Quarantine | None = None
    stamps: tuple[StampedFile | None, ...] = ()
    whole: bool = False
    words: Mapping[str, Text] = field(factory=dict)
    rows_to: FileWriter | None = None
    rows_from: int = 0
    counting: Counting = field(factory=Counting, init=False)
    refused_digest: str = field(default="", init=False)
    share: float | None = field(default=None, init=False)
    _count: StreamCount | None = field(default=None, init=False)

    @property
    def absent(self) -> frozenset[str]:
        """Fields of the event type that no file gives."""
        return frozenset.intersection(*(gates.absent for _, gates in self.parts))

    @property
    def count(self) -> StreamCount:
        """What became of the rows.

        Raises:
            RuntimeError: the stream was not iterated to its end yet.
        """
        if self._count is None:
            raise RuntimeError("iterate the stream to its end before asking for its count")
        return self._count

    def __iter__(self) -> Iterator[Batch]:
        self._count = None
        counting = Counting()
        places = self._newest_places(counting)
        start = 0
        with self.refused_rows() as writer:
            for reader, gates in self.parts:
                open_gates = evolve(gates, writer=writer)
                so_far = ReadingShare(tuple(known for known, _ in self.parts))
                for raw in reader.batches(gates.columns):
                    so_far.rows += raw.cells.num_rows + len(raw.wrong)
                    self.share = so_far.of(reader)
                    accepted = open_gates.accept(raw, counting)
                    kept = accepted
                    if places is not None:
                        kept = _newest(accepted, places, start, self.source.dedupe, only_ranks(gates.fields))
                    start += accepted.rows
                    counting.duplicates += accepted.rows - kept.rows
                    counting.accept(kept.columns[self.event_type.time].values, kept.ambiguous, kept.crossings)
                    if kept.rows:
                        yield self.batch(gates, kept)
            self.finish(counting)

    @property
    def rows(self) -> int | None:
        """How many rows it has, or about how many, where they can be read side by side."""
        if self.source.dedupe:
            return None
        pieces = [reader.pieces() for reader, _ in self.parts]
        if any(found is None for found in pieces):
            return None
        return sum(piece.rows for found in pieces for piece in found or ())

    @contextmanager
    def refused_rows(self) -> Iterator[FileWriter | None]:
        """Open what takes refused rows, for one pass; it is kept only when everything was read."""
        if self.rows_to is None:
            with quarantine_file(self.quarantine, self.source.name) as writer:
                yield writer
            self.refused_digest = "" if writer is None else writer.digest
        else:
            self.rows_to.cut_back(self.rows_from)  # of an earlier pass
            yield self.rows_to

    def finish(self, counting: Counting) -> None:
        """Take what became of all rows.

        Raises:
            SourceError: a file changed while it was read.
        """
        for file in self.stamps:
            if file is not None:
                file.check_unchanged()
        if self.quarantine is not None and not self.quarantine.values:
            counting.forget_values()
        self.counting = counting
        self._count = counting.finished(self.event_type.id, self.source.name, self.zone, self.words)

    def take_kept(self, counting: Counting, refused: bytes | None) -> None:
        """Take what became of all rows in an earlier reading, in place of reading them."""
        self.counting = counting
        if refused and self.rows_to is not None:
            self.rows_to.append(refused)

    def doubt(self, doubts: tuple[FileDoubt, ...]) -> None:
        """Add what only people can tell of its files to its count."""
        self._count = evolve(self.count, doubts=(*self.count.doubts, *doubts))

    def _newest_places(self, counting: Counting) -> NDArray[np.int64] | None:
        """The first of two passes: which accepted rows stay; nothing when duplicates are not asked about.

        Of several files it is counted which contradict each other.
        """
        if not self.source.dedupe:
            return None
        newest = Newest(self.source.dedupe, self.source.dedupe_by or self.event_type.time, self.source.name)
        rivals = Contradictions() if len(self.parts) > 1 else None
        start = 0
        for place, (reader, gates) in enumerate(self.parts):
            for raw in reader.batches(gates.columns):
                accepted = gates.accept(raw, Counting())
                added = newest.add(accepted.columns, start)
                if rivals is not None:
                    rivals.add(added, accepted.columns, place, only_ranks(gates.fields))
                start += accepted.rows
        if rivals is not None:
            counting.doubts = rivals.doubts(tuple(reader for reader, _ in self.parts))
        return newest.places()

    def batch(self, gates: Acceptance, kept: Accepted) -> Batch:
        """Make a batch of rows that passed."""
        return Batch(self.event_type.id, self.source.name, kept.rows, kept.columns, gates.absent, self._until)

    @property
    def _until(self) -> date | None:
        return self.source.observed_until


def _newest(
    accepted: Accepted,
    places: NDArray[np.int64],
    start: int,
    keys: tuple[str, ...],
    ranks: frozenset[str],
) -> Accepted:
    kept = accepted.keep(stays(places, start, has_key(accepted.columns, keys)))
    return evolve(kept, columns={key: column for key, column in kept.columns.items() if key not in ranks})
