"""`check --fix` mends the file, says how, and leaves alone what it must."""

import json
import re

import pytest
from cli.rollouts import GO_LIVE, goalposts, write_project
from goalposts.formats.files import write_atomically

BEFORE = ("--no-data", "--as-of", str(GO_LIVE))


def broken(folder, **more):
    """The small rollout with one fault for every fix."""
    faults = {
        "variant": "    # which calls count",
        "target:": '    tagret: ">= 70"  # agreed in May',
        "deadline": "    # no day yet",
        "statement": "    statement: 70 % of calls answered within 20 s",
        "owner": "    owner: Head of contact centre # goalposts: ignore[GP301] nobody else",
    }
    return write_project(folder, **(faults | more))


MENDED = """\
    kpi: contact_center.service_level
    variant: offered
    # which calls count
    target: ">= 70%"  # agreed in May
    deadline: 2026-05-25
    # no day yet
    owner: Head of contact centre
"""


def test_each_fix_is_made_and_told_and_comments_stay(tmp_path):
    file = broken(tmp_path)
    result = goalposts("check", file, "--fix", *BEFORE)
    assert result.exit_code == 0
    assert MENDED in file.read_text(encoding="utf-8")
    told = re.findall(r"^Fixed: .*goalposts.yaml:\d+:\d+ (GP\d+) [a-z-]+: (.*)$", result.stdout, re.MULTILINE)
    assert sorted(told) == [
        ("GP002", "`tagret` is now `target`"),
        ("GP106", "added `variant: offered`"),
        ("GP116", "`>= 70` is now `>= 70%`"),
        ("GP501", "added `deadline: 2026-05-25`"),
        ("GP606", "removed `# goalposts: ignore[GP301] nobody else`"),
    ]


def test_a_second_fix_changes_nothing(tmp_path):
    file = broken(tmp_path)
    goalposts("check", file, "--fix", *BEFORE)
    once = file.read_bytes()
    again = goalposts("check", file, "--fix", *BEFORE)
    assert again.stdout.startswith("Nothing to fix.\n")
    assert file.read_bytes() == once


def test_without_the_option_nothing_is_written(tmp_path):
    file = broken(tmp_path)
    before = file.read_bytes()
    assert goalposts("check", file, *BEFORE).exit_code == 2
    assert file.read_bytes() == before


def test_what_remains_is_told_and_decides_the_exit_code(tmp_path):
    file = broken(tmp_path, owner="    owner: ''")
    result = goalposts("check", file, "--fix", *BEFORE)
    assert result.exit_code == 1
    assert " GP301 " in result.stdout
    assert " GP106 " not in result.stdout.split("GP301")[1]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_sealed_goals_are_not_touched(tmp_path, language):
    file = broken(tmp_path)
    before = file.read_bytes()
    file.with_suffix(".lock").write_text("{}", encoding="utf-8")
    result = goalposts("check", file, "--fix", "--language", language, *BEFORE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.fullmatch(r".*goalposts.yaml: [^\n]+`goalposts amend`\.\n", result.stderr)
    assert file.read_bytes() == before


def test_only_selected_findings_are_fixed(tmp_path):
    file = write_project(tmp_path, **{"variant": "    # which calls count", "target:": '    target: ">= 70"'})
    goalposts("check", file, "--fix", "--ignore", "GP116", *BEFORE)
    text = file.read_text(encoding="utf-8")
    assert "variant: offered" in text
    assert '">= 70"' in text


def test_byte_order_mark_and_windows_line_ends_stay(tmp_path):
    file = broken(tmp_path)
    write_atomically(file, "\ufeff" + file.read_text(encoding="utf-8").replace("\n", "\r\n"))
    assert goalposts("check", file, "--fix", *BEFORE).exit_code == 0
    text = file.read_bytes().decode()
    assert text.startswith("\ufeffgoalposts: 1\r\n")
    assert MENDED.replace("\n", "\r\n") in text
    assert text.count("\n") == text.count("\r\n")


def test_results_for_programs_are_told_without_the_fixes(tmp_path):
    result = goalposts("check", broken(tmp_path), "--fix", "--format", "json", *BEFORE)
    assert result.stdout.startswith("[")
    assert "Fixed: " in result.stderr


@pytest.mark.parametrize(
    ("changes", "stays"),
    [
        ({"target:": '    target: ">= 0.7"'}, '">= 0.7"'),  # 70 % or 0.7 %
        ({"target:": '    target: "+5"'}, '"+5"'),  # points or per cent
        ({"deadline": "    # none", "statement": "    statement: 70 % of calls by 1 May 2026"}, "    # none"),
        ({"deadline": "    # none", "statement": "    statement: 70 % of calls as soon as possible"}, "    # none"),
        ({"owner": "    ownr: me\n    onwer: you"}, "    onwer: you"),  # which of both?
        ({"lever": "    lever:  # goalposts: ignore[GP401] it is decided in March"}, "GP401"),  # it silences
        ({"deadline": "    deadline: 2026-05-25 # goalposts: ignore[GP510] late"}, "GP510"),  # tomorrow it may
    ],
)
def test_what_is_not_certain_is_left_to_people(tmp_path, changes, stays):
    file = write_project(tmp_path, **changes)
    goalposts("check", file, "--fix", *BEFORE)
    text = file.read_text(encoding="utf-8")
    assert stays in text
    assert "deadline: 2026-05-25" not in text or "# none" not in changes.get("deadline", "")


def test_the_preview_shows_what_would_be_written_and_writes_nothing(tmp_path):
    file = broken(tmp_path)
    before = file.read_text(encoding="utf-8")
    shown = goalposts("check", file, "--diff", *BEFORE)
    assert shown.exit_code == 1
    assert file.read_text(encoding="utf-8") == before
    assert '-    tagret: ">= 70"  # agreed in May\n' in shown.stdout
    assert '+    target: ">= 70%"  # agreed in May\n' in shown.stdout
    goalposts("check", file, "--fix", *BEFORE)
    again = goalposts("check", file, "--diff", *BEFORE)
    assert (again.exit_code, again.stdout) == (0, "")


def test_the_edit_of_a_finding_as_json_is_what_an_editor_replaces(tmp_path):
    """Applied by hand to the text, one after another from the end, the edits give what --fix writes."""
    file = write_project(tmp_path, **{"target:": '    target: ">= 70"', "variant": "    # which calls count"})
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    found = json.loads(goalposts("check", file, "--format", "json", *BEFORE).stdout)
    edits = sorted(
        (known["fix"] for known in found if known["fix"]), key=lambda edit: (edit["line"], edit["column"]), reverse=True
    )
    text = "".join(lines)
    for edit in edits:
        start, end = (
            sum(len(line) for line in lines[: edit[line] - 1]) + edit[column] - 1
            for line, column in (("line", "column"), ("end_line", "end_column"))
        )
        text = text[:start] + edit["text"] + text[end:]
    assert len(edits) == 2
    goalposts("check", file, "--fix", *BEFORE)
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("ignore: [no-levr]\n", "ignore: [no-lever]\n"),
        ("ignore: no-scop\n", "ignore: no-scope\n"),
        ("severity: {no-lver: error}\n", "severity: {no-lever: error}\n"),
    ],
)
def test_the_name_of_a_rule_with_one_slip_is_put_right(tmp_path, written, mended):
    file = write_project(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text + written, encoding="utf-8")
    refused = goalposts("check", file, *BEFORE)
    assert refused.exit_code == 2
    assert "did you mean" in refused.stderr
    told = goalposts("check", file, "--fix", *BEFORE)
    assert "GP011 unknown-word: `" in told.stdout
    assert file.read_text(encoding="utf-8") == text + mended


def test_a_slip_in_a_comment_is_put_right(tmp_path):
    file = write_project(tmp_path, owner="    owner: the team # goalposts: ignore[no-lever, no-ownr] decided in May")
    assert goalposts("check", file, *BEFORE).exit_code == 2
    assert "no-ownr" not in goalposts("check", file, "--fix", *BEFORE).stderr
    assert "no-owner] decided in May" in file.read_text(encoding="utf-8")


def test_a_name_that_may_be_two_rules_is_left_to_people(tmp_path):
    """One slip from GP401 and from GP403 is no certainty."""
    file = write_project(tmp_path)
    text = file.read_text(encoding="utf-8") + "ignore: [GP4O1]\n"
    file.write_text(text, encoding="utf-8")
    assert goalposts("check", file, "--fix", *BEFORE).exit_code == 2
    assert file.read_text(encoding="utf-8") == text


def test_explain_says_what_would_be_mended():
    assert "`check --fix`: adds the variant that is used anyway." in goalposts("explain", "GP106").stdout
    assert json.loads(goalposts("explain", "GP106", "--format", "json").stdout)["fix"]
    assert json.loads(goalposts("explain", "GP401", "--format", "json").stdout)["fix"] is None


BRACES = """\
  - {id: late, target: +5pp, kpi: contact_center.service_level}  # for a look
  - {id: later, kpi: "contact_center.service_level" , target: +5pp}
  - {
      id: last, kpi: contact_center.service_level, target: +5pp}
"""


def in_braces(folder, entries=BRACES):
    """The small rollout with further goals, which name no variant."""
    file = write_project(folder)
    file.write_text(file.read_text(encoding="utf-8") + entries, encoding="utf-8")
    return file


def test_an_entry_in_braces_is_mended_within_them(tmp_path):
    file = in_braces(tmp_path)
    before = file.read_text(encoding="utf-8")
    told = goalposts("check", file, "--fix", "--select", "GP106", *BEFORE).stdout
    assert told.count("GP106 several-definitions: added `variant: offered`") == 3
    assert file.read_text(encoding="utf-8") == before.replace(
        BRACES,
        """\
  - {id: late, target: +5pp, kpi: contact_center.service_level, variant: offered}  # for a look
  - {id: later, kpi: "contact_center.service_level", variant: offered , target: +5pp}
  - {
      id: last, kpi: contact_center.service_level, variant: offered, target: +5pp}
""",
    )


@pytest.mark.parametrize(
    ("language", "left"),
    [
        (
            "en",
            r"Not fixed: \S+goalposts.yaml:\d+:7 GP106 several-definitions: as the file is written, this ",
        ),
        ("ru", r"Не исправлено: \S+goalposts.yaml:\d+:7 GP106 several-definitions: файл записан так, что безопасно "),
    ],
)
def test_a_fix_that_the_file_does_not_allow_is_named(tmp_path, language, left):
    """The value stands on a line of its own, below its key."""
    file = in_braces(tmp_path, "  - id: late\n    target: +5pp\n    kpi:\n      contact_center.service_level\n")
    before = file.read_bytes()
    told = goalposts("check", file, "--fix", "--select", "GP106", "--language", language, *BEFORE).stdout
    assert re.search(left, told)
    assert file.read_bytes() == before
    assert "[*]" not in told


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("en", "[*] 2 of {} can be mended by `check --fix`."),
        ("ru", "[*] `check --fix` исправит 2 из {}."),
    ],
)
def test_what_can_be_mended_is_marked_and_counted(tmp_path, language, last):
    file = broken(tmp_path, **{"target:": '    target: ">= 70%"', "owner": "    owner: ''"})
    result = goalposts("check", file, "--language", language, *BEFORE).stdout.splitlines()
    found = [line.split() for line in result if ".yaml:" in line]
    assert {words[1] for words in found if words[2] == "[*]"} == {"GP106", "GP501"}
    assert "GP301" in [words[1] for words in found]
    assert result[-1] == last.format(len(found))
    assert "[*]" not in goalposts("check", file, "--format", "github", *BEFORE).stdout
    goalposts("check", file, "--fix", *BEFORE)
    assert "[*]" not in goalposts("check", file, *BEFORE).stdout


def test_of_sealed_goals_nothing_is_marked(tmp_path):
    file = write_project(tmp_path, variant="    # which calls count", **{"target:": '    target: ">= 70%"'})
    assert "[*] 1 of " in goalposts("check", file, *BEFORE).stdout
    file.with_suffix(".lock").write_text("{}", encoding="utf-8")
    assert "[*]" not in goalposts("check", file, *BEFORE).stdout
