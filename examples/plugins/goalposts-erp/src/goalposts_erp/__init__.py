"""Goalposts for ERP rollouts."""

from goalposts import Domain, hookimpl

from goalposts_erp.events import MONTH_CLOSE, ORDER, ORDER_LINE, STOCK_DAY
from goalposts_erp.kpis import CLOSE_DAYS, INVENTORY_TURNS, LATE_ENTRIES, ORDER_TO_CASH, OTIF
from goalposts_erp.rules import unnamed_promise
from goalposts_erp.streams import STREAMS
from goalposts_erp.templates import TEMPLATE


@hookimpl
def goalposts_domain() -> Domain:
    """Describe orders, stock and books."""
    return Domain(
        "erp",
        prefix="ERP",
        event_types=[ORDER, ORDER_LINE, MONTH_CLOSE, STOCK_DAY],
        kpis=[ORDER_TO_CASH, OTIF, CLOSE_DAYS, LATE_ENTRIES, INVENTORY_TURNS],
        rules=[unnamed_promise],
        stream_models=[STREAMS],
        templates=[TEMPLATE],
    )
