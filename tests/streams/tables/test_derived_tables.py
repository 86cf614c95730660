"""A plugin's format may derive columns of a table, whatever kind of file the table is in."""

import gzip
import json

import pyarrow as pa
import pyarrow.parquet
import pytest
from goalposts.errors import SourceError
from goalposts.expressions import parse
from goalposts.model import Row, SourceFormat, WrongRow
from streams.drawn import Drawn, write
from streams.orders import opened, read, rule, source, written


def doubled(file):
    for row in file.rows():
        if isinstance(row, WrongRow):
            yield row
        else:
            number = row.cells.get("No") or row.cells.get("no")
            yield Row(
                row.line, {**row.cells, "order_id": f"{number}{number}", "at": row.cells["When"], "state": "open"}
            )


def twice_read(file):
    """Formats of histories look at all rows before they give the first."""
    known = sum(1 for row in file.rows() if isinstance(row, Row))
    for row in doubled(file):
        yield Row(row.line, {**row.cells, "items": known}) if isinstance(row, Row) else row


READS = {"order_id": ("no",), "at": ("no", "when"), "state": ("no",), "amount": ("price",)}
FORMAT = SourceFormat("shop.doubled", ("order_id", "at", "state", "amount"), doubled, reads=READS, records=("a.b", "a"))
TWICE = SourceFormat("shop.twice", ("order_id", "at", "state", "items"), twice_read, reads=READS)
FORMATS = {FORMAT.id: FORMAT, TWICE.id: TWICE}
RECORDS = [{"No": "1", "When": "2026-03-01", "Town": "x"}, {"No": "2", "When": "2026-03-02", "Town": "y"}]


def found(given, folder):
    return read(opened(given, folder=folder, formats=FORMATS))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("o.csv", "No;When;Town\n1;2026-03-01;x\n2;2026-03-02;y\n"),
        ("o.csv.gz", "No,When,Town\n1,2026-03-01,x\n2,2026-03-02,y\n"),
        ("o.ndjson", "\n".join(map(json.dumps, RECORDS))),
        ("o.json", json.dumps(RECORDS)),
        ("o.json", json.dumps({"next": 2, "a": RECORDS})),
        ("o.json", json.dumps({"next": 2, "a": {"b": RECORDS}}, indent=2)),
        ("o.xls", "<table><tr><th>No<th>When<th>Town<tr><td>1<td>2026-03-01<td>x<tr><td>2<td>2026-03-02<td>y</table>"),
    ],
)
def test_the_same_of_every_kind_of_file(tmp_path, name, text):
    content = gzip.compress(text.encode()) if name.endswith("gz") else text
    given = written(tmp_path, content, name=name, format=FORMAT.id, dimensions={"town": rule("Town")})
    table, count = found(given, tmp_path)
    assert (table["order_id"], table["town"]) == (["11", "22"], ["x", "y"])
    assert (count.rows, count.accepted) == (2, 2)


def test_own_columns_may_be_conditions_and_names_are_taken_in_any_case(tmp_path):
    given = written(tmp_path, "NO,When,Town\n", name="o.csv", format=FORMAT.id)
    assert opened(given, folder=tmp_path, formats=FORMATS).parts[0][0].columns == (
        *("NO", "When", "Town"),
        *("order_id", "at", "state"),
    )
    given = written(
        tmp_path, "No,When,Town\n1,2026-03-01,x\n2,2026-03-02,y\n", format=FORMAT.id, where=parse("Town == 'y'")
    )
    table, count = found(given, tmp_path)
    assert (table["order_id"], count.filtered) == (["22"], 1)


def test_a_column_made_of_nothing_in_the_file_is_absent(tmp_path):
    given = written(tmp_path, "No,When\n1,2026-03-01\n", format=FORMAT.id)
    assert "amount" in opened(given, folder=tmp_path, formats=FORMATS).absent
    given = written(tmp_path, "No,When,Price\n1,2026-03-01,5\n", format=FORMAT.id)
    assert "amount" not in opened(given, folder=tmp_path, formats=FORMATS).absent


def test_rows_of_a_wrong_width_are_counted_once_however_often_the_table_is_read(tmp_path):
    given = written(tmp_path, "No,When\n1,2026-03-01\n2\n3,2026-03-03\n", format=TWICE.id)
    table, count = found(given, tmp_path)
    assert (table["items"], count.rows, count.quarantined) == ([2.0, 2.0], 3, {"wrong_columns": 1})
    assert [detail.line for detail in count.details] == [3]


def test_totals_of_a_sheet_are_filtered_once(tmp_path):
    rows = [["No", "When"], ["1", "2026-03-01"], ["Total", None], ["3", "2026-03-03"]]
    given = source(locations=(write(tmp_path / "o.xlsx", Drawn("s", rows)),), format=TWICE.id)
    table, count = found(given, tmp_path)
    assert (table["order_id"], count.rows, count.filtered) == (["11", "33"], 3, 1)


def test_columns_of_one_name_do_not_hurt_until_somebody_asks_for_them(tmp_path):
    text = "No,When,Town,Town\n1,2026-03-01,x,y\n"
    given = written(tmp_path, text, format=FORMAT.id, dimensions={"place": rule("Town (2)")})
    assert found(given, tmp_path)[0]["place"] == ["y"]
    with pytest.raises(SourceError, match=r"a column name stands twice in the header: Town"):
        found(written(tmp_path, text, format=FORMAT.id, dimensions={"place": rule("Town")}), tmp_path)


def test_damaged_codes_are_told_before_a_format_looks_them_up(tmp_path):
    path = tmp_path / "o.parquet"
    columns = {"No": list("12345678"), "When": ["2026-03-01"] * 8, "price": list("abcabcab")}
    pyarrow.parquet.write_table(pa.table(columns), path, compression="none")
    whole = path.read_bytes()
    assert whole.count(b"\x24\x49") == 1, "eight codes of two bits each"
    path.write_bytes(whole.replace(b"\x24\x49", b"\xff\xff"))
    given = source(locations=("o.parquet",), format=FORMAT.id, fields={"amount": rule("price")})
    with pytest.raises(SourceError, match=r"^o\.parquet: column 'price' is damaged: "):
        found(given, tmp_path)


def test_other_formats_read_no_table(tmp_path):
    plain = SourceFormat("shop.plain", ("order_id",), lambda file: file.rows())
    given = written(
        tmp_path, "x", name="o.txt", format=plain.id, fields={"at": rule("order_id"), "state": rule("order_id")}
    )
    with pytest.raises(SourceError, match=r"o\.txt: this format reads no table"):
        read(opened(given, folder=tmp_path, formats={plain.id: plain}))


def test_answers_without_records_give_no_rows(tmp_path):
    """Of answers that are kept page by page, or day by day, some are empty."""
    (tmp_path / "1.json").write_text(json.dumps({"a": RECORDS}))
    (tmp_path / "2.json").write_text(json.dumps({"a": {"b": []}, "total": 0}))
    (tmp_path / "3.json").write_text(json.dumps({"a": []}, indent=1))
    given = source(locations=("*.json",), format=FORMAT.id)
    table, count = found(given, tmp_path)
    assert (table["order_id"], count.rows) == (["11", "22"], 2)


def test_answer_that_is_none(tmp_path):
    given = written(tmp_path, json.dumps({"error": "NO_AUTH", "a": None}), name="o.json", format=FORMAT.id)
    with pytest.raises(SourceError, match=r"o\.json: no column 'order_id', needed by field order_id; found: error, a"):
        found(given, tmp_path)
