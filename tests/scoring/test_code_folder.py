"""Machine code on disk, seen by real processes: several at once, killed ones, damage, and disks that take nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from goalposts.scoring.credit.credit_loops import LOOPS
from goalposts.scoring.kernels import code_folder, compiling
from goalposts.scoring.kernels.touch_groups import COUNT_SIGNATURE, count_ranges

LOOP = ((count_ranges, COUNT_SIGNATURE),)
FIRST_USE, EVERY_USE = "only the first time", "every time"
PROGRAM = """
import logging, os, sys
logging.basicConfig(format="%(message)s")
logging.getLogger("goalposts").setLevel("INFO")
import numpy as np
from goalposts.scoring.credit.credit_loops import LOOPS
from goalposts.scoring.kernels.compiling import compiled
count, *others = compiled(LOOPS[:{loops}])
counts = np.zeros(2, np.int64)
count(np.array([5, 7, 2], np.int32), 2, counts)
if others:
    data, ends = np.frombuffer(b"ab", np.uint8), np.array([0, 1, 2])
    others[4](data, ends, 0, 2, 55, np.zeros(2, np.int32), np.zeros(2, np.int64))
print(counts.tolist())
"""
ONE, ALL = PROGRAM.format(loops=1), PROGRAM.format(loops=None)
ANSWER = "[1, 2]\n"


def begin(cache, program=ONE, before=(), **environment):
    """Start a process that needs the loop, or all of them."""
    here = {**os.environ, "NUMBA_CACHE_DIR": str(cache), **environment}
    here = {name: value for name, value in here.items() if value is not None}
    return subprocess.Popen(
        [*before, sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=here
    )


def end(process):
    """Wait for a process that has to succeed, and return what it told."""
    answer, told = process.communicate(timeout=240)
    assert (process.returncode, answer) == (0, ANSWER), told
    return told


def run(cache, program=ONE, before=(), **environment):
    return end(begin(cache, program, before, **environment))


def folders(cache):
    return sorted((cache / "goalposts" / "kernels").iterdir())


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache directory, of this process too."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    compiling._compiled.cache_clear()
    yield tmp_path
    compiling._compiled.cache_clear()


def works():
    """Whether this process gets the loop."""
    compiling._compiled.cache_clear()
    (count,) = compiling.compiled(LOOP)
    counts = np.zeros(2, np.int64)
    count(np.array([5, 7, 2], np.int32), 2, counts)
    return counts.tolist() == [1, 2]


@pytest.fixture(scope="module")
def filled_cache(tmp_path_factory):
    """A cache directory with the code of the loop; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("filled")
    assert FIRST_USE in run(folder)
    return folder


def test_the_first_process_says_that_it_compiles_and_the_second_says_nothing(filled_cache):
    assert run(filled_cache) == ""
    (folder,) = folders(filled_cache)
    assert code_folder.is_complete(folder)


def test_no_machine_code_lands_beside_the_source(cache, monkeypatch):
    """Numba reads its environment anew while it compiles, when that has changed."""
    monkeypatch.setenv("NUMBA_DEBUG_CACHE", "0")
    compiling.compiled(LOOPS)
    (folder,) = folders(cache)
    assert len(list(folder.rglob("*.nbi"))) == len(LOOPS)
    assert list(Path(compiling.__file__).parent.rglob("*.nb?")) == []


def _emptied(file):
    file.write_bytes(b"")


def _truncated(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _flipped(file):
    data = bytearray(file.read_bytes())
    data[-9] ^= 64
    file.write_bytes(data)


@pytest.mark.parametrize("damage", [_emptied, _truncated, _flipped, Path.unlink])
@pytest.mark.parametrize("what", ["*.nbc", "*.nbi", "*.json"])
def test_damaged_code_is_compiled_anew_and_said_so(cache, filled_cache, caplog, damage, what):
    shutil.copytree(filled_cache, cache, dirs_exist_ok=True)
    (folder,) = folders(cache)
    for file in folder.rglob(what):
        damage(file)
    assert not code_folder.is_complete(folder)
    assert works()
    assert "is damaged and is compiled anew" in caplog.text
    assert folders(cache) == [folder]
    assert code_folder.is_complete(folder)


def test_code_that_numba_cannot_read_is_compiled_anew_though_its_seal_fits(cache, filled_cache, caplog):
    """As another numba would have written it under the same version."""
    shutil.copytree(filled_cache, cache, dirs_exist_ok=True)
    (folder,) = folders(cache)
    for file in folder.rglob("*.nbi"):
        file.write_bytes(file.read_bytes()[:20] + b"nonsense")
    (folder / "complete.json").write_text(json.dumps(code_folder._digests(folder)), encoding="utf-8")
    assert works()
    assert code_folder.is_complete(folder)


def _compile_together(cache, processes, program):
    running = [begin(cache, program) for _ in range(processes)]
    for process in running:
        end(process)
    (folder,) = folders(cache)
    assert code_folder.is_complete(folder)
    assert run(cache, program) == ""


def test_two_processes_may_compile_at_once(tmp_path):
    _compile_together(tmp_path, 2, ONE)


@pytest.mark.slow
def test_four_processes_may_compile_everything_at_once(tmp_path):
    for attempt in range(2):
        _compile_together(tmp_path / str(attempt), 4, ALL)


def test_processes_may_mend_the_same_damage_at_once(cache, filled_cache):
    shutil.copytree(filled_cache, cache, dirs_exist_ok=True)
    (folder,) = folders(cache)
    for file in folder.rglob("*.nbc"):
        _truncated(file)
    running = [begin(cache) for _ in range(2)]
    for process in running:
        end(process)
    assert run(cache) == ""
    assert folders(cache) == [folder]


def _kill_half_way(cache, program):
    """Kill a process once numba has written some of its files."""
    process = begin(cache, program)
    until = time.monotonic() + 120
    while not list(cache.rglob("*.nb?")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_what_a_killed_process_left_harms_nobody_and_is_swept_away_later(tmp_path):
    _kill_half_way(tmp_path, ALL)
    (left,) = folders(tmp_path)
    assert left.name.startswith("compiling-")
    assert FIRST_USE in run(tmp_path)
    assert left in folders(tmp_path)  # it might be somebody's who is still at work
    hours_ago = time.time() - 2 * 3_600
    os.utime(left, (hours_ago, hours_ago))
    shutil.rmtree(next(folder for folder in folders(tmp_path) if folder != left))
    assert FIRST_USE in run(tmp_path)
    assert left not in folders(tmp_path)


@pytest.mark.slow
def test_processes_killed_at_any_moment_never_leave_code_that_looks_complete(tmp_path):
    """From the start of compiling to its end, and while a damaged folder is replaced."""
    for attempt in range(16):
        process = begin(tmp_path, ALL)
        while not list(tmp_path.rglob("compiling-*")) and process.poll() is None:
            time.sleep(0.002)
        time.sleep(0.35 * attempt)
        process.kill()
        process.communicate()
        for folder in folders(tmp_path):
            if not folder.name.startswith("compiling-"):
                assert code_folder.is_complete(folder)
                for file in folder.rglob("*.nbc"):
                    _truncated(file)
    run(tmp_path, ALL)
    assert run(tmp_path, ALL) == ""


def test_a_directory_that_cannot_be_made_only_takes_time(tmp_path):
    file = tmp_path / "file"
    file.write_text("where a folder should be", encoding="utf-8")
    assert EVERY_USE in run(file)
    assert EVERY_USE in run(file / "folder")


def runs(*words):
    """Whether a command is there and may do what it does."""
    return (
        shutil.which(words[0]) is not None and subprocess.run(words, capture_output=True, check=False).returncode == 0
    )


SEALED = ("unshare", "--user", "--map-root-user", "--mount")
SOMEBODY = ("unshare", "--user", "--map-user=54321")
# Root may write anywhere, so that only a namespace of its own makes a folder read-only for the tests; only Linux has
# them, and some containers forbid them.
needs_namespaces = pytest.mark.skipif(
    not (runs(*SEALED, "true") and runs(*SOMEBODY, "true")),
    reason="a folder that not even root may write to needs user namespaces, which this system does not allow",
)


@pytest.fixture
def read_only(tmp_path):
    """The words that start a process which sees a folder as read-only."""
    words = [*SEALED, "sh", "-c"]
    script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    folder = tmp_path / "sealed"
    folder.mkdir()
    probe = subprocess.run([*words, script, folder, "touch", folder / "x"], capture_output=True, check=False)
    assert b"Read-only file system" in probe.stderr
    return folder, [*words, script, str(folder)]


@needs_namespaces
def test_a_read_only_directory_without_code_only_takes_time(read_only):
    folder, words = read_only
    assert EVERY_USE in run(folder, before=words)
    assert list(folder.iterdir()) == []


@needs_namespaces
def test_code_in_a_read_only_directory_is_used(read_only, filled_cache):
    """As in an image that was built with it."""
    folder, words = read_only
    shutil.copytree(filled_cache, folder, dirs_exist_ok=True)
    assert run(folder, before=words) == ""


@needs_namespaces
def test_a_user_without_a_home_only_waits():
    """A number that no name belongs to, as containers run with."""
    told = run(None, before=SOMEBODY, HOME=None, XDG_CACHE_HOME=None, NUMBA_CACHE_DIR=None)
    assert "it cannot be kept in a cache directory" in told


def test_code_is_kept_in_the_users_cache_directory(tmp_path):
    assert FIRST_USE in run(None, NUMBA_CACHE_DIR=None, XDG_CACHE_HOME=None, HOME=str(tmp_path))
    (folder,) = folders(tmp_path / ".cache")
    assert code_folder.is_complete(folder)
    assert run(None, NUMBA_CACHE_DIR=None, XDG_CACHE_HOME=str(tmp_path / ".cache"), HOME=None) == ""


def test_without_compiling_the_loops_run_as_they_are_written(tmp_path):
    """Numba can be told so, for debugging and coverage; hashes that overflow on purpose warn nobody."""
    assert (
        run(
            tmp_path,
            before=(),
            program=f"import warnings; warnings.simplefilter('error')\n{ALL}",
            NUMBA_DISABLE_JIT="1",
        )
        == ""
    )
    assert list(tmp_path.iterdir()) == []


def test_a_numba_that_refuses_to_work_only_takes_time(tmp_path):
    (tmp_path / "numba.py").write_text("raise ImportError('Numba needs NumPy 2.0 or less')", encoding="utf-8")
    told = run(tmp_path, f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{ALL}")
    assert told.count("large attributions take many times as long: Numba needs NumPy 2.0 or less") == 1
