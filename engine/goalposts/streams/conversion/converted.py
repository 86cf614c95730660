"""The result of converting one field of one batch."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from goalposts.expressions.columns import Column

Mask = NDArray[np.bool_]


@frozen(eq=False)
class Refusal:
    """Rows whose cell cannot be read, and why.

    Attributes:
        rows: shape (rows,).
        columns: those at fault; empty for all that the field is made of.
    """

    reason: str
    rows: Mask
    columns: tuple[str, ...] = ()


@frozen(eq=False)
class Converted:
    """A field's cells, what was refused among them, and which rows are worth counting.

    Attributes:
        ambiguous: local times that exist twice.
        crossings: differences of clock readings with midnight between them.
    """

    column: Column
    refusals: tuple[Refusal, ...] = ()
    ambiguous: Mask | None = None
    crossings: Mask | None = None

    def keep(self, rows: Mask) -> Converted:
        """Keep some rows."""
        kept = tuple(evolve(refusal, rows=refusal.rows[rows]) for refusal in self.refusals)
        marks = (None if mark is None else mark[rows] for mark in (self.ambiguous, self.crossings))
        return Converted(select(self.column, rows), kept, *marks)


def refused(*found: tuple[str, Mask]) -> tuple[Refusal, ...]:
    """Keep the refusals that concern any row."""
    return tuple(Refusal(reason, rows) for reason, rows in found if rows.any())


def either(marks: Iterable[Mask | None]) -> Mask | None:
    """The rows that one of some marks has; None where there is no mark."""
    there = [mark for mark in marks if mark is not None]
    return reduce(np.logical_or, there) if there else None


def select(column: Column, rows: Mask) -> Column:
    """Keep some rows of a column."""
    return Column(column.type, column.values[rows], None if column.valid is None else column.valid[rows], column.words)
