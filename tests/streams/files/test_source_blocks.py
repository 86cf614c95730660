"""Long texts are cut between rows, at places that do not move when the text grows; where it is not sure, not at all."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
import pyarrow.csv
import pytest
from goalposts.model import Quarantine
from goalposts.streams.files import source_blocks as module
from goalposts.streams.files.source_blocks import BLOCK_BYTES, text_blocks
from goalposts.streams.units import units_of
from hypothesis import given
from hypothesis import strategies as st
from streams.orders import opened, read, source

CELLS = st.text(st.sampled_from('ab,;"\n\r 5'), max_size=6)


def blocks_of(path, size, *, digests=False):
    """The blocks of a text, which are as short as is wished."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(module, "BLOCK_BYTES", size)
        return tuple(text_blocks(path, ",", digests=digests))


def written(path, text):
    path.write_bytes(text.encode())
    return path


def rows_of(text):
    """What the parser that we use makes of a text by itself."""
    options = pyarrow.csv.ReadOptions(column_names=["one", "two"])
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    convert = pyarrow.csv.ConvertOptions(column_types={"one": pa.string(), "two": pa.string()})
    return pyarrow.csv.read_csv(io.BytesIO(text), options, parse, convert).to_pylist()


def test_the_blocks_of_a_text_are_the_text(tmp_path):
    path = written(tmp_path / "a.csv", "id,at\n" + "".join(f"{number},x\n" for number in range(1000)))
    blocks = blocks_of(path, 700, digests=True)
    assert len(blocks) > 5
    data = path.read_bytes()
    assert b"".join(data[block.start : block.end] for block in blocks) == data
    assert all(data[block.end - 1 : block.end] == b"\n" for block in blocks)
    assert all(block.end - block.start >= 700 for block in blocks[:-1])


@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=5, max_size=40), size=st.integers(8, 60))
def test_rows_of_blocks_are_the_rows_of_the_text(tmp_path_factory, rows, size):
    """Also with quotation marks, and line breaks within cells."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    path = written(tmp_path_factory.mktemp("text") / "a.csv", out.getvalue())
    data = path.read_bytes()
    found = [row for block in blocks_of(path, size) for row in rows_of(data[block.start : block.end])]
    assert found == rows_of(data)


@given(text=st.text(st.sampled_from('a,"\n'), min_size=10, max_size=80), size=st.integers(4, 30))
def test_a_text_is_never_cut_within_a_cell(tmp_path_factory, text, size):
    """However wild its quotation marks: the rows before a cut and those after it are those of the whole."""
    path = written(tmp_path_factory.mktemp("text") / "a.csv", text)
    for block in blocks_of(path, size)[:-1]:
        assert not is_within(text[: block.end])


def is_within(text):
    """Whether a text ends within a quoted cell: letter by letter."""
    state = "start"
    for letter in text:
        if state == "start":
            state = "quoted" if letter == '"' else "start" if letter in ",\n" else "plain"
        elif state == "plain":
            state = "start" if letter in ",\n" else "plain"
        elif state == "quoted":
            state = "closed" if letter == '"' else "quoted"
        elif letter == '"':
            state = "quoted"
        else:
            state = "start" if letter in ",\n" else "plain"
    return state == "quoted"


@given(first=st.integers(0, 300), more=st.integers(0, 300))
def test_a_text_that_grows_keeps_its_blocks_but_the_last(tmp_path_factory, first, more):
    path = tmp_path_factory.mktemp("text") / "a.csv"
    text = "".join(f'{number},"{number * 7}"\n' for number in range(first + more))
    short = text[: text.index(f"{first},") if first and more else len(text)]
    before = blocks_of(written(path, short), 100, digests=True)
    after = blocks_of(written(path, text), 100, digests=True)
    assert after[: len(before) - 1] == before[:-1]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_a_source_in_blocks_has_the_rows_and_lines_of_the_source(tmp_path, monkeypatch, encoding):
    """The same events, the same count, the same lines of refused rows; UTF-16 is not cut, and nothing is different."""
    lines = [
        f'{number},2026-05-{number % 28 + 1:02d},{"open" if number % 7 else "?"},"п\n{number}"' for number in range(900)
    ]
    lines[500] = "1,2"
    (tmp_path / "orders.csv").write_bytes(("order_id,at,state,note\n" + "\n".join(lines) + "\n").encode(encoding))
    given = source(locations=("orders.csv",), encoding=encoding)
    table, count = read(opened(given, folder=tmp_path, quarantine=Quarantine(tmp_path / "whole")))
    assert count.rows == 900
    assert sum(count.quarantined.values()) > 100
    monkeypatch.setattr(module, "BLOCK_BYTES", 1500)
    stream = opened(given, folder=tmp_path, quarantine=Quarantine(tmp_path / "parts"))
    found, parts = {}, 0
    with stream.refused_rows() as writer:
        for unit in units_of(stream, writer, None, grouped=False):
            parts += 1
            for name, cells in read(unit.stream)[0].items():
                found.setdefault(name, []).extend(cells)
            stream.counting.add(unit.stream.counting)
        stream.finish(stream.counting)
    assert (parts > 10) == (encoding != "utf-16")
    assert found == table
    assert stream.count == count
    refused, alike = (sorted((tmp_path / name / "shop.csv").read_bytes().split(b"\n")) for name in ("parts", "whole"))
    assert refused == alike  # rows of a wrong width come as early as the parser runs ahead


def test_a_block_is_so_long_that_most_files_are_one():
    assert BLOCK_BYTES == 64 << 20
