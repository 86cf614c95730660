import json

import pytest
from cli.branches import write_branches
from cli.rollouts import END, GO_LIVE, goalposts, write_calls, write_project, write_rollout

AT_GO_LIVE = ("--as-of", GO_LIVE)


def test_lock_seals_the_measured_baseline_and_says_so(tmp_path):
    file = write_rollout(tmp_path)
    result = goalposts("lock", file, "--approved-by", "Managing director", *AT_GO_LIVE)
    assert result.exit_code == 0, result.output
    seal = json.loads((tmp_path / "goalposts.lock").read_text(encoding="utf-8"))
    assert seal["approved_by"] == "Managing director"
    assert not seal["results_seen"]
    shown = f"baseline {100 * seal['baselines']['faster-answers']['value']:.1f}%"
    assert shown in result.stdout
    assert "Late" not in result.stdout


@pytest.mark.parametrize(("language", "said"), [("en", "baseline so far {}%"), ("ru", "база пока {}\xa0%")])
def test_a_baseline_that_is_not_over_is_what_it_is_so_far(tmp_path, language, said):
    """Its last day is not in it yet, and the verdict will have that too: the two need not be the same."""
    file = write_rollout(tmp_path, language=language)
    shown = goalposts("lock", file, "--as-of", "2026-03-29").stdout
    seal = json.loads((tmp_path / "goalposts.lock").read_text(encoding="utf-8"))
    value = f"{100 * seal['baselines']['faster-answers']['value']:.1f}"
    assert said.format(value if language == "en" else value.replace(".", ",")) in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "'Board' was not recorded: a lock names who approves when it is made. Delete"),
        ("ru", "Имя «Board» не записано: кто утверждает, указывают при фиксации. Удалите"),
    ],
)
def test_who_approves_a_lock_that_is_there_already_is_told_not_to_be_recorded(tmp_path, language, said):
    """It said only that there was nothing to do."""
    file = write_rollout(tmp_path, language=language)
    assert goalposts("lock", file, "--by", "Director", *AT_GO_LIVE).exit_code == 0
    before = (tmp_path / "goalposts.lock").read_bytes()
    assert json.loads(before)["approved_by"] == "Director"
    again = goalposts("lock", file, "--approved-by", "Board", *AT_GO_LIVE)
    assert (again.exit_code, (tmp_path / "goalposts.lock").read_bytes()) == (0, before)
    assert said in again.stderr
    assert "Board" not in goalposts("lock", file, "--by", "Director", *AT_GO_LIVE).stderr
    assert goalposts("lock", file, *AT_GO_LIVE).stderr == ""


@pytest.mark.parametrize(
    ("language", "margin", "said"),
    [
        ("en", "20pp", "guardrail  baseline {value}%; worse by at most 20 pp"),
        ("en", "10%", "guardrail  baseline {value}%; worse by at most {tenth} pp, 10% of the baseline"),
        ("ru", "10%", "ограничитель  база {value} %; хуже не более чем на {tenth} п. п., то есть 10 % базы"),
    ],
)
def test_lock_shows_before_it_is_signed_how_far_a_guardrail_may_get_worse(tmp_path, language, margin, said):
    """A margin of 10 % of a share of some 5 % is half a point, which its number does not say."""
    file = write_rollout(tmp_path, language=language)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("margin: 20pp", f"margin: {margin}"), encoding="utf-8")
    shown = " ".join(goalposts("lock", file, *AT_GO_LIVE).stdout.replace("\xa0", " ").split())
    seal = json.loads((tmp_path / "goalposts.lock").read_text(encoding="utf-8"))
    share = 100 * seal["baselines"]["nobody-lost"]["value"]
    assert 3 < share < 8
    numbers = {"value": f"{share:.1f}", "tenth": f"{share / 10:.1f}"}
    expected = said.format(**{key: one.replace(".", "," if language == "ru" else ".") for key, one in numbers.items()})
    assert " ".join(expected.split()) in shown


def test_lock_names_the_findings_that_it_does_not_show(tmp_path):
    """By code and goal, as many as `check` shows at that moment."""
    write_calls(tmp_path)
    file = write_project(tmp_path, lever="    lever: ''")
    result = goalposts("lock", file, *AT_GO_LIVE)
    assert result.exit_code == 0, result.output
    assert "GP401 no-lever (faster-answers); `goalposts check` says more." in result.stderr
    shown = json.loads(goalposts("check", file, "--format", "json", *AT_GO_LIVE).stdout)
    assert all(f"{found['code']} {found['name']}" in result.stderr for found in shown)


def test_a_lock_after_results_is_late_and_says_so(tmp_path):
    file = write_rollout(tmp_path)
    assert "Late" in goalposts("lock", file, "--as-of", "2026-04-20").stdout
    assert "locked late" in goalposts("score", file, "--as-of", END).stdout


def test_errors_refuse_the_lock(tmp_path):
    write_calls(tmp_path)
    file = write_project(tmp_path, owner="    owner: ''")
    result = goalposts("lock", file, *AT_GO_LIVE)
    assert result.exit_code == 1
    assert "GP" in result.stdout
    assert not (tmp_path / "goalposts.lock").exists()


def test_unreadable_data_refuse_the_lock(tmp_path):
    """A seal without a measured baseline would be worth nothing."""
    result = goalposts("lock", write_project(tmp_path), *AT_GO_LIVE)
    assert result.exit_code == 2
    assert not (tmp_path / "goalposts.lock").exists()


def test_sealed_goals_are_not_sealed_over(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("lock", file, *AT_GO_LIVE)
    sealed = (tmp_path / "goalposts.lock").read_bytes()
    assert goalposts("lock", file, *AT_GO_LIVE).exit_code == 0, "nothing to do"
    write_project(tmp_path, target=60)
    result = goalposts("lock", file, *AT_GO_LIVE)
    assert result.exit_code == 1
    assert "amend" in result.stderr
    assert "sealed >= 70%, the file says >= 60%" in result.stderr
    assert (tmp_path / "goalposts.lock").read_bytes() == sealed


def test_moved_goalposts_are_shown_and_the_sealed_ones_scored(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("lock", file, *AT_GO_LIVE)
    write_project(tmp_path, target=99)
    card = json.loads(goalposts("score", file, "--format", "json", "--as-of", END).stdout)
    assert card["lock"]["status"] == "moved"
    assert card["goals"][0]["target"]["text"] == ">= 70%"
    assert "the file says >= 99%" in goalposts("score", file, "--as-of", END).stdout
    assert "the file says >= 99%" in goalposts("status", file, *AT_GO_LIVE).stdout


def test_check_judges_the_file_as_it_is_written_even_when_it_is_locked(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("lock", file, *AT_GO_LIVE)
    write_project(tmp_path, owner="    owner: ''")
    assert goalposts("check", file, *AT_GO_LIVE).exit_code == 1


@pytest.mark.parametrize("options", [(), ("--no-data",), ("--format", "json")])
def test_check_tells_beside_its_findings_how_the_file_differs_from_the_lock(tmp_path, options):
    file = write_rollout(tmp_path)
    goalposts("lock", file, *AT_GO_LIVE)
    assert "goalposts.lock" not in goalposts("check", file, *options, *AT_GO_LIVE).stderr
    write_project(tmp_path, target=60)
    result = goalposts("check", file, *options, *AT_GO_LIVE)
    assert result.exit_code == 0
    assert "goalposts.lock seals, and `score` judges the sealed ones" in result.stderr
    assert "- goals.faster-answers.target: sealed >= 70%, the file says >= 60%" in result.stderr
    assert "data of the baseline" not in result.stderr


def without_losses_of_february(folder):
    """Delete the calls of February that waited long, as nobody may after the lock; return the shares then and now."""
    calls = folder / "calls.csv"
    rows = calls.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not ("T" in row and "2026-02" in row and row.rstrip().endswith(",60"))]
    assert len(kept) < len(rows)
    calls.write_text("".join(kept), encoding="utf-8")
    return [
        sum(row.rstrip().endswith("answered,10") for row in known) / len(known)
        for known in (
            [row for row in all_rows[1:] if row.split("T")[0][-10:] < str(GO_LIVE)] for all_rows in (rows, kept)
        )
    ]


@pytest.mark.parametrize("target", [70, 60])
def test_a_baseline_whose_data_changed_after_the_lock_is_told_by_every_command(tmp_path, target):
    """By hand: the share of calls answered in time, before and after rows of the baseline are deleted."""
    file = write_rollout(tmp_path)
    goalposts("lock", file, *AT_GO_LIVE)
    then, now = without_losses_of_february(tmp_path)
    write_project(tmp_path, target=target)
    shares = f"faster-answers ({then:.1%} then, {now:.1%} now)"
    said = f"the data of the baseline are not those that were locked on 30 March 2026: {shares}"
    checked = goalposts("check", file, *AT_GO_LIVE)
    assert said in checked.stderr.replace("The data", "the data")
    assert checked.exit_code == 0
    concerns = json.loads(goalposts("status", file, "--format", "json", "--as-of", "2026-05-15").stdout)["concerns"]
    assert [concern for concern in concerns if concern.startswith(said)]
    card = json.loads(goalposts("score", file, "--format", "json", "--as-of", END).stdout)
    [told] = [reason["text"] for reason in card["project"]["reasons"] if reason["code"] == "baseline_data_changed"]
    assert told == "the data of the baseline are not those that were locked: faster-answers, nobody-lost"


def test_a_lock_edited_by_hand_is_refused(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("lock", file, *AT_GO_LIVE)
    lock = tmp_path / "goalposts.lock"
    lock.write_text(lock.read_text(encoding="utf-8").replace(">= 70%", ">= 10%"), encoding="utf-8")
    result = goalposts("score", file, "--as-of", END)
    assert result.exit_code == 2
    assert "edited" in result.stderr


def test_a_comparison_group_is_sealed_and_another_moves_the_goalposts(tmp_path):
    file = write_branches(tmp_path, 'control: branch == "c0"', ["t0", "c0"], lambda *_: 0.0)
    locked = goalposts("lock", file, *AT_GO_LIVE)
    assert locked.exit_code == 0, locked.output
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('branch == "c0"', 'branch == "t0"'), encoding="utf-8")
    card = json.loads(goalposts("score", file, "--as-of", END, "--format", "json").stdout)
    assert card["lock"]["status"] == "moved"
    said = goalposts("status", file, *AT_GO_LIVE).stdout
    assert 'control: sealed branch == "c0", the file says branch == "t0"' in " ".join(said.split())
