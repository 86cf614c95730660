"""What one batch gives to one tally: which rows count, which cannot be judged, and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.expressions.evaluate import evaluate
from goalposts.scoring.filling.word_hashes import WordHashes
from goalposts.scoring.states.counted import Counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.expressions import Expression
    from goalposts.model import Batch
    from goalposts.scoring.arrays import Flags, Floats
    from goalposts.scoring.planning.slots import Measure

_CALENDAR: Final = (-62_103_974_400_000_000.0, 253_370_592_000_000_000.0)
"""From 0002-01-02 to 9998-12-30, the instants that every zone has a calendar for, in microseconds since 1970 UTC."""


@frozen(eq=False)
class Cells:
    """The cells of one expression, shapes (rows,): float64 values, 0 where missing, and where one is known.

    Conditions are 1.0 where true; words are their hashes.
    A value that is not finite counts as missing: it would poison its whole day.
    """

    values: Floats
    known: Flags


def evaluated(expression: Expression, batch: Batch, timezone: str, hashes: WordHashes | None = None) -> Cells:
    """Evaluate one slot over the rows of a batch; calendar parts are those of the zone's wall clock."""
    column = evaluate(expression, batch.columns, {}, batch.rows, timezone=timezone)
    cells = column.values
    if column.type.is_words:
        # a missing cell may hold any code: it takes the hash of no word, the last one
        codes = cells if column.valid is None else np.where(column.valid, cells, -1)
        cells = (hashes or WordHashes()).of(column.words)[codes]
    values = np.broadcast_to(cells, (batch.rows,)).astype(np.float64)
    known = np.isfinite(values)
    if column.valid is not None:
        known &= column.valid
    values[~known] = 0.0
    return Cells(values, known)


def counted(where: int | None, measure: Measure, cells: Mapping[int, Cells], inside: Flags) -> Counted:
    """Judge every row for one tally.

    The slice and `among` are one Kleene conjunction: a row that fails either is out for certain, whatever is missing
    of the other; a row that fails neither but lacks one is unknown.

    Args:
        where: the slot of the slice; None for all rows.
        measure: the slots of the formula.
        cells: the cells of every slot that the tally has.
        inside: shape (rows,), rows whose day is planned.
    """
    true, possible = inside, inside
    for slot in (where, measure.among):
        if slot is not None:
            holds = cells[slot].values != 0.0
            true = true & holds & cells[slot].known
            possible = possible & (holds | ~cells[slot].known)
    if measure.kind == "follow_up":
        return _followed(measure, cells, true, possible)
    known, operands = true, []
    for slot in (measure.of, measure.by):
        operands.append(np.ones(inside.size) if slot is None else cells[slot].values)
        known = known if slot is None else known & cells[slot].known
    return Counted(known, possible & ~known, operands[0], operands[1])


def _followed(measure: Measure, cells: Mapping[int, Cells], true: Flags, possible: Flags) -> Counted:
    """Judge the rows of a time to event: `x` is the time of the end, nan while open, when `of` says nothing yet."""
    assert measure.by is not None
    end = cells[measure.by]
    reached, judged = np.ones(true.size), np.ones(true.size, np.bool_)
    if measure.of is not None:
        reached, judged = cells[measure.of].values, cells[measure.of].known | ~end.known
    known = true & judged
    # 9999-12-31 is how many write an end that has not come, and a zone has no clock there: any day far enough will do
    ended = np.clip(end.values, *_CALENDAR)
    return Counted(known, possible & ~known, reached, np.where(end.known, ended, np.nan))
