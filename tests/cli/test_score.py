import json
import stat
import subprocess
import sys
import zlib

import goalposts as gp
import pytest
from cli.rollouts import AFTER, END, GO_LIVE, goalposts, write_calls, write_project, write_rollout

AFTERWARDS = ("--as-of", END)


def states(result):
    return {goal["id"]: goal["state"] for goal in json.loads(result.stdout)["goals"]}


def test_score_prints_the_verdict_on_stdout_and_where_it_is_stored_on_stderr(tmp_path):
    """A program that reads stdout meets nothing but the answer."""
    file = write_rollout(tmp_path)
    result = goalposts("score", file, *AFTERWARDS)
    assert result.exit_code == 0
    assert "Small rollout: success" in result.stdout
    assert "goalposts.verdict.json" not in result.stdout
    assert "goalposts.verdict.json" in result.stderr


def test_json_is_the_scorecard_contract_and_equals_the_stored_verdict(tmp_path):
    file = write_rollout(tmp_path)
    result = goalposts("score", file, "--format", "json", *AFTERWARDS)
    card = json.loads(result.stdout)
    assert card["schema"] == "goalposts/scorecard/1"
    assert card["project"]["verdict"] == "success"
    assert card["goals"][0]["evaluation"]["value"] == pytest.approx(AFTER * 0.95, abs=0.03)
    assert (tmp_path / "goalposts.verdict.json").read_text(encoding="utf-8") == result.stdout


def test_every_verdict_is_kept_once_in_the_private_folder(tmp_path):
    """The same answer twice is one file; another day is another file. Nobody else may look, and git does not."""
    file = write_rollout(tmp_path)
    for day in (END, END, "2026-05-01"):
        goalposts("score", file, "--as-of", day)
    private = tmp_path / ".goalposts"
    kept = sorted(path.name for path in (private / "verdicts").iterdir())
    assert len(kept) == 2
    assert [name[:10] for name in kept] == ["2026-05-01", END.isoformat()]
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert (private / ".gitignore").read_text(encoding="utf-8").strip() == "*"


@pytest.mark.parametrize(
    ("after", "as_of", "code"), [(AFTER, END, 0), (0.3, END, 1), (AFTER, "2026-05-01", 3)], ids=["yes", "no", "open"]
)
def test_gate_exits_with_the_verdict(tmp_path, after, as_of, code):
    write_calls(tmp_path, after=after)
    file = write_project(tmp_path)
    assert goalposts("score", file, "--gate", "--as-of", as_of).exit_code == code
    assert goalposts("score", file, "--as-of", as_of).exit_code == 0


def test_before_the_window_ends_nothing_is_due(tmp_path):
    file = write_rollout(tmp_path)
    found = states(goalposts("score", file, "--format", "json", "--as-of", GO_LIVE))
    assert set(found.values()) == {"not_due"}


def test_an_evaluation_without_rows_has_no_data(tmp_path):
    write_calls(tmp_path, end=GO_LIVE)
    result = goalposts("score", write_project(tmp_path), "--format", "json", "--gate", *AFTERWARDS)
    assert states(result)["faster-answers"] == "no_data"
    assert result.exit_code == 3


def test_a_missing_source_is_wrong_input(tmp_path):
    result = goalposts("score", write_project(tmp_path), *AFTERWARDS)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "calls.csv" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unknown_kpi_is_a_finding_of_check_and_wrong_input_elsewhere(tmp_path):
    write_calls(tmp_path)
    file = write_project(tmp_path, kpi="    kpi: contact_center.service_levle")
    checked = goalposts("check", file, "--as-of", GO_LIVE)
    assert checked.exit_code == 1
    assert "unknown KPI" in checked.stdout
    for command in ("score", "status", "report"):
        result = goalposts(command, file, *AFTERWARDS)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "did you mean 'contact_center.service_level'?" in result.stderr


def test_an_unknown_dimension_is_a_finding_of_check_and_wrong_input_elsewhere(tmp_path):
    write_calls(tmp_path)
    file = write_project(tmp_path, project="project: Small rollout\nsegments: [qeue]")
    checked = goalposts("check", file, "--as-of", GO_LIVE)
    assert checked.exit_code == 1
    assert "GP215 segments[0]: unknown dimension 'qeue'; did you mean 'queue'?" in checked.stdout
    for command in ("score", "status", "report"):
        result = goalposts(command, file, *AFTERWARDS)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "unknown dimension 'qeue'; did you mean 'queue'?" in result.stderr
    assert goalposts("lock", file, "--as-of", GO_LIVE).exit_code == 1


def test_every_problem_of_a_broken_file_is_said_at_once_in_its_language(tmp_path):
    file = write_project(tmp_path, language="ru", timezone="timezone: Europe/Atlantis", owner="    ownr: никто")
    result = goalposts("score", file, *AFTERWARDS)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) >= 2
    assert "неизвестный" in result.stderr


def content(path):
    """The bytes of a file, of an entry of the store unpacked."""
    stored = path.read_bytes()
    if path.suffix != ".kept":
        return stored
    return zlib.decompress(stored[stored.index(b"\n") + 1 + 32 :])


def test_refused_rows_are_kept_apart_and_only_their_positions_if_so_wished(tmp_path):
    """`--no-quarantine-text` leaves no trace of what stood in a refused row."""
    write_calls(tmp_path, broken_rows=3)
    file = write_project(tmp_path)
    silent = goalposts("score", file, "--no-quarantine-text", "--format", "json", *AFTERWARDS)
    written = [content(path) for path in tmp_path.rglob("*") if path.is_file()]
    assert sum(b"SECRET" in found for found in written) == 1, "only the source itself"
    assert json.loads(silent.stdout)["streams"][0]["details"][0]["line"] > 1
    goalposts("score", file, *AFTERWARDS)
    assert any("SECRET" in path.read_text() for path in (tmp_path / ".goalposts" / "quarantine").glob("*.csv"))


def test_the_answer_comes_in_the_language_of_the_project_unless_asked_otherwise(tmp_path):
    file = write_rollout(tmp_path, language="ru")
    assert "Small rollout: успех" in goalposts("score", file, *AFTERWARDS).stdout
    assert "Small rollout: success" in goalposts("--language", "en", "score", file, *AFTERWARDS).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of files")
def test_a_write_that_fails_half_way_leaves_the_old_verdict(tmp_path):
    """The disk refuses files over 4 kB: the verdict of yesterday stays whole, and nothing half written lies about."""
    import resource

    file = write_rollout(tmp_path)
    goalposts("score", file, "--as-of", "2026-05-01")
    before = (tmp_path / "goalposts.verdict.json").read_bytes()
    assert len(before) > 4096
    files = files_in(tmp_path)
    result = subprocess.run(
        [sys.executable, "-m", "goalposts.cli.main", "score", str(file), *map(str, AFTERWARDS)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 2, result.stderr
    assert "cannot be written" in result.stderr
    assert (tmp_path / "goalposts.verdict.json").read_bytes() == before
    assert files_in(tmp_path) == files


def files_in(folder):
    """The names of all files but the whole entries of the store, which are not half of anything."""
    return sorted(path.name for path in folder.rglob("*") if path.suffix != ".kept")


def test_explain_prints_the_rules_that_were_tried_and_what_would_change_the_result(tmp_path):
    """In the place of the scorecard; the verdict is stored all the same, with the same trace in it."""
    file = write_rollout(tmp_path)
    result = goalposts("score", file, "--explain", "faster-answers", *AFTERWARDS)
    assert result.exit_code == 0
    assert result.stdout.startswith("70 % of calls answered within 20 s by 25 May 2026: achieved")
    assert "It fits: the promised value is reached, and the change is a real gain." in result.stdout
    assert "lower: improved but short." in result.stdout
    card = json.loads((tmp_path / "goalposts.verdict.json").read_text(encoding="utf-8"))
    trace = card["goals"][0]["trace"]
    assert trace["steps"][-1]["state"] == card["goals"][0]["state"] == "achieved"


def test_explain_speaks_russian(tmp_path):
    file = write_rollout(tmp_path, language="ru")
    result = goalposts("score", file, "--explain", "nobody-lost", *AFTERWARDS)
    assert "Подходит: ухудшение сверх допустимого исключено." in result.stdout
    assert "Что изменило бы итог" in result.stdout


def test_an_unknown_goal_to_explain_is_refused_with_the_nearest(tmp_path):
    result = goalposts("score", write_rollout(tmp_path), "--explain", "faster", *AFTERWARDS)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 'faster-answers'?" in result.stderr


def test_the_cube_beside_the_verdict_stands_for_the_data(tmp_path):
    """Without the data the verdict comes out again from it, to the last difference."""
    file = write_rollout(tmp_path)
    result = goalposts("score", file, "--cube", tmp_path / "sums.cube", *AFTERWARDS)
    assert result.exit_code == 0
    (tmp_path / "calls.csv").unlink()
    card = json.loads((tmp_path / "goalposts.verdict.json").read_text(encoding="utf-8"))
    found = gp.verify(card, gp.load_project(file), gp.load_cube(tmp_path / "sums.cube"))
    assert found.differences == ()


def test_the_cube_keeps_no_row_values_where_none_are_wanted(tmp_path):
    write_calls(tmp_path, broken_rows=2)
    file, plain, bare = write_project(tmp_path), tmp_path / "plain.cube", tmp_path / "bare.cube"
    goalposts("score", file, "--cube", plain, *AFTERWARDS)
    goalposts("score", file, "--cube", bare, "--no-quarantine-text", *AFTERWARDS)
    assert b"SECRET-yesterday" in plain.read_bytes()
    assert b"SECRET" not in bare.read_bytes()


@pytest.mark.parametrize("content", [None, b"nonsense"])
def test_what_is_no_cube_is_refused_with_its_place(tmp_path, content):
    file = tmp_path / "other.cube"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(gp.InputError, match=r"other\.cube: "):
        gp.load_cube(file)
