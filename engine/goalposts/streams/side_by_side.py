"""Reads the pieces of a source side by side, and tells what became of its rows as if they had been read in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from threading import Lock
from typing import TYPE_CHECKING, Self

from attrs import define, evolve, field

from goalposts.model import Batch
from goalposts.streams.gates.counting import Counting
from goalposts.streams.gates.quarantine import RowWriter

if TYPE_CHECKING:
    from goalposts.streams.batches.raw import Batches, Piece, Reader
    from goalposts.streams.gates.acceptance import Acceptance
    from goalposts.streams.source_stream import SourceStream


@define(eq=False)
class _Kept:
    """Takes refused rows until it is their turn to be written."""

    rows: list[tuple[object, ...]] = field(factory=list)

    def writerows(self, rows: Iterable[Iterable[object]], /) -> None:
        self.rows.extend(map(tuple, rows))


@define(eq=False)
class Part:
    """A piece with its gates.

    Attributes:
        number: its place in the source.
        told: called at the end with the number, what became of the rows, and those refused.
    """

    stream: SourceStream
    reader: Reader
    gates: Acceptance
    piece: Piece
    number: int
    told: Callable[[int, Counting, list[tuple[object, ...]]], None]

    def read(self) -> Iterator[Batch]:
        """The batches of the piece; at their end it is told what became of the rows."""
        counting, kept = Counting(), _Kept()
        gates = self.gates if self.stream.quarantine is None else evolve(self.gates, writer=kept)
        yield from self._batches(gates, counting, self.piece.read)
        self.told(self.number, counting, kept.rows)

    def head(self) -> Batch | None:
        """The first accepted rows, if there are any."""
        return next(self._batches(self.gates, Counting(), self.piece.peek), None)

    def _batches(self, gates: Acceptance, counting: Counting, read: Batches) -> Iterator[Batch]:
        if gates.knows_outside(self.piece, counting):
            return
        trusting = gates.trusting(self.piece.complete)
        for raw in read(trusting.columns):
            accepted = trusting.accept(raw, counting)
            counting.accept(accepted.columns[gates.time].values, accepted.ambiguous, accepted.crossings)
            if accepted.rows:
                yield self.stream.batch(self.gates, accepted)


@define(eq=False)
class SideBySide:
    """Use it in a `with` block, at whose end the stream knows its count and the refused rows are written.

    Attributes:
        parts: in the order of the source.
    """

    stream: SourceStream
    parts: tuple[Part, ...] = field(init=False)
    _counting: Counting = field(init=False, factory=Counting)
    _waiting: dict[int, tuple[Counting, list[tuple[object, ...]]]] = field(init=False, factory=dict)
    _next: int = field(init=False, default=0)
    _lock: Lock = field(init=False, factory=Lock)
    _writer: RowWriter | None = field(init=False, default=None)
    _stack: ExitStack = field(init=False, factory=ExitStack)

    def __attrs_post_init__(self) -> None:
        pieces = [(reader, gates, piece) for reader, gates in self.stream.parts for piece in reader.pieces() or ()]
        self.parts = tuple(Part(self.stream, *found, number, self._told) for number, found in enumerate(pieces))

    def head(self) -> Batch | None:
        """The first accepted rows of the first part, if there are any."""
        return self.parts[0].head() if self.parts else None

    def __enter__(self) -> Self:
        self._writer = self._stack.enter_context(self.stream.refused_rows())
        return self

    def __exit__(self, *failure: object) -> None:
        with self._stack.pop_all() as stack:
            if failure[0] is not None:
                stack.__exit__(*failure)  # type: ignore[arg-type]  # handed on as it came
            else:
                self.stream.finish(self._counting)

    def _told(self, number: int, counting: Counting, rows: list[tuple[object, ...]]) -> None:
        """Count the parts in their order, each once, and write their refused rows."""
        with self._lock:
            if number >= self._next:
                self._waiting[number] = counting, rows
            while self._next in self._waiting:
                its, refused = self._waiting.pop(self._next)
                self._counting.add(its)
                if self._writer is not None and refused:
                    self._writer.writerows(refused)
                self._next += 1
