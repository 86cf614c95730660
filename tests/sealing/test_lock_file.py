"""The lock file when things go wrong: nothing is lost, and one sentence says what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from goalposts import InputError, LockError
from goalposts.formats import canonical_json, digest
from goalposts.model import Seal
from goalposts.sealing import read_seal, write_seal


def seal(name="first"):
    return Seal("2026-01-01", {"project": name}, {}, {}, {}, {})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "goalposts.lock"


def test_what_is_written_is_read(path):
    written = write_seal(path, seal())
    assert read_seal(path) == written
    assert [known.name for known in path.parent.iterdir()] == [path.name]


def test_every_truncation_is_refused(path):
    write_seal(path, seal())
    whole = path.read_bytes().rstrip()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(InputError, match=r"goalposts\.lock: "):
            read_seal(path)


def test_every_changed_value_is_refused(path):
    write_seal(path, seal())
    plain = json.loads(path.read_text())
    for key in plain:
        other = {**plain, key: "2026-01-02" if isinstance(plain[key], str) else [True]}
        path.write_bytes(canonical_json(other))
        with pytest.raises(InputError):
            read_seal(path)


def test_an_added_key_is_refused_unless_it_was_sealed(path):
    """A later version may add keys; they count in its digest, and an older one still reads the lock."""
    write_seal(path, seal())
    plain = {**json.loads(path.read_text()), "later": [1.5, "x"]}
    path.write_bytes(canonical_json(plain))
    with pytest.raises(LockError, match="does not match its own digest"):
        read_seal(path)
    plain["digest"] = digest({key: value for key, value in plain.items() if key != "digest"})
    path.write_bytes(canonical_json(plain))
    assert read_seal(path).project == {"project": "first"}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (
            "goalposts/lock/2",
            "a newer version of Goalposts wrote this (goalposts/lock/2; this one reads goalposts/lock/1)",
        ),
        ("goalposts/lock/10", "update Goalposts"),
        ("goalposts/lock/0", "this is not goalposts/lock/1"),
        ("goalposts/lock/x", "this is not goalposts/lock/1"),
        ("other/2", "this is not goalposts/lock/1"),
    ],
)
def test_a_lock_of_another_version_says_so(path, schema, said):
    write_seal(path, seal())
    plain = {**json.loads(path.read_text()), "schema": schema}
    path.write_bytes(canonical_json(plain))
    with pytest.raises(InputError) as refused:
        read_seal(path)
    assert said in str(refused.value)


@pytest.mark.parametrize("content", ["[]", "null", "3", '"x"', "[" * 100_000, "\x00"])
def test_what_is_no_lock_is_refused(path, content):
    path.write_text(content)
    with pytest.raises(InputError):
        read_seal(path)


def test_a_lock_is_not_written_over_another_that_it_does_not_know(path):
    first = write_seal(path, seal(), replaces="")
    with pytest.raises(LockError, match="somebody else wrote the lock file meanwhile"):
        write_seal(path, seal("second"), replaces="")
    assert read_seal(path) == first
    second = write_seal(path, seal("second"), replaces=first.digest)
    with pytest.raises(LockError, match="meanwhile"):
        write_seal(path, seal("third"), replaces=first.digest)
    assert read_seal(path) == second


def test_of_many_at_once_one_writes_and_the_others_are_refused(path):
    """Each is refused with a sentence, or is the one whose seal is there at the end."""

    def attempt(number):
        try:
            return write_seal(path, seal(str(number)), replaces="")
        except LockError:
            return None

    with ThreadPoolExecutor(16) as pool:
        done = [known for known in pool.map(attempt, range(64)) if known is not None]
    assert done == [read_seal(path)]
    assert [known.name for known in path.parent.iterdir()] == [path.name]


def test_two_processes_do_not_write_at_once(path):
    """One is stopped inside of its writing: the other is told, and what to do if nobody is there."""
    program = (
        "import sys; from pathlib import Path; from goalposts.sealing.lock_file import _alone\n"
        "with _alone(Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "in\n"
    with pytest.raises(LockError, match=r"being written by another command; .* remove .*\.goalposts\.lock\.writing"):
        write_seal(path, seal())
    other.communicate("")
    write_seal(path, seal())
    assert read_seal(path).project == {"project": "first"}
