"""Finding and reading files; every bad input is one sentence that says where, what and what to do."""

import gzip
import re

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from goalposts.errors import SourceError
from goalposts.expressions import parse
from goalposts.model import SourceCurrency
from streams.orders import opened, read, rule, source, written

HEADER = "order_id,at,state,wait\n"
ROW = "a,2026-05-01,open,1\n"


def refusal(given, folder, **options):
    with pytest.raises(SourceError) as caught:
        read(opened(given, folder=folder, **options))
    assert caught.value.sentence("ru") != caught.value.sentence("en")
    return str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_seen_in_the_header(tmp_path, delimiter):
    given = written(tmp_path, (HEADER + ROW).replace(",", delimiter))
    assert read(opened(given, folder=tmp_path))[0]["order_id"] == ["a"]


def test_stated_delimiter_wins(tmp_path):
    given = written(tmp_path, "order_id,x|at\na|2026-05-01\n", delimiter="|", fields={"order_id": rule("order_id,x")})
    assert read(opened(given, folder=tmp_path))[0]["order_id"] == ["a"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_encodings(tmp_path, encoding):
    given = written(tmp_path, "order_id,at,note\na,2026-05-01,Привет\n", encoding=encoding)
    stated = encoding if encoding != "utf-8-sig" else "utf-8"
    for name in (encoding, stated):
        found, _ = read(opened(source(locations=given.locations, encoding=name), folder=tmp_path))
        assert found["note"] == ["Привет"]


def test_header_may_stand_lower_and_have_line_breaks(tmp_path):
    text = 'Report of May\n\n"order_id","at","two\nlines"\na,2026-05-01,x\nb,never,x\n'
    given = written(tmp_path, text, header=3)
    found, count = read(opened(given, folder=tmp_path))
    assert found["order_id"] == ["a"]
    assert count.details[0].line == 6


def test_file_without_header_names_columns_by_number(tmp_path):
    given = written(tmp_path, ROW, header=0, fields={"order_id": rule("1"), "at": rule("2")})
    assert read(opened(given, folder=tmp_path))[0]["order_id"] == ["a"]


def test_packed_file(tmp_path):
    given = written(tmp_path, gzip.compress((HEADER + ROW).encode()), name="orders.csv.gz")
    assert read(opened(given, folder=tmp_path))[0]["order_id"] == ["a"]


def test_header_alone_is_no_rows(tmp_path):
    found, count = read(opened(written(tmp_path, HEADER), folder=tmp_path))
    assert (found, count.rows, count.first) == ({}, 0, None)


def test_glob_reads_files_in_sorted_order_each_once(tmp_path):
    for name in ("b.csv", "a.csv"):
        written(tmp_path, HEADER + ROW.replace("a", name[0], 1), name=name)
    given = source(locations=("*.csv", "a.csv"))
    assert read(opened(given, folder=tmp_path))[0]["order_id"] == ["a", "b"]


def test_rows_of_a_wrong_width_are_counted_with_their_lines(tmp_path):
    given = written(tmp_path, HEADER + ROW + "short,row\n" + ROW * 3 + "a,b,c,d,e\nx,never,open,1\n")
    for block_bytes in (1 << 20, 48):
        found, count = read(opened(given, folder=tmp_path, block_bytes=block_bytes))
        assert found["order_id"] == ["a"] * 4
        assert count.quarantined == {"bad_timestamp": 1, "wrong_columns": 2}
        details = {(detail.reason, detail.field, detail.count, detail.line, detail.value) for detail in count.details}
        assert details == {("wrong_columns", "", 2, 3, "short,row"), ("bad_timestamp", "at", 1, 8, "never")}
        assert count.rows == 7


@pytest.mark.parametrize("rows", ["a,b,c,d,e\n" * 3, "a,b,c,d,e\n" * 2 + '"never closed', "short\n" * 3])
@pytest.mark.parametrize("block_bytes", [1 << 20, 48])
def test_a_file_of_such_rows_only_is_counted_and_not_taken_for_an_empty_one(tmp_path, rows, block_bytes):
    found, count = read(opened(written(tmp_path, HEADER + rows), folder=tmp_path, block_bytes=block_bytes))
    assert (found, count.rows, dict(count.quarantined)) == ({}, 3, {"wrong_columns": 3})


def test_a_header_without_a_line_break_is_no_rows(tmp_path):
    _, count = read(opened(written(tmp_path, HEADER.rstrip()), folder=tmp_path))
    assert (count.rows, count.first) == (0, None)


def test_no_file(tmp_path):
    assert refusal(source(locations=("old/*.csv",)), tmp_path) == (
        f"old/*.csv: no file matches in folder {tmp_path}; check the path."
    )
    assert refusal(source(), tmp_path) == (
        "data.sample.order.shop: no file and no table is given; add `source:` with a path."
    )


def test_unknown_format(tmp_path):
    given = written(tmp_path, ROW, name="orders.xml")
    assert refusal(evolve(given, format="xml"), tmp_path) == (
        "orders.xml: format 'xml' is not known; known: csv, parquet, arrow, json, excel, html, xes, ocel, postgresql, "
        "sqlite, duckdb, sql."
    )


@pytest.mark.parametrize("name", ["orders.csv", "orders.parquet"])
def test_empty_file(tmp_path, name):
    assert refusal(written(tmp_path, b"", name=name), tmp_path) == f"{name}: the file is empty; export it again."


def test_binary_junk(tmp_path):
    assert refusal(written(tmp_path, b"\x01\x00\x02junk"), tmp_path) == (
        "orders.csv: this is not a text table: it holds binary bytes; check the file, or give its `format:`."
    )
    assert refusal(written(tmp_path, b"PK\x03\x04 a workbook"), tmp_path) == (
        "orders.csv: this is a workbook or an archive, not a text table; save it as CSV."
    )
    assert refusal(written(tmp_path, b"junk", name="orders.parquet"), tmp_path) == (
        "orders.parquet: this is not a Parquet file, or it is damaged; export it again, or give its `format:`."
    )


def test_packed_file_that_breaks_off(tmp_path):
    whole = gzip.compress((HEADER + ROW * 100000).encode())
    given = written(tmp_path, whole[: len(whole) // 2], name="orders.csv.gz")
    assert refusal(given, tmp_path).startswith("orders.csv.gz: ")


@pytest.mark.parametrize("rows", [1, 30_000])
def test_wrong_encoding(tmp_path, rows):
    """The text may only leave the encoding far behind the start."""
    given = written(
        tmp_path, HEADER + ROW * rows + "a,2026-05-01,Привет,1\n", encoding="cp1251", fields={"note": rule("state")}
    )
    assert refusal(given, tmp_path) == (
        f"orders.csv:{rows + 2}: the text is not utf-8; give its `encoding:`, for example cp1251."
    )


def test_unknown_encoding(tmp_path):
    assert refusal(written(tmp_path, ROW, encoding="utf-8"), tmp_path) != ""
    (tmp_path / "orders.csv").write_text(HEADER)
    assert refusal(source(locations=("orders.csv",), encoding="cp99"), tmp_path) == (
        "orders.csv: unknown encoding 'cp99'; for example utf-8, cp1251, utf-16."
    )


def test_no_header_line(tmp_path):
    given = written(tmp_path, HEADER, header=4)
    assert refusal(given, tmp_path) == "orders.csv: there is no header line 4; check `header:`."


def test_column_named_twice(tmp_path):
    assert refusal(written(tmp_path, "order_id,at,at\n"), tmp_path) == (
        "orders.csv: a column name stands twice in the header: at; rename one of them."
    )


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("Currency", {"currency": SourceCurrency(column="Currency")}),
        ("Price", {"fields": {"amount": rule("Price * Quantity")}}),
        ("Price", {"fields": {"amount": rule(expression=parse("Price * 2"))}}),
        ("Price", {"where": parse("Price > 1")}),
    ],
    ids=["currency", "formula", "expression", "where"],
)
def test_column_named_twice_is_told_whatever_asks_for_it(tmp_path, name, options):
    """Which of the two is meant nobody can know, and a sum of the wrong one would look like any other."""
    given = written(tmp_path, f"order_id,at,{name},Quantity,{name}\na,2026-03-01T10:00:00,1,2,3\n", **options)
    with pytest.raises(SourceError, match=rf"a column name stands twice in the header: {name};"):
        opened(given, folder=tmp_path)


def test_column_named_twice_that_nobody_asks_for_is_numbered(tmp_path):
    """A field with a rule does not ask for the column of its own name."""
    text = "order_id,at,note,Text,note\na,2026-03-01T10:00:00,1,2,3\n"
    table, _ = read(opened(written(tmp_path, text, fields={"note": rule("Text")}), folder=tmp_path))
    assert table["note"] == ["2"]


def test_quotation_mark_never_closed(tmp_path):
    given = written(tmp_path, HEADER + ROW + '"b,2026-05-01,open,1\n' + ROW * 3)
    assert refusal(given, tmp_path) == (
        "orders.csv: a quotation mark opened in row 3 is never closed; "
        "repair the row, or say `quote: none` where marks are plain letters."
    )


def test_missing_columns(tmp_path):
    given = written(tmp_path, "order_id,at,Speed of answer\n")
    assert refusal(source(locations=given.locations, fields={"wait": rule("Speed of anser")}), tmp_path) == (
        "orders.csv: no column 'Speed of anser', needed by field wait; found: order_id, at, Speed of answer; "
        "did you mean 'Speed of answer'?"
    )
    assert refusal(source(locations=given.locations, where=parse("kind == 1")), tmp_path) == (
        "orders.csv: no column 'kind', needed by `where`; found: order_id, at, Speed of answer."
    )
    assert refusal(source(locations=given.locations, dimensions={"branch": rule("Site")}), tmp_path).startswith(
        "orders.csv: no column 'Site', needed by field branch"
    )
    assert refusal(written(tmp_path, "number,at\n"), tmp_path).startswith(
        "orders.csv: no column 'order_id', needed by field order_id; found: number, at"
    )


def test_column_of_the_last_change_is_not_there(tmp_path):
    given = written(tmp_path, HEADER + "a,2026-05-01,open,1\n", dedupe=("order_id",), dedupe_by="changd")
    assert refusal(given, tmp_path).startswith("orders.csv: no column 'changd', needed by `dedupe_by`; found: ")


def test_rules_that_make_no_sense(tmp_path):
    for changes, sentence in (
        ({"fields": {"amout": rule("a")}}, "shop: sample.order has no field 'amout'; did you mean 'amount'?"),
        ({"fields": {"wait": rule("a", unit="sec")}}, "shop: wait: unknown unit 'sec'; use one of: ms, s, min, h, d, "),
        ({"fields": {"at": rule("a", format="%d.%m")}}, "shop: at: time format '%d.%m': it does not give year, month "),
        ({"fields": {"at": rule("a", format="%Q")}}, "shop: at: time format '%Q': %Q is not supported; known: %Y, "),
        ({"dedupe": ("id",)}, "shop: sample.order has no field 'id'; "),
        ({"dedupe": ("order_id",), "dedupe_by": "state"}, "shop: dedupe_by: state is neither a time nor a number; "),
        ({"timezone": "Europe/Moskow"}, "shop: unknown time zone 'Europe/Moskow'; did you mean 'Europe/Moscow'?"),
    ):
        assert refusal(source(**changes), tmp_path).startswith(sentence)


def test_naive_times_without_a_zone(tmp_path):
    given = written(tmp_path, HEADER + "a,2026-05-01T10:00:00Z,open,1\nb,2026-05-02,open,1\n", timezone="")
    assert refusal(given, tmp_path, timezone="Europe/Moscow") == (
        "orders.csv:3: at: '2026-05-02' has no time zone, and the source names none; "
        "add `timezone:` to the source, for example `timezone: Europe/Moscow`."
    )


def test_times_with_offset_need_no_zone(tmp_path):
    given = written(tmp_path, HEADER + "a,2026-05-01T10:00:00Z,open,1\n", timezone="")
    assert read(opened(given, folder=tmp_path))[1].first == "2026-05-01T10:00:00+00:00"


def test_not_a_table():
    with pytest.raises(SourceError, match=re.escape("shop: this is not a table: found int; give a pyarrow, polars")):
        opened(table=5)
    with pytest.raises(SourceError, match="shop: this is not a table: "):
        opened(table={"order_id": ["a"], "at": []})


def test_parquet_reads_only_needed_columns(tmp_path):
    table = pa.table({"order_id": ["a"], "at": ["2026-05-01"], "odd": [[1]]})
    pq.write_table(table, tmp_path / "orders.pq")
    assert read(opened(source(locations=("orders.pq",)), folder=tmp_path))[1].accepted == 1
