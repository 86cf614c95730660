"""Processes that share a store, and are killed at any moment, leave it right."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import goalposts as gp
import pytest
from store.rollouts import AS_OF, card, entries, project, visits, write_text

TESTS = Path(__file__).parent.parent
KILLS = 10


def started(folder, seed):
    """A process that has answered once, so that it may be anywhere when it is killed."""
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        [sys.executable, "-m", "store.scoring_for_ever", str(folder), str(seed)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline(), "it answers before it is killed"
    return process


def answers_are_right(folder):
    store = gp.Store(folder / ".goalposts")
    for keys in ({}, {"where": 'place == "north"'}):
        made = project(folder, **keys)
        for day in (AS_OF, AS_OF - timedelta(days=150)):
            assert card(made, day, store, folder / "rows") == card(made, day, None, folder / "fresh")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
@pytest.mark.timeout(300)
def test_processes_that_are_killed_at_any_moment_leave_a_store_that_is_right(tmp_path):
    """Two write to one small store at once, while the sources change between their deaths."""
    draw = random.Random(7)
    for name in "ab":
        write_text(tmp_path / f"{name}.csv", visits(ord(name), 150, ord(name)))
    for number in range(KILLS // 2):
        both = [started(tmp_path, seed) for seed in (number, number + 40)]
        time.sleep(draw.random() / 2)
        for process in both:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            assert process.returncode == -signal.SIGKILL, "it was killed, and did not end by itself"
        assert entries(gp.Store(tmp_path / ".goalposts"))
        answers_are_right(tmp_path)
        write_text(tmp_path / f"{draw.choice('abc')}.csv", visits(number, 120, number))
        answers_are_right(tmp_path)
