"""From a file alone to its preset, and from a preset to a scorecard."""

import json

import pytest
from cli.rollouts import goalposts
from goalposts import load_catalogue
from goalposts.profiling import profile
from plugins.marketing.exports import SAMPLES

PRESETS = {
    "ga4.ndjson": {"ga4", "ga4.purchases"},
    "google_ads.csv": {"google_ads"},
    "google_ads.json": {"google_ads"},
    "meta_ads.json": {"meta_ads"},
    "vk_ads.json": {"vk_ads"},
    "yandex_direct.tsv": {"yandex_direct"},
    "yandex_direct_money.tsv": {"yandex_direct.money"},
    "yandex_metrica.tsv": {"yandex_metrica.visits", "yandex_metrica.goals", "yandex_metrica.purchases"},
}
PROJECT = """
goalposts: 1
project: New analytics
timezone: Europe/Moscow
currency: RUB
evaluation: {{from: 2026-03-01, to: 2026-03-08}}
data:
  marketing.cost:
    - {{name: direct, source: {folder}/yandex_direct.tsv, format: yandex_direct, timezone: Europe/Moscow}}
    - {{name: vk, source: {folder}/vk_ads.json, format: vk_ads, timezone: Europe/Moscow}}
  marketing.touch: {{source: {folder}/yandex_metrica.tsv, format: yandex_metrica.visits}}
  marketing.conversion: {{source: {folder}/yandex_metrica.tsv, format: yandex_metrica.purchases}}
kpis:
  - id: local.drr
    over: marketing.cost
    value: sum(over="marketing.cost", of=amount) / sum(over="marketing.conversion", of=value)
  - id: local.last
    over: marketing.credit
    value: sum(over="marketing.credit", of=value * last) / sum(over="marketing.conversion", of=value)
goals:
  - {{id: drr, kpi: local.drr, role: shadow}}
  - {{id: direct, kpi: local.last, role: shadow, where: channel == "ya_direct"}}
"""


@pytest.mark.parametrize("name", PRESETS)
def test_profile_finds_the_presets(name):
    (file,) = profile([name], load_catalogue(), folder=SAMPLES, timezone="Europe/Moscow").files
    assert {fit.preset.id for fit in file.fits} == PRESETS[name]
    assert file.mapped.entry["format"] in PRESETS[name]


def test_every_preset_has_a_sample():
    catalogue = load_catalogue()
    own = {key for key, preset in catalogue.presets.items() if preset.event_type.startswith("marketing.")}
    assert own == set().union(*PRESETS.values())


def test_costs_and_purchases_of_several_systems(tmp_path):
    """101 000 of Direct and 1 420.50 of VK for purchases of 1 521; its own visits get the credit of what they sold."""
    (tmp_path / "goalposts.yaml").write_text(PROJECT.format(folder=SAMPLES), encoding="utf-8")
    result = goalposts("score", tmp_path / "goalposts.yaml", "--as-of", "2026-04-01", "--format", "json")
    drr, direct = json.loads(result.stdout)["goals"]
    assert drr["evaluation"]["value"] == pytest.approx((101_000 + 1_420.5) / 1_521)
    assert direct["evaluation"]["value"] == pytest.approx(1_500.5 / 1_500.5)
