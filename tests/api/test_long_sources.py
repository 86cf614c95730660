"""A million rows and more come to the same cube from a table, from Parquet however it is cut, and from text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import goalposts as gp
import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from goalposts.scoring.states.kinds import arrays_of
from goalposts.testing import sample_catalogue

pytest.importorskip("llvmlite")

ROWS = 1_100_000
START = 1_767_225_600_000_000  # 2026-01-01 UTC, in microseconds
AS_OF = date(2026, 3, 2)
GOALS = [
    {"id": "done", "role": "shadow", "kpi": "sample.done_share"},
    {"id": "wait", "role": "shadow", "kpi": "sample.mean_wait"},
]


def visits(wait=None):
    """Two months of visits in the order of time; some rows cannot be read, some lie outside of the window."""
    random = np.random.default_rng(2)
    wait = np.round(random.exponential(20, ROWS), 1) if wait is None else wait
    words = np.char.add("visit ", np.arange(ROWS).astype(str))
    return pa.table(
        {
            "visit_id": pa.array(words),
            "at": pa.array(START - 86_400_000_000 + np.arange(ROWS) * 4_700_000, pa.timestamp("us", "UTC")),
            "place": pa.array(random.choice(["north", "south", ""], ROWS)),
            "wait": pa.array(np.where(random.random(ROWS) < 1e-4, -1.0, wait)),
            "done": pa.array(random.random(ROWS) < 0.7, mask=random.random(ROWS) < 1e-3),
        }
    )


def project(source=None):
    document = {
        "goalposts": 1,
        "project": "Long",
        "timezone": "UTC",
        "evaluation": {"from": date(2026, 1, 1), "to": date(2026, 3, 1)},
        "data": {"sample.visit": {"name": "book", "timezone": "UTC", **({"source": str(source)} if source else {})}},
        "segments": ["place"],
        "goals": GOALS,
    }
    return gp.project(document, sample_catalogue())


@pytest.fixture(scope="module")
def table():
    return visits()


@pytest.fixture(scope="module")
def whole(table):
    return gp.tally(project(), {"book": table}, as_of=AS_OF)


def assert_same(cube, whole):
    """Integers and counts are equal, sums within rounding."""
    assert cube.streams == whole.streams
    mine, its = cube.sections[0], whole.sections[0]
    assert mine.segments["place"].words == its.segments["place"].words == ("", "north", "south")
    pairs = [*zip(mine.states, its.states, strict=True)]
    pairs += [*zip(mine.segments["place"].states, its.segments["place"].states, strict=True)]
    for left, right in pairs:
        for one, other in zip(arrays_of(left), arrays_of(right), strict=True):
            if one.dtype == np.int64:
                assert one.tolist() == other.tolist()
            else:
                np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("group", [ROWS, 300_000, 70_000])
def test_parquet_is_the_table_however_it_is_cut(tmp_path, table, whole, group):
    pq.write_table(table, tmp_path / "visits.parquet", row_group_size=group, compression="zstd")
    cube = gp.tally(project(tmp_path / "visits.parquet"), as_of=AS_OF)
    assert_same(cube, whole)
    assert cube.streams[0].outside > 0
    assert sum(cube.streams[0].quarantined.values()) > 50


def test_text_is_the_table(tmp_path, table, whole):
    """Lines are numbered with the header, so that details name other places."""
    pyarrow.csv.write_csv(table, tmp_path / "visits.csv")
    cube = gp.tally(project(tmp_path / "visits.csv"), as_of=AS_OF)
    (count,) = cube.streams
    assert [detail.line - 1 for detail in count.details] == [detail.line for detail in whole.streams[0].details]
    assert_same(cube.with_streams([evolve(count, details=whole.streams[0].details)]), whole)


def test_a_second_scan_reads_the_pieces_again_and_counts_them_once(tmp_path):
    """The first day's waits lie around 0, the others' around 1e9: each day's second moment keeps its digits."""
    noise = np.random.default_rng(3).normal(size=ROWS)
    rows_a_day = 86_400_000_000 // 4_700_000
    wait = np.abs(noise) + np.where(np.arange(ROWS) < 2 * rows_a_day, 0.0, 1e9)
    pq.write_table(visits(wait), tmp_path / "visits.parquet", row_group_size=100_000)
    cube = gp.tally(project(tmp_path / "visits.parquet"), as_of=AS_OF)
    (count,) = cube.streams
    assert count.rows == ROWS
    state = cube.sections[0].states[1]
    table = pq.read_table(tmp_path / "visits.parquet")
    days = (table["at"].cast(pa.int64()).to_numpy() - START) // 86_400_000_000
    read, refused = table["wait"].to_numpy(), table["wait"].to_numpy() < 0
    for day in (0, 1, 30):
        values = [Fraction(value) for value in read[(days == day) & ~refused].tolist()]
        mean = sum(values) / len(values)
        exact = sum((value - mean) ** 2 for value in values)
        assert state.n[day] == len(values)
        assert state.yy[day] == pytest.approx(float(exact), rel=1e-11)


def test_progress_is_told_while_pieces_are_read(tmp_path, table):
    pq.write_table(table, tmp_path / "visits.parquet", row_group_size=100_000)
    told = []
    gp.tally(project(tmp_path / "visits.parquet"), as_of=AS_OF, progress=lambda *seen: told.append(seen))
    assert told == [("book", rows, rows / ROWS) for rows in (*range(100_000, ROWS, 100_000), ROWS)]
