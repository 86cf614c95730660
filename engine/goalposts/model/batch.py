"""A batch: some mapped rows of one source, column by column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from goalposts.expressions.columns import Column


@frozen(eq=False)
class Batch:
    """Rows of one event type that one instrument measured, in the order of the source.

    Attributes:
        rows: how many.
        columns: fields and dimensions by id, each with `rows` cells. A field that the source does not give
            is not among them; it is in `absent`.
        absent: fields of the event type that the source does not give.
        observed_until: the day at whose start the follow-up of open rows ended, if the source declares one.
    """

    event_type: str
    instrument: str
    rows: int
    columns: Mapping[str, Column]
    absent: frozenset[str] = frozenset()
    observed_until: date | None = None
