"""From a file as a system exports it to a scorecard, and from the file alone to its preset."""

import json
import shutil

import pytest
from cli.rollouts import goalposts
from goalposts import load_catalogue
from goalposts.profiling import profile
from plugins.sales.exports import SAMPLES

PRESETS = {
    "amocrm_events.json": "amocrm.events",
    "amocrm_leads.csv": "amocrm.leads",
    "amocrm_leads.json": "amocrm.leads",
    "bitrix24_activities.ndjson": "bitrix24.activities",
    "bitrix24_calls.json": "bitrix24.calls",
    "bitrix24_deals.csv": "bitrix24.deals",
    "bitrix24_deals.json": "bitrix24.deals",
    "bitrix24_deals.xls": "bitrix24.deals",
    "bitrix24_items.json": "bitrix24.deals",
    "bitrix24_stage_history.json": "bitrix24.stage_history",
    "bitrix24_stages.csv": "bitrix24.deals",
    "dynamics_opportunities.json": "dynamics.opportunities",
    "hubspot_deals.csv": "hubspot.deals",
    "hubspot_deals.json": "hubspot.deals",
    "hubspot_engagements.json": "hubspot.engagements",
    "hubspot_engagements.ndjson": "hubspot.engagements",
    "hubspot_property_history.csv": "hubspot.stage_history",
    "hubspot_stage_history.json": "hubspot.stage_history",
    "hubspot_versions.json": "hubspot.stage_history",
    "salesforce_events.json": "salesforce.tasks",
    "salesforce_field_history.csv": "salesforce.history",
    "salesforce_history.csv": "salesforce.history",
    "salesforce_opportunities.csv": "salesforce.opportunities",
    "salesforce_tasks.csv": "salesforce.tasks",
}
PROJECT = """
goalposts: 1
project: New sales system
timezone: Europe/Moscow
currency: RUB
go_live: 2026-03-01
baseline: unknown
evaluation: {{from: 2026-03-01, to: 2026-04-01}}
data:
  sales.deal: {{source: {name}, format: {preset}{more}}}
goals:
  - id: larger-deals
    statement: The average deal is at least 100 000 RUB by 1 April 2026
    kpi: sales.avg_deal_size
    target: ">= 100000 RUB"
    deadline: 2026-04-01
    owner: Head of sales
    why: small deals do not pay
    lever: offers by template
"""


@pytest.mark.parametrize("name", PRESETS)
def test_profile_names_the_preset(name):
    (file,) = profile([name], load_catalogue(), folder=SAMPLES, timezone="Europe/Moscow").files
    assert file.mapped.entry["format"] == PRESETS[name]


def test_every_preset_has_a_sample():
    own = {
        preset
        for preset in load_catalogue().presets
        if preset.split(".")[0] in {p.split(".")[0] for p in PRESETS.values()}
    }
    assert own == set(PRESETS.values())


def scored(folder, name, preset, more=""):
    shutil.copy(SAMPLES / name, folder)
    (folder / "goalposts.yaml").write_text(PROJECT.format(name=name, preset=preset, more=more), encoding="utf-8")
    return goalposts("score", folder / "goalposts.yaml", "--as-of", "2026-05-01", "--format", "json")


@pytest.mark.parametrize(
    ("name", "preset", "more", "value", "counted"),
    [
        # 250 000 and 300 were won in March
        ("bitrix24_deals.json", "bitrix24.deals", "", (250_000 + 300) / 2, (9, 6, 1, 1)),
        # one deal of three goods
        ("bitrix24_deals.csv", "bitrix24.deals", ", timezone: Europe/Moscow", 87_999.96, (7, 4, 0, 2)),
        ("amocrm_leads.json", "amocrm.leads", "", 240_000, (6, 4, 1, 1)),
        ("amocrm_leads.csv", "amocrm.leads", ", timezone: Europe/Moscow, encoding: cp1251", 250_000, (5, 4, 0, 0)),
    ],
)
def test_score_of_an_export(tmp_path, name, preset, more, value, counted):
    result = scored(tmp_path, name, preset, more)
    card = json.loads(result.stdout)
    (goal,) = card["goals"][:1]
    assert goal["evaluation"]["value"] == pytest.approx(value)
    (stream,) = card["streams"]
    assert (stream["rows"], stream["accepted"], stream["filtered"], stream["duplicates"]) == counted


def test_times_without_a_zone_are_asked_for(tmp_path):
    result = scored(tmp_path, "salesforce_opportunities.csv", "salesforce.opportunities")
    assert result.exit_code == 2
    assert "has no time zone, and the source names none; add `timezone:` to the source" in result.stderr


def test_preset_of_another_system_is_refused(tmp_path):
    result = scored(tmp_path, "amocrm_leads.json", "hubspot.deals")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
