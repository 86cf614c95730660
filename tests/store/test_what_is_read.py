"""What did not change is not read again; what grew or came is."""

from __future__ import annotations

import os
import sqlite3
import time
from datetime import date

import goalposts as gp
import pytest
from attrs import evolve
from goalposts.errors import SourceError
from goalposts.model import InputFile, Row, SourceFormat, Window
from goalposts.streams.files import source_blocks
from goalposts.testing import sample_catalogue
from store.rollouts import AS_OF, GOALS, card, entries, project, visits, write_parquet, write_text

READ: list[str] = []
"""The files that the format below was asked to read, in its order."""


def read_visits(file: InputFile):
    READ.append(file.name)
    for number, line in file.lines():
        if number > 1:
            cells = dict(zip(("visit_id", "at", "place", "wait", "paid", "done"), line.split(","), strict=True))
            yield Row(number, cells)


COUNTED = gp.Domain(
    "counted",
    prefix="CNT",
    formats=[SourceFormat("counted", ("visit_id", "at", "place", "wait", "paid", "done"), read_visits, (".visits",))],
)


@pytest.fixture
def counted(tmp_path):
    """A project of files whose readings are counted, with a store that knows them."""
    for name in "abc":
        write_text(tmp_path / f"{name}.visits", visits(ord(name), 60, ord(name)))
    made = project(tmp_path, "*.visits", catalogue=sample_catalogue(COUNTED))
    store = gp.Store(tmp_path / ".goalposts")
    assert read_for(made, store) == ["a.visits", "b.visits", "c.visits"]
    return made, store


def read_for(made, store, as_of=AS_OF):
    """The files that are read for an answer, which is that without a store."""
    READ.clear()
    kept = card(made, as_of, store)
    found = list(READ)
    assert kept == card(made, as_of)
    return found


def test_nothing_is_read_when_nothing_changed(counted):
    assert read_for(*counted) == []


def test_a_file_that_came_is_read_alone_wherever_it_stands(counted, tmp_path):
    write_text(tmp_path / "aa.visits", visits(7, 60))
    assert read_for(*counted) == ["aa.visits"]


def test_a_file_that_changed_is_read_alone(counted, tmp_path):
    write_text(tmp_path / "b.visits", visits(9, 60))
    assert read_for(*counted) == ["b.visits"]


def test_a_file_that_went_leaves_nothing_to_read(counted, tmp_path):
    (tmp_path / "b.visits").unlink()
    assert read_for(*counted) == []


def test_a_file_that_was_touched_is_not_read(counted, tmp_path):
    (tmp_path / "b.visits").touch()
    assert read_for(*counted) == []


def test_a_file_with_other_bytes_is_read_though_size_and_time_are_those_before(counted, tmp_path):
    import os

    path = tmp_path / "b.visits"
    before, text = path.stat(), path.read_text()
    path.write_text(text.replace("True", "TRUE").replace("north", "south"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert read_for(*counted) == ["b.visits"]


def test_goals_that_ask_the_same_need_no_reading(counted, tmp_path):
    """Another owner: what is counted is the same."""
    _, store = counted
    goals = [{**GOALS[0], "owner": "Somebody else"}, *GOALS[1:]]
    assert read_for(project(tmp_path, "*.visits", goals, catalogue=sample_catalogue(COUNTED)), store) == []


def test_a_new_day_reads_nothing_where_all_rows_are_older(counted):
    """The rows of these files end in 2026-02; rows of the future are another matter."""
    made, store = counted
    assert read_for(made, store, date(2026, 11, 30)) == []
    assert read_for(made, store, date(2026, 6, 1)) == []
    assert read_for(made, store, date(2025, 12, 20)) != []


def test_another_mapping_reads_everything(counted, tmp_path):
    _, store = counted
    made = project(tmp_path, "*.visits", catalogue=sample_catalogue(COUNTED), where='place == "north"')
    assert read_for(made, store) == ["a.visits", "b.visits", "c.visits"]


def test_without_a_store_nothing_is_written(tmp_path):
    write_text(tmp_path / "a.csv", visits(0, 60))
    card(project(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_of_a_text_that_grew_only_the_end_is_counted(tmp_path, monkeypatch):
    """Fifty blocks; the entry of the last is made anew, with those of the file and of the whole answer."""
    monkeypatch.setattr(source_blocks, "BLOCK_BYTES", 2_000)
    write_text(tmp_path / "a.csv", visits(0, 1_500))
    made, store = project(tmp_path), gp.Store(tmp_path / ".goalposts")
    card(made, store=store)
    before = entries(store)
    assert len(before) > 40
    with (tmp_path / "a.csv").open("a") as file:
        file.write("\n".join([*visits(3, 20, 5), ""]))
    assert card(made, store=store) == card(made)
    after = entries(store)
    assert before.keys() <= after.keys()
    assert sum(before.get(name) != writing for name, writing in after.items()) <= 4


def test_blocks_that_stayed_are_counted_anew_when_the_start_tells_another_delimiter(tmp_path, monkeypatch):
    """Their bytes and the names of the columns are the same, but they are no rows any more."""
    monkeypatch.setattr(source_blocks, "BLOCK_BYTES", 2_000)
    write_text(tmp_path / "a.csv", visits(0, 1_500))
    made, store = project(tmp_path), gp.Store(tmp_path / ".goalposts")
    card(made, store=store)
    text = (tmp_path / "a.csv").read_text().split("\n")
    (tmp_path / "a.csv").write_text("\n".join([*(line.replace(",", ";") for line in text[:150]), *text[150:]]))
    assert card(made, store=store) == card(made)


def test_refused_rows_that_are_gone_are_written_again(tmp_path):
    write_text(tmp_path / "a.csv", visits(0, 300))
    made, store, folder = project(tmp_path), gp.Store(tmp_path / ".goalposts"), tmp_path / "rows"
    first = card(made, store=store, rows_in=folder)
    assert first[1].count(b"oops") > 3
    (folder / "book.csv").unlink()
    assert card(made, store=store, rows_in=folder) == first
    (folder / "book.csv").write_text("changed")
    assert card(made, store=store, rows_in=folder) == first
    assert b"oops" not in card(made, store=store, rows_in=folder, values=False)[1]
    assert card(made, store=store, rows_in=folder) == first


@pytest.mark.parametrize(("name", "write"), [("a.csv", write_text), ("a.parquet", write_parquet)])
@pytest.mark.parametrize("kept", [False, True])
def test_a_source_that_changes_while_it_is_read_is_told_and_not_kept(tmp_path, name, write, kept):
    """Here it grows when the first rows were read, as a log does that somebody still writes to."""
    path = tmp_path / name
    write(path, visits(0, 300))
    store = gp.Store(tmp_path / ".goalposts") if kept else None
    made = project(tmp_path, name)

    def grow(*_):
        with path.open("a") as file:
            file.write("more\n")

    with pytest.raises(SourceError, match=f"{name}: the file was changed while it was read; run again"):
        gp.score(made, as_of=AS_OF, progress=grow, store=store)
    write(path, visits(0, 300))
    if kept:
        assert card(made, store=store) == card(made)


def test_a_store_that_cannot_be_written_changes_no_answer(tmp_path, caplog):
    write_text(tmp_path / "a.csv", visits(0, 100))
    (tmp_path / "file").write_text("no folder")
    made = project(tmp_path)
    assert card(made, store=gp.Store(tmp_path / "file" / "below")) == card(made)
    assert len([record for record in caplog.records if record.name == "goalposts.store"]) == 1


def test_a_file_that_is_written_and_read_at_once_is_trusted_when_it_is_older(tmp_path):
    """A stamp tells two writings apart only when the clock of the file system moved between them."""
    write_text(tmp_path / "a.csv", visits(0, 100))
    made, store = project(tmp_path), gp.Store(tmp_path / ".goalposts")
    card(made, store=store)
    for _ in range(20):
        write_text(tmp_path / "a.csv", visits(0, 99, time.time_ns() % 10))
        assert card(made, store=store) == card(made)


def test_a_database_in_a_file_is_read_each_time(tmp_path):
    """What is written to it may lie in another file for long, beside one that stays as it was."""
    database = sqlite3.connect(tmp_path / "book.db")
    database.execute("PRAGMA journal_mode = wal")
    database.execute("CREATE TABLE visits (visit_id, at, place, wait, paid, done)")
    write_rows(database, visits(0, 60))
    database.execute("PRAGMA wal_checkpoint(truncate)")
    os.utime(tmp_path / "book.db", (1e9, 1e9))
    made, store = project(tmp_path, "book.db"), gp.Store(tmp_path / ".goalposts")
    before = card(made, store=store)
    assert before == card(made)
    write_rows(database, visits(60, 60, 5))
    assert before != card(made, store=store) == card(made)
    database.close()


def write_rows(database, lines):
    """Put visits into a table, and commit."""
    database.executemany("INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?)", [line.split(",") for line in lines])
    database.commit()


def test_a_bridge_that_is_declared_later_reads_nothing_again(tmp_path):
    """What a part of a source comes to does not hang on it, and the answer is that without a store."""
    for name in "ab":
        write_text(tmp_path / f"{name}.visits", visits(ord(name), 60, ord(name)))
    made = project(tmp_path, "*.visits", catalogue=sample_catalogue(COUNTED))
    store = gp.Store(tmp_path / ".goalposts")
    assert read_for(made, store) == ["a.visits", "b.visits"]

    bridged = evolve(made, bridge={"sample.visit": Window(date(2026, 3, 1), date(2026, 3, 15))})
    assert read_for(bridged, store) == []
    assert read_for(bridged, store) == []
