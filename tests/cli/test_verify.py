"""A stored verdict is computed again; whatever changed since is named, and told from the rest."""

import csv
import json

import pytest
from cli.rollouts import END, goalposts, write_calls, write_rollout
from goalposts.locale import LANGUAGES

NO_SIGNATURE = {"en": "This is no signature", "ru": "Это не подпись"}


@pytest.fixture
def stored(tmp_path):
    """A verdict beside its project."""
    goalposts("score", write_rollout(tmp_path), "--as-of", END)
    return tmp_path / "goalposts.verdict.json"


def verified(verdict, *more):
    """What differs, by path, and the causes."""
    result = goalposts("verify", verdict, *more, "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == (0 if found["reproduced"] else 1)
    return {each["path"]: (each["stored"], each["found"]) for each in found["differences"]}, found["causes"]


def edit(file, change):
    plain = json.loads(file.read_text(encoding="utf-8"))
    change(plain)
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unchanged_verdict_comes_out_again_and_that_is_no_signature(tmp_path, language):
    goalposts("score", write_rollout(tmp_path, language=language), "--as-of", END)
    result = goalposts("verify", tmp_path / "goalposts.verdict.json")
    same = {"en": "The same answer", "ru": "Ответ тот же"}
    assert result.exit_code == 0
    assert same[language] in result.stdout
    assert NO_SIGNATURE[language] in result.stdout


def test_a_kept_copy_finds_its_project_too(stored):
    (copy,) = (stored.parent / ".goalposts" / "verdicts").iterdir()
    assert verified(copy) == ({}, [])


def test_a_verdict_elsewhere_is_verified_with_the_project_that_is_named(stored, tmp_path_factory):
    copy = tmp_path_factory.mktemp("elsewhere") / "received.json"
    copy.write_bytes(stored.read_bytes())
    assert verified(copy, stored.parent) == ({}, [])
    refused = goalposts("verify", copy)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "goalposts verify VERDICT PROJECT" in refused.stderr


def test_another_order_of_rows_is_no_difference(stored):
    file = stored.parent / "calls.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(head + "".join(reversed(rows)), encoding="utf-8")
    assert verified(stored) == ({}, [])


def test_changed_values_name_the_days_and_the_answers_that_follow(stored):
    """One wait after the start is made shorter: the day's numerator, the value and the effect differ."""
    file = stored.parent / "calls.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    late = next(row for row in reversed(rows) if row[3] == "60" and row[2] == "answered")
    late[3] = "10"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)

    differences, causes = verified(stored)

    day = late[1][:10]
    before, after = differences[f"goals[faster-answers].series.numerator.{day}"]
    assert (causes, after - before) == (["data"], 1.0)
    assert "goals[faster-answers].evaluation.value" in differences
    assert "goals[faster-answers].change.effect" in differences
    assert not [path for path in differences if path.startswith(("inputs", "lock", "engine", "streams"))]


def test_rows_that_came_later_are_told_by_the_source(stored):
    """A source that has other rows a day has another fingerprint, whatever the goals make of them."""
    with (stored.parent / "calls.csv").open("a", encoding="utf-8") as stream:
        stream.write("more,2026-05-20T09:00:00,blocked,1\n")
    differences, causes = verified(stored)
    assert causes == ["data"]
    assert "streams[contact_center.call: contact_center.call].digest" in differences
    assert differences["streams[contact_center.call: contact_center.call].rows"] == (4000, 4001)


def test_a_changed_project_is_told_from_changed_data(stored):
    project = stored.parent / "goalposts.yaml"
    project.write_text(project.read_text(encoding="utf-8").replace(">= 70%", ">= 90%"), encoding="utf-8")
    differences, causes = verified(stored)
    assert causes == ["project"]
    assert differences["goals[faster-answers].target.line"] == (0.7, 0.9)
    assert differences["goals[faster-answers].state"] == ("achieved", "improved")
    assert differences["inputs.project.goals[faster-answers].target"] == (">= 70%", ">= 90%")


def test_data_that_differ_with_the_project_are_not_blamed_alone(stored):
    """Another window reads other days: the days differ, and it is said that the project may be why."""
    project = stored.parent / "goalposts.yaml"
    project.write_text(
        project.read_text(encoding="utf-8").replace("from: 2026-01-05", "from: 2026-01-12"), encoding="utf-8"
    )
    assert verified(stored)[1] == ["project", "data"]
    for language, said in (("en", "a changed project may look at other days"), ("ru", "изменённый проект может")):
        assert said in goalposts("verify", stored, "--language", language).stdout


def test_a_key_that_came_into_the_project_is_named(stored):
    """Though records may lack what a later version added, a project document may not."""
    project = stored.parent / "goalposts.yaml"
    closed = "closed: [{from: 2026-01-06, to: 2026-01-07}]\ngoals:\n"
    project.write_text(project.read_text(encoding="utf-8").replace("goals:\n", closed), encoding="utf-8")
    differences, causes = verified(stored)
    assert causes[0] == "project"
    assert differences["inputs.project.closed"] == (None, [{"from": "2026-01-06", "to": "2026-01-07"}])


def test_a_lock_that_came_or_went_is_a_changed_project(stored):
    goalposts("lock", stored.parent / "goalposts.yaml", "--as-of", "2026-03-30")
    differences, causes = verified(stored)
    assert causes == ["project"]
    assert differences["lock.status"] == ("unlocked", "locked")


def test_moved_goalposts_are_named_though_the_sealed_goals_give_the_same_answer(tmp_path):
    """The seal is in the verdict; the file that moved away from it changes the status and nothing else."""
    project = write_rollout(tmp_path)
    goalposts("lock", project, "--as-of", "2026-03-30")
    goalposts("score", project, "--as-of", END)
    stored = tmp_path / "goalposts.verdict.json"
    assert json.loads(stored.read_text(encoding="utf-8"))["lock"]["seal"] == json.loads(
        (tmp_path / "goalposts.lock").read_text(encoding="utf-8")
    )
    assert verified(stored) == ({}, [])
    project.write_text(project.read_text(encoding="utf-8").replace(">= 70%", ">= 60%"), encoding="utf-8")
    differences, causes = verified(stored)
    assert causes == ["project"]
    assert set(differences) == {"lock.status", "lock.differences[0]"}


def test_other_versions_are_named_and_are_no_other_answer(stored):
    """The numbers come out again by another version: that confirms them."""
    edit(stored, lambda card: card["engine"]["plugins"].update(contact_center="0.0.1"))
    edit(stored, lambda card: card["engine"]["runtime"].update(numpy="1.0"))
    differences, causes = verified(stored)
    assert causes == ["engine"]
    assert set(differences) == {"engine.plugins.contact_center", "engine.runtime.numpy"}
    assert "version" in goalposts("verify", stored).stdout


def test_a_recipe_that_changed_in_an_unchanged_project_is_the_plugins(stored):
    edit(stored, lambda card: card["goals"][0].update(recipe="sha256:0"))
    differences, causes = verified(stored)
    assert (set(differences), causes) == ({"goals[faster-answers].recipe"}, ["engine"])
    assert goalposts("verify", stored).exit_code == 1


def test_a_beautified_number_is_found_and_said_in_both_languages(stored):
    """Nothing else changed, so it is the file that was."""
    edit(stored, lambda card: card["goals"][0]["change"].update(low=0.5))
    differences, causes = verified(stored)
    assert (set(differences), causes) == ({"goals[faster-answers].change.low"}, ["answer"])
    for language, said in (("en", "the stored file was changed"), ("ru", "изменён сохранённый файл")):
        result = goalposts("verify", stored, "--language", language)
        assert said in result.stdout
        assert "goals[faster-answers].change.low" in result.stdout


@pytest.mark.parametrize(("factor", "paths"), [(1 + 1e-11, 0), (1 + 1e-7, 1)])
def test_numbers_are_compared_to_nine_digits(stored, factor, paths):
    def change(card):
        card["goals"][0]["change"]["effect"] *= factor

    edit(stored, change)
    assert len(verified(stored)[0]) == paths


def test_a_verdict_of_a_version_without_these_keys_can_be_verified(stored):
    """What an earlier verdict does not say is not wrong."""

    def older(card):
        for key in ("inputs",):
            del card[key]
        for goal in card["goals"]:
            del goal["trace"]
            for key in ("events", "rows", "closed", "below", "digest"):
                del goal["series"][key]
        del card["lock"]["seal"], card["engine"]["runtime"]
        for stream in card["streams"]:
            del stream["digest"]

    edit(stored, older)
    assert verified(stored) == ({}, [])
    assert goalposts("report", stored, "--output", "-").exit_code == 0


def test_left_out_row_values_stay_left_out(tmp_path):
    """A verdict of --no-quarantine-text has no text of refused rows, and is verified without it."""
    file = write_rollout(tmp_path)
    write_calls(tmp_path, broken_rows=3)
    goalposts("score", file, "--as-of", END, "--no-quarantine-text")
    differences, _ = verified(tmp_path / "goalposts.verdict.json")
    assert differences == {}


def test_long_lists_of_differences_are_cut_on_the_console_only(stored):
    write_calls(stored.parent, after=0.6)
    result = goalposts("verify", stored)
    assert result.exit_code == 1
    assert len([line for line in result.stdout.splitlines() if line.startswith("- ")]) == 20
    assert "--format json lists all" in result.stdout
    assert len(verified(stored)[0]) > 20


@pytest.mark.parametrize("content", ["{}", "[]", "nonsense", '{"schema": "goalposts/scorecard/1"}'])
def test_what_is_no_verdict_is_refused(tmp_path, content):
    file = tmp_path / "other.verdict.json"
    file.write_text(content, encoding="utf-8")
    result = goalposts("verify", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "other.verdict.json" in result.stderr


def test_a_stored_verdict_keeps_its_day(stored):
    result = goalposts("verify", stored, "--as-of", END)
    assert (result.exit_code, result.stdout) == (2, "")
