"""The store of a project from the command line: taken where it is there, left out with `--no-cache`."""

from __future__ import annotations

import json

import pytest
from cli.rollouts import goalposts, write_rollout

AFTERWARDS = ("--as-of", "2026-06-01")


def entries(folder):
    """What is kept: by name, which writing of it."""
    store = folder / ".goalposts" / "store"
    return {path.name: path.stat().st_ino for path in store.iterdir()} if store.exists() else {}


def test_what_one_command_kept_serves_the_others(tmp_path):
    """`check`, `lock` and `report` need what `score` counted; their answers are those with `--no-cache`."""
    file = write_rollout(tmp_path)
    first = goalposts("score", file, "--format", "json", *AFTERWARDS)
    kept = entries(tmp_path)
    assert len(kept) >= 3
    for command in (["score", file, "--format", "json"], ["report", file, "--output", "-"], ["check", file]):
        again, fresh = goalposts(*command, *AFTERWARDS), goalposts(*command, "--no-cache", *AFTERWARDS)
        assert (again.stdout, again.exit_code) == (fresh.stdout, fresh.exit_code)
        assert command[0] != "score" or again.stdout == first.stdout
    fresh = [name for name, writing in entries(tmp_path).items() if kept.get(name) != writing]
    assert len(fresh) <= 2, "the digests of the young file, and the answer that has no refused rows beside it"


@pytest.mark.parametrize("command", ["score", "check", "lock", "report"])
def test_no_cache_keeps_nothing(tmp_path, command):
    file = write_rollout(tmp_path)
    assert goalposts(command, file, "--no-cache", *AFTERWARDS).exit_code in (0, 1)
    assert entries(tmp_path) == {}


def test_a_folder_that_cannot_be_written_is_one_note(tmp_path):
    """A file stands in its place; the answer is the same."""
    file = write_rollout(tmp_path)
    expected = goalposts("check", file, "--no-cache", "--format", "json", *AFTERWARDS)
    (tmp_path / ".goalposts").write_text("no folder")
    found = goalposts("check", file, "--format", "json", *AFTERWARDS)
    assert json.loads(found.stdout) == json.loads(expected.stdout)
    assert found.stderr.count("nothing can be kept in") == 1


def test_status_keeps_nothing_as_it_counts_nothing(tmp_path):
    goalposts("status", write_rollout(tmp_path), *AFTERWARDS)
    assert entries(tmp_path) == {}
