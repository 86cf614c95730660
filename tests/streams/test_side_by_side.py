"""Pieces of a source read side by side, in any order, are what reading in order gives; some need not be read at all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from goalposts.errors import SourceError
from goalposts.expressions import parse
from goalposts.model import Quarantine
from goalposts.streams.side_by_side import SideBySide
from streams.orders import opened, read, source

ROWS, GROUP = 4_000, 250
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def orders(**changes):
    """A hundred days of orders in the order of time, some of which cannot be read."""
    random = np.random.default_rng(3)
    start = int(datetime(2026, 3, 20, tzinfo=UTC).timestamp() * 1e6)
    columns = {
        "order_id": [f"order {number}" for number in range(ROWS)],
        "at": pa.array(start + np.arange(ROWS) * 2_160_000_000, pa.timestamp("us", "UTC")),
        "state": random.choice(["open", "done", "lost"], ROWS, p=[0.5, 0.4, 0.1]),
        "items": np.where(random.random(ROWS) < 0.05, np.nan, random.integers(1, 9, ROWS)),
        **changes,
    }
    return pa.table(columns)


def written(folder, table, **options):
    pq.write_table(table, folder / "orders.parquet", row_group_size=GROUP, compression="zstd", **options)
    return source(locations=("orders.parquet",))


def side_by_side(stream, order=lambda parts: parts):
    """Read all parts, in some order, and give the rows in the order of the source."""
    found = {}
    with SideBySide(stream) as pieces:
        for part in order(list(pieces.parts)):
            for batch in part.read():
                for name, column in batch.columns.items():
                    known = np.ones(batch.rows, bool) if column.valid is None else column.valid
                    cells = [column.words[code] for code in column.values] if column.words else column.values.tolist()
                    shown = [cell if there else None for cell, there in zip(cells, known, strict=True)]
                    found.setdefault(part.number, {}).setdefault(name, []).extend(shown)
    names = {name for columns in found.values() for name in columns}
    return {name: [cell for part in sorted(found) for cell in found[part].get(name, [])] for name in names}


def shuffled(parts):
    return [parts[place] for place in np.random.default_rng(1).permutation(len(parts))]


@pytest.mark.parametrize("order", [list, shuffled, lambda parts: parts[::-1]], ids=["ordered", "shuffled", "backwards"])
def test_pieces_in_any_order_are_the_source(tmp_path, order):
    """The same rows, the same count with the same examples, the same file of refused rows."""
    given = written(tmp_path, orders())
    plain, other = (Quarantine(tmp_path / name) for name in ("plain", "other"))
    table, count = read(opened(given, folder=tmp_path, quarantine=plain))
    stream = opened(given, folder=tmp_path, quarantine=other)
    assert side_by_side(stream, order) == table
    assert stream.count == count
    assert sum(count.quarantined.values()) > 300
    assert (other.folder / "shop.csv").read_bytes() == (plain.folder / "shop.csv").read_bytes()


def test_pieces_of_several_files_are_numbered_through(tmp_path):
    table = orders()
    for name, part in (("a", table.slice(0, 900)), ("b", table.slice(900))):
        pq.write_table(part, tmp_path / f"{name}.parquet", row_group_size=GROUP)
    given = source(locations=("*.parquet",))
    stream = opened(given, folder=tmp_path)
    assert side_by_side(stream, shuffled) == read(opened(given, folder=tmp_path))[0]


def test_a_table_in_memory_has_pieces_too():
    """Two and a half pieces; the second one's rows are numbered from where the first ended."""
    rows = (1 << 20) + (1 << 18)
    at = pa.array(np.arange(rows) + 1_770_000_000_000_000, pa.timestamp("us", "UTC"))
    items = np.ones(rows)
    items[600_000] = np.inf
    stream = opened(table=pa.table({"order_id": np.arange(rows), "at": at, "items": items}))
    with SideBySide(stream) as pieces:
        assert [part.piece.rows for part in pieces.parts] == [1 << 19, 1 << 19, 1 << 18]
        assert sum(batch.rows for part in pieces.parts for batch in part.read()) == rows - 1
    assert [(detail.line, detail.value) for detail in stream.count.details] == [(600_001, "inf")]


def spoiled(path, column, groups):
    """Overwrite what a file holds of a column in some row groups: who reads it, fails."""
    metadata = pq.read_metadata(path)
    data = bytearray(path.read_bytes())
    place = metadata.schema.names.index(column)
    for group in groups:
        chunk = metadata.row_group(group).column(place)
        start = chunk.dictionary_page_offset if chunk.has_dictionary_page else chunk.data_page_offset
        data[start : start + chunk.total_compressed_size] = b"\xff" * chunk.total_compressed_size
    path.write_bytes(data)


def test_groups_outside_of_the_days_asked_for_are_counted_without_being_read(tmp_path):
    """Days come in the order of time: all but May's groups, and the groups on its edges, are spoiled."""
    given = written(tmp_path, orders())
    path = tmp_path / "orders.parquet"
    whole = opened(given, folder=tmp_path, within=(MAY, JUNE))
    table = side_by_side(whole)
    at = orders()["at"].cast(pa.int64()).to_numpy().reshape(-1, GROUP)
    edges = [int(datetime(2026, month, 1, tzinfo=UTC).timestamp() * 1e6) for month in (5, 6)]
    outside = [group for group, times in enumerate(at) if times.max() < edges[0] or times.min() >= edges[1]]
    assert 5 < len(outside) < len(at)
    for column in ("order_id", "at", "state", "items"):
        spoiled(path, column, outside)
    stream = opened(given, folder=tmp_path, within=(MAY, JUNE))
    assert side_by_side(stream) == table
    assert stream.count == whole.count
    assert stream.count.rows == ROWS
    assert stream.count.outside == int(((at < edges[0]) | (at >= edges[1])).sum())
    with pytest.raises(SourceError, match=r"orders\.parquet: this is not a Parquet file, or it is damaged"):
        side_by_side(opened(given, folder=tmp_path))


@pytest.mark.parametrize("name", [b"state", b"order_id"])
def test_names_that_are_no_text_in_what_a_parquet_file_says_of_itself(tmp_path, name):
    given = written(tmp_path, orders())
    path = tmp_path / "orders.parquet"
    whole = path.read_bytes()
    places = [found.start() for found in re.finditer(name, whole)]
    assert len(places) > 1, "the schema, then the row groups"
    for place in places:
        path.write_bytes(whole[:place] + b"\xff" * len(name) + whole[place + len(name) :])
        with pytest.raises(SourceError, match=r"orders\.parquet: "):
            side_by_side(opened(given, folder=tmp_path))


def test_groups_after_the_clock_are_neither_read_nor_counted(tmp_path):
    given = written(tmp_path, orders())
    table, count = read(opened(given, folder=tmp_path, as_of=MAY))
    late = [group for group in range(ROWS // GROUP) if group * GROUP * 2160 > 42 * 86_400]
    spoiled(tmp_path / "orders.parquet", "at", late)
    stream = opened(given, folder=tmp_path, as_of=MAY)
    assert side_by_side(stream) == table
    assert stream.count == count


def test_a_condition_on_the_source_has_every_group_read(tmp_path):
    """Rows outside count as filtered where the condition says so, and that takes reading them."""
    given = written(tmp_path, orders())
    filtering = source(locations=given.locations, where=parse("state != 'lost'"))
    stream = opened(filtering, folder=tmp_path, within=(MAY, JUNE))
    side_by_side(stream)
    assert stream.count == read(opened(filtering, folder=tmp_path, within=(MAY, JUNE)))[1]
    assert stream.count.filtered == orders()["state"].to_pylist().count("lost")


def test_naive_times_do_not_tell_what_is_outside(tmp_path):
    """Some of them may not exist; such rows are refused wherever they lie."""
    at = orders()["at"].cast(pa.timestamp("us"))
    given = written(tmp_path, orders(at=at))
    stream = opened(given, folder=tmp_path, within=(MAY, JUNE))
    with SideBySide(stream) as pieces:
        assert not any(part.piece.times for part in pieces.parts)


def test_required_words_that_nobody_asks_for_are_not_read_where_the_footer_vouches_for_them(tmp_path):
    given = written(tmp_path, orders())
    spoiled(tmp_path / "orders.parquet", "order_id", range(ROWS // GROUP))
    stream = opened(given, folder=tmp_path, wanted=frozenset({"items"}))
    side_by_side(stream)
    assert stream.count.accepted == ROWS - int(np.isnan(orders()["items"].to_numpy()).sum())
    with pytest.raises(SourceError):
        side_by_side(opened(given, folder=tmp_path, wanted=frozenset({"order_id"})))


@pytest.mark.parametrize("missing", ["", None])
@pytest.mark.parametrize("statistics", [True, False])
def test_required_words_that_are_missing_are_found_whatever_the_footer_says(tmp_path, missing, statistics):
    words = [missing if number in (5, 900, 901) else f"order {number}" for number in range(ROWS)]
    given = written(tmp_path, orders(order_id=words, items=np.ones(ROWS)), write_statistics=statistics)
    stream = opened(given, folder=tmp_path, wanted=frozenset({"items"}))
    side_by_side(stream, shuffled)
    assert stream.count.quarantined == {"missing_value": 3}
    assert [detail.line for detail in stream.count.details] == [6]


def test_the_footer_vouches_for_plain_texts_only(tmp_path):
    """Views have a least value too, but which cells are blank is looked up."""
    words = pa.array([("" if number % 3 == 0 else f"order {number}") for number in range(ROWS)], pa.string_view())
    given = written(tmp_path, orders(order_id=words, items=np.ones(ROWS)))
    stream = opened(given, folder=tmp_path, wanted=frozenset({"items"}))
    side_by_side(stream)
    assert stream.count.quarantined == {"missing_value": -(-ROWS // 3)}


def test_a_file_without_rows_leaves_the_others_side_by_side(tmp_path):
    table = orders()
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=GROUP)
    with pq.ParquetWriter(tmp_path / "b.parquet", table.schema):
        pass
    stream = opened(source(locations=("*.parquet",)), folder=tmp_path)
    assert stream.rows == ROWS


def test_a_spoiled_group_ends_the_reading_and_leaves_no_file_behind(tmp_path):
    given = written(tmp_path, orders())
    spoiled(tmp_path / "orders.parquet", "items", [7])
    quarantine = Quarantine(tmp_path / "refused")
    with pytest.raises(SourceError, match=r"orders\.parquet"):
        side_by_side(opened(given, folder=tmp_path, quarantine=quarantine))
    assert [path.name for path in quarantine.folder.iterdir() if path.suffix in (".csv", ".part")] == []


def test_a_second_reading_counts_nothing_twice(tmp_path):
    given = written(tmp_path, orders())
    stream = opened(given, folder=tmp_path)
    side_by_side(stream, lambda parts: [*parts, *parts])
    assert stream.count == read(opened(given, folder=tmp_path))[1]
