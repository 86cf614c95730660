"""Agents of branches, of which the rollout reached some: from files to a verdict by units."""

import csv
import json
import random
from datetime import timedelta

import pytest
from cli.branches import END, GO_LIVE, PROJECT, START
from cli.rollouts import goalposts
from scipy import stats

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


def test_units_without_a_comparison_are_the_same_before_and_after(tmp_path):
    """Ten agents are too few for that, and the goal says so."""
    file = write_agents(tmp_path, 0.0, agents=1)
    file.write_text(file.read_text(encoding="utf-8").replace(CONTROL, ""), encoding="utf-8")
    goal = scored(file)
    assert goal["attribution"]["design"] == "interrupted time series"
    assert "10 have events before and after" in " ".join(reason["text"] for reason in goal["reasons"])


def test_a_plan_by_units_is_sharper_than_one_of_their_branches(tmp_path):
    """Agents differ far more than they change: the plan is by what the comparison of units gives in the baseline."""
    plans = {}
    for units in ("units: agent", "units: null"):
        file = write_agents(tmp_path, 0.1, units=units)
        result = goalposts("power", file, "--as-of", GO_LIVE, "--format", "json")
        plans[units] = json.loads(result.stdout)["goals"][0]
    by_agent, by_branch = plans.values()
    assert (by_agent["method"], by_branch["method"]) == ("unit-changes-cuped", "segment-changes")
    assert by_agent["answer"] == "enough"
    assert 0 < by_agent["smallest_likely"] < by_agent["smallest"] < by_agent["promised"]


def test_the_plan_by_units_is_that_of_loops_over_the_file(tmp_path):
    """A go-live that never was, after eight of the twelve weeks: shares of every agent, their slope, branch means."""
    file = write_agents(tmp_path, 0.1)
    plan = json.loads(goalposts("power", file, "--as-of", GO_LIVE, "--format", "json").stdout)["goals"][0]
    pretended, seen = START + timedelta(days=56), {}
    with (tmp_path / "calls.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["offered_at"] < f"{GO_LIVE}":
                late = row["offered_at"] >= f"{pretended}"
                seen.setdefault((row["Site"], row["Agent"]), ([], []))[late].append(int(row["wait"]) <= 20)
    shares = {who: [sum(part) / len(part) for part in both] for who, both in seen.items()}
    centre = {
        kind: [sum(both[at] for (site, _), both in shares.items() if site[0] == kind) / 35 for at in (0, 1)]
        for kind in "tc"
    }
    apart = [[both[at] - centre[site[0]][at] for at in (0, 1)] for (site, _), both in shares.items()]
    slope = sum(x * y for x, y in apart) / sum(x * x for x, _ in apart)
    middle = sum(both[0] for both in shares.values()) / len(shares)
    teams = {}
    for (site, _), (before, after) in shares.items():
        teams.setdefault(site, []).append(after - slope * (before - middle))
    means = {site: sum(values) / len(values) for site, values in teams.items()}
    squares = 0.0
    for kind in "tc":
        own = [mean for site, mean in means.items() if site[0] == kind]
        squares += sum((mean - sum(own) / 5) ** 2 for mean in own)
    error = (squares / 8 * 2 / 5) ** 0.5
    expected = error * (stats.t.ppf(0.975, 8) + stats.norm.ppf(0.8))
    assert plan["smallest_likely"] == pytest.approx(expected, rel=1e-6)


def test_a_look_by_units_is_taken_on_the_way(tmp_path):
    result = goalposts("status", write_agents(tmp_path, 0.1), "--as-of", GO_LIVE + timedelta(days=35))
    said = " ".join(result.output.split())
    assert "after 35 days: the effect so far is likely from" in said
