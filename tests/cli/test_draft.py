"""What `goalposts draft` prints, and what it writes into a project file."""

import json
import time

import pytest
from cli.rollouts import goalposts
from goalposts.formats import project_from_text
from goalposts.host import installed_catalogue
from ruamel.yaml import YAML

DAY = ("--as-of", "2026-03-02")
SLOGAN = "Менеджеры должны работать в CRM"
GOAL = "Answer 80% of calls within 20 seconds by 30 June 2026"
PROJECT = """\
# our rollout
goalposts: 1
project: Calls   # the new ones
timezone: Europe/Berlin
language: en
evaluation: {from: 2026-07-01, to: 2027-01-01}
data: {}
goals:
  # the first one
  - id: service-level
    kpi: contact_center.service_level  # by hand

# what follows
segments: []
"""


def drafted(*arguments):
    done = goalposts("draft", *arguments, *DAY)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def as_json(*arguments):
    return json.loads(drafted(*arguments, "--format", "json"))


def test_json_has_exactly_the_keys_of_the_contract():
    (made,) = as_json(SLOGAN)
    keys = "statement language kpi candidates target deadline letters trap findings rewrite entry"
    assert list(made) == keys.split()
    assert list(made["letters"]) == list("SMART")
    assert made["statement"] == SLOGAN
    assert made["language"] == "ru"
    assert made["kpi"] == made["candidates"][0]["kpi"] == "sales.capture_completeness"
    assert made["trap"] == "adoption_slogan"
    assert made["target"] is made["deadline"] is None


def test_a_whole_goal_is_read_and_keeps_every_letter():
    (made,) = as_json(GOAL)
    assert (made["kpi"], made["target"], made["deadline"]) == ("contact_center.service_level", ">= 80 %", "2026-06-30")
    assert all(made["letters"].values())
    assert made["trap"] is None


def test_every_letter_that_is_not_kept_has_a_finding():
    (made,) = as_json("Внедрить CRM")
    assert {finding["name"] for finding in made["findings"]} >= {
        "no-metric",
        "no-target",
        "tool-not-outcome",
        "no-deadline",
    }


def test_a_goal_is_answered_in_its_own_language_unless_another_is_asked_for():
    assert "Лучше так:" in drafted(SLOGAN)
    assert "Say instead:" in drafted(GOAL)
    assert "Say instead:" in drafted(SLOGAN, "--language", "en")
    (made,) = as_json(SLOGAN, "--language", "en")
    assert made["findings"][0]["message"].startswith("'должны работать в CRM'")
    assert "ответственный" in made["rewrite"], "the rewrite keeps the language of the statement"


def test_a_file_holds_one_goal_a_line(tmp_path):
    file = tmp_path / "goals.txt"
    file.write_bytes(f"\ufeff{SLOGAN}\r\n\r\n  {GOAL}\r\n".encode())
    assert [made["statement"] for made in as_json("--file", str(file))] == [SLOGAN, GOAL]
    assert len(as_json("Grow revenue", "--file", str(file))) == 3


def test_the_entries_are_yaml_that_can_be_pasted_under_goals():
    goals = YAML(typ="safe").load(drafted(SLOGAN, GOAL, "--format", "yaml"))
    assert [goal["statement"] for goal in goals] == [SLOGAN, GOAL]
    assert goals[1]["target"] == ">= 80 %"


def test_goals_are_appended_and_every_other_sign_stays(tmp_path):
    file = tmp_path / "goalposts.yaml"
    file.write_text(PROJECT, encoding="utf-8")
    file.chmod(0o640)
    drafted(GOAL, SLOGAN, "--write", str(file))
    text = file.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if line in PROJECT.splitlines()]
    assert kept == PROJECT.splitlines()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["goalposts.yaml"]
    goals = project_from_text(text, installed_catalogue()).goals
    assert [goal.id for goal in goals] == ["service-level", "service-level-2", "capture-completeness"]
    assert goals[1].target.text == ">= 80 %"
    assert text.index("# what follows") > text.index("capture-completeness")


@pytest.mark.parametrize("goals", ["goals:\n", "goals: []\n", "goals: []  # none yet\n", ""])
def test_the_first_goal_goes_into_an_empty_list(tmp_path, goals):
    file = tmp_path / "goalposts.yaml"
    head = PROJECT.partition("goals:")[0]
    file.write_text(head + goals, encoding="utf-8")
    drafted(GOAL, "--write", str(tmp_path))
    assert [goal.id for goal in project_from_text(file.read_text(encoding="utf-8"), installed_catalogue()).goals] == [
        "service-level"
    ]


def test_lists_without_indent_and_windows_line_ends_stay_what_they_are(tmp_path):
    file = tmp_path / "goalposts.yaml"
    text = (
        PROJECT.partition("goals:")[0]
        + "goals:\n- id: one\n  kpi: contact_center.aht\n  statement: |\n    Two\n\n    lines\n"
    )
    file.write_bytes(text.replace("\n", "\r\n").encode())
    drafted(GOAL, "--write", str(file))
    written = file.read_bytes().decode()
    assert written.startswith(text.replace("\n", "\r\n"))
    assert written.count("\n") == written.count("\r\n")
    assert "\n- id: service-level\r\n  statement:" in written


def test_what_cannot_be_appended_is_left_alone(tmp_path):
    file = tmp_path / "goalposts.yaml"
    text = PROJECT.partition("goals:")[0] + "goals: [{id: one, kpi: contact_center.aht}]\n"
    file.write_text(text, encoding="utf-8")
    done = goalposts("draft", GOAL, "--write", str(file), *DAY)
    assert done.exit_code == 2
    assert "line by line" in done.stderr
    assert file.read_text(encoding="utf-8") == text


def test_a_project_that_is_not_there_is_not_made(tmp_path):
    done = goalposts("draft", GOAL, "--write", str(tmp_path / "none.yaml"), *DAY)
    assert done.exit_code == 2
    assert "goalposts init" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("",), ("  ",)])
def test_nothing_is_refused(arguments):
    done = goalposts("draft", *arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "goals.txt"
    file.write_bytes(b"\xff\xfe\x00g")
    done = goalposts("draft", "--file", str(file))
    assert done.exit_code == 2
    assert "UTF-8" in done.stderr


def test_a_hundred_goals_take_seconds(tmp_path):
    file = tmp_path / "goals.txt"
    file.write_text("\n".join([SLOGAN, GOAL] * 50), encoding="utf-8")
    begin = time.perf_counter()
    assert len(as_json("--file", str(file))) == 100
    assert time.perf_counter() - begin < 30
