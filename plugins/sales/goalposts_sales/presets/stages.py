"""What stages mean, and which stage a deal left when it entered another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import groupby, pairwise
from typing import Final

from attrs import frozen
from goalposts import Row, WrongRow

from goalposts_sales.presets.cells import Cells
from goalposts_sales.presets.derived import Derived, Table

OPEN: Final = "open"
WON: Final = "won"
LOST: Final = "lost"


def status_of(known: str | None, stage: str | None, *, closed: bool | None) -> str | None:
    """The status of a deal.

    Args:
        known: what its stage is known to mean.
        stage: the stage as people call it.
        closed: whether the deal is closed, where the export says so.

    Returns:
        Open, won or lost; the stage itself where nothing says what it means, so that the row is refused with it.
    """
    if known is not None:
        return known
    return OPEN if closed is False else stage


@frozen
class Step:
    """A row of a history: `unchanged` when the stage is that of the row before."""

    came_from: str | None
    unchanged: bool


def steps(table: Table, *, only: Callable[[Cells], bool] = lambda _: True) -> Mapping[int, Step]:
    """By line the step of every row of a history, in whatever order its rows stand.

    Memory grows with the rows, by a few hundred bytes each.

    Args:
        table: with `deal_id`, `at` and `stage` among its meanings.
        only: which rows are of the history.
    """
    rows = [
        (cells.text("deal_id") or "", _ordered(cells), row.line, cells.text("stage"))
        for row, cells in (found for found in table if not isinstance(found, WrongRow))
        if only(cells)
    ]
    found: dict[int, Step] = {}
    for _, history in groupby(sorted(rows, key=lambda row: row[:3]), key=lambda row: row[0]):
        first, *others = history
        found[first[2]] = Step(None, unchanged=False)
        for before, now in pairwise((first, *others)):
            found[now[2]] = Step(before[3], unchanged=now[3] == before[3])
    return found


def step_by_step(
    derive: Callable[[Cells, Step], Derived],
) -> Callable[[Table], Iterator[tuple[Row, Derived] | WrongRow]]:
    """Derive each row of a history by itself and by the row before it."""

    def rows(table: Table) -> Iterator[tuple[Row, Derived] | WrongRow]:
        known = steps(table)
        for found in table:
            yield found if isinstance(found, WrongRow) else (found[0], derive(found[1], known[found[0].line]))

    return rows


def _ordered(cells: Cells) -> float:
    """A time to sort by; naive ones among themselves."""
    found = cells.time("at")
    if not isinstance(found, datetime):
        return float("inf")
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
