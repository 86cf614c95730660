"""Keys whose rows differ from file to file while nothing says which is newer."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from goalposts.model.stream_counts import FileDoubt
from hypothesis import given
from hypothesis import strategies as st
from streams.orders import opened, read, rule, source

HEADER = "order_id,at,note,changed"


def doubts(folder, *files, block_bytes=1 << 22, header=HEADER, **changes):
    for place, rows in enumerate(files):
        (folder / f"{place}.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    given = source(locations=("*.csv",), **{"dedupe": ("order_id",), **changes})
    return read(opened(given, folder=folder, block_bytes=block_bytes))[1].doubts


def row(key, note, changed=1, day=1):
    return f"{key},2026-03-{day:02},{note},{changed}"


def said(one, other, rows):
    return FileDoubt("files_disagree", (f"{one}.csv", f"{other}.csv"), rows, "", "changed")


@pytest.mark.parametrize("block_bytes", [40, 1 << 22])
def test_what_differs_is_counted_by_key_and_files(tmp_path, block_bytes):
    first = [row("a", "x"), row("b", "x"), row("c", "x")]
    second = [row("a", "y"), row("b", "x"), row("c", "y"), row("d", "y")]
    assert doubts(tmp_path, first, second, block_bytes=block_bytes) == (said(0, 1, 2),)


def test_the_newer_row_decides(tmp_path):
    """By the time of the event, else by what is named; a later contradiction stands."""
    assert doubts(tmp_path, [row("a", "x", day=2)], [row("a", "y", day=1)]) == ()
    ranked = {"dedupe_by": "changed"}
    assert doubts(tmp_path, [row("a", "x", 1)], [row("a", "y", 2)], **ranked) == ()
    assert doubts(tmp_path, [row("a", "x", 1)], [row("a", "y", 1)], [row("a", "z", 2)], **ranked) == ()
    assert doubts(tmp_path, [row("a", "x", 2)], [row("a", "y", 2)], [], **ranked) == (said(0, 1, 1),)


def test_a_third_file_that_repeats_the_last_decides_nothing(tmp_path):
    assert doubts(tmp_path, [row("a", "x")], [row("a", "y")], [row("a", "y")]) == (said(0, 2, 1),)
    assert doubts(tmp_path, [row("a", "x")], [row("a", "x")], [row("a", "y")]) == (said(1, 2, 1),)


def test_rows_of_one_file_follow_each_other(tmp_path):
    assert doubts(tmp_path, [row("a", "x"), row("a", "y")], [row("b", "x")]) == ()


def test_rows_without_a_key_contradict_nothing(tmp_path):
    header, place = f"{HEADER},place", {"dimensions": {"place": rule("place")}, "dedupe": ("place",)}
    files = [[f"{row(key, note)}," for key in "ab"] for note in "xy"]
    assert doubts(tmp_path, *files, header=header, **place) == ()
    files = [[f"{row(key, note)},p" for key in "ab"] for note in "xy"]
    assert doubts(tmp_path, *files, header=header, **place) == (said(0, 1, 1),)


ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(1, 2)), max_size=6)


@given(st.lists(ROWS, min_size=2, max_size=4), st.sampled_from([60, 1 << 22]))
def test_it_is_what_loops_find(tmp_path_factory, files, block_bytes):
    """Of a key the last row of each file that is as new as any: the last one that differs from the next contradicts."""
    expected = Counter()
    for key in "abc":
        newest = max((changed for rows in files for known, _, changed in rows if known == key), default=0)
        last = {}
        for place, rows in enumerate(files):
            for known, note, changed in rows:
                if (known, changed) == (key, newest):
                    last[place] = note
        places = sorted(last)
        against = [one for one, other in pairwise(places) if last[one] != last[other]]
        if against:
            expected[f"{against[-1]}.csv", f"{places[-1]}.csv"] += 1
    folder = tmp_path_factory.mktemp("orders")
    lines = [[row(key, note, changed) for key, note, changed in rows] for rows in files]
    found = doubts(folder, *lines, block_bytes=block_bytes, dedupe_by="changed")
    assert {doubt.files: doubt.rows for doubt in found} == expected
