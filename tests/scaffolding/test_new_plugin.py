"""`goalposts new-plugin` writes packages that keep the contract at once, and never touches what is there."""

import subprocess
import sys
import tomllib

import pytest
from cli.rollouts import goalposts
from goalposts.scaffolding import prefix_for


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def written(tmp_path):
    result = goalposts("new-plugin", "library", tmp_path)
    assert result.exit_code == 0, result.stderr
    return tmp_path / "goalposts-library"


def run_tests(folder, source):
    command = [sys.executable, "-m", "pytest", "-p", "goalposts_pytest", "-p", "no:cacheprovider", "-q", "-n", "0"]
    code = f"import sys; sys.path.insert(0, {str(source)!r}); import pytest; sys.exit(pytest.main({command[3:]!r}))"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=280
    )


def test_its_tests_pass_at_once(written):
    done = run_tests(written, written / "src")
    assert done.returncode == 0, done.stdout
    assert int(done.stdout.split(" passed")[0].split()[-1]) >= 20


def test_the_minimal_one_is_a_module_whose_tests_pass(tmp_path):
    assert goalposts("new-plugin", "tiny", tmp_path, "--minimal").exit_code == 0
    folder = tmp_path / "goalposts-tiny"
    assert files(folder) == {"pyproject.toml", "goalposts_tiny.py", "tests/test_contract.py"}
    done = run_tests(folder, folder)
    assert done.returncode == 0, done.stdout


def test_it_holds_one_of_everything(written):
    assert {"README.md", "pyproject.toml", ".github/workflows/tests.yml", "tests/test_contract.py"} <= files(written)
    described = tomllib.loads((written / "pyproject.toml").read_text(encoding="utf-8"))
    assert described["project"]["entry-points"]["goalposts"] == {"library": "goalposts_library"}
    assert [name for name in files(written) if "@" in name] == []
    left = [name for name in files(written) if "@name@" in (written / name).read_text(encoding="utf-8")]
    assert left == []


def test_every_file_is_told_and_a_note_says_what_is_next(tmp_path):
    result = goalposts("new-plugin", "library", tmp_path, "--language", "ru")
    assert len(result.stdout.splitlines()) == len(files(tmp_path / "goalposts-library"))
    assert "Дальше: `pip install -e" in result.stderr


def test_a_folder_that_is_there_is_not_touched(tmp_path):
    (tmp_path / "goalposts-library").mkdir()
    result = goalposts("new-plugin", "library", tmp_path)
    assert result.exit_code == 2
    assert "this folder is here already and is not touched; remove it, or name another place." in result.stderr
    assert files(tmp_path) == set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Help-Desk",), "'Help-Desk' cannot be the name of a domain: "),
        (("goalposts-desk",), "underscores are needed; write desk."),
        (("склад",), "underscores are needed; write it like helpdesk."),
        (("../x",), "cannot be the name of a domain"),
        (("9lives",), "cannot be the name of a domain"),
        (("sales",), "plugin 'sales' brings domain 'sales'; choose another name."),
        (("goalposts",), "choose another name."),
        (("desk", "--prefix", "GP"), "prefix 'GP' must be 2 to 6 capital letters, and not GP; give another"),
        (("desk", "--prefix", "d1"), "prefix 'd1' must be 2 to 6 capital letters"),
        (("desk", "--prefix", "CCT"), "owns prefix 'CCT'; give another with --prefix."),
    ],
)
def test_a_bad_name_is_refused_in_one_sentence(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = goalposts("new-plugin", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert files(tmp_path) == set()


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("helpdesk", "HLP"), ("hr", "HR"), ("erp", "ERP"), ("aio", "AIO"), ("x", "XX"), ("web_shop", "WBS")],
)
def test_a_prefix_is_made_of_the_name(name, prefix):
    assert prefix_for(name) == prefix
