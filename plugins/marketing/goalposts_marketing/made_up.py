"""Made-up exports of every system that the presets know, and the events that must come of each."""

from pathlib import Path
from typing import Final

from attrs import evolve
from goalposts import Preset, PresetSample

_FILES: Final = Path(__file__).parent / "samples"
_EVENTS: Final = _FILES / "events"
_MOSCOW: Final = {"timezone": "Europe/Moscow"}

_SAMPLES: Final = {
    "yandex_direct": (
        PresetSample(
            _FILES / "yandex_direct.tsv",
            _EVENTS / "yandex_direct.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 1, "missing_value": 1},
        ),
    ),
    "yandex_direct.money": (
        PresetSample(
            _FILES / "yandex_direct_money.tsv",
            _EVENTS / "yandex_direct_money.ndjson",
            source=_MOSCOW,
            no_events={"missing_value": 1},
        ),
    ),
    "google_ads": (
        PresetSample(_FILES / "google_ads.csv", _EVENTS / "google_ads.ndjson", source=_MOSCOW),
        PresetSample(_FILES / "google_ads.json", _EVENTS / "google_ads.ndjson", source=_MOSCOW),
    ),
    "meta_ads": (
        PresetSample(
            _FILES / "meta_ads.json",
            _EVENTS / "meta_ads.ndjson",
            source=_MOSCOW,
            no_events={"missing_value": 1, "several_days": 1},
        ),
    ),
    "vk_ads": (
        PresetSample(
            _FILES / "vk_ads.json",
            _EVENTS / "vk_ads.ndjson",
            source=_MOSCOW,
            no_events={"bad_timestamp": 1, "missing_value": 1},
        ),
    ),
    "ga4": (PresetSample(_FILES / "ga4.ndjson", _EVENTS / "ga4_visits.ndjson", no_events={"filtered": 9}),),
    "ga4.purchases": (
        PresetSample(
            _FILES / "ga4.ndjson", _EVENTS / "ga4_purchases.ndjson", no_events={"filtered": 11, "duplicates": 1}
        ),
    ),
    "yandex_metrica.visits": (
        PresetSample(
            _FILES / "yandex_metrica.tsv",
            _EVENTS / "yandex_metrica_visits.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 1, "duplicates": 1, "missing_value": 1},
        ),
    ),
    "yandex_metrica.purchases": (
        PresetSample(
            _FILES / "yandex_metrica.tsv",
            _EVENTS / "yandex_metrica_purchases.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 3, "duplicates": 2, "uneven_arrays": 1},
        ),
    ),
    "yandex_metrica.goals": (
        PresetSample(
            _FILES / "yandex_metrica.tsv",
            _EVENTS / "yandex_metrica_goals.ndjson",
            source=_MOSCOW,
            no_events={"filtered": 3, "duplicates": 1},
        ),
    ),
}


def with_samples(presets: tuple[Preset, ...]) -> tuple[Preset, ...]:
    """Give every preset its samples."""
    return tuple(evolve(preset, samples=_SAMPLES[preset.id]) for preset in presets)
