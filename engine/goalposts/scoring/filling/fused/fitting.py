"""Makes a stream's expressions and a batch's columns fit for compiled code.

What only `goalposts.expressions.evaluate` knows (calendar parts, comparisons of two columns of words, hashes) is
evaluated by it, a batch at a time, into a column of its own; the code reads that instead of the expression.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.expressions.nodes import Name
from goalposts.model import Batch
from goalposts.scoring.filling.cells import evaluated
from goalposts.scoring.filling.fused.layout import Layout, types_of
from goalposts.scoring.filling.fused.registers import COMPILED
from goalposts.scoring.filling.fused.vector_code import VectorCode
from goalposts.scoring.filling.fused.vectorise import NotCompilableError, Vectoriser
from goalposts.scoring.filling.word_hashes import WordHashes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.expressions import Expression
    from goalposts.scoring.planning.slots import StreamPlan


SEGMENT: Final = "@segment"
"""The column of words that segments the days, as numbers; conditions read the dimension itself, and its own words."""


@frozen
class Fitting:
    """What compiled code reads of a stream.

    Attributes:
        stream: with a column's name in place of every expression that is not compiled.
        original: the stream as it was planned.
        tallies: the positions of the tallies that compiled code can fill.
        evaluated: the slots of those expressions, and whether they are conditions.
        types: the columns that are read.
    """

    stream: StreamPlan
    original: StreamPlan
    tallies: tuple[int, ...]
    evaluated: Mapping[int, bool]
    types: tuple[tuple[str, ValueType], ...]

    def columns(self, batch: Batch, timezone: str, hashes: WordHashes | None = None) -> dict[str, Column]:
        """The columns that are read, of one batch."""
        found = {name: batch.columns[name] for name, _ in self.types if name in batch.columns}
        for slot, is_flag in self.evaluated.items():
            cells = evaluated(self.original.expressions[slot], batch, timezone, hashes)
            values = cells.values != 0.0 if is_flag else cells.values
            kind = ValueType.FLAG if is_flag else ValueType.NUMBER
            found[_name(slot)] = Column(kind, values, None if cells.known.all() else cells.known)
        return found


def fitting(
    stream: StreamPlan, columns: Mapping[str, Column], by: str | None, tallies: tuple[int, ...]
) -> Fitting | None:
    """Work out what compiled code can read.

    Args:
        stream: the plan.
        columns: of the first batch; others must have the same types.
        by: the column of words that segments the days, if any.
        tallies: positions of the tallies that are wanted.

    Returns:
        None where a column is of no type that compiled code reads, or there is no anchor.
    """
    needed = stream.needed | ({by} if by else set())
    types = types_of(needed, columns)
    if types is None or stream.anchor not in dict(types):
        return None
    wanted = tuple(tally for tally in tallies if stream.pairs[tally][1].kind in COMPILED)
    replaced: dict[int, bool] = {}
    for tally in wanted:
        where, measure = stream.pairs[tally]
        for slot in (where, measure.among, measure.of, measure.by):
            if slot is not None and not _compilable(stream.expressions[slot], types):
                replaced[slot] = replaced.get(slot, False) or slot in (where, measure.among)
    expressions: list[Expression] = list(stream.expressions)
    for slot in replaced:
        expressions[slot] = Name(_name(slot))
    kinds = ((_name(slot), ValueType.FLAG if is_flag else ValueType.NUMBER) for slot, is_flag in replaced.items())
    cut = ((SEGMENT, ValueType.CATEGORY),) if by else ()
    every = tuple(sorted((*types, *kinds, *cut)))
    return Fitting(evolve(stream, expressions=tuple(expressions)), stream, wanted, replaced, every)


@lru_cache(maxsize=256)
def _compilable(expression: Expression, types: tuple[tuple[str, ValueType], ...]) -> bool:
    try:
        Vectoriser(VectorCode(), Layout(types, frozenset()), "%row").cells(expression)
    except NotCompilableError:
        return False
    return True


def _name(slot: int) -> str:
    return f"@{slot}"


def part(batch: Batch, first: int, end: int) -> Batch:
    """Some rows of a batch, without copying them."""
    if first == 0 and end == batch.rows:
        return batch
    rows = slice(first, end)
    columns = {
        name: evolve(
            column,
            values=column.values[rows] if column.values.ndim else column.values,
            valid=column.valid[rows] if column.valid is not None and column.valid.ndim else column.valid,
        )
        for name, column in batch.columns.items()
    }
    return evolve(batch, rows=end - first, columns=columns)
