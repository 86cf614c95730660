"""Tables of HTML pages, as systems export them under the suffix of a workbook."""

import pytest
from attrs import evolve
from goalposts.errors import SourceError
from streams.orders import opened, read, rule, utc, written

EXPORT = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>
<table><tr><td>Меню</td></tr></table>
<!-- a comment --><table border=1>
<thead><tr><th>ID</th><th>Дата&nbsp;создания</th><th>Сумма <br> сделки</th><th>Клиент</th></tr></thead>
<tbody>
<tr><td>1</td><td>01.03.2026 10:30:00</td><td>1&nbsp;234,50</td><td>Рога &amp; <b>ко</b>пыта
<script>x()</script></td></tr>
<tr><td>2<td>02.03.2026 09:00:00<td>&nbsp;<td><table><tr><td>вложенная</td></tr></table>
<tr><td colspan="2">Итого</td><td>1 234,50</td><td></td></tr>
<tr></tr>
</tbody></table></body></html>"""
FIELDS = {
    "order_id": rule("ID"),
    "at": rule("Дата создания", format="%d.%m.%Y %H:%M:%S"),
    "amount": rule("Сумма сделки"),
    "note": rule("Клиент"),
}


@pytest.mark.parametrize(
    ("charset", "written_as", "stated"),
    [
        ("windows-1251", "cp1251", {}),
        ("utf-8", "utf-8", {}),
        ("utf-8", "utf-8-sig", {}),
        ("utf-8", "utf-16", {}),
        ("utf-8", "cp1251", {"encoding": "cp1251"}),
        ("windows-1251", "utf-8-sig", {}),
    ],
)
def test_export_is_read_by_its_content(tmp_path, charset, written_as, stated):
    page = EXPORT.format(charset=charset)
    given = evolve(written(tmp_path, page, "DEAL.xls", written_as, decimal=",", fields=FIELDS), **stated)
    table, count = read(opened(given, folder=tmp_path))
    assert table["order_id"] == ["1", "2"]
    assert table["at"] == [utc("2026-03-01T10:30"), utc("2026-03-02T09:00")]
    assert table["amount"] == [1234.5, None]
    assert table["note"][0] == "Рога & копыта"
    assert (count.rows, count.accepted, count.filtered) == (3, 2, 1)


def test_page_without_a_charset_is_not_guessed(tmp_path):
    page = EXPORT.replace("; charset={charset}", "")
    given = written(tmp_path, page, "o.xls", "cp1251", fields=FIELDS)
    with pytest.raises(SourceError, match=r"o\.xls: the text is not utf-8; give its `encoding:`"):
        opened(given, folder=tmp_path)


@pytest.mark.parametrize(("sheet", "order"), [("", "b"), ("1", "a"), ("2", "b")])
def test_largest_table_or_the_one_that_is_named(tmp_path, sheet, order):
    tables = [("a", 1), ("b", 3), ("c", 2)]
    page = "".join(
        f"<table><tr><th>order_id<th>at{f'<tr><td>{name}<td>2026-03-01' * rows}</table>" for name, rows in tables
    )
    given = written(tmp_path, page, "o.html", sheet=sheet)
    table, _ = read(opened(given, folder=tmp_path))
    assert set(table["order_id"]) == {order}
    with pytest.raises(SourceError, match="there is no table 4; found: 1 to 3"):
        opened(evolve(given, sheet="4"), folder=tmp_path)


def test_cell_that_spans_rows_stands_in_each_of_them(tmp_path):
    page = """<table>
    <tr><th rowspan=2>order_id<th colspan=2>time
    <tr><th>at<th>closed
    <tr><td>1<td rowspan=3>2026-03-01<td>a
    <tr><td>2<td>b
    <tr><td colspan="9x">3<td>c
    <tr><td>4<td>2026-03-02<td>d</table>"""
    fields = {"at": rule("time at"), "note": rule("time closed")}
    table, count = read(opened(written(tmp_path, page, "o.html", fields=fields), folder=tmp_path))
    assert table["order_id"] == ["1", "2", "3", "4"]
    assert table["note"] == ["a", "b", "c", "d"]
    assert table["at"] == [utc("2026-03-01")] * 3 + [utc("2026-03-02")]
    assert count.accepted == 4


def test_short_row_lacks_the_last_cells_and_a_long_one_has_a_column_more(tmp_path):
    page = "<table><tr><th>order_id<th>at<th>note<tr><td>1<td>2026-03-01<tr><td>2<td>2026-03-01<td>x<td>y</table>"
    given = written(tmp_path, page, "o.html", dimensions={"more": rule("D")})
    table, _ = read(opened(given, folder=tmp_path))
    assert (table["order_id"], table["note"], table["more"]) == (["1", "2"], [None, "x"], [None, "y"])


def test_row_that_is_longer_than_all_that_were_looked_at_is_wrong(tmp_path):
    page = "<table><tr><th>order_id<th>at" + "<tr><td>1<td>2026-03-01" * 100 + "<tr><td>2<td>2026-03-01<td>x</table>"
    _, count = read(opened(written(tmp_path, page, "o.html"), folder=tmp_path))
    assert (count.rows, count.accepted, count.quarantined) == (101, 100, {"wrong_columns": 1})
    assert (count.details[0].line, count.details[0].value) == (102, "2 | 2026-03-01 | x")


@pytest.mark.parametrize("page", ["<html><body>Not found</body></html>", "<", "<table></table>", "<table><tr></table>"])
def test_page_without_a_table(tmp_path, page):
    with pytest.raises(SourceError, match=r"o\.html: there is no table in this page; save it as xlsx or CSV\."):
        opened(written(tmp_path, page, "o.html"), folder=tmp_path)


def test_table_without_a_header(tmp_path):
    page = "<table><tr><td>1<td>2</table>"
    with pytest.raises(SourceError, match="the table has no row that looks like a header"):
        opened(written(tmp_path, page, "o.html"), folder=tmp_path)


def test_page_that_nests_without_end(tmp_path):
    given = written(tmp_path, "<table>" * 100_000 + "<tr><td>order_id<td>at", "o.html")
    with pytest.raises(SourceError, match=r"o\.html: "):
        opened(given, folder=tmp_path)


def test_spans_that_would_fill_memory(tmp_path):
    """A row may not be wider than a sheet."""
    page = "<table><tr><th>order_id<th>at" + "<tr>" + "<td colspan=16384 rowspan=65534>x" * 200 + "</table>"
    with pytest.raises(SourceError, match=r"o\.html: "):
        read(opened(written(tmp_path, page, "o.html"), folder=tmp_path))
