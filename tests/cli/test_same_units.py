"""Agents without a comparison group: the same ones before and after, what came and went set apart."""

import csv
import json
import random
from datetime import timedelta

import pytest
from cli.branches import END, GO_LIVE, PROJECT, START
from cli.rollouts import goalposts

DIMENSIONS = ("dimensions: {branch: Site}", "dimensions: {agent: Agent}")
STAYING, COMING, GOING = 40, 15, 15


def write_agents(folder, gain, *, units="units: agent", staying=STAYING, seed=3, kept=lambda _: True):
    """Those who come are better by 40 points than those who go; the rollout lifts whoever is there by `gain`."""
    chance = random.Random(seed)
    level = {f"s{number}": chance.uniform(0.35, 0.65) for number in range(staying)}
    level |= {f"g{number}": 0.3 for number in range(GOING)} | {f"n{number}": 0.7 for number in range(COMING)}
    with (folder / "calls.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["call_id", "offered_at", "outcome", "wait", "Agent"])
        for offset in range((END - START).days):
            day, shock = START + timedelta(days=offset), chance.gauss(0, 0.02)
            late = day >= GO_LIVE
            for agent, own in level.items():
                for call in range(4):
                    wait = 10 if chance.random() < own + shock + gain * late else 60
                    there = agent[0] != ("g" if late else "n")
                    if there and kept(agent):
                        rows.writerow([f"{agent}-{offset}-{call}", f"{day}T{9 + call:02}:00", "answered", wait, agent])
    text = PROJECT.format(go_live=GO_LIVE, start=START, end=END, evaluated=GO_LIVE, comparison=units, more="")
    file = folder / "goalposts.yaml"
    file.write_text(text.replace(*DIMENSIONS), encoding="utf-8")
    return file


def scored(file):
    result = goalposts("score", file, "--as-of", END, "--format", "json", "--quiet")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["goals"][0]


def test_better_newcomers_are_no_effect_of_the_rollout(tmp_path):
    """Nothing happened but that fifteen of fifty-five were replaced: all calls rise by eleven points, nobody does."""
    alone = scored(write_agents(tmp_path, 0.0, units="units: null"))
    same = scored(write_agents(tmp_path, 0.0))
    assert alone["change"]["low"] > 0.03
    assert same["change"]["low"] < 0 < same["change"]["high"]
    assert same["attribution"]["parts"]["mix"] == pytest.approx(0.4 * 15 / 55, abs=0.02)
    assert sum(same["attribution"]["parts"].values()) == pytest.approx(same["observed"], abs=1e-9)


def test_the_effect_is_that_of_a_file_with_the_same_agents_only(tmp_path):
    """The same rows, left out by hand and judged without `units`, give the same interval."""
    same = scored(write_agents(tmp_path, 0.15))
    by_hand = scored(write_agents(tmp_path, 0.15, units="units: null", kept=lambda agent: agent[0] == "s"))
    for name in ("effect", "low", "high", "p_value"):
        assert same["change"][name] == pytest.approx(by_hand["change"][name], rel=1e-9)
    assert same["change"]["method"] == f"{by_hand['change']['method']}-same-units"
    assert same["attribution"]["design"] == "same units before and after"
    assert same["change"]["low"] < 0.15 < same["change"]["high"]


def test_its_grade_is_that_of_a_comparison_with_its_own_past(tmp_path):
    goal = scored(write_agents(tmp_path, 0.15))
    checks = {check["name"]: check for check in goal["attribution"]["checks"]}
    assert goal["grade"] in ("C", "D")
    assert goal["attribution"]["answer"] == "not_identifiable"
    assert checks["units-left-out"]["value"] == COMING + GOING
    assert goal["grade"] == "C" or any(check["passed"] is False for check in checks.values())


def test_too_few_agents_that_stay_are_judged_with_all_others_and_it_is_said(tmp_path):
    goal = scored(write_agents(tmp_path, 0.15, staying=29))
    said = {reason["code"]: reason["text"] for reason in goal["reasons"]}
    assert goal["attribution"]["design"] == "interrupted time series"
    assert "29 have events before and after, 30 are needed" in said["few_units"]


def looked_at(file, days):
    look = goalposts("score", file, "--as-of", GO_LIVE + timedelta(days=days), "--format", "json", "--quiet")
    return json.loads(look.stdout)["goals"][0]


def test_it_is_looked_at_by_the_same_agents(tmp_path):
    """The look holds the true effect on those that stay, fifteen points, and tells it from nothing."""
    moved = looked_at(write_agents(tmp_path, 0.15), 42)["interim"]
    assert 0 < moved["low"] < 0.15 < moved["high"]
    assert moved["answer"] == "on_track"


def test_its_plan_is_of_the_same_agents(tmp_path):
    file = write_agents(tmp_path, 0.0)
    result = goalposts("power", file, "--as-of", GO_LIVE, "--format", "json")
    plan = json.loads(result.stdout)["goals"][0]
    assert plan["method"] == "its-ewc-daily-same-units"
    assert plan["smallest"] > plan["smallest_likely"] > 0
    nothing = looked_at(file, 35)["interim"]
    assert nothing["low"] < 0 < nothing["high"]


def test_units_that_no_event_has_are_refused(tmp_path):
    result = goalposts("score", write_agents(tmp_path, 0.0, units="units: crew"), "--as-of", END)
    assert (result.exit_code, "nothing can be compared by the units 'crew'" in result.output) == (2, True)
