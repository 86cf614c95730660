"""How known exports are read."""

from goalposts import Preset

PICKS = Preset(
    "warehouse.picks",
    "warehouse.pick",
    "warehouse.pick_list",
    fields={"right_item": {"column": "right_item", "values": {"1": "true", "0": "false"}}},
    dedupe=("line_id",),
    note={
        "en": "Times are without a zone: say `timezone:`. Of a line that is listed twice one row stays.",
        "ru": "Время без часового пояса: укажите `timezone:`. Из повторов одной строки остаётся одна.",
    },
)
RECEIPTS = Preset(
    "warehouse.receipts",
    "warehouse.receipt",
    "csv",
    fields={"receipt_id": "Receipt", "arrived_at": "Arrived", "stocked_at": "Put away", "dock": "Dock"},
    dedupe=("receipt_id",),
    note={
        "en": "Times are without a zone: say `timezone:`. Of a delivery that is listed twice one row stays.",
        "ru": "Время без часового пояса: укажите `timezone:`. Из повторов одной поставки остаётся одна строка.",
    },
)
