"""Arrow files and streams, folders that name columns, and files that change or cannot be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from goalposts.errors import SourceError
from goalposts.streams.side_by_side import SideBySide
from streams.orders import cells, opened, read, rule, source, written

ROWS = 1000
TABLE = pa.table(
    {
        "order_id": [f"o{number}" for number in range(ROWS)],
        "at": pa.array([1_780_000_000_000_000 + number for number in range(ROWS)], pa.timestamp("us", "UTC")),
        "state": pa.array(["open" if number % 10 else "lost" for number in range(ROWS)]).dictionary_encode(),
        "items": pa.array([None if number % 7 == 0 else number for number in range(ROWS)], pa.int32()),
        "tags": [[number] for number in range(ROWS)],
    }
)


def refusal(given, folder):
    with pytest.raises(SourceError) as caught:
        read(opened(given, folder=folder))
    assert caught.value.sentence("ru") != caught.value.sentence("en")
    return str(caught.value)


def write_arrow(path, form, compression):
    options = pa.ipc.IpcWriteOptions(compression=compression)
    make = pa.ipc.new_file if form == "file" else pa.ipc.new_stream
    with make(str(path), TABLE.schema, options=options) as writer:
        writer.write_table(TABLE, max_chunksize=300)


@pytest.mark.parametrize("form", ["file", "stream"])
@pytest.mark.parametrize("compression", [None, "lz4", "zstd"])
@pytest.mark.parametrize("name", ["orders.arrow", "orders.feather"])
def test_arrow(tmp_path, form, compression, name):
    """The same rows and counts as of the table in memory; only the columns that are needed are looked at."""
    write_arrow(tmp_path / name, form, compression)
    given = source(locations=(name,))
    stream = opened(given, folder=tmp_path, batch_rows=128)
    known, count = read(opened(table=TABLE))
    assert read(stream) == (known, count)
    assert dict(count.quarantined) == {"unknown_value": 100}
    if form == "file":
        with SideBySide(stream) as pieces:
            assert [part.piece.rows for part in pieces.parts] == [300, 300, 300, 100]
            found = [cell for part in pieces.parts for batch in part.read() for cell in cells(batch.columns["items"])]
        assert (found, stream.count) == (known["items"], count)
    else:
        assert stream.rows is None


def test_arrow_is_known_by_its_first_bytes(tmp_path):
    write_arrow(tmp_path / "orders.bin", "file", None)
    assert read(opened(source(locations=("orders.bin",)), folder=tmp_path))[1].rows == ROWS


@pytest.mark.parametrize("form", ["file", "stream"])
def test_damaged_arrow(tmp_path, form):
    path = tmp_path / "orders.arrow"
    write_arrow(path, form, "lz4")
    whole = path.read_bytes()
    given = source(locations=("orders.arrow",))
    for data in (whole[: len(whole) // 2], b"junk", b"", whole[:2000] + b"\xff" * 400 + whole[2400:]):
        path.write_bytes(data)
        found = refusal(given, tmp_path)
        assert found.startswith(("orders.arrow: this is not an Arrow file", "orders.arrow: column", "state: column"))


def test_offsets_that_point_nowhere_do_not_end_the_process(tmp_path):
    """Without a look at every offset, reading these texts would read foreign memory."""
    length = 1_234_567
    batch = pa.record_batch({"order_id": ["a" * length], "at": ["2026-05-01"]})
    with pa.ipc.new_file(str(tmp_path / "a.arrow"), batch.schema) as writer:
        writer.write_batch(batch)
    whole = (tmp_path / "a.arrow").read_bytes()
    offset = b"\0\0\0\0" + length.to_bytes(4, "little")
    place = whole.rindex(offset)  # the metadata, which tell the length too, stand before it
    changed = whole[: place + 4] + (1 << 30).to_bytes(4, "little") + whole[place + len(offset) :]
    (tmp_path / "a.arrow").write_bytes(changed)
    assert refusal(source(locations=("a.arrow",)), tmp_path).startswith("a.arrow: column 'order_id' is damaged: ")


def write_rows(path, rows):
    table = pa.table({"order_id": rows, "at": ["2026-05-01"] * len(rows)})
    with pa.ipc.new_file(str(path), table.schema) as writer:
        writer.write_table(table)


WRITERS = {
    "csv": lambda path, rows: path.write_text("order_id,at\n" + "".join(f"{row},2026-05-01\n" for row in rows)),
    "json": lambda path, rows: path.write_text(json.dumps([{"order_id": row, "at": "2026-05-01"} for row in rows])),
    "arrow": write_rows,
    "parquet": lambda path, rows: pq.write_table(pa.table({"order_id": rows, "at": ["2026-05-01"] * len(rows)}), path),
}


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("location", ["orders", "orders/state=*/*/*"])
def test_folders_name_columns(tmp_path, suffix, location):
    """As Spark writes them: a mark of success, hidden files, escapes, a folder for rows without a value."""
    for folder, rows in (("state=open/note=a%20b", ["a", "b"]), ("state=done/note=__HIVE_DEFAULT_PARTITION__", ["c"])):
        (tmp_path / "orders" / folder).mkdir(parents=True)
        WRITERS[suffix](tmp_path / "orders" / folder / f"part-0.{suffix}", rows)
    (tmp_path / "orders" / "_SUCCESS").touch()
    (tmp_path / "orders" / "state=open" / ".part-0.crc").write_bytes(b"x")
    stream = opened(source(locations=(location,)), folder=tmp_path)
    found, count = read(stream)
    assert list(zip(found["order_id"], found["state"], found["note"], strict=True)) == [
        ("c", "done", None),
        ("a", "open", "a b"),
        ("b", "open", "a b"),
    ]
    if stream.rows is not None:
        with SideBySide(stream) as pieces:
            assert sum(batch.rows for part in pieces.parts for batch in part.read()) == 3
        assert stream.count == count


def test_words_of_folders_are_refused_like_others(tmp_path):
    (tmp_path / "orders" / "state=lost").mkdir(parents=True)
    WRITERS["csv"](tmp_path / "orders" / "state=lost" / "a.csv", ["a", "b"])
    _, count = read(opened(source(locations=("orders",)), folder=tmp_path))
    assert [(detail.reason, detail.count, detail.line, detail.value) for detail in count.details] == [
        ("unknown_value", 2, 2, "lost")
    ]


def test_a_column_of_the_file_and_of_a_folder(tmp_path):
    (tmp_path / "orders" / "at=2026").mkdir(parents=True)
    WRITERS["csv"](tmp_path / "orders" / "at=2026" / "a.csv", ["a"])
    assert refusal(source(locations=("orders",)), tmp_path) == (
        "orders/at=2026/a.csv: a folder and the file both give column at; rename one of them."
    )


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("how", ["longer", "newer", "gone"])
def test_a_file_that_changes_while_it_is_read(tmp_path, suffix, how):
    path = tmp_path / f"orders.{suffix}"
    WRITERS[suffix](path, ["a", "b"])
    stream = opened(source(locations=(path.name,)), folder=tmp_path)
    if how == "longer":
        path.write_bytes(path.read_bytes() + b"\n")
    elif how == "newer":
        os.utime(path, ns=(1, 1))
    else:
        path.unlink()
    with pytest.raises(SourceError) as caught:
        read(stream)
    assert str(caught.value) == (
        f"orders.{suffix}: the file was changed while it was read; run again when nobody writes to it."
    )


_AS_NOBODY = """
import os, sys
from goalposts.errors import SourceError
from pathlib import Path
from streams.orders import opened, read, source
os.chdir(sys.argv[1])
for name, folder in (("readable", "ok"), ("locked", ".")):
    try:
        given = source(locations=(sys.argv[2],))
        print(read(opened(given, folder=Path(folder)))[1].rows)
    except SourceError as fault:
        print(fault)
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
"""


@pytest.mark.parametrize("suffix", WRITERS)
def test_no_permission(tmp_path, suffix):
    """Root may read everything, so the second file is read by another user in a process that has loaded all."""
    (tmp_path / "ok").mkdir()
    for folder in (tmp_path / "ok", tmp_path):
        WRITERS[suffix](folder / f"orders.{suffix}", ["a"])
        folder.chmod(0o755)
    (tmp_path / f"orders.{suffix}").chmod(0)
    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(tmp_path), f"orders.{suffix}"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.splitlines() == [
        "1",
        f"orders.{suffix}: there is no permission to read it; ask for the right.",
    ], done.stderr


def test_columns_that_one_file_lacks_are_absent_there(tmp_path):
    written(tmp_path, "order_id,at,items\na,2026-05-01,1\n", name="a.csv")
    written(tmp_path, json.dumps([{"order_id": "b", "at": "2026-05-01"}]), name="b.json")
    given = evolve(source(locations=("a.csv", "b.json")), fields={"note": rule("order_id")})
    stream = opened(given, folder=tmp_path)
    assert [("items" in batch.columns, "items" in batch.absent) for batch in stream] == [(True, False), (False, True)]
    assert "items" not in stream.absent
