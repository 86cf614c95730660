"""Derives deals row by row, in the zone of their file and in one currency."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo

from goalposts import CURRENCY, LEFT_OUT, OneCurrency, Row, WrongRow

from goalposts_sales.presets.cells import Cells
from goalposts_sales.presets.closing import zone_of
from goalposts_sales.presets.derived import Derived, Table


def deal_by_deal(
    derive: Callable[[Cells, tzinfo | None], Derived], currencies: tuple[str, ...]
) -> Callable[[Table], Iterator[tuple[Row, Derived] | WrongRow]]:
    """Derive each deal by itself.

    Args:
        derive: makes a deal, with its `amount` and `currency`, of a row and the zone of its file.
        currencies: the columns in which a project may filter on the currency.
    """

    def rows(table: Table) -> Iterator[tuple[Row, Derived] | WrongRow]:
        one_currency, zone = OneCurrency(table.file, currencies, "amount"), zone_of(table.file)
        for found in table:
            if isinstance(found, WrongRow):
                yield found
                continue
            row, cells = found
            deal = derive(cells, zone)
            if deal[LEFT_OUT] is None:
                one_currency.check(row.line, deal[CURRENCY], deal["amount"])
            yield row, deal

    return rows
