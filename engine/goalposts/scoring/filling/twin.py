"""What one batch gives to one stream, by NumPy: the specification of the compiled scan, and the way of small inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import define, evolve, field

from goalposts.expressions.local_time import local_seconds
from goalposts.scoring.filling.cells import Cells, counted, evaluated
from goalposts.scoring.planning.days import day_codes, day_number
from goalposts.scoring.states.counted import Counted
from goalposts.scoring.states.kinds import STATES, State
from goalposts.scoring.states.segmented import Segmented, too_many

if TYPE_CHECKING:
    from goalposts.expressions.columns import Column
    from goalposts.model import Batch
    from goalposts.scoring.arrays import Flags, Integers
    from goalposts.scoring.planning.plan import Plan
    from goalposts.scoring.planning.slots import StreamPlan

_DAY_SECONDS: Final = 86_400


@define(eq=False)
class Twin:
    """The rows of one batch in the days of one stream; every slot is evaluated once, when it is asked for.

    Attributes:
        codes: shape (rows,), day codes, out of range for days that are not planned.
        dated: shape (rows,), rows that have the time.
    """

    stream: StreamPlan
    batch: Batch
    plan: Plan
    days: int
    codes: Integers
    dated: Flags
    _inside: Flags
    _cells: dict[int, Cells] = field(factory=dict)

    @classmethod
    def of(cls, stream: StreamPlan, batch: Batch, midnights: Integers, plan: Plan) -> Twin:
        """Cut the batch into days; by the event type's own time where the anchor is absent."""
        days, anchored = midnights.size - 1, stream.anchor in batch.columns
        codes, dated = _days(stream.anchor if anchored else stream.time, batch, midnights)
        # without the anchor no day of the KPI is known: such rows only show that the instrument was there
        inside = dated & (codes >= 0) & (codes < days) & anchored
        return cls(stream, batch, plan, days, codes, dated, inside)

    def state(self, tally: int) -> State:
        """The state of a tally, one value a day.

        Args:
            tally: its position in the stream's plan.
        """
        return self._state(tally, np.clip(self.codes, 0, self.days - 1), self.days)

    def _state(self, tally: int, codes: Integers, cells: int) -> State:
        where, measure = self.stream.pairs[tally]
        slots = {slot for slot in (where, measure.among, measure.of, measure.by) if slot is not None}
        for slot in slots - self._cells.keys():
            self._cells[slot] = evaluated(self.stream.expressions[slot], self.batch, self.plan.timezone)
        rows = counted(where, measure, self._cells, self._inside)
        if measure.kind == "follow_up":
            rows = self._in_days(rows)
        return STATES[measure.kind].of(cells, codes, rows)

    def segmented(self, dimension: str) -> Segmented:
        """The states by word of a dimension, of the tallies that are kept so."""
        column = self.batch.columns.get(dimension)
        tallies = range(len(self.stream.tallies))
        if column is None:
            states = tuple(map(self.state, tallies)) if self._inside.any() else ()
            return Segmented.without_words(self.stream, states)
        words, places = _placed(column, self._inside)
        if not words or too_many(words, self.stream.most_words):
            return Segmented(self.stream.most_words, overflown=bool(words))
        codes = places * self.days + np.clip(self.codes, 0, self.days - 1)
        cells = len(words) * self.days
        kept = (self._state(tally, codes, cells) if self.stream.by_word(tally) else None for tally in tallies)
        return Segmented(self.stream.most_words, words, tuple(kept))

    def _in_days(self, rows: Counted) -> Counted:
        """Turn the ends of a follow-up into day codes on the local calendar; a time that never was is unknown."""
        ended = np.where(np.isnan(rows.x), 0.0, rows.x).astype(np.int64)
        seconds, exists = local_seconds(ended, self.plan.timezone)
        days = (seconds // _DAY_SECONDS - day_number(self.plan.first_day)).astype(np.float64)
        return evolve(rows, known=rows.known & exists, x=np.where(np.isnan(rows.x), np.nan, days))


def _days(time: str, batch: Batch, midnights: Integers) -> tuple[Integers, Flags]:
    if time not in batch.columns:
        return np.full(batch.rows, -1), np.zeros(batch.rows, np.bool_)
    column = batch.columns[time]
    dated = np.ones(batch.rows, np.bool_) if column.valid is None else column.valid
    return day_codes(np.broadcast_to(column.values, (batch.rows,)), midnights), dated


def _placed(column: Column, inside: Flags) -> tuple[tuple[str, ...], Integers]:
    """The words that planned rows have, ascending, the empty one for missing; and the place of every row's word."""
    ranks = np.argsort(np.argsort(np.array(column.words, dtype=object))) if column.words else np.zeros(0, np.int64)
    # a missing cell may hold any code: it takes the rank of no word, the last one
    of_code = np.array([*(0 if word == "" else rank + 1 for word, rank in zip(column.words, ranks, strict=True)), 0])
    codes = column.values if column.valid is None else np.where(column.valid, column.values, -1)
    ranked = of_code[np.broadcast_to(codes, inside.shape)]
    found, places = np.unique(ranked[inside], return_inverse=True)
    words = ("", *sorted(column.words))
    every = np.zeros(inside.size, np.int64)
    every[inside] = places.reshape(-1)
    return tuple(words[rank] for rank in found), every
