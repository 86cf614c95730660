"""Goalposts for warehouses."""

from goalposts import Domain, hookimpl

from goalposts_warehouse.events import PICK, RECEIPT
from goalposts_warehouse.kpis import KPIS
from goalposts_warehouse.phrases import PHRASES
from goalposts_warehouse.pick_list import PICK_LIST
from goalposts_warehouse.presets import PICKS, RECEIPTS
from goalposts_warehouse.rules import stocked_without_limit
from goalposts_warehouse.streams import STREAMS
from goalposts_warehouse.templates import TEMPLATE

GOALPOSTS_API = 2  # the version of the plugin API that it was made for


@hookimpl
def goalposts_domain() -> Domain:
    """Describe the domain."""
    return Domain(
        "warehouse",
        prefix="WRH",
        event_types=[RECEIPT, PICK],
        kpis=KPIS,
        rules=[stocked_without_limit],
        formats=[PICK_LIST],
        presets=[PICKS, RECEIPTS],
        phrases=PHRASES,
        stream_models=[STREAMS],
        templates=[TEMPLATE],
    )
