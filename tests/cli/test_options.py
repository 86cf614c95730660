import json
import os
import subprocess
import sys

import pytest
from cli.rollouts import END, goalposts, process, write_project, write_rollout

HEAVY = ("numpy", "scipy", "numba", "pyarrow", "rich", "babel", "jinja2", "ruamel", "cattrs")


@pytest.mark.parametrize("command", ["", "score", "check", "lock", "status", "report", "kpis", "init", "demo"])
def test_help_imports_nothing_heavy(command, tmp_path):
    arguments = [command, "--help"] if command else ["--help"]
    code = (
        "import sys\nfrom goalposts.cli.main import cli\n"
        f"try: cli.main({arguments!r})\nexcept SystemExit as end: assert not end.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=tmp_path
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_check_without_data_imports_neither_numpy_nor_pyarrow(tmp_path):
    file = write_project(tmp_path)
    code = (
        "import sys\nfrom goalposts.cli.main import cli\n"
        f"try: cli.main(['check', {str(file)!r}, '--no-data'])\nexcept SystemExit as end: pass\n"
        "print([name for name in ('numpy', 'scipy', 'numba', 'pyarrow') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_help_is_there_for_every_command_and_names_every_command():
    listed = goalposts("--help").stdout
    for name in ("demo", "init", "check", "lock", "status", "score", "report", "kpis", "events", "rules", "plugins"):
        assert f"\n  {name} " in listed
        assert goalposts(name, "--help").exit_code == 0


@pytest.mark.parametrize("place", ["before", "after"])
def test_common_options_work_on_both_sides_of_the_command(tmp_path, place):
    file = write_rollout(tmp_path)
    options = ("--as-of", END, "--language", "ru", "--quiet", "--no-color", "--without", "sales")
    command = ("score", file, "--format", "json")
    result = goalposts(*options, *command) if place == "before" else goalposts(*command, *options)
    card = json.loads(result.stdout)
    assert card["as_of"] == END.isoformat()
    assert "sales" not in card["engine"]["plugins"]
    assert result.stderr == ""


def test_the_later_option_wins_and_plugins_left_out_add_up(tmp_path):
    file = write_rollout(tmp_path)
    result = goalposts(
        "--as-of", "2026-05-01", "--without", "sales",
        "score", file, "--as-of", END, "--without", "marketing", "--format", "json",
    )  # fmt: skip
    card = json.loads(result.stdout)
    assert card["as_of"] == END.isoformat()
    assert set(card["engine"]["plugins"]) == {"contact_center"}


def test_version_is_one_line():
    result = goalposts("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("goalposts ")


@pytest.mark.parametrize(
    "arguments", [("--as-of", "2026-02-30", "plugins"), ("plugins", "--as-of", "soon"), ("score", "--format", "xml")]
)
def test_usage_errors_are_wrong_input(arguments):
    result = goalposts(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("command", ["demo", "kpis", "events", "rules", "plugins", "explain no-target"])
@pytest.mark.parametrize("place", ["before", "after"])
def test_a_day_is_refused_where_nothing_is_judged_by_one(command, place):
    """An option that is taken and ignored would look as if it had been obeyed."""
    words, day = command.split(), ("--as-of", "2026-02-01")
    result = goalposts(*day, *words) if place == "before" else goalposts(*words, *day)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"--as-of: `{words[0]}` judges nothing by a day; leave the option out.\n"
    assert "--as-of" not in goalposts(words[0], "--help").stdout


@pytest.mark.parametrize("day", ["20260201", "2026-W05-7", "2026-2-1", "01.02.2026", ""])
def test_a_day_is_written_in_one_way(day):
    result = goalposts("status", "--as-of", day)
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr


def test_a_missing_project_is_one_sentence(tmp_path):
    result = process("score", folder=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("goalposts.yaml: there is no such file")
    assert len(result.stderr.splitlines()) == 1


def test_the_project_of_a_folder_is_found_in_it(tmp_path):
    write_rollout(tmp_path)
    assert goalposts("status", tmp_path).exit_code == 0


def test_russian_comes_out_whole_on_a_console_of_another_encoding(tmp_path):
    file = write_rollout(tmp_path, language="ru")
    result = process("status", file, folder=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert "Уровень сервиса" in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("options", "expected"), [((), True), (("--quiet",), False)])
def test_progress_is_shown_on_a_terminal_only(tmp_path, options, expected):
    """The bar goes to stderr, which is a terminal here; stdout stays clean for the program that reads it."""
    import pty

    file = write_rollout(tmp_path)
    reader, writer = pty.openpty()
    result = subprocess.run(
        [sys.executable, "-m", "goalposts.cli.main", "score", str(file), "--as-of", str(END), *options],
        stdout=subprocess.PIPE,
        stderr=writer,
        env=os.environ | {"TERM": "xterm-256color"},
        check=False,
    )
    os.write(writer, b"\n.")
    shown = os.read(reader, 100_000)
    os.close(writer)
    os.close(reader)
    assert result.returncode == 0
    assert (b"rows" in shown) == expected
    assert b"\x1b" not in result.stdout
