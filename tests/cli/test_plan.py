"""The plan as people and programs get it."""

import json
import re
from datetime import date
from pathlib import Path

import goalposts as gp
import pytest
from cli.rollouts import goalposts
from contracts.guides import blocks
from goalposts.model import Window

PAGE = Path(__file__).parents[2] / "docs" / "roadmap.md"


@pytest.fixture
def project(tmp_path):
    text = next(block.text for block in blocks(PAGE) if block.text.startswith("goalposts: 1"))
    path = tmp_path / "goalposts.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def planned(project, *options):
    return goalposts("plan", project, "--as-of", "2025-12-01", "--no-data", *options)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_line_is_wider_than_eighty_columns(project, language):
    lines = planned(project, "--language", language).stdout.splitlines()
    assert max(map(len, lines)) <= 80


def test_a_long_id_goes_on_in_the_next_line(project):
    text = project.read_text(encoding="utf-8").replace("shorter-calls", "s" * 60)
    project.write_text(text, encoding="utf-8")
    said = planned(project).stdout
    assert max(map(len, said.splitlines())) <= 80
    assert "s" * 21 in said


def test_programs_get_the_same(project):
    found = json.loads(planned(project, "--format", "json").stdout)
    assert found["schema"] == "goalposts/plan/1"
    assert [phase["goals"] for phase in found["phases"]] == [["call-results", "shorter-calls"], ["faster-answers"]]
    late = {goal["id"]: goal["honest_deadline"] for goal in found["goals"] if goal["late"]}
    assert late == {"faster-answers": "2026-11-26"}
    assert {ranking["heuristic"] for ranking in found["rankings"]} == {"wsjf", "value-effort"}
    assert found["gap"] == 0
    assert [phase["measured_again"] for phase in found["phases"]] == [
        ["2027-03-01"],
        ["2027-04-26"],
    ]


def test_a_missed_deadline_is_the_answer_no_and_a_kept_one_is_yes(project):
    assert planned(project).exit_code == 1
    text = re.sub(r"deadline: 2026-10-01", "deadline: 2027-10-01", project.read_text(encoding="utf-8"))
    project.write_text(text, encoding="utf-8")
    assert planned(project).exit_code == 0


def test_no_plan_is_the_answer_no_in_one_sentence(project):
    text = project.read_text(encoding="utf-8").replace("analyst: 6", "analyst: 60")
    project.write_text(text, encoding="utf-8")
    result = planned(project)
    assert result.exit_code == 1
    assert "Goal 'shorter-calls' needs 60 person-weeks of analyst" in " ".join(result.stdout.split())


def test_another_heuristic_says_what_the_goals_lack(project):
    said = planned(project, "--by", "rice").stdout
    assert "- call-results: not ranked, lacks reach, impact, confidence" in said


def test_data_that_are_not_there_are_told(project):
    result = goalposts("plan", project, "--as-of", "2025-12-01")
    assert "The data are not there" in result.stderr


def test_the_plan_is_drawn_into_a_file(project):
    picture = project.with_name("plan.svg")
    planned(project, "--gantt", picture)
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_the_phases_are_written_into_the_file(project):
    before = project.read_text(encoding="utf-8")
    planned(project, "--write")
    after = project.read_text(encoding="utf-8")
    written = [line for line in after.splitlines() if "phase:" not in line and "phases:" not in line]
    assert [line for line in written if "- {name: phase-" not in line] == before.splitlines()
    loaded = gp.load_project(project, gp.load_catalogue())
    known = {goal.id: (loaded.go_live_of(goal), loaded.window_of(goal)) for goal in loaded.goals}
    assert known["call-results"] == (date(2026, 3, 1), Window(date(2026, 4, 1), date(2026, 10, 1)))
    assert known["faster-answers"] == (date(2026, 4, 26), Window(date(2026, 5, 27), date(2026, 11, 26)))
    phases = re.findall(r"id: ([\w-]+)\n    phase: ([\w-]+)", after)
    assert phases == [("call-results", "phase-1"), ("faster-answers", "phase-2"), ("shorter-calls", "phase-1")]
    planned(project, "--write")
    assert project.read_text(encoding="utf-8") == after


def test_ends_of_lines_and_a_byte_order_mark_stay(project):
    plain = project.read_bytes()
    planned(project, "--write")
    written = project.read_bytes()
    project.write_bytes(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))
    planned(project, "--write")
    assert project.read_bytes() == b"\xef\xbb\xbf" + written.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_sign_of_a_broken_promise_stays_beside_its_day(project, language):
    """`14 December 2026 !` is longer than any day, and the sign stood alone in the next line."""
    text = project.read_text(encoding="utf-8").replace("deadline: 2026-10-01", "deadline: 2026-09-30")
    project.write_text(text, encoding="utf-8")
    lines = planned(project, "--language", language).stdout.splitlines()
    assert sum(line.endswith("2026 !") for line in lines) == 3
    assert "!" not in {line.strip() for line in lines}
    assert max(map(len, lines)) <= 80


def test_a_goal_beside_the_tree_is_said_to_be_no_part_of_it(project):
    tree = "currency: EUR\ntree: {money: 40_000 EUR * answered, answered: {kpi: contact_center.service_level}}\ngoals:"
    text = project.read_text(encoding="utf-8").replace("goals:", tree, 1)
    text = text.replace('target: ">= 80%"', 'target: ">= 80%"\n    baseline: {value: 60%, source: report}')
    project.write_text(text, encoding="utf-8")
    said = planned(project, "--by", "leverage").stdout
    assert "- shorter-calls: not ranked, it is no part of the tree" in said
    assert "- faster-answers: not ranked, lacks confidence, weeks" in said
    assert json.loads(planned(project, "--format", "json").stdout)["tree"]["value"] == 24_000
