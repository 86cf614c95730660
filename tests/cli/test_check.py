import json
import os
import re
import subprocess
import sys

import pytest
from cli.rollouts import GO_LIVE, goalposts, write_calls, write_project, write_rollout

KEYS = {"code", "name", "severity", "file", "line", "column", "path", "message", "hint", "fix"}
BEFORE = ("--as-of", GO_LIVE)


def test_a_sound_project_passes(tmp_path):
    result = goalposts("check", write_rollout(tmp_path), *BEFORE)
    assert (result.exit_code, result.stderr) == (0, "")


def test_an_error_is_a_line_with_its_place_and_exits_1(tmp_path):
    write_calls(tmp_path)
    file = write_project(tmp_path, owner="    owner: ''")
    result = goalposts("check", file, *BEFORE)
    assert result.exit_code == 1
    assert re.search(rf"^{re.escape(str(file))}:\d+:\d+ GP\d\d\d ", result.stdout, re.MULTILINE)
    assert "1 error" in result.stdout.splitlines()[-1]


def test_json_findings_have_the_keys_of_the_contract(tmp_path):
    file = write_project(tmp_path, owner="    owner: ''")
    result = goalposts("check", file, "--no-data", "--format", "json", *BEFORE)
    found = json.loads(result.stdout)
    assert found
    assert all(set(finding) == KEYS for finding in found)
    assert found[0]["line"] > 0


def test_github_annotations_escape_what_would_end_them(tmp_path):
    file = write_project(tmp_path, owner="    owner: ''", statement="    statement: Better by 10 %")
    result = goalposts("check", file, "--no-data", "--format", "github", *BEFORE)
    lines = result.stdout.splitlines()
    assert all(re.match(r"::(error|warning|notice) file=[^,]+,line=\d+,col=\d+,title=GP\d+::", line) for line in lines)
    assert not any(re.search(r"%(?!25|0A|0D|2C|3A)", line) for line in lines)


def test_a_file_that_cannot_be_understood_gives_findings_and_exits_2(tmp_path):
    """Every problem at once, in the asked form, on stdout."""
    file = write_project(
        tmp_path, owner="    ownr: nobody", timezone="timezone: Europe/Atlantis", target="    target: soon"
    )
    text = goalposts("check", file, *BEFORE)
    assert text.exit_code == 2
    assert text.stdout.count(" GP0") >= 2
    plain = goalposts("check", file, "--format", "json", *BEFORE)
    assert {finding["code"][:3] for finding in json.loads(plain.stdout)} == {"GP0"}


def test_unreachable_data_are_said_and_the_other_rules_run(tmp_path):
    result = goalposts("check", write_project(tmp_path), *BEFORE)
    assert result.exit_code == 0
    assert "calls.csv" in result.stderr
    assert "did not run" in result.stderr


def test_data_that_cannot_be_read_are_no_clean_bill(tmp_path):
    """That nothing was found by the rules that did run is not the last word before an error."""
    file = write_rollout(tmp_path)
    (tmp_path / "calls.csv").write_text("number,when\n1,2026-01-05\n", encoding="utf-8")
    result = goalposts("check", file, *BEFORE)
    assert result.exit_code == 2
    assert "No findings" not in result.stdout
    assert "calls.csv: no column" in result.stderr


def test_no_data_is_said_even_to_a_quiet_run(tmp_path):
    result = goalposts("check", write_rollout(tmp_path), "--no-data", "--quiet", *BEFORE)
    assert "did not run" in result.stderr


def test_a_misspelt_event_type_is_a_finding_although_the_data_are_there(tmp_path):
    """Nothing can be measured for goals whose stream has no source; the finding says why, and nothing else does."""
    file = write_rollout(tmp_path)
    file.write_text(file.read_text("utf-8").replace("contact_center.call:", "contact_center.cal:"), "utf-8")
    found = goalposts("check", file)
    assert found.exit_code == 1
    assert "did you mean 'contact_center.call'?" in found.stdout
    assert "cube" not in found.stdout + found.stderr


def test_selected_and_ignored_rules_may_be_listed_with_commas(tmp_path):
    file = write_project(tmp_path, owner="    owner: ''")
    found = json.loads(goalposts("check", file, "--no-data", "--format", "json", *BEFORE).stdout)
    ((code, name),) = [(known["code"], known["name"]) for known in found if known["severity"] == "error"]
    assert goalposts("check", file, "--no-data", "--ignore", f"GP999x,{code}", *BEFORE).exit_code == 2
    only = goalposts("check", file, "--no-data", "--select", f"{name},GP6", "--format", "json", *BEFORE)
    assert {finding["code"] for finding in json.loads(only.stdout)} == {code}
    assert goalposts("check", file, "--no-data", "--ignore", code, *BEFORE).exit_code == 0


def test_findings_of_a_broken_file_come_in_its_own_language(tmp_path):
    file = write_project(tmp_path, language="ru", deadline="    deadline: 2026-02-30")
    result = goalposts("check", file)
    assert result.exit_code == 2
    assert re.search("[а-я]{3}", result.stdout)


def test_a_source_without_a_file_is_told_with_its_line_and_is_no_clean_bill(tmp_path):
    """It ended with "No findings." whatever was misspelt."""
    file = write_project(tmp_path)
    source = re.search(r"source: (\S+?),", file.read_text(encoding="utf-8"))[1]
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / source).touch()
    for language, meant, none in (
        ("en", f"did you mean 'exports/{source}'?", "No findings in the file itself; the data, which are not there"),
        ("ru", f"возможно, имелось в виду «exports/{source}»?", "В самом файле замечаний нет; данных нет"),
    ):
        result = goalposts("check", file, "--select", "GP401", "--language", language, *BEFORE)
        assert result.exit_code == 0
        assert re.search(rf"goalposts\.yaml:\d+:\d+: {source}: ", result.stderr), result.stderr
        assert meant in result.stderr
        assert result.stdout.startswith(none)


@pytest.mark.parametrize(
    ("language", "named"), [("en", "goal faster-answers, lever: "), ("ru", "цель faster-answers, lever: ")]
)
def test_a_finding_calls_a_goal_by_its_id(tmp_path, language, named):
    """`goals[2]` was the third one; for programs the path stays."""
    file = write_project(tmp_path, lever="    lever:")
    checked = ("check", file, "--no-data", "--select", "GP401", "--language", language, *BEFORE)
    assert named in goalposts(*checked).stdout
    assert json.loads(goalposts(*checked, "--format", "json").stdout)[0]["path"] == "goals[0].lever"


GIVEN_UP = "    lever:  # goalposts: ignore[GP401] the lever is decided in March"


def test_what_is_silenced_is_told_with_its_reason(tmp_path):
    file = write_project(tmp_path, lever=GIVEN_UP)
    result = goalposts("check", file, "--no-data", "--select", "GP401", *BEFORE)
    assert (result.exit_code, result.stdout) == (0, "No findings.\n")
    assert "goalposts.yaml:19:13: GP401 is silenced on line 19: the lever is decided in March" in result.stderr


def test_a_comment_without_a_reason_is_an_error(tmp_path):
    file = write_project(tmp_path, lever="    lever:  # goalposts: ignore[GP401]")
    result = goalposts("check", file, "--no-data", "--select", "GP401,GP605", *BEFORE)
    assert result.exit_code == 1
    assert "19:13 GP605 comment: silences GP401 without a reason" in result.stdout


def test_an_unknown_rule_in_the_file_is_one_sentence(tmp_path):
    file = write_project(tmp_path)
    file.write_text(file.read_text(encoding="utf-8") + "ignore: [GP999]\n", encoding="utf-8")
    result = goalposts("check", file, "--no-data", *BEFORE)
    assert result.exit_code == 2
    assert re.fullmatch(
        r"The data were not read.*\n.*goalposts.yaml:\d+:9: no rule has the code.*'GP999'.*\n", result.stderr
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("terminal", [True, False])
def test_on_a_terminal_the_line_is_shown_with_a_caret(tmp_path, terminal):
    import pty

    file = write_project(tmp_path, target=110, statement="    statement: 110 % by 25 May 2026")
    command = [sys.executable, "-m", "goalposts.cli.main", "check", str(file), "--no-data", "--as-of", str(GO_LIVE)]
    reader, writer = pty.openpty()
    out = writer if terminal else subprocess.PIPE
    done = subprocess.run(
        [*command, "--select", "GP302"],
        stdout=out,
        stderr=subprocess.PIPE,
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1"},
        check=False,
    )
    os.close(writer)
    shown = os.read(reader, 100_000).decode() if terminal else done.stdout.decode()
    os.close(reader)
    caret = re.search(r'^(\d+ \|     target: )">= 110%"\r?\n +\| +\^', shown, re.MULTILINE)
    assert done.returncode == 1
    assert (caret is not None) is terminal
    if caret:
        assert caret[0].splitlines()[1].index("^") == len(caret[1])


@pytest.mark.parametrize(("language", "heading"), [("en", "How it went"), ("ru", "Как менялось")])
def test_check_draws_the_baseline_that_it_read(tmp_path, language, heading):
    """A line of bars a goal within eighty columns; what comes after go-live is not there yet."""
    file = write_rollout(tmp_path, language=language)
    text = goalposts("check", file, "--as-of", GO_LIVE).stdout
    lines = text[text.index(heading) :].splitlines()
    bars = [line.strip() for line in lines if line.strip() and set(line.strip()) <= set("▁▂▃▄▅▆▇█·")]
    assert len(bars) == 2
    assert max(map(len, bars)) <= 60
    assert heading not in goalposts("check", file, "--no-data", "--as-of", GO_LIVE).stdout
