"""However a text table is cut into blocks, and whoever reads them, its rows are those that a plain parser finds."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pytest
from goalposts.errors import SourceError
from goalposts.expressions import parse
from goalposts.model import Quarantine
from goalposts.streams.side_by_side import SideBySide
from hypothesis import given, settings
from hypothesis import strategies as st
from streams.orders import cells, opened, read, rule, source, written

HEADER = "order_id,at,note\n"
CELLS = st.sampled_from(
    ["a", "b b", '"q"', '"x,y"', '"two\nlines"', '"a ""b"" c"', '5"', "2026-05-01", "", '"\r\n"', "ж"]
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=40)
ENDS = st.sampled_from(["\n", "\r\n", "\n\n"])


def plain_rows(text):
    """Rows of cells by a parser of single letters; blank lines are none."""
    rows, row, cell, state = [], [], "", "begins"
    for letter in text.replace("\r\n", "\n") if '"\r\n"' not in text else text:
        if state == "quoted":
            state = "closed" if letter == '"' else "quoted"
            cell += "" if letter == '"' else letter
        elif state == "closed" and letter == '"':
            cell, state = cell + '"', "quoted"
        elif letter == "," or letter in "\r\n":
            row.append(cell)
            cell, state = "", "begins"
            if letter != ",":
                if row != [""]:
                    rows.append(row)
                row = []
        elif state == "begins" and letter == '"':
            state = "quoted"
        else:
            cell, state = cell + letter, "cell"
    if row or cell:
        rows.append([*row, cell])
    return rows


def expected(text):
    """The notes of good rows, the lines of those of a wrong width, and of those without an id or a time."""
    notes, wrong, bad = [], [], []
    for line, row in enumerate(plain_rows(text), start=1):
        if line == 1:
            continue
        if len(row) != 3:
            wrong.append(line)
        elif row[0].strip() == "" or row[1] != "2026-05-01":
            bad.append(line)
        else:
            notes.append(row[2] if row[2].strip() else None)
    return notes, wrong, bad


def quarantined(folder):
    lines = (folder / "shop.csv").read_bytes().decode()
    found = plain_rows(lines)[1:]
    return [int(row[1]) for row in found if row[2] == "wrong_columns"], sorted(
        int(row[1]) for row in found if row[2] != "wrong_columns"
    )


@settings(max_examples=150)
@given(rows=ROWS, end=ENDS, block_bytes=st.sampled_from([7, 23, 64, 1 << 20]), packed=st.booleans())
def test_rows_are_those_of_a_plain_parser(tmp_path_factory, rows, end, block_bytes, packed):
    folder = tmp_path_factory.mktemp("orders")
    text = HEADER + "".join(",".join(row) + end for row in rows)
    data = gzip.compress(text.encode()) if packed else text.encode()
    given_source = written(folder, data)
    stream = opened(given_source, folder=folder, block_bytes=block_bytes, quarantine=Quarantine(folder / "refused"))
    found, count = read(stream)
    notes, wrong, bad = expected(text)
    assert found.get("note", []) == notes
    assert quarantined(folder / "refused") == (wrong, bad)
    assert count.rows == len(notes) + len(wrong) + len(bad)
    assert count.accepted == len(notes)
    assert {detail.reason: detail.line for detail in count.details}.get("wrong_columns") == (
        wrong[0] if wrong else None
    )


@settings(max_examples=60)
@given(rows=ROWS, end=ENDS, block_bytes=st.sampled_from([7, 23, 64]), seed=st.integers(0, 99))
def test_blocks_in_any_order_are_the_file(tmp_path_factory, rows, end, block_bytes, seed):
    folder = tmp_path_factory.mktemp("orders")
    given_source = written(folder, HEADER + "".join(",".join(row) + end for row in rows))
    plain, other = (Quarantine(folder / name) for name in ("plain", "other"))
    table, count = read(opened(given_source, folder=folder, block_bytes=block_bytes, quarantine=plain))
    stream = opened(given_source, folder=folder, block_bytes=block_bytes, quarantine=other)
    found = {}
    with SideBySide(stream) as pieces:
        for place in np.random.default_rng(seed).permutation(len(pieces.parts)):
            part = pieces.parts[place]
            found[part.number] = [cell for batch in part.read() for cell in cells(batch.columns["note"])]
    assert [note for number in sorted(found) for note in found[number]] == table.get("note", [])
    assert stream.count == count
    assert (other.folder / "shop.csv").read_bytes() == (plain.folder / "shop.csv").read_bytes()


def test_blocks_on_two_threads(tmp_path):
    """Blocks are cut under a lock; lines are those of the file."""
    rows = "".join(f'{number},2026-05-01,"a\n{number}"\n' if number % 7 else "short\n" for number in range(5000))
    given_source = written(tmp_path, HEADER + rows)
    stream = opened(given_source, folder=tmp_path, block_bytes=512)
    with SideBySide(stream) as pieces, ThreadPoolExecutor(2) as pool:
        accepted = sum(pool.map(lambda part: sum(batch.rows for batch in part.read()), pieces.parts))
    assert accepted == sum(bool(number % 7) for number in range(5000))
    assert [(detail.line, detail.count) for detail in stream.count.details] == [(2, 5000 - accepted)]


NUMBERS = st.sampled_from(
    ["1", "1.5", " 2 ", "1e3", "", "nan", "inf", "1,5", "1 000", "x", "-3", "0x1A", "NULL", "NA", "+4", "007"]
)
TIMES = st.sampled_from(
    [
        "2026-05-01",
        "2026-05-01 10:00",
        "2026-05-01T10:00:00.5",
        "2026-05-01T10:00:00Z",
        "",
        "NULL",
        " 2026-05-02",
        "0000-01-01",
        "2025-01-01",
    ]
)
STATES = st.sampled_from(["open", "done", "", "lost", " open", "null"])


@settings(max_examples=150)
@given(
    rows=st.lists(st.tuples(TIMES, STATES, NUMBERS, NUMBERS), min_size=1, max_size=30),
    decimal=st.sampled_from([".", ","]),
    unit=st.sampled_from(["", "min"]),
)
def test_typed_columns_change_nothing(tmp_path_factory, rows, decimal, unit):
    """A condition that is always true makes every column be read as text."""
    folder = tmp_path_factory.mktemp("orders")
    text = "".join(f"{number};" + ";".join(row) + "\n" for number, row in enumerate(rows))
    options = {
        "decimal": decimal,
        "start": date(2026, 1, 1),
        "fields": {"wait": rule("wait", unit=unit)},
        "delimiter": ";",
    }
    columns = ("order_id", "at", "state", "wait", "items")
    always = " or ".join(f"{column} == 'a' or {column} != 'a'" for column in columns)
    found = []
    for where in (None, parse(always)):
        given_source = written(folder, ";".join(columns) + "\n" + text, where=where, **options)
        quarantine = Quarantine(folder / f"refused-{where is None}")
        stream = opened(given_source, folder=folder, block_bytes=100, quarantine=quarantine)
        found.append((read(stream), (quarantine.folder / "shop.csv").read_bytes()))
    assert repr(found[0]) == repr(found[1])


def test_a_cell_beyond_all_others_is_text(tmp_path):
    """Row 900,001 of a column of numbers is a text: it is refused, with its line, and no other."""
    rows = "".join(f"{number},2026-05-01,1\n" for number in range(900_000))
    text = "order_id,at,items\n" + rows + "b,2026-05-01,none\n" + "c,2026-05-01,2\n"
    count = None
    stream = opened(written(tmp_path, text), folder=tmp_path)
    total = 0.0
    for batch in stream:
        total += float(batch.columns["items"].values.sum())
    count = stream.count
    assert total == 900_002
    assert count.accepted == 900_001
    assert [(detail.reason, detail.line, detail.value) for detail in count.details] == [("bad_number", 900_002, "none")]


def test_columns_that_are_used_twice_are_read_as_text(tmp_path):
    given_source = written(
        tmp_path,
        "order_id,at,kind\na,2026-05-01,007\n",
        fields={"items": rule("kind"), "note": rule("kind")},
    )
    found, _ = read(opened(given_source, folder=tmp_path))
    assert (found["items"], found["note"]) == ([7.0], ["007"])


def test_a_block_that_is_read_in_the_wrong_encoding_names_the_line(tmp_path):
    rows = "".join(f"{number},2026-05-01,ok\n" for number in range(5000)).encode()
    data = HEADER.encode() + rows + "x,2026-05-01,Привет\n".encode("cp866") + rows
    with pytest.raises(SourceError) as caught:
        read(opened(written(tmp_path, data), folder=tmp_path, block_bytes=4096))
    assert str(caught.value).startswith(
        "orders.csv:5002: the text is not utf-8; give its `encoding:`, for example cp866"
    )
    assert source().encoding == "utf-8"
