"""Agents of branches, of which the rollout reached some: from files to a verdict by units."""

import csv
import json
import random
from datetime import timedelta

import pytest
from cli.branches import END, GO_LIVE, PROJECT, START
from cli.rollouts import goalposts

BRANCHES = [f"{kind}{number}" for kind in "tc" for number in range(5)]
CONTROL = 'control: branch in ["c0", "c1", "c2", "c3", "c4"]'
MORE_DIMENSIONS = ("dimensions: {branch: Site}", "dimensions: {branch: Site, agent: Agent}")


def write_agents(folder, gain, *, agents=7, units="units: agent", seed=3, moved=""):
    """Every agent has a level of his own, and so has every branch; the rollout lifts those of the branches t."""
    chance = random.Random(seed)
    own = {(branch, agent): chance.uniform(-0.25, 0.25) for branch in BRANCHES for agent in range(agents)}
    with (folder / "calls.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["call_id", "offered_at", "outcome", "wait", "Site", "Agent"])
        for offset in range((END - START).days):
            day = START + timedelta(days=offset)
            for (branch, agent), level in own.items():
                lifted = gain if branch.startswith("t") and day >= GO_LIVE else 0.0
                for call in range(4):
                    wait = 10 if chance.random() < 0.5 + level + lifted else 60
                    site = "t1" if f"{branch}-{agent}" == moved and day >= GO_LIVE else branch
                    number = f"{branch}-{agent}-{offset}-{call}"
                    rows.writerow([number, f"{day}T{9 + call:02}:00", "answered", wait, site, f"{branch}-{agent}"])
    text = PROJECT.format(
        go_live=GO_LIVE, start=START, end=END, evaluated=GO_LIVE, comparison=f"{CONTROL}\n{units}", more=""
    )
    file = folder / "goalposts.yaml"
    file.write_text(text.replace(*MORE_DIMENSIONS), encoding="utf-8")
    return file


def scored(file):
    result = goalposts("score", file, "--as-of", END, "--format", "json", "--quiet")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["goals"][0]


def checks(goal):
    return {check["name"]: check["value"] for check in goal["attribution"]["checks"]}


def test_agents_with_the_rollout_are_compared_with_those_without(tmp_path):
    goal = scored(write_agents(tmp_path, 0.1))
    assert goal["change"]["method"] == "unit-changes-cuped"
    assert goal["attribution"]["design"] == "unit level"
    assert (goal["grade"], goal["attribution"]["answer"]) == ("B", "supported")
    assert goal["change"]["low"] < 0.1 < goal["change"]["high"]
    assert sum(goal["attribution"]["parts"].values()) == pytest.approx(goal["observed"], abs=1e-9)
    assert checks(goal)["foretold-by-before"] > 0.7
    assert "units-left-out" not in checks(goal)


def test_the_effect_is_that_of_loops_over_the_file(tmp_path):
    """Shares of every agent before and after, the slope within both kinds, and the means of what it leaves."""
    file = write_agents(tmp_path, 0.1)
    seen = {}
    with (tmp_path / "calls.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            late = row["offered_at"] >= f"{GO_LIVE}"
            answered = seen.setdefault((row["Site"], row["Agent"]), ([], []))[late]
            answered.append(int(row["wait"]) <= 20)
    units = [(site[0] == "t", *(sum(part) / len(part) for part in both)) for (site, _), both in seen.items()]
    kinds = [[unit for unit in units if unit[0] is kind] for kind in (True, False)]
    means = [[sum(unit[place] for unit in kind) / len(kind) for place in (1, 2)] for kind in kinds]
    pairs = list(zip(kinds, means, strict=True))
    squares = sum((unit[1] - mean[0]) ** 2 for kind, mean in pairs for unit in kind)
    shared = sum((unit[1] - mean[0]) * (unit[2] - mean[1]) for kind, mean in pairs for unit in kind)
    effect = means[0][1] - means[1][1] - shared / squares * (means[0][0] - means[1][0])
    assert scored(file)["change"]["effect"] == pytest.approx(effect, rel=1e-9)


def test_without_units_the_range_of_the_same_branches_is_no_narrower(tmp_path):
    by_units = scored(write_agents(tmp_path, 0.0))
    by_parts = scored(write_agents(tmp_path, 0.0, units=""))
    assert by_parts["change"]["method"] == "segment-changes"
    assert by_units["change"]["answer"] in ("unclear", "equivalent")
    widths = [goal["change"]["high"] - goal["change"]["low"] for goal in (by_units, by_parts)]
    assert widths[0] < 1.1 * widths[1]


def test_an_agent_who_moved_to_another_branch_is_left_out_and_counted(tmp_path):
    goal = scored(write_agents(tmp_path, 0.1, moved="c1-2"))
    assert checks(goal)["units-left-out"] == 2.0, "as one who went, and as one who came"


def test_too_few_agents_say_so_and_the_branches_are_compared(tmp_path):
    goal = scored(write_agents(tmp_path, 0.1, agents=3))
    assert goal["change"]["method"] == "segment-changes"
    (said,) = (reason["text"] for reason in goal["reasons"] if reason["code"] == "few_units")
    assert said.startswith("not compared unit by unit: 15 units of 5 parts with the rollout and 15 of 5 without")


@pytest.mark.parametrize("units", ["units: agnet", "units: branch"])
def test_units_that_tell_nothing_apart_are_refused_with_their_place(tmp_path, units):
    file = write_agents(tmp_path, 0.0, agents=1, units=units)
    result = goalposts("score", file, "--as-of", END)
    assert result.exit_code == 2
    assert "units: nothing can be compared by the units" in result.output
    assert goalposts("check", file, "--no-data", "--as-of", "2026-01-01").exit_code == 1


def test_units_without_a_comparison_are_refused(tmp_path):
    file = write_agents(tmp_path, 0.0, agents=1)
    file.write_text(file.read_text(encoding="utf-8").replace(CONTROL, ""), encoding="utf-8")
    result = goalposts("score", file, "--as-of", END)
    assert (result.exit_code, "units" in result.output) == (2, True)


def test_a_plan_by_units_says_that_it_cannot_look_ahead(tmp_path):
    result = goalposts("power", write_agents(tmp_path, 0.1), "--as-of", GO_LIVE)
    assert "compared unit by unit" in " ".join(result.output.split())
