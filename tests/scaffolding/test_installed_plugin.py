"""A new plugin is built and installed beside the built engine into a fresh environment, where its tests pass."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from contracts.guides import blocks

ROOT = Path(__file__).parents[2]
CLEAN = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


def run(*command, cwd):
    """Output of a command that must succeed, in an environment without our own paths."""
    done = subprocess.run(command, cwd=cwd, env=CLEAN, capture_output=True, encoding="utf-8", check=False, timeout=280)
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def wheel(source, folder):
    """Build the wheel of a copy of a source tree, so that nothing is written into it."""
    skipped = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "dist")
    copy = shutil.copytree(source, folder / f"copy-{Path(source).name}", ignore=skipped)
    flags = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", *flags, "-w", folder / "wheels", copy, cwd=folder)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A fresh environment with the built engine; its dependencies are those of the one that runs the test."""
    folder = tmp_path_factory.mktemp("fresh")
    wheel(ROOT, folder)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    # only the folder is added, not its .pth files: an editable engine must not hide the installed wheel
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    run(
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--ignore-installed",
        *(folder / "wheels").glob("*.whl"),
        cwd=folder,
    )
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("form", [[], ["--minimal"]], ids=["whole", "minimal"])
def test_a_new_plugin_installs_and_its_tests_pass(environment, tmp_path, form):
    commands = environment / "env" / "bin"
    name = "library" if not form else "tiny"
    run(commands / "goalposts", "new-plugin", name, tmp_path, *form, cwd=tmp_path)
    folder = tmp_path / f"goalposts-{name}"
    wheel(folder, tmp_path)
    run(
        commands / "python",
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        *(tmp_path / "wheels").glob("*.whl"),
        cwd=tmp_path,
    )

    where = run(commands / "python", "-c", f"import goalposts_{name} as m; print(m.__file__)", cwd=tmp_path)
    assert where.startswith(str(environment))
    said = run(commands / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=folder)
    assert " passed" in said
    assert "failed" not in said
    plugins = json.loads(run(commands / "goalposts", "plugins", "--format", "json", cwd=tmp_path))
    assert [known["version"] for known in plugins if known["name"] == name] == ["0.1.0"]
    if not form:
        run(commands / "goalposts", "init", "--template", name, "--demo-data", "trial", cwd=tmp_path)
        run(commands / "goalposts", "check", cwd=tmp_path / "trial")


@pytest.mark.slow
def test_the_plugin_of_the_guide_installs_and_keeps_its_contract(environment, tmp_path):
    """What the guide shows, saved under the names that it says, is a package."""
    guide = list(blocks(ROOT / "docs" / "plugins" / "tutorial.md"))
    (module,) = (block.text for block in guide if "`goalposts_helpdesk.py`" in block.before)
    (pyproject,) = (block.text for block in guide if block.language == "toml")
    folder = tmp_path / "goalposts-helpdesk"
    folder.mkdir()
    (folder / "goalposts_helpdesk.py").write_text(module, encoding="utf-8")
    (folder / "pyproject.toml").write_text(pyproject, encoding="utf-8")
    wheel(folder, tmp_path)
    built = (tmp_path / "wheels").glob("*.whl")
    python, goalposts = (environment / "env" / "bin" / name for name in ("python", "goalposts"))
    run(python, "-m", "pip", "install", "-q", "--no-deps", *built, cwd=tmp_path)

    where = run(python, "-c", "import goalposts_helpdesk as m; print(m.__file__)", cwd=tmp_path)
    assert where.startswith(str(environment))
    kept = "import goalposts_helpdesk; from goalposts.testing import check_domain; check_domain(goalposts_helpdesk)"
    run(python, "-c", kept, cwd=tmp_path)
    plugins = json.loads(run(goalposts, "plugins", "--format", "json", cwd=tmp_path))
    assert [known["version"] for known in plugins if known["name"] == "helpdesk"] == ["1.0.0"]
    assert "without a second contact" in run(goalposts, "kpis", "helpdesk.solved_at_once", cwd=tmp_path)
