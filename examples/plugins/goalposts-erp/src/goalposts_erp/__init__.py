"""Goalposts for ERP rollouts."""

from goalposts import Domain, hookimpl

from goalposts_erp.diagnostics import MONTH_END
from goalposts_erp.events import MONTH_CLOSE, ORDER, ORDER_LINE, STOCK_DAY
from goalposts_erp.kpis import CLOSE_DAYS, INVENTORY_TURNS, LATE_ENTRIES, ORDER_TO_CASH, OTIF
from goalposts_erp.phrases import PHRASES
from goalposts_erp.presets import PRESETS
from goalposts_erp.priorities import BY_PAIRS
from goalposts_erp.rules import unnamed_promise
from goalposts_erp.streams import STREAMS
from goalposts_erp.templates import TEMPLATE

GOALPOSTS_API = 2  # the version of the plugin API that it was made for


@hookimpl
def goalposts_domain() -> Domain:
    """Describe orders, stock and books."""
    return Domain(
        "erp",
        prefix="ERP",
        event_types=[ORDER, ORDER_LINE, MONTH_CLOSE, STOCK_DAY],
        kpis=[ORDER_TO_CASH, OTIF, CLOSE_DAYS, LATE_ENTRIES, INVENTORY_TURNS],
        rules=[unnamed_promise],
        heuristics=[BY_PAIRS],
        diagnostics=[MONTH_END],
        phrases=PHRASES,
        presets=PRESETS,
        stream_models=[STREAMS],
        templates=[TEMPLATE],
    )
