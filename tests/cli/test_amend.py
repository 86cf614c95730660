"""Sealed goals are changed only on record, and judged as they were and as they are."""

import json

import pytest
from cli.rollouts import END, GO_LIVE, goalposts, write_project, write_rollout

AT_GO_LIVE = ("--as-of", GO_LIVE)
WHY = ("--reason", "The vendor promises less.", "--by", "Head of IT")
KEPT, HIGH = 70, 90
"""The rollout of these tests reaches some 80 %: the one target is reached, the other is not."""


def locked(folder, *, target=HIGH, language="en"):
    write_rollout(folder, language=language)
    file = write_project(folder, target=target, language=language)
    assert goalposts("lock", file, *AT_GO_LIVE).exit_code == 0
    return file


def amended(folder, *, as_of=END, language="en"):
    """Lock the high target, then amend it to the one that is reached."""
    file = locked(folder, language=language)
    write_project(folder, target=KEPT, language=language)
    result = goalposts("amend", file, "--reason", WHY[1], "--approved-by", WHY[3], "--as-of", as_of)
    assert result.exit_code == 0, result.output
    return file


def scored(file):
    return json.loads(goalposts("score", file, "--format", "json", "--as-of", END).stdout)


def test_both_the_first_and_the_amended_target_are_judged(tmp_path):
    """By the same data: 80 % reaches the amended 70 %, and not the 90 % that was promised first."""
    card = scored(amended(tmp_path))
    now, first = card["goals"][0], card["original"]["goals"][0]
    assert (now["target"]["text"], now["state"]) == (">= 70%", "achieved")
    assert (first["target"]["text"], first["state"]) == (">= 90%", "improved")
    assert first["target"]["line"] == 0.9
    assert first["change"]["effect"] == now["change"]["effect"]
    assert first["evaluation"]["value"] == now["evaluation"]["value"]
    assert (card["project"]["verdict"], card["original"]["project"]["verdict"]) == ("success", "partial")
    assert card["original"]["sealed"] == str(GO_LIVE)
    assert card["original"]["changes"] == ["goals.faster-answers.target: first >= 90%, now >= 70%"]


def test_the_first_goals_are_judged_as_if_they_had_never_been_amended(tmp_path):
    """Goal by goal the same answer as that of a project that kept its lock."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "changed").mkdir()
    kept = scored(locked(tmp_path / "kept"))
    first = scored(amended(tmp_path / "changed"))["original"]
    short = {"series", "segments", "trace"}
    for was, found in zip(kept["goals"], first["goals"], strict=True):
        assert {key: was[key] for key in was if key not in short} == {
            key: found[key] for key in found if key not in short
        }
    assert kept["project"] == first["project"]


def test_the_record_says_who_and_why_and_whether_results_were_known(tmp_path):
    file = amended(tmp_path)
    before = json.loads((tmp_path / "goalposts.lock").read_text(encoding="utf-8"))["amendments"][0]
    (change,) = scored(file)["lock"]["amendments"]
    assert (change["at"], change["by"], change["reason"]) == (str(END), "Head of IT", "The vendor promises less.")
    assert change["results_seen"]
    assert change["before"] == before["before"]
    assert scored(file)["lock"]["status"] == "late"


def test_an_amendment_before_results_is_not_late(tmp_path):
    card = scored(amended(tmp_path, as_of=GO_LIVE))
    assert not card["lock"]["amendments"][0]["results_seen"]
    assert card["lock"]["status"] == "locked"


def test_text_and_page_show_both_targets(tmp_path):
    file = amended(tmp_path)
    text = " ".join(goalposts("score", file, "--as-of", END).stdout.split())
    assert "amended on 25 May 2026 by Head of IT, when results were already known: The vendor promises less." in text
    assert "As the goals were first locked (locked on 30 March 2026) Verdict: partial success" in text
    assert "promised ≥ 90%, measured" in text
    assert "goals.faster-answers.target: first >= 90%, now >= 70%" in text
    page = goalposts("report", file, "--as-of", END, "--output", "-").stdout
    assert "As the goals were first locked" in page
    assert "first &gt;= 90%, now &gt;= 70%" in page


def test_a_russian_reader_is_told_in_russian(tmp_path):
    file = amended(tmp_path, language="ru")
    text = " ".join(goalposts("score", file, "--as-of", END).stdout.split())
    assert "Если судить по первоначально зафиксированным целям" in text
    assert "сначала >= 90%, теперь >= 70%" in text


def test_goals_that_were_never_amended_are_judged_once(tmp_path):
    file = locked(tmp_path)
    assert scored(file)["original"] is None
    assert "first locked" not in goalposts("score", file, "--as-of", END).stdout


def test_a_second_amendment_keeps_the_first_goals(tmp_path):
    """What was sealed first stays the yardstick, however often goals are amended."""
    file = amended(tmp_path)
    write_project(tmp_path, target=60)
    assert goalposts("amend", file, *WHY, "--as-of", END).exit_code == 0
    card = scored(file)
    assert len(card["lock"]["amendments"]) == 2
    assert card["goals"][0]["target"]["text"] == ">= 60%"
    assert card["original"]["goals"][0]["target"]["text"] == ">= 90%"


def test_a_goal_that_was_taken_out_is_still_judged(tmp_path):
    file = locked(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("  - {id: nobody-lost")], encoding="utf-8")
    assert goalposts("amend", file, *WHY, "--as-of", END).exit_code == 0
    card = scored(file)
    assert [goal["id"] for goal in card["goals"]] == ["faster-answers"]
    assert [goal["id"] for goal in card["original"]["goals"]] == ["faster-answers", "nobody-lost"]
    assert card["original"]["changes"] == ["goals.nobody-lost: sealed at first, then taken out"]


def test_a_longer_window_judges_the_first_one_too(tmp_path):
    """Both windows are read, each by its own end."""
    write_rollout(tmp_path)
    write_project(tmp_path, target=70, evaluation="evaluation: {from: 2026-03-30, to: 2026-05-11}")
    file = tmp_path / "goalposts.yaml"
    assert goalposts("lock", file, *AT_GO_LIVE).exit_code == 0
    write_project(tmp_path, target=70)
    assert goalposts("amend", file, *WHY, "--as-of", END).exit_code == 0
    card = scored(file)
    assert card["goals"][0]["evaluation"]["to"] == str(END)
    assert card["original"]["goals"][0]["evaluation"]["to"] == "2026-05-11"
    assert card["original"]["goals"][0]["evaluation"]["n"] < card["goals"][0]["evaluation"]["n"]


def test_verify_reproduces_an_amended_verdict(tmp_path):
    file = amended(tmp_path)
    scored(file)
    result = goalposts("verify", tmp_path / "goalposts.verdict.json", file)
    assert result.exit_code == 0, result.output


def test_first_goals_that_a_cube_does_not_hold_are_said_to_be_left_out(tmp_path):
    """A cube of the amended goals alone has not the rows of a goal that was taken out."""
    import goalposts as gp

    file = locked(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("  - {id: nobody-lost")], encoding="utf-8")
    cube = gp.tally(gp.load_project(file.rename(tmp_path / "alone.yaml")), as_of=END)
    (tmp_path / "alone.yaml").rename(file)
    assert goalposts("amend", file, *WHY, "--as-of", END).exit_code == 0
    original = gp.score(gp.load_project(file), cube, as_of=END).original
    assert original.project is None
    assert original.reason.code == "original_not_scored"
    assert original.goals == ()


def test_nothing_to_amend_is_said(tmp_path):
    file = locked(tmp_path)
    sealed = (tmp_path / "goalposts.lock").read_bytes()
    result = goalposts("amend", file, *WHY, *AT_GO_LIVE)
    assert (result.exit_code, "Nothing to do" in result.stdout) == (0, True)
    assert (tmp_path / "goalposts.lock").read_bytes() == sealed


def test_without_a_lock_there_is_nothing_to_amend(tmp_path):
    result = goalposts("amend", write_rollout(tmp_path), *WHY, *AT_GO_LIVE)
    assert result.exit_code == 1
    assert "goalposts lock" in result.stderr
    assert not (tmp_path / "goalposts.lock").exists()


def test_errors_refuse_the_amendment(tmp_path):
    file = locked(tmp_path)
    sealed = (tmp_path / "goalposts.lock").read_bytes()
    write_project(tmp_path, owner="    owner: ''")
    result = goalposts("amend", file, *WHY, *AT_GO_LIVE)
    assert result.exit_code == 1
    assert "Not amended" in result.stderr
    assert (tmp_path / "goalposts.lock").read_bytes() == sealed


@pytest.mark.parametrize(
    ("option", "given"), [("reason", ("--reason", " ", "--by", "CIO")), ("by", ("--reason", "x", "--by", ""))]
)
def test_an_amendment_without_a_reason_or_a_name_is_refused(tmp_path, option, given):
    file = locked(tmp_path)
    write_project(tmp_path, target=KEPT)
    result = goalposts("amend", file, *given, *AT_GO_LIVE)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{option} is empty")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--by", "CIO"), "--reason: параметр не указан; напишите, почему цели меняются"),
        (("--reason", "x"), "--by: параметр не указан; назовите, кто меняет цели"),
    ],
)
def test_a_missing_reason_or_name_is_told_in_the_language_of_the_project(tmp_path, given, said):
    result = goalposts("amend", locked(tmp_path, language="ru"), *given, *AT_GO_LIVE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)


@pytest.mark.parametrize("command", ["score", "status", "lock"])
def test_a_chain_that_was_rewritten_is_refused(tmp_path, command):
    """Even if whoever did it has also made a new digest of the whole."""
    from goalposts.formats import digest

    file = amended(tmp_path)
    lock = tmp_path / "goalposts.lock"
    plain = json.loads(lock.read_text(encoding="utf-8").replace(">= 90%", ">= 75%"))
    del plain["digest"]
    lock.write_text(json.dumps({**plain, "digest": digest(plain)}), encoding="utf-8")
    result = goalposts(command, file, "--as-of", END)
    assert result.exit_code == 2
    assert "before the amendment of 2026-05-25" in result.stderr


def test_status_tells_amendments_and_says_not_that_nothing_changed(tmp_path):
    file = amended(tmp_path, as_of=GO_LIVE)
    shown = goalposts("status", file, "--no-data", *AT_GO_LIVE).stdout
    assert "recorded changes were made since" in shown
    assert "have not been changed" not in shown
    assert f"Amended on {GO_LIVE} by Head of IT: The vendor promises less." in shown
    (told,) = json.loads(goalposts("status", file, "--no-data", "--format", "json", *AT_GO_LIVE).stdout)["lock"][
        "amendments"
    ]
    assert (told["by"], told["results_seen"]) == ("Head of IT", False)
