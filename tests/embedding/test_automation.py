"""Hooks and actions of version control: what other repositories take from this one works as it stands here."""

from __future__ import annotations

import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from contracts.guides import blocks
from contracts.sources import ROOT
from goalposts.cli.each_project import check_each
from ruamel.yaml import YAML

BIN = Path(sys.executable).parent
HOOK = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
ACTION = YAML(typ="safe", pure=True).load((ROOT / "action.yml").read_text(encoding="utf-8"))
EXAMPLES = ROOT / "examples" / "embedding"
write_sample = runpy.run_path(str(EXAMPLES / "sample_project.py"))["write_sample"]


@pytest.fixture
def good(tmp_path):
    return write_sample(tmp_path / "good")


@pytest.fixture
def bad(tmp_path):
    """A project without an owner, which is an error at line 10."""
    file = write_sample(tmp_path / "bad")
    file.write_text(re.sub(r" +owner: .*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    return file


def run(*command, cwd, **variables):
    """A process whose programs are those of the environment that runs the test."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"} | variables
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=800)


def test_each_file_is_checked_and_the_worst_exit_code_counts(good, bad, capsys):
    unread = good.with_name("unread.yaml")
    unread.write_text("goalposts: 2\n", encoding="utf-8")

    assert check_each(["--no-data", str(good)]) == 0
    assert check_each(["--no-data", str(good), str(bad), str(good)]) == 1
    assert check_each(["--no-data", str(unread), str(bad)]) == 2
    said = capsys.readouterr().out
    assert f"{bad}:10" in said
    assert f"{unread}:1" in said


def test_options_of_a_hook_are_options_of_check(good, bad, capsys):
    """`--select GP1` is no file, so it stays with the options."""
    assert check_each(["--no-data", "--select", "GP101", str(bad)]) == 0
    assert check_each(["--no-data", "--no-such-option", str(good)]) == 2
    assert "--no-such-option" in capsys.readouterr().err


def test_the_hook_runs_as_it_stands(good, bad):
    command = [*shlex.split(HOOK["entry"]), *HOOK["args"]]

    assert run(*command, str(good), cwd=good.parent).returncode == 0
    assert run(*command, str(good), str(bad), cwd=good.parent).returncode == 1


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("goalposts.yaml", True),
        ("rollouts/crm/goalposts.yml", True),
        ("crm.goalposts.yaml", True),
        ("crm.yaml", False),
        ("notgoalposts.yaml", False),
        ("goalposts.lock", False),
    ],
)
def test_the_hook_takes_project_files_only(path, taken):
    assert bool(re.search(HOOK["files"], path)) == taken


def test_the_hook_fits_the_schema_of_pre_commit():
    pytest.importorskip("pre_commit", reason="pre-commit comes with the extra `dev`")
    done = run(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_action_fits_the_schema_of_github():
    pytest.importorskip("check_jsonschema", reason="check-jsonschema comes with the extra `dev`")
    schema = ("--builtin-schema", "vendor.github-actions")
    done = run(sys.executable, "-m", "check_jsonschema", *schema, "action.yml", cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def step_of_action(step, folder, work, **inputs):
    """Run a step as a runner does: its text as a script, its inputs filled into its environment."""
    given = {name: known["default"] for name, known in ACTION["inputs"].items()} | inputs
    filled = {
        name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: given[found[1]], text)
        for name, text in step.get("env", {}).items()
    }
    script = work / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", str(script))
    return run(*shell, cwd=folder, RUNNER_TEMP=str(work), GITHUB_ACTION_PATH=str(ROOT), **filled)


@pytest.fixture
def installed(tmp_path):
    """The temporary folder of a runner in which the first step was done: here, this very environment."""
    work = tmp_path / "runner"
    (work / "goalposts").mkdir(parents=True)
    (work / "goalposts" / "bin").symlink_to(BIN)
    return work


def test_the_action_marks_findings_at_their_lines(good, bad, installed):
    check = ACTION["runs"]["steps"][1]

    fine = step_of_action(check, good.parent, installed)
    assert (fine.returncode, "::error" in fine.stdout) == (0, False), fine.stderr
    broken = step_of_action(check, bad.parent, installed, options="--no-data --select GP3,GP5")
    assert broken.returncode == 1, broken.stdout + broken.stderr
    assert "::error file=goalposts.yaml,line=10," in broken.stdout
    named = step_of_action(check, bad.parent.parent, installed, project="bad/goalposts.yaml", options="--no-data")
    assert "::error file=bad/goalposts.yaml,line=10," in named.stdout


def test_inputs_of_the_action_are_no_part_of_its_script(good, installed):
    """Whoever may choose a file name must not choose a command."""
    check = ACTION["runs"]["steps"][1]
    assert not any("${{" in step["run"] for step in ACTION["runs"]["steps"])

    done = step_of_action(check, good.parent, installed, project='"; touch owned; "', options="$(touch owned)")
    assert done.returncode == 2
    assert not (good.parent / "owned").exists()


GUIDE = [block for block in blocks(ROOT / "docs" / "embedding.md") if block.language in ("bash", "yaml")]


def in_guide(beginning):
    """The block of the guide that begins so."""
    found = [block.text for block in GUIDE if block.text.startswith(beginning)]
    assert len(found) == 1
    return found[0]


def loaded(text):
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize(
    ("beginning", "schema"), [("goals:", "vendor.gitlab-ci"), ("name: Goals", "vendor.github-workflows")]
)
def test_what_the_guide_shows_fits_the_schema_of_its_service(beginning, schema, tmp_path):
    pytest.importorskip("check_jsonschema", reason="check-jsonschema comes with the extra `dev`")
    (tmp_path / "shown.yml").write_text(in_guide(beginning), encoding="utf-8")
    command = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema)
    if schema == "vendor.gitlab-ci":
        command += ("--data-transform", "gitlab-ci")
    done = run(*command, "shown.yml", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_guide_names_what_the_hook_and_the_action_have():
    hook = loaded(in_guide("repos:"))["repos"][0]["hooks"][0]
    step = loaded(in_guide("name: Goals"))["jobs"]["goals"]["steps"][1]

    assert hook["id"] == HOOK["id"]
    assert set(step["with"]) == set(ACTION["inputs"])


def test_the_arguments_of_the_guide_are_taken_by_the_hook(good):
    hook = loaded(in_guide("repos:"))["repos"][0]["hooks"][0]
    assert run(*shlex.split(HOOK["entry"]), *hook["args"], str(good), cwd=good.parent).returncode == 0


ON_TIME = {"early": ("2026-06-01", 0.9), "kept": ("2026-09-10", 0.9), "broken": ("2026-09-10", 0.6)}


@pytest.mark.parametrize(("case", "cron", "gitlab"), [("early", 0, 3), ("kept", 0, 0), ("broken", 1, 1)])
def test_the_scripts_of_the_guide_end_as_it_says(case, cron, gitlab, tmp_path):
    """As of the day of the case: a `goalposts` before the real one in the path only adds the day."""
    day, after = ON_TIME[case]
    folder = write_sample(tmp_path / "rollout", after=after).parent
    clock = tmp_path / "clock" / "goalposts"
    clock.parent.mkdir()
    clock.write_text(f'#!/bin/sh\nexec "{BIN / "goalposts"}" --as-of {day} "$@"\n', encoding="utf-8")
    clock.chmod(0o755)
    path = {"PATH": f"{clock.parent}{os.pathsep}{os.environ['PATH']}"}
    script = tmp_path / "judge.sh"
    script.write_text(in_guide("#!/bin/sh"), encoding="utf-8")

    done = run("sh", str(script), str(folder), cwd=tmp_path, **path)
    assert done.returncode == cron, done.stderr
    assert json.loads((folder / "verdict.json").read_text(encoding="utf-8"))["as_of"] == day
    assert not (folder / "verdict.json.new").exists()

    job = "set -e\n" + "\n".join(loaded(in_guide("goals:"))["goals"]["script"])
    assert run("bash", "-c", job, cwd=folder, **path).returncode == gitlab


def test_the_script_for_cron_keeps_the_last_verdict_where_data_fail(good, tmp_path):
    script = tmp_path / "judge.sh"
    script.write_text(in_guide("#!/bin/sh"), encoding="utf-8")
    (good.parent / "verdict.json").write_text("before", encoding="utf-8")
    (good.parent / "calls.csv").unlink()

    assert run("sh", str(script), str(good.parent), cwd=tmp_path).returncode == 2
    assert (good.parent / "verdict.json").read_text(encoding="utf-8") == "before"
    assert not (good.parent / "verdict.json.new").exists()


@pytest.mark.slow  # installs everything from the index into an environment of its own
@pytest.mark.timeout(900)
def test_the_action_installs_and_checks(good, bad, tmp_path):
    install, check = ACTION["runs"]["steps"]
    (tmp_path / "runner").mkdir()

    done = step_of_action(install, good.parent, tmp_path / "runner")
    assert done.returncode == 0, done.stderr
    assert step_of_action(check, good.parent, tmp_path / "runner").returncode == 0
    assert step_of_action(check, bad.parent, tmp_path / "runner").returncode == 1


@pytest.mark.slow  # pre-commit installs everything from the index into an environment of its own
@pytest.mark.timeout(900)
def test_pre_commit_runs_the_hook_in_another_repository(good, bad, tmp_path):
    pytest.importorskip("pre_commit", reason="pre-commit comes with the extra `dev`")
    ours = tmp_path / "ours"
    skipped = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".benchmarks", "dist")
    shutil.copytree(ROOT, ours, ignore=skipped)
    (ours / ".git").unlink(missing_ok=True)
    for repository in (ours, good.parent, bad.parent):
        for words in ("init", "add --all", "-c user.name=A -c user.email=a@example.org commit --message First"):
            done = run("git", *words.split(), "--quiet" if words != "add --all" else "--force", cwd=repository)
            assert done.returncode == 0, done.stderr

    home = {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "PYTHONPATH": ""}
    command = (sys.executable, "-m", "pre_commit", "try-repo", str(ours), "goalposts-check", "--all-files")
    passed = run(*command, cwd=good.parent, **home)
    assert (passed.returncode, "Passed" in passed.stdout) == (0, True), passed.stdout + passed.stderr
    failed = run(*command, cwd=bad.parent, **home)
    assert (failed.returncode, "goalposts.yaml:10" in failed.stdout) == (1, True), failed.stdout + failed.stderr


@pytest.mark.slow  # some three minutes: Dagster and Airflow are installed into environments of their own
@pytest.mark.timeout(900)
def test_the_examples_run_in_the_real_dagster_and_airflow():
    script = ("bash", str(EXAMPLES / "try_them.sh"), sys.executable)
    done = subprocess.run(script, capture_output=True, text=True, check=False, timeout=880)
    assert done.returncode == 0, done.stderr
    assert "Dagster: passed, warned, failed" in done.stdout
    assert "Airflow: succeeded with a summary, skipped" in done.stdout
