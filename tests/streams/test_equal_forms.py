"""The form in which a table comes, and how it is cut, change nothing."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import evolve
from goalposts.expressions import parse
from hypothesis import given, settings
from hypothesis import strategies as st
from streams.orders import opened, read, rule, source

GIVEN = source(
    timezone="Europe/Berlin",
    where=parse('note != "skip" and not (items > 5)'),
    dedupe=("order_id",),
    fields={
        "at": rule("day", "clock", format="%d.%m.%Y %H:%M"),
        "state": rule("state", values={"o": "open", "d": "done"}),
        "wait": rule("wait", unit="mm:ss"),
    },
    dimensions={"branch": rule("branch")},
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "order_id": st.sampled_from(["a", "b", "c", "d", "e", "f", ""]),
            "day": st.sampled_from(["29.03.2026", "25.10.2026", "01.01.2026", "31.06.2026"]),
            "clock": st.sampled_from(["2:30", "02:31", "23:59"]),
            "state": st.sampled_from(["o", "d", "?", ""]),
            "wait": st.sampled_from(["1:30", "90:00", "", "x"]),
            "amount": st.sampled_from(["1", "2.5", "-3", ""]),
            "items": st.sampled_from(["1", "7", "x", ""]),
            "paid": st.sampled_from(["yes", "0", ""]),
            "note": st.sampled_from(['with, comma and "quotes"', "two\nlines", "skip", "ё", ""]),
            "branch": st.sampled_from(["north", "south", ""]),
        }
    ),
    min_size=1,
    max_size=20,
)


def write_csv(table, path):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)


def uncounted_lines(count):
    """The count without line numbers, which a header shifts."""
    return evolve(count, details=tuple(evolve(detail, line=0) for detail in count.details))


@settings(max_examples=40)
@given(rows, st.integers(1, 7), st.integers(200, 400))
def test_cutting_a_text_file_changes_nothing(table, batch_rows, block_bytes):
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_csv(table, folder / "orders.csv")
        (folder / "parts").mkdir()
        for place in range(0, len(table), batch_rows):
            write_csv(table[place : place + batch_rows], folder / "parts" / f"{place:03}.csv")
        whole = read(opened(evolve(GIVEN, locations=("orders.csv",)), folder=folder))
        blocks = read(opened(evolve(GIVEN, locations=("orders.csv",)), folder=folder, block_bytes=block_bytes))
        files = read(opened(evolve(GIVEN, locations=("parts/*.csv",)), folder=folder))
    assert blocks == whole
    assert (files[0], uncounted_lines(files[1])) == (whole[0], uncounted_lines(whole[1]))


@settings(max_examples=40)
@given(rows, st.integers(1, 7))
def test_text_parquet_and_memory_give_equal_batches(table, batch_rows):
    columns = {name: [row[name] for row in table] for name in table[0]}
    nulls = {name: [cell or None if name != "note" else cell for cell in column] for name, column in columns.items()}
    schema = pa.schema([(name, pa.string()) for name in columns])
    arrow = pa.table(nulls, schema=schema)
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_csv(table, folder / "orders.csv")
        pq.write_table(arrow, folder / "orders.parquet", row_group_size=batch_rows)
        text, count = read(opened(evolve(GIVEN, locations=("orders.csv",)), folder=folder))
        forms = [
            opened(evolve(GIVEN, locations=("orders.parquet",)), folder=folder, batch_rows=batch_rows),
            opened(GIVEN, arrow, batch_rows=batch_rows),
            opened(GIVEN, columns),
            opened(GIVEN, pl.DataFrame(nulls, schema=dict.fromkeys(nulls, pl.String))),
            opened(GIVEN, pd.DataFrame(nulls).astype("string")),
        ]
        for form in forms:
            found, found_count = read(form)
            assert found == text
            assert uncounted_lines(found_count) == uncounted_lines(count)


def test_typed_columns_mean_what_their_text_means():
    typed = pa.table(
        {"order_id": [1, 2], "at": ["2026-05-01", "2026-05-02"], "wait": [1.5, None], "paid": [True, None]}
    )
    texts = {"order_id": ["1", "2"], "at": ["2026-05-01", "2026-05-02"], "wait": ["1.5", ""], "paid": ["true", ""]}
    for where, kept in (("wait is null or wait > 1", 2), ("wait != '1'", 1), ("paid is null", 1)):
        found = [read(opened(source(where=parse(where)), table))[0] for table in (typed, texts)]
        assert found[0] == found[1]
        assert len(found[0]["order_id"]) == kept, where
