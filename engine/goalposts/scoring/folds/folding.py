"""A fold at work: batches of events in, batches of entities out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from attrs import define, field

from goalposts.expressions import Expression
from goalposts.expressions.checking import type_of
from goalposts.expressions.columns import Column
from goalposts.expressions.nodes import Compare, Name, Words
from goalposts.expressions.reducers import Any as AnyOf
from goalposts.expressions.reducers import First, Reducer
from goalposts.expressions.types import ValueType
from goalposts.model import Batch
from goalposts.scoring.folds.entity_table import EntityTable
from goalposts.scoring.folds.fold_answers import Answers, column_of
from goalposts.scoring.folds.fold_budget import BUDGET_BYTES, FoldBudget
from goalposts.scoring.folds.fold_program import program_of
from goalposts.scoring.folds.fold_rows import FoldRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goalposts.model import EventType
    from goalposts.model.folds import Fold
    from goalposts.scoring.arrays import Integers

Found = TypeVar("Found")
SOURCE: Final = "@source"
"""The name under which an event's source is a word of it; no field has it."""


@define(eq=False)
class Folding:
    """Takes the events of a type in the order of their sources, and gives the entities behind them.

    Attributes:
        kind: the folded event type.
        wanted: the fields and dimensions of the entities that somebody asks for; others are not computed.
        sources: the names of the sources whose events may come; an entity counts as measured by the source of its
            first event, and lacks what any source of its events lacks.
        without_key: events left out because they name no entity, by source.
    """

    kind: EventType
    wanted: frozenset[str]
    sources: tuple[str, ...]
    table: EntityTable
    timezone: str = "UTC"
    without_key: dict[str, int] = field(factory=dict)
    _rows: FoldRows = field(init=False, repr=False)
    _absent: dict[str, frozenset[str]] = field(factory=dict, init=False, repr=False)

    @classmethod
    def of(
        cls,
        kind: EventType,
        wanted: Iterable[str],
        sources: Iterable[str],
        *,
        timezone: str = "UTC",
        budget_bytes: int = BUDGET_BYTES,
    ) -> Folding:
        """Prepare a fold.

        Args:
            kind: an event type that is folded.
            wanted: the fields and dimensions that are asked for.
            sources: the names of the sources, in the order in which they are read.
            timezone: IANA name of the zone whose wall clock the calendar functions read.
            budget_bytes: the most that the entities may take.
        """
        wanted, sources = frozenset(wanted), tuple(sources)
        program = program_of(_reducers(_fold(kind), wanted, sources), kind.origin.time, _types(_fold(kind)))
        return cls(kind, wanted, sources, EntityTable(program, FoldBudget(kind.id, budget_bytes)), timezone)

    def __attrs_post_init__(self) -> None:
        fold = _fold(self.kind)
        self._rows = FoldRows(self.table.program, fold.key, fold.over.time, self.timezone)

    @property
    def needed(self) -> frozenset[str]:
        """The fields and dimensions of the events to read."""
        fold = _fold(self.kind)
        own = fold.reads(name for name in self.wanted if name != fold.key)
        return own | {fold.key, fold.over.time}

    def add(self, batch: Batch) -> None:
        """Fold the events of a batch.

        Raises:
            InputError: the entities take more memory than they may.
        """
        absent = batch.absent | (self.needed - batch.columns.keys())
        self._absent[batch.instrument] = self._absent.get(batch.instrument, frozenset()) | absent
        columns = dict(batch.columns)
        if len(self.sources) > 1:
            columns[SOURCE] = _constant(batch.instrument, batch.rows)
        without = batch.rows
        for part in self._rows.parts(columns, batch.rows):
            self.table.add(part)
            without -= part.size
        self.without_key[batch.instrument] = self.without_key.get(batch.instrument, 0) + without
        self.table.check_budget(self._rows.bytes)

    def batches(self) -> Iterator[Batch]:
        """Yield the entities, each once.

        Raises:
            InputError: they take more memory than they may.
        """
        absent = self._lacking()
        pieces = [partial(self._batches, piece, absent) for piece in self.table.pieces()]
        for found in computed_ahead(pieces, self.table.threads):
            yield from found

    def _batches(self, piece: Callable[[], Answers], absent: Mapping[str, frozenset[str]]) -> list[Batch]:
        found = piece()
        if not found.keys.size:
            return []
        owners = self._owners(found)
        if owners is None:
            return [self._batch(found, source, absent[source]) for source in self.sources]
        owned = [(source, found.take(owners == number)) for number, source in enumerate(self.sources)]
        return [self._batch(mine, source, absent[source]) for source, mine in owned if mine.keys.size]

    def _batch(self, found: Answers, source: str, absent: frozenset[str]) -> Batch:
        fold = _fold(self.kind)
        columns = {
            name: self._column(found, name, self._type(name)) for name in sorted(self.wanted - {fold.key} - absent)
        }
        if fold.key in self.wanted:
            columns[fold.key] = self._keys(found.keys)
        return Batch(self.kind.id, source, found.keys.size, columns, absent)

    def _column(self, found: Answers, name: str, kind: ValueType) -> Column:
        return column_of(self.table.program, name, found.fields[name], kind, self._rows.words)

    def _keys(self, keys: Integers) -> Column:
        kind = self._type(_fold(self.kind).key)
        if not self._rows.keys.words:  # they were numbers already
            return Column(kind, keys)
        codes, words = self._rows.keys.distinct_column_of(keys)
        return Column(kind, codes, None, words)

    def _type(self, name: str) -> ValueType:
        known = self.kind.find(name)
        return ValueType.CATEGORY if known is None else known.type

    def _owners(self, answers: Answers) -> Any:
        """The number of the source of every entity's first event; None where there is only one source."""
        if len(self.sources) < 2:
            return None
        found = self._column(answers, SOURCE, ValueType.CATEGORY)
        return np.array([self.sources.index(word) for word in found.words], np.int64)[found.values]

    def _lacking(self) -> dict[str, frozenset[str]]:
        """By source, the fields of its entities that some source of their events cannot give."""
        lacks = {source: self._absent.get(source, frozenset()) for source in self.sources}
        if len(self.sources) > 1 and any(lacks.values()):
            for piece in (ask() for ask in self.table.pieces()):
                owners = self._owners(piece)
                for number, source in enumerate(self.sources):
                    came = piece.fields[f"{SOURCE} {number}"].values
                    for owner in np.unique(owners[came]).tolist():
                        lacks[self.sources[owner]] |= self._absent.get(source, frozenset())
        fold = _fold(self.kind)
        names = self.wanted - {fold.key}
        return {source: frozenset(name for name in names if fold.needs(name) & lacks[source]) for source in lacks}


def _reducers(fold: Fold, wanted: frozenset[str], sources: tuple[str, ...]) -> Mapping[str, Reducer]:
    found = {name: fold.reducer(name) for name in sorted(wanted) if name != fold.key}
    if len(sources) > 1:
        found[SOURCE] = First(Name(SOURCE))
        for number, source in enumerate(sources):
            found[f"{SOURCE} {number}"] = AnyOf(Compare("==", Name(SOURCE), Words(source)))
    return found


def _types(fold: Fold) -> Callable[[Expression], ValueType]:
    """The type of an operand; a dimension, and the source of an event, is a word."""
    scope = fold.over.scope({})

    def type_of_operand(expression: Expression) -> ValueType:
        if isinstance(expression, Name) and scope.type_of(expression.id) is None:
            return ValueType.CATEGORY
        return type_of(expression, scope, "")

    return type_of_operand


def computed_ahead(tasks: Sequence[Callable[[], Found]], threads: int) -> Iterator[Found]:
    """Yield what tasks return, in their order, while the next ones are computed."""
    if len(tasks) < 2 or threads < 2:
        yield from (task() for task in tasks)
        return
    with ThreadPoolExecutor(threads) as pool:
        running: deque[Future[Found]] = deque()
        for task in tasks:
            running.append(pool.submit(task))
            if len(running) > threads:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _fold(kind: EventType) -> Fold:
    if kind.fold is None:
        raise ValueError(f"event type {kind.id} is not folded")
    return kind.fold


def _constant(word: str, rows: int) -> Column:
    return Column(ValueType.CATEGORY, np.zeros(rows, np.int32), None, (word,))
