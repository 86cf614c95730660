"""Entries of a store are whole or not there; the folder is private and does not grow beyond its limit."""

from __future__ import annotations

import os
import random
import stat
import time

import goalposts as gp
import pytest


def entries(folder):
    return sorted((folder / "store").iterdir())


def test_what_was_put_is_found_again(tmp_path):
    store = gp.Store(tmp_path / ".goalposts")
    store.put("a", b"one")
    store.put("b", b"")
    store.put("a", b"two")
    other = gp.Store(tmp_path / ".goalposts")
    assert [other.get(key) for key in "abc"] == [b"two", b"", None]


def test_nothing_is_made_before_something_is_kept(tmp_path):
    store = gp.Store(tmp_path / ".goalposts")
    store.get("a")
    store.trim()
    assert not (tmp_path / ".goalposts").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_only_its_owner_reads_it_and_no_version_control_takes_it(tmp_path):
    gp.Store(tmp_path / ".goalposts").put("a", b"one")
    for folder in (tmp_path / ".goalposts", tmp_path / ".goalposts" / "store"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) & 0o077 for path in entries(tmp_path / ".goalposts")] == [0]
    assert (tmp_path / ".goalposts" / ".gitignore").read_text() == "*\n"


def test_a_damaged_entry_is_not_there(tmp_path):
    """Every byte is checked: any that is turned, and any end that is cut off."""
    store = gp.Store(tmp_path)
    store.put("a", bytes(range(256)) * 3)
    (path,) = entries(tmp_path)
    whole, draw = path.read_bytes(), random.Random(1)
    for place in {0, len(whole) - 1, *draw.sample(range(len(whole)), 60)}:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << draw.randrange(8))]) + whole[place + 1 :])
        assert store.get("a") is None
        path.write_bytes(whole[:place])
        assert store.get("a") is None
    path.write_bytes(whole)
    assert store.get("a") == bytes(range(256)) * 3


def test_an_entry_of_another_version_is_not_there_and_is_replaced(tmp_path):
    store = gp.Store(tmp_path)
    store.put("a", b"one")
    (path,) = entries(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"goalposts/store/1", b"goalposts/store/9"))
    assert store.get("a") is None
    store.put("a", b"two")
    assert store.get("a") == b"two"


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    store = gp.Store(tmp_path, limit_bytes=50_000)
    for number in range(10):
        store.put(str(number), random.Random(number).randbytes(10_000))
        os.utime(entries_by_age(tmp_path)[-1], (number, number))
    assert store.get("0") is not None, "it was used now"
    store.trim()
    assert sum(path.stat().st_size for path in entries(tmp_path)) <= 50_000
    assert [number for number in range(10) if store.get(str(number)) is not None] == [0, 7, 8, 9]


def entries_by_age(folder):
    return sorted(entries(folder), key=lambda path: path.stat().st_mtime)


def test_what_a_killed_process_left_goes_when_it_is_old(tmp_path):
    store = gp.Store(tmp_path)
    store.put("a", b"one")
    old, young = tmp_path / "store" / "old.part", tmp_path / "store" / "young.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    store.trim()
    assert (old.exists(), young.exists(), store.get("a")) == (False, True, b"one")


def test_a_folder_that_cannot_be_written_is_told_once(tmp_path, caplog):
    (tmp_path / "file").write_text("no folder")
    store = gp.Store(tmp_path / "file" / "below")
    store.put("a", b"one")
    store.put("b", b"two")
    assert store.get("a") is None
    (record,) = caplog.records
    assert "nothing can be kept in" in record.msg.en
    assert "нельзя писать" in record.msg.ru
