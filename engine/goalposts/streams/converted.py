"""The result of converting one field of one batch."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from goalposts.expressions.columns import Column

Mask = NDArray[np.bool_]


@frozen(eq=False)
class Refusal:
    """Rows whose cell cannot be read, and why; `rows` has shape (rows,)."""

    reason: str
    rows: Mask


@frozen(eq=False)
class Converted:
    """A field's cells, what was refused among them, and which local times were ambiguous."""

    column: Column
    refusals: tuple[Refusal, ...] = ()
    ambiguous: Mask | None = None

    def keep(self, rows: Mask) -> Converted:
        """Keep some rows."""
        kept = tuple(Refusal(refusal.reason, refusal.rows[rows]) for refusal in self.refusals)
        return Converted(select(self.column, rows), kept, None if self.ambiguous is None else self.ambiguous[rows])


def refused(*found: tuple[str, Mask]) -> tuple[Refusal, ...]:
    """Keep the refusals that concern any row."""
    return tuple(Refusal(reason, rows) for reason, rows in found if rows.any())


def select(column: Column, rows: Mask) -> Column:
    """Keep some rows of a column."""
    return Column(column.type, column.values[rows], None if column.valid is None else column.valid[rows], column.words)
