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
    "excel.deals": (
        PresetSample(
            _FILES / "excel_deals.csv",
            _EVENTS / "excel_deals.ndjson",
            source=_WINDOWS,
            no_events={"bad_timestamp": 1, "missing_value": 1, "unknown_value": 1},
        ),
    ),
    "bitrix24.deals": (
        PresetSample(
            _FILES / "bitrix24_deals.json",
            _EVENTS / "bitrix24_deals.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 1, "duplicates": 1, "unknown_value": 1},
        ),
        PresetSample(
            _FILES / "bitrix24_items.json", _EVENTS / "bitrix24_items.ndjson", source=_MOSCOW, no_events={"filtered": 1}
        ),
        PresetSample(
            _FILES / "bitrix24_deals.csv",
            _EVENTS / "bitrix24_deals_sheet.ndjson",
            source=_MOSCOW,
            no_events={"duplicates": 2, "bad_timestamp": 1},
        ),
        PresetSample(
            _FILES / "bitrix24_deals.xls",
            _EVENTS / "bitrix24_deals_sheet.ndjson",
            source=_MOSCOW,
            no_events={"duplicates": 2, "bad_timestamp": 1},
        ),
        PresetSample(
            _FILES / "bitrix24_stages.csv",
            _EVENTS / "bitrix24_stages.ndjson",
            source=_WINDOWS,
            no_events={"unknown_value": 1},
        ),
    ),
    "bitrix24.stage_history": (
        PresetSample(
            _FILES / "bitrix24_stage_history.json",
            _EVENTS / "bitrix24_stage_history.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 2},
        ),
    ),
    "bitrix24.activities": (
        PresetSample(
            _FILES / "bitrix24_activities.ndjson",
            _EVENTS / "bitrix24_activities.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 2, "unknown_value": 1},
        ),
    ),
    "bitrix24.calls": (
        PresetSample(
            _FILES / "bitrix24_calls.json", _EVENTS / "bitrix24_calls.ndjson", source=_MOSCOW, no_events={"filtered": 1}
        ),
    ),
    "amocrm.leads": (
        PresetSample(
            _FILES / "amocrm_leads.json",
            _EVENTS / "amocrm_leads.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 1, "duplicates": 1},
        ),
        PresetSample(
            _FILES / "amocrm_leads.csv",
            _EVENTS / "amocrm_leads_sheet.ndjson",
            source=_WINDOWS,
            no_events={"unknown_value": 1},
        ),
    ),
    "amocrm.events": (
        PresetSample(
            _FILES / "amocrm_events.json",
            _EVENTS / "amocrm_events.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 2, "duplicates": 1},
        ),
    ),
    "salesforce.opportunities": (
        PresetSample(
            _FILES / "salesforce_opportunities.csv",
            _EVENTS / "salesforce_opportunities.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 1},
        ),
    ),
    "salesforce.history": (
        PresetSample(
            _FILES / "salesforce_history.csv",
            _EVENTS / "salesforce_history.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 2},
        ),
        PresetSample(
            _FILES / "salesforce_field_history.csv",
            _EVENTS / "salesforce_field_history.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 2},
        ),
    ),
    "salesforce.tasks": (
        PresetSample(
            _FILES / "salesforce_tasks.csv",
            _EVENTS / "salesforce_tasks.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 1, "unknown_value": 1},
        ),
        PresetSample(_FILES / "salesforce_events.json", _EVENTS / "salesforce_events.ndjson", source=_MOSCOW),
    ),
    "hubspot.deals": (
        PresetSample(
            _FILES / "hubspot_deals.json", _EVENTS / "hubspot_deals.ndjson", source=_MOSCOW, no_events={"filtered": 1}
        ),
        PresetSample(
            _FILES / "hubspot_deals.csv",
            _EVENTS / "hubspot_deals_sheet.ndjson",
            source=_MOSCOW,
            no_events={"unknown_value": 1},
        ),
    ),
    "hubspot.stage_history": (
        PresetSample(
            _FILES / "hubspot_stage_history.json",
            _EVENTS / "hubspot_stage_history.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 1},
        ),
        PresetSample(_FILES / "hubspot_versions.json", _EVENTS / "hubspot_versions.ndjson", source=_MOSCOW),
        PresetSample(
            _FILES / "hubspot_property_history.csv",
            _EVENTS / "hubspot_property_history.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 2},
        ),
    ),
    "hubspot.engagements": (
        PresetSample(
            _FILES / "hubspot_engagements.ndjson",
            _EVENTS / "hubspot_engagements.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 1},
        ),
        PresetSample(
            _FILES / "hubspot_engagements.json",
            _EVENTS / "hubspot_engagements_old.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 1},
        ),
    ),
    "dynamics.opportunities": (
        PresetSample(_FILES / "dynamics_opportunities.json", _EVENTS / "dynamics_opportunities.ndjson", source=_MOSCOW),
    ),
}


def with_samples(presets: tuple[Preset, ...]) -> tuple[Preset, ...]:
    """Give every preset its samples."""
    return tuple(evolve(preset, samples=_SAMPLES[preset.id]) for preset in presets)
