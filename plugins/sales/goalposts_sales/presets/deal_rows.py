"""Formats of exports with a deal in every row, the day of its closing, and the currency of its amount."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import Any, Final

from goalposts import CURRENCY, LEFT_OUT, OneCurrency, Row, SourceFormat, WrongRow

from goalposts_sales.presets.cells import Cells, written
from goalposts_sales.presets.closing import closing_time, zone_of
from goalposts_sales.presets.derived import Columns, Derived, Table, derived_format
from goalposts_sales.presets.stages import OPEN

_MADE_OF: Final = {
    "deal_id": ("id",),
    "created_at": ("created",),
    "status": ("stage",),
    "closed_at": ("closed_on",),
    "amount": ("amount",),
    "customer": ("customer",),
    "owner": ("owner",),
    "pipeline": ("pipeline",),
    "source": ("source",),
    "loss_reason": ("reason",),
    CURRENCY: ("currency",),
}
"""By field the meanings that it is made of, in most exports."""


def deal_of(
    cells: Cells, zone: tzinfo | None, status: str | None, left_out: str | None = None, **others: Any
) -> Derived:
    """Return a deal of the meanings that most exports have.

    Args:
        cells: its row.
        zone: that of days without a time.
        status: open, won or lost; else a word to be refused.
        left_out: why it is no event.
        others: what this export tells otherwise.
    """
    created = cells.time("created")
    closed = closing_time(cells.time("closed_on"), created, zone)
    return {
        "deal_id": cells.text("id"),
        "created_at": written(created),
        "status": status,
        "closed_at": None if status == OPEN else written(closed),
        "amount": cells.number("amount"),
        "customer": cells.text("customer"),
        "owner": cells.text("owner"),
        "pipeline": cells.text("pipeline"),
        "source": cells.text("source"),
        "loss_reason": cells.text("reason"),
        CURRENCY: cells.text("currency"),
        LEFT_OUT: left_out,
        **others,
    }


def deal_format(
    format_id: str,
    derive: Callable[[Cells, tzinfo | None], Derived],
    *,
    names: Columns,
    needed: tuple[str, ...],
    records: tuple[str, ...],
    **made_of: tuple[str, ...],
) -> SourceFormat:
    """Make a format that derives each deal by itself.

    Args:
        format_id: what sources call it.
        derive: makes a deal of a row and the zone of its file.
        names: what is looked for; `currency` among it.
        needed: meanings that every such file has.
        records: in JSON, the paths at which lists of deals stand.
        made_of: by field the meanings that it is made of, where they are others than in most exports.
    """

    def rows(table: Table) -> Iterator[tuple[Row, Derived] | WrongRow]:
        one_currency, zone = OneCurrency(table.file, names["currency"], "amount"), zone_of(table.file)
        for found in table:
            if isinstance(found, WrongRow):
                yield found
                continue
            row, cells = found
            deal = derive(cells, zone)
            if deal[LEFT_OUT] is None:
                one_currency.check(row.line, deal[CURRENCY], deal["amount"])
            yield row, deal

    gives = {field: meanings for field, meanings in {**_MADE_OF, **made_of}.items() if set(meanings) <= set(names)}
    return derived_format(format_id, names=names, needed=needed, gives=gives, rows=rows, records=records)
