"""Rollouts with a comparison group, from files to the verdict."""

import json
from datetime import timedelta

import pytest
from cli.branches import END, GO_LIVE, write_branches
from cli.rollouts import goalposts

TREATED, CONTROL = [f"t{n}" for n in range(5)], [f"c{n}" for n in range(5)]
FIVE = 'control: branch in ["c0", "c1", "c2", "c3", "c4"]'


def nothing(branch, day):
    return 0.0


def a_gain(branch, day):
    """Ten points for the branches with the rollout, from its day on."""
    return 0.1 if branch.startswith("t") and day >= GO_LIVE else 0.0


def scored(file):
    result = goalposts("score", file, "--as-of", END, "--format", "json", "--quiet")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["goals"][0]


def codes(goal):
    return {reason["code"] for reason in goal["reasons"]}


@pytest.mark.parametrize(
    ("branches", "comparison", "method"),
    [
        (TREATED + CONTROL, FIVE, "segment-changes"),
        (["t0", "c0"], 'control: branch == "c0"', "its-ewc-daily-difference"),
        (["t0", *(f"c{n}" for n in range(9))], 'control: branch != "t0"', "its-ewc-daily-weighted-difference"),
    ],
)
def test_a_season_that_lifts_every_branch_is_not_credited_to_the_rollout(tmp_path, branches, comparison, method):
    """The target is reached, and so it is in the branches without the rollout."""
    goal = scored(write_branches(tmp_path, comparison, branches, nothing))
    assert goal["state"] == "reached_unproven"
    assert goal["change"]["answer"] in ("unclear", "equivalent")
    assert goal["change"]["method"] == method
    assert goal["attribution"]["answer"] == "contradicted"
    assert goal["grade"] == "B"
    assert goal["attribution"]["parts"]["control"] == pytest.approx(0.2, abs=0.06)
    assert sum(goal["attribution"]["parts"].values()) == pytest.approx(goal["observed"], abs=1e-9)


def test_a_gain_beyond_the_other_branches_is_supported(tmp_path):
    goal = scored(write_branches(tmp_path, FIVE, TREATED + CONTROL, a_gain))
    assert goal["state"] == "achieved"
    assert goal["change"]["low"] < 0.1 < goal["change"]["high"]
    assert goal["change"]["p_value"] == pytest.approx(2 / 252)
    assert goal["attribution"]["answer"] == "supported"
    assert "grade_b" in codes(goal)
    assert goal["attribution"]["claimable"] == pytest.approx(goal["attribution"]["parts"]["rollout"])


def test_branches_that_went_ahead_before_the_rollout_cast_doubt_on_the_comparison(tmp_path):
    """Those with the rollout gain ten points four weeks before it, and twenty more with it."""

    def ahead(branch, day):
        early = 0.1 if branch.startswith("t") and day >= GO_LIVE - timedelta(days=28) else 0.0
        return early + 2 * a_gain(branch, day)

    goal = scored(write_branches(tmp_path, FIVE, TREATED + CONTROL, ahead))
    (check,) = (check for check in goal["attribution"]["checks"] if check["name"] == "alike-before-rollout")
    assert check["passed"] is False
    assert goal["grade"] == "C"
    assert goal["attribution"]["answer"] == "not_identifiable"
    (said,) = (reason["text"] for reason in goal["reasons"] if reason["code"] == "grade_c")
    assert "casts doubt on that comparison" in said


def test_values_leave_the_control_rows_out(tmp_path):
    """A control that is lifted alone changes neither value."""
    few = scored(write_branches(tmp_path, 'control: branch == "c0"', ["t0", "c0"], nothing))
    lifted = write_branches(tmp_path, 'control: branch == "c0"', ["t0", "c0"], lambda b, _: 0.2 * (b == "c0"))
    assert few["evaluation"]["n"] == 30 * 56
    again = scored(lifted)
    assert again["evaluation"]["n"] == few["evaluation"]["n"]


def test_fewer_branches_say_why_they_are_not_compared_one_by_one(tmp_path):
    goal = scored(write_branches(tmp_path, 'control: branch == "c0"', ["t0", "c0"], a_gain))
    assert "few_segments" in codes(goal)
    assert goal["change"]["effect"] == pytest.approx(0.1, abs=0.06)


def test_a_negative_control_that_moved_takes_the_credit_away(tmp_path):
    """The lost rate cannot move here; the number of calls in the branches is made to."""
    more = "  - {id: untouched, role: negative_control, kpi: contact_center.service_level, variant: offered}\n"
    goal = scored(write_branches(tmp_path, FIVE, TREATED + CONTROL, a_gain, more=more))
    assert goal["state"] == "achieved"
    assert goal["attribution"]["answer"] == "not_identifiable"
    assert goal["attribution"]["claimable"] == 0.0
    assert "negative_control_moved" in codes(goal)


def test_a_comparison_that_no_goal_knows_is_refused_with_its_place(tmp_path):
    file = write_branches(tmp_path, 'control: brnach == "c0"', ["t0"], nothing)
    result = goalposts("score", file, "--as-of", END)
    assert result.exit_code == 2
    assert "control" in result.output
    assert "brnach" in result.output
    assert goalposts("check", file, "--no-data", "--as-of", "2026-01-01").exit_code == 1


WAVES = [f"w{wave}{n}" for wave in range(3) for n in range(3)]
SECOND = GO_LIVE + timedelta(days=21)
DATES = ", ".join(f"w{wave}{n}: {day}" for wave, day in ((0, GO_LIVE), (1, SECOND)) for n in range(3))
IN_WAVES = f"rollout: {{by: branch, dates: {{{DATES}}}}}"


def a_gain_by_wave(branch, day):
    """Ten points from a wave's own day on; the third wave is never reached."""
    return 0.1 if day >= {"w0": GO_LIVE, "w1": SECOND}.get(branch[:2], END) else 0.0


@pytest.mark.parametrize(
    ("branches", "dates", "method"),
    [
        (WAVES, IN_WAVES, "group-time-effects"),
        (
            ["w00", "w10", "w20"],
            f"rollout: {{by: branch, dates: {{w00: {GO_LIVE}, w10: {SECOND}}}}}",
            "its-ewc-daily-difference-by-wave",
        ),
        (
            ["w00", "w10"],
            f"rollout: {{by: branch, dates: {{w00: {GO_LIVE}, w10: {SECOND}}}}}",
            "its-ewc-daily-difference-by-wave",
        ),
    ],
)
def test_waves_are_compared_with_what_is_not_reached_yet(tmp_path, branches, dates, method):
    """A third wave that is never reached is the comparison; without one, the last wave is, until its day."""
    nothing_moved = scored(write_branches(tmp_path, dates, branches, nothing))
    assert nothing_moved["change"]["method"] == method
    assert nothing_moved["attribution"]["design"] == "staggered rollout"
    assert nothing_moved["change"]["low"] < 0 < nothing_moved["change"]["high"]
    gained = scored(write_branches(tmp_path, dates, branches, a_gain_by_wave))
    assert gained["change"]["low"] < 0.1 < gained["change"]["high"]
    assert sum(gained["attribution"]["parts"].values()) == pytest.approx(gained["observed"], abs=1e-9)


def test_a_gain_of_many_branches_in_waves_is_supported(tmp_path):
    goal = scored(write_branches(tmp_path, IN_WAVES, WAVES, a_gain_by_wave))
    assert goal["attribution"]["answer"] == "supported"
    assert goal["grade"] == "B"


def test_a_rollout_on_one_day_is_a_comparison_of_both_kinds(tmp_path):
    days = ", ".join(f"{branch}: {GO_LIVE}" for branch in TREATED)
    goal = scored(write_branches(tmp_path, f"rollout: {{by: branch, dates: {{{days}}}}}", TREATED + CONTROL, a_gain))
    assert goal["change"]["method"] == "segment-changes"
