"""Exports of telephone systems scored from the command line: every KPI that they can give, and why not the others."""

from __future__ import annotations

import json
import shutil
from fractions import Fraction

import pytest
from cli.rollouts import goalposts
from goalposts import load_catalogue
from plugins.contact_center.exports import SAMPLES

# What the calls of the samples come to, reckoned by hand from the lists in the tests of the presets.
EXPECTED = {
    ("asterisk.queue_log", "queue_log"): {
        "service_level": Fraction(11, 19),  # every answer came within 20 s
        "abandon_rate": Fraction(4, 19),
        "lost_rate": Fraction(8, 19),  # with two timeouts, an empty queue and a key
        "ata": Fraction(33 + 45 + 10 + 3, 4),
        "asa": Fraction(14 + 20 + 12 + 8 + 5 + 10 + 7 + 6 + 9 + 5 + 13, 11),
        "att": Fraction(40 + 60 + 120 + 60 + 30 + 60 + 33 + 44 + 90, 9),  # of two the talk is not known
        "short_calls": Fraction(0, 9),
        "aht": "missing acw, hold",
        "acw": "missing acw",
        "outcome_recorded": "missing result",
        "fcr": "missing resolved",
        "csat": "missing csat",
        "csat_response": "missing csat",
        "transfer_rate": Fraction(4, 9),
        "callback_share": Fraction(0, 19),
        "blocked_rate": Fraction(0, 19),
        "agent_hangups": Fraction(2, 5),  # of six nobody knows who hung up
        "hold_share": "missing acw, hold",
        "held_calls": "missing hold",
    },
    ("amazon_connect.ctr", "contact_records.ndjson"): {
        "service_level": Fraction(5, 11),  # two of the thirteen are outbound
        "abandon_rate": Fraction(2, 11),
        "lost_rate": Fraction(3, 11),
        "ata": Fraction(44 + 33, 2),
        "asa": Fraction(8 + 95 + 12 + 20 + 4 + 21 + 6, 7),
        "att": Fraction(180 + 420 + 240 + 45 + 600 + 60 + 75, 7),
        "short_calls": Fraction(0, 7),
        "aht": Fraction(210 + 570 + 300 + 45 + 75 + 80, 6),  # the chat has no hold
        "acw": Fraction(30 + 90 + 40 + 0 + 20 + 15 + 5, 7),
        "outcome_recorded": "missing result",
        "fcr": "missing resolved",
        "csat": "missing csat",
        "csat_response": "missing csat",
        "transfer_rate": Fraction(1, 7),
        "callback_share": Fraction(1, 11),
        "blocked_rate": Fraction(0, 11),
        "agent_hangups": Fraction(1, 5),
        "hold_share": Fraction(60 + 20, 210 + 570 + 300 + 45 + 75 + 80),
        "held_calls": Fraction(2, 6),
    },
    ("genesys.conversations", "conversations.json"): {
        "service_level": Fraction(4, 11),  # one of the twelve is outbound
        "abandon_rate": Fraction(2, 11),
        "lost_rate": Fraction(4, 11),
        "ata": Fraction(43 + 4, 2),
        "asa": (Fraction("12.5") + 30 + 75 + 10 + 6 + 9) / 6,
        "att": (Fraction("137.5") + 58 + 74 + 158 + 72 + 150) / 6,
        "short_calls": Fraction(0, 6),
        "aht": (Fraction("185.5") + 68 + 84 + 186 + 82 + 167) / 6,
        "acw": Fraction(18 + 10 + 10 + 28 + 10 + 12, 6),
        "outcome_recorded": Fraction(4, 6),
        "fcr": "missing resolved",
        "csat": "missing csat",
        "csat_response": "missing csat",
        "transfer_rate": Fraction(2, 6),
        "callback_share": Fraction(1, 11),
        "blocked_rate": Fraction(0, 11),
        "agent_hangups": Fraction(2, 5),
        "hold_share": Fraction(30 + 5) / (Fraction("185.5") + 68 + 84 + 186 + 82 + 167),
        "held_calls": Fraction(2, 6),
    },
}
PROJECT = """\
goalposts: 1
project: Support
timezone: UTC
evaluation: {{from: 2026-03-02, to: 2026-03-03}}
data:
  contact_center.call: {{source: {source}, format: {preset}}}
goals:
{goals}
"""


def scored(folder, preset, source, kpis):
    goals = "\n".join(f"  - {{id: {kpi}, role: shadow, kpi: contact_center.{kpi}}}" for kpi in kpis)
    file = folder / "goalposts.yaml"
    file.write_text(PROJECT.format(source=source, preset=preset, goals=goals), encoding="utf-8")
    result = goalposts("score", file, "--as-of", "2026-04-01", "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize(("preset", "source"), EXPECTED)
def test_every_kpi_of_an_export_is_right_or_says_what_is_missing(tmp_path, preset, source):
    shutil.copy(SAMPLES / source, tmp_path)
    expected = EXPECTED[preset, source]

    card = scored(tmp_path, preset, source, expected)

    for goal in card["goals"]:
        wanted = expected[goal["id"]]
        if isinstance(wanted, str):
            assert goal["evaluation"]["value"] is None
            assert f"not computable: {wanted} (" in goal["reasons"][0]["text"], goal["id"]
        else:
            assert goal["evaluation"]["value"] == pytest.approx(float(wanted), rel=1e-11), goal["id"]


def test_every_kpi_of_calls_is_looked_at():
    """But the quantile, of which the sketch gives no exact figure, and who calls again, as a sample is of one day.

    No export of calls has days of agents, or what callers answered in a survey, or the legs of a caller's call.
    """
    elsewhere = {
        "nps",
        "ces",
        "found_it_easy",
        "aht_whole_call",
        "occupancy",
        "utilisation",
        "shrinkage",
        "adherence",
        "conformance",
    }
    known = {kpi.partition(".")[2] for kpi in load_catalogue().kpis if kpi.startswith("contact_center.")}
    for expected in EXPECTED.values():
        assert known - set(expected) == {"wait_p95", "repeat_rate", "fcr_by_repeat", "lost_callers", *elsewhere}


def test_a_log_without_calls_says_so_and_gives_no_figure(tmp_path):
    (tmp_path / "queue_log").write_text("1772442000|NONE|NONE|NONE|QUEUESTART|\n", encoding="utf-8")
    card = scored(tmp_path, "asterisk.queue_log", "queue_log", ["abandon_rate", "service_level", "aht"])
    for goal in card["goals"]:
        assert (goal["evaluation"]["value"], goal["evaluation"]["reason"]) == (None, "no_events")
        assert goal["reasons"][0]["text"] == "no events in the evaluation window"


@pytest.mark.parametrize(("preset", "source"), EXPECTED)
def test_presets_are_listed(preset, source):
    plugins = json.loads(goalposts("plugins", "--format", "json").stdout)
    (brought,) = [plugin["presets"] for plugin in plugins if plugin["prefix"] == "CCT"]
    assert preset in brought
    assert "presets" in goalposts("plugins").stdout
