"""How known exports are read, each with a made-up sample and the events that must come of it."""

from pathlib import Path

from goalposts import Preset, PresetSample

SAMPLES = Path(__file__).parent / "samples"


def _pick(line_id, picked_at, **cells):
    return {"line_id": line_id, "picked_at": picked_at, **cells}


PICK_SAMPLE = PresetSample(
    SAMPLES / "picks.pck",
    [
        _pick("0000000001", "2026-01-05T09:00Z", ordered=4, picked=4, right_item=True, hours=0.05, zone="A"),
        _pick("0000000002", "2026-01-05T09:10Z", ordered=4, picked=3, right_item=True, hours=0.15, zone="A"),
        _pick("0000000003", "2026-01-06T09:00Z", ordered=1, picked=1, right_item=False, hours=0.1, zone="B"),
        _pick("0000000004", "2026-01-06T09:10Z", ordered=1, hours=0.2, zone="B"),  # nobody checked it
    ],
    source={"timezone": "UTC"},
)
RECEIPT_SAMPLE = PresetSample(
    SAMPLES / "receipts.csv",
    [
        {
            "receipt_id": "a",
            "arrived_at": "2026-01-05T08:00Z",
            "stocked_at": "2026-01-05T16:00Z",
            "dock": "1",
        },
        {
            "receipt_id": "b",  # its second row
            "arrived_at": "2026-01-07T08:00Z",
            "stocked_at": "2026-01-07T09:30Z",
            "dock": "2",
        },
    ],
    source={"timezone": "UTC"},
    no_events={"duplicates": 1, "bad_timestamp": 1},
)
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
    samples=[PICK_SAMPLE],
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
    samples=[RECEIPT_SAMPLE],
)
