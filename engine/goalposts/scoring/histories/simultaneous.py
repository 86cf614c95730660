"""The order of events: by person and time, and at one moment by what they say themselves, never by their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from goalposts.expressions.types import ValueType

if TYPE_CHECKING:
    from goalposts.expressions.columns import Column
    from goalposts.model import EventType
    from goalposts.scoring.arrays import Codes, Flags, Integers


def told_apart_by(over: EventType, key: str) -> tuple[str, ...]:
    """Name the fields that tell events of one key and one moment apart.

    Its other ids do, as the number of the order; behind them all other fields, unless an id is there that no event
    lacks. They do not depend on what somebody asks for, so that no KPI changes the order of events in another.
    """
    fields = [known for known in over.fields if known.id not in (key, over.time)]
    ids = [known for known in fields if known.type is ValueType.ID]
    others = [known for known in fields if known.type is not ValueType.ID]
    return tuple(known.id for known in (ids if any(known.required for known in ids) else [*ids, *others]))


def in_order(
    people: Codes, times: Integers, sources: Codes, names: Sequence[str], cells: Callable[[str, Integers], Column]
) -> Integers:
    """Give the rows by person, time and source, and then by the value of one field after another; shape (rows,).

    Rows that are alike in all of that are alike in all that anybody asks for.

    Args:
        people: of every row.
        times: of every row.
        sources: of every row, by number.
        names: the fields, the weightiest first.
        cells: gives the values of a field at some rows.
    """
    order: Integers = np.lexsort((sources, times, people))
    same = (np.diff(people[order]) == 0) & (np.diff(times[order]) == 0)
    together = np.append(same, False) | np.append(False, same)
    places = np.flatnonzero(together[: order.size])
    if not places.size:
        return order
    rows = order[places]
    # A missing value goes behind the others.
    ranks = [rank for name in names for rank in _ranks(cells(name, rows))]
    order[places] = rows[np.lexsort((*reversed(ranks), sources[rows], times[rows], people[rows]))]
    return order


def _ranks(column: Column) -> tuple[Flags, Any]:
    known = np.ones(column.values.size, np.bool_) if column.valid is None else column.valid
    values = column.values
    if column.type.is_words:
        rank = np.empty(len(column.words), np.int64)
        rank[sorted(range(len(column.words)), key=column.words.__getitem__)] = np.arange(rank.size)
        values = rank[values]
    return ~known, np.where(known, values, values.dtype.type(0))
