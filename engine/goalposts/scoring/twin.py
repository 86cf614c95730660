"""What one batch gives to one stream, by NumPy: the specification of the compiled scan, and the way of small inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import define, evolve, field

from goalposts.expressions.local_time import local_seconds
from goalposts.scoring.cells import Cells, Counted, counted, evaluated
from goalposts.scoring.days import day_codes, day_number
from goalposts.scoring.states import STATES, State

if TYPE_CHECKING:
    from goalposts.model import Batch
    from goalposts.scoring.arrays import Flags, Integers
    from goalposts.scoring.plan import Plan
    from goalposts.scoring.slots import StreamPlan

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

    def state(self, tally: int, only: Flags | None = None) -> State:
        """The state of a tally, over all days or some.

        Args:
            tally: its position in the stream's plan.
            only: shape (days,), the days to fill; all when not given.
        """
        where, measure = self.stream.pairs[tally]
        codes = np.clip(self.codes, 0, self.days - 1)
        slots = {slot for slot in (where, measure.among, measure.of, measure.by) if slot is not None}
        for slot in slots - self._cells.keys():
            self._cells[slot] = evaluated(self.stream.expressions[slot], self.batch, self.plan.timezone)
        rows = counted(where, measure, self._cells, self._inside)
        if measure.kind == "follow_up":
            rows = self._in_days(rows)
        if only is not None:
            rows = evolve(rows, known=rows.known & only[codes], unknown=rows.unknown & only[codes])
        return STATES[measure.kind].of(self.days, codes, rows)

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
