"""Made-up exports of every system that the presets know, and the events that must come of each."""

from pathlib import Path
from typing import Final

from attrs import evolve
from goalposts import Preset, PresetSample

_FILES: Final = Path(__file__).parent / "samples"
_EVENTS: Final = _FILES / "events"
_MOSCOW: Final = {"timezone": "Europe/Moscow"}
_WINDOWS: Final = {**_MOSCOW, "encoding": "cp1251"}

_SAMPLES: Final = {
    "asterisk.queue_log": (
        PresetSample(
            _FILES / "queue_log",
            _EVENTS / "queue_log.ndjson",
            no_events={"not_of_this_export": 1, "unfinished": 2, "unknown_start": 1},
        ),
    ),
    "asterisk.queue_log_table": (
        PresetSample(_FILES / "queue_log_table.csv", _EVENTS / "queue_log_table.ndjson", source=_MOSCOW),
    ),
    "amazon_connect.ctr": (
        PresetSample(
            _FILES / "contact_records.ndjson",
            _EVENTS / "contact_records.ndjson",
            no_events={"filtered": 3, "duplicates": 1, "bad_json": 1, "not_of_this_export": 1},
        ),
    ),
    "genesys.conversations": (
        PresetSample(
            _FILES / "conversations.json",
            _EVENTS / "conversations.ndjson",
            no_events={"filtered": 1, "duplicates": 1, "not_of_this_export": 2, "unfinished": 1},
        ),
    ),
    "excel.calls": (
        PresetSample(
            _FILES / "excel_calls.csv",
            _EVENTS / "excel_calls.ndjson",
            source=_WINDOWS,
            no_events={"missing_value": 1, "unknown_value": 1},
        ),
    ),
}


def with_samples(presets: tuple[Preset, ...]) -> tuple[Preset, ...]:
    """Give every preset its samples."""
    return tuple(evolve(preset, samples=_SAMPLES[preset.id]) for preset in presets)
