"""`amend`: sealed goals are changed in the open, what they were is kept, and both can be scored."""

import json

import pytest
from cli.rollouts import END, GO_LIVE, goalposts, write_project, write_rollout

BEFORE, AFTER = ("--as-of", GO_LIVE), ("--as-of", END)
SAID = ("--reason", "the old line was a typing mistake", "--by", "Head of IT")


@pytest.fixture
def file(tmp_path):
    """A locked rollout whose file then asks for less."""
    made = write_rollout(tmp_path)
    assert goalposts("lock", made, "--approved-by", "the board", *BEFORE).exit_code == 0
    write_project(made.parent, target=60, statement="    statement: 60 % of calls answered within 20 s by 25 May 2026")
    return made


def sealed(file):
    return json.loads(file.with_suffix(".lock").read_text(encoding="utf-8"))


def test_an_amendment_says_what_it_changed_why_and_who(file):
    before = sealed(file)
    result = goalposts("amend", file, *SAID, *BEFORE)
    assert result.exit_code == 0, result.stderr
    assert "Amended, 2026-03-30, by Head of IT: the old line was a typing mistake" in result.stdout
    assert "- goals.faster-answers.target: was >= 70%, is now >= 60%" in result.stdout
    after = sealed(file)
    (amendment,) = after["amendments"]
    assert (amendment["before"], amendment["results_seen"], amendment["by"]) == (before["digest"], False, "Head of IT")
    assert after["project"]["goals"][0]["target"] == ">= 60%"
    assert after["replaced"] == [before]
    _, _, goals, said, first, *_ = goalposts("status", file, "--no-data", *BEFORE).stdout.splitlines()
    assert goals.startswith("Goals: locked. The goals were fixed before there were results; recorded changes were made")
    assert said == "Amended on 2026-03-30 by Head of IT: the old line was a typing mistake"
    assert first.startswith("- goals.faster-answers.statement: was 70 % of calls")


def test_the_report_of_a_verdict_tells_the_amendment_in_its_language(file):
    goalposts("amend", file, *SAID, *AFTER)
    shown = goalposts("score", file, "--language", "ru", *AFTER).stdout
    assert "когда результаты уже были известны, утверждает Head of IT" in " ".join(shown.split())
    assert "было >= 70%, стало >= 60%" in " ".join(shown.split())
    assert goalposts("report", file, *AFTER).exit_code == 0
    page = (file.parent / "goalposts.html").read_text(encoding="utf-8")
    assert "goals.faster-answers.target: was &gt;= 70%, is now &gt;= 60%" in page


def test_both_versions_are_scored(file):
    goalposts("amend", file, *SAID, *BEFORE)
    now = json.loads(goalposts("score", file, "--format", "json", *AFTER).stdout)
    stored = file.with_suffix(".verdict.json").read_bytes()
    then = json.loads(goalposts("score", file, "--original", "--format", "json", *AFTER).stdout)
    assert [card["goals"][0]["target"]["text"] for card in (then, now)] == [">= 70%", ">= 60%"]
    assert [card["lock"]["status"] for card in (then, now)] == ["moved", "locked"]
    assert file.with_suffix(".verdict.json").read_bytes() == stored
    assert goalposts("verify", file.with_suffix(".verdict.json")).exit_code == 0


def test_amendments_form_a_chain_of_seals(file):
    first = sealed(file)
    goalposts("amend", file, *SAID, *BEFORE)
    second = sealed(file)
    write_project(file.parent, target=65, statement="    statement: 65 % of calls answered within 20 s by 25 May 2026")
    assert goalposts("amend", file, "--reason", "a fair line", "--by", "the board", *AFTER).exit_code == 0
    third = sealed(file)
    assert [known["before"] for known in third["amendments"]] == [first["digest"], second["digest"]]
    assert [known["digest"] for known in third["replaced"]] == [first["digest"], second["digest"]]
    assert [known["results_seen"] for known in third["amendments"]] == [False, True]
    status = json.loads(goalposts("status", file, "--no-data", "--format", "json", *AFTER).stdout)
    assert (third["results_seen"], status["lock"]["status"]) == (True, "late")


def test_without_a_change_there_is_nothing_to_amend(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("lock", file, *BEFORE)
    kept = file.with_suffix(".lock").read_bytes()
    result = goalposts("amend", file, *SAID, *BEFORE)
    assert (result.exit_code, "Nothing to amend" in result.stdout) == (0, True)
    assert file.with_suffix(".lock").read_bytes() == kept


def test_what_is_not_locked_cannot_be_amended(tmp_path):
    result = goalposts("amend", write_rollout(tmp_path), *SAID, *BEFORE)
    assert result.exit_code == 2
    assert "nothing is locked here" in result.stderr
    assert not (tmp_path / "goalposts.lock").exists()


@pytest.mark.parametrize("said", [("--reason", " ", "--by", "X"), ("--reason", "x", "--by", ""), ("--reason", "x")])
def test_an_amendment_needs_a_reason_and_a_name(file, said):
    kept = file.with_suffix(".lock").read_bytes()
    assert goalposts("amend", file, *said, *BEFORE).exit_code == 2
    assert file.with_suffix(".lock").read_bytes() == kept


def test_errors_refuse_an_amendment(file):
    kept = file.with_suffix(".lock").read_bytes()
    write_project(file.parent, owner="    owner: ''")
    result = goalposts("amend", file, *SAID, *BEFORE)
    assert (result.exit_code, "Not amended" in result.stderr) == (1, True)
    assert file.with_suffix(".lock").read_bytes() == kept
