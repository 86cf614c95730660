import json

import pytest
from cli.rollouts import END, GO_LIVE, STATEMENTS, goalposts, write_calls, write_project, write_rollout


def test_power_says_what_the_planned_windows_show(tmp_path):
    result = goalposts("power", write_rollout(tmp_path), "--as-of", GO_LIVE)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    assert "What the planned windows can show, by the baseline up to 30 March 2026:" in said
    assert "faster-answers: watching for 8 weeks shows a change of" in said
    assert "so the plan is long enough" in said


def test_power_in_json_has_the_sizes_in_kpi_units(tmp_path):
    result = goalposts("power", write_rollout(tmp_path), "--format", "json", "--as-of", GO_LIVE)
    found = json.loads(result.stdout)
    assert (found["schema"], found["as_of"]) == ("goalposts/power/1", "2026-03-30")
    goal, guardrail = found["goals"]
    assert goal["answer"] == "enough"
    assert goal["promised"] == pytest.approx(0.7 - goal["baseline"])
    assert 0 < goal["smallest_likely"] < goal["smallest"] < goal["promised"]
    assert goal["weeks_needed"]["low"] <= goal["weeks_needed"]["high"] <= goal["weeks_planned"] == 8
    assert (guardrail["role"], guardrail["promised"], guardrail["helps"]) == ("guardrail", 0.2, [])


def test_power_speaks_russian_and_says_what_would_help(tmp_path):
    write_calls(tmp_path)
    file = write_project(tmp_path, language="ru", target=51)
    said = " ".join(goalposts("power", file, "--as-of", GO_LIVE).stdout.split())
    assert "обещано" in said
    assert "Что поможет: " in said
    assert "история подлиннее, лучше год" in said


def test_power_tells_a_missing_file_like_every_command(tmp_path):
    result = goalposts("power", write_project(tmp_path), "--as-of", GO_LIVE)
    assert result.exit_code == 2
    assert "calls.csv" in result.stderr


def test_selftest_passes_where_the_plan_holds_and_says_where_it_was_not_tried(tmp_path):
    """Twelve weeks of baseline have room for trials by reshuffling, not for windows of their own."""
    result = goalposts("selftest", write_rollout(tmp_path), "--seeds", 20, "--as-of", GO_LIVE)
    said = " ".join(result.stdout.split())
    assert result.exit_code == 0, said
    assert "too short for trial windows without a go-live" in said
    assert "of 20 reshuffled baselines" in said
    assert "the plan holds" in said


def test_selftest_exits_1_when_the_plan_does_not_hold(tmp_path):
    write_calls(tmp_path)
    file = write_project(tmp_path, target=51, statement=f"    statement: {STATEMENTS['en']}")
    result = goalposts("selftest", file, "--seeds", 20, "--format", "json", "--as-of", GO_LIVE)
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (found["schema"], found["seeds"]) == ("goalposts/selftest/1", 20)
    assert [goal["answer"] for goal in found["goals"]] == ["failed", "passed"]
    assert found["goals"][0]["power"]["high"] < 0.8
    assert found["goals"][0]["false_alarms"] is None


def test_selftest_exits_3_when_there_is_too_little_to_try(tmp_path):
    result = goalposts("selftest", write_rollout(tmp_path), "--as-of", "2026-01-20")
    assert result.exit_code == 3
    assert "does not carry a plan yet: too few days" in " ".join(result.stdout.split())


def test_check_tells_what_plans_show_until_they_are_due(tmp_path):
    file = write_rollout(tmp_path)
    before = goalposts("check", file, "--as-of", GO_LIVE, "--ignore", "GP105,GP504,GP515,GP519").stdout
    assert before.startswith("What the planned windows can show:\n- faster-answers: ")
    assert before.endswith("\n\nNo findings.\n")
    assert "What the planned windows" not in goalposts("check", file, "--as-of", END).stdout
    assert "What the planned windows" not in goalposts("check", file, "--no-data", "--as-of", GO_LIVE).stdout
    json.loads(goalposts("check", file, "--format", "json", "--as-of", GO_LIVE).stdout)
