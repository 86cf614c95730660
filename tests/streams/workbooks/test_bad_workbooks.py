"""What is wrong with a workbook is said in one sentence, and no cell of it is lost without a word."""

import io
import os
import random
import struct
import zipfile
import zlib
from datetime import date

import openpyxl
import pytest
import xlwt
from goalposts.errors import SourceError
from goalposts.streams.workbooks.quiet_panics import quiet_panics
from openpyxl.styles import Font
from streams.drawn import Drawn, write
from streams.orders import opened, read, rule, source, written

ROWS = [["order_id", "at", "note"], [1, "2026-03-01", "a"], [2, date(2026, 3, 2), "b"]]


def refused(tmp_path, name="o.xlsx", **options):
    with pytest.raises(SourceError) as fault:
        read(opened(source(locations=(name,), **options), folder=tmp_path))
    sentence = str(fault.value)
    assert sentence.startswith(name)
    assert fault.value.sentence("ru").startswith(name)
    assert "\n" not in sentence
    return sentence


def repacked(path, changes, level=9):
    """Write an archive anew with other contents of some members."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in {**members, **changes}.items():
            archive.writestr(name, data)


def sheet_xml(path):
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_zip_bomb_is_not_unpacked(tmp_path):
    write(tmp_path / "o.xlsx", Drawn("s", ROWS))
    repacked(tmp_path / "o.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(tmp_path / "o.xlsx") + b" " * (100 << 20)})
    assert "the workbook unpacks to 100 MB or more" in refused(tmp_path)


def test_zip_bomb_that_lies_about_its_size(tmp_path):
    """It says that it has a thousand bytes and unpacks to more than a gigabyte."""
    write(tmp_path / "o.xlsx", Drawn("s", ROWS))
    squeeze = zlib.compressobj(1, zlib.DEFLATED, -15)
    packed = b"".join(squeeze.compress(b" " * (1 << 24)) for _ in range(70)) + squeeze.flush()
    with zipfile.ZipFile(tmp_path / "o.xlsx", "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/more.xml", packed)
    data = bytearray((tmp_path / "o.xlsx").read_bytes())
    entry = data.rfind(b"PK\x01\x02")
    struct.pack_into("<H", data, entry + 10, zipfile.ZIP_DEFLATED)
    struct.pack_into("<I", data, entry + 24, 1000)
    (tmp_path / "o.xlsx").write_bytes(data)
    assert "the workbook unpacks to 1024 MB or more" in refused(tmp_path)


@pytest.mark.parametrize(
    ("place", "said"),
    [(6, "version 9.9"), (10, "packed in another way")],
    ids=["a later version of the format", "a packing that no workbook has"],
)
def test_archive_that_only_others_can_unpack(tmp_path, place, said):
    write(tmp_path / "o.xlsx", Drawn("s", ROWS))
    data = bytearray((tmp_path / "o.xlsx").read_bytes())
    struct.pack_into("<H", data, data.rfind(b"PK\x01\x02") + place, 99)
    (tmp_path / "o.xlsx").write_bytes(data)
    assert said in refused(tmp_path)


def test_lone_cell_far_away(tmp_path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "o.xlsx")
    assert "the sheet reaches to cell XFD1048576, which is too far" in refused(tmp_path)


def test_far_cell_that_is_only_painted_does_not_matter(tmp_path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["XFD1048576"].font = Font(bold=True)
    book.save(tmp_path / "o.xlsx")
    assert read(opened(source(locations=("o.xlsx",)), folder=tmp_path))[1].accepted == 2


def test_table_of_repeated_rows_in_opendocument(tmp_path):
    write(tmp_path / "o.ods", Drawn("s", ROWS))
    with zipfile.ZipFile(tmp_path / "o.ods") as archive:
        xml = archive.read("content.xml")
    cell = b'<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    row = b'<table:table-row table:number-rows-repeated="1048576">' + cell + b"</table:table-row></table:table>"
    repacked(tmp_path / "o.ods", {"content.xml": xml.replace(b"</table:table>", row)})
    assert "damaged" in refused(tmp_path, "o.ods")


def test_error_cells_are_quarantined_and_not_missing(tmp_path):
    book = openpyxl.Workbook()
    for row in [*ROWS, [3, "2026-03-03", "#REF!"], [4, "2026-03-04", "#N/A"]]:
        book.active.append(row)
    for cell in ("C4", "C5"):
        book.active[cell].data_type = "e"
    book.save(tmp_path / "o.xlsx")
    table, count = read(opened(source(locations=("o.xlsx",)), folder=tmp_path))
    assert table["note"] == ["a", "b"]
    assert (count.rows, count.accepted, count.quarantined) == (4, 2, {"error_cell": 2})
    assert (count.details[0].line, count.details[0].value) == (4, "note: #REF!")
    _, count = read(opened(source(locations=("o.xlsx",)), folder=tmp_path, wanted=frozenset()))
    assert (count.accepted, count.quarantined) == (4, {})


def test_formulas_that_nobody_calculated(tmp_path):
    book = openpyxl.Workbook()
    for row in [[None, None, None], *([None, *row] for row in ROWS), [None, 3, "2026-03-03", "=A1"]]:
        book.active.append(row)
    book.save(tmp_path / "o.xlsx")
    sentence = refused(tmp_path)
    assert sentence.startswith("o.xlsx:5: column 'note' holds formulas whose results were never saved; open")
    _, count = read(opened(source(locations=("o.xlsx",)), folder=tmp_path, wanted=frozenset()))
    assert count.accepted == 3


def test_formulas_with_results_are_values(tmp_path):
    write(tmp_path / "o.xlsx", Drawn("s", ROWS))
    xml = sheet_xml(tmp_path / "o.xlsx")
    value = b'<c r="A2" t="n"><v>1</v></c>'
    assert value in xml
    repacked(
        tmp_path / "o.xlsx",
        {
            "xl/worksheets/sheet1.xml": xml.replace(value, b'<c r="A2"><f>6*7</f><v>42</v></c>').replace(
                b"</row></sheetData>", b'<c r="D3" t="str"><f>IF(A3=1,A3,"")</f><v></v></c></row></sheetData>'
            )
        },
    )
    table, _ = read(opened(source(locations=("o.xlsx",), dimensions={"d": rule("D")}), folder=tmp_path))
    assert (table["order_id"], table["d"]) == (["42", "2"], [None, None])


def test_sheet_that_is_not_there(tmp_path):
    write(tmp_path / "o.xlsx", Drawn("Март", ROWS), Drawn("Апрель", ROWS))
    assert refused(tmp_path, sheet="Апрел").endswith(
        "there is no sheet 'Апрел'; found: Март, Апрель; did you mean 'Апрель'?"
    )
    assert "there is no sheet '3'; found: Март, Апрель" in refused(tmp_path, sheet="3")
    assert "there is no sheet 'x*'; found: Март, Апрель" in refused(tmp_path, sheet="x*")


def test_empty_sheet(tmp_path):
    write(tmp_path / "o.xlsx", Drawn("a", []), Drawn("b", ROWS))
    assert refused(tmp_path, sheet="a") == "o.xlsx:a: the sheet is empty; sheets: a, b."
    write(tmp_path / "o.xlsx", Drawn("a", []))
    assert refused(tmp_path) == "o.xlsx: the sheet is empty; sheets: a."


def test_header_is_nowhere(tmp_path):
    write(tmp_path / "o.xlsx", Drawn("s", [[1, 2.5], [3, 4]]))
    assert "no row looks like a header among the first 100; give the number" in refused(tmp_path)


@pytest.mark.parametrize(
    ("text", "found"), [("order_id;at\n1;2026-03-01\n", "csv"), ("<html><table></table></html>", "html")]
)
def test_workbook_by_name_only(tmp_path, text, found):
    written(tmp_path, text, name="o.xlsx")
    assert refused(tmp_path) == (
        f"o.xlsx: this is no workbook, whatever its name says; it looks like {found}: add `format: {found}`."
    )


def test_old_workbook_is_told_by_its_content(tmp_path):
    """The same suffix: a page, a text, and a real one."""
    for text in ("<table><tr><td>order_id<td>at<tr><td>1<td>2026-03-01</table>", "order_id;at\n1;2026-03-01\n"):
        assert read(opened(written(tmp_path, text, name="o.xls"), folder=tmp_path))[0]["order_id"] == ["1"]
    write(tmp_path / "o.xls", Drawn("s", ROWS))
    assert read(opened(source(locations=("o.xls",)), folder=tmp_path))[0]["order_id"] == ["1", "2"]


def test_workbook_in_gzip(tmp_path):
    write(tmp_path / "o.xlsx", Drawn("s", ROWS))
    packed = zlib.compressobj(wbits=31)
    data = packed.compress((tmp_path / "o.xlsx").read_bytes()) + packed.flush()
    (tmp_path / "p.xlsx.gz").write_bytes(data)
    assert read(opened(source(locations=("p.xlsx.gz",)), folder=tmp_path))[0]["order_id"] == ["1", "2"]


def test_workbook_locked_by_a_password(tmp_path):
    """Such a file is an old container with a stream of another name."""
    file = io.BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(file, b"\0" * 5000)
    data = bytearray(file.getvalue())
    entry = data.find("Workbook".encode("utf-16-le"))
    name = "EncryptedPackage".encode("utf-16-le")
    data[entry : entry + len(name)] = name
    struct.pack_into("<H", data, entry + 64, len(name) + 2)
    (tmp_path / "o.xlsx").write_bytes(data)
    assert refused(tmp_path) == "o.xlsx: the workbook is locked by a password; save it without a password."


def test_empty_file_and_archive_of_something_else(tmp_path):
    written(tmp_path, "", name="o.xlsx")
    assert "the file is empty" in refused(tmp_path)
    with zipfile.ZipFile(tmp_path / "o.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    assert "the workbook is damaged" in refused(tmp_path)


def test_unknown_totals_and_header(tmp_path):
    write(tmp_path / "o.xlsx", Drawn("s", ROWS))
    assert "there is no header in row 9" in refused(tmp_path, header=9)


@pytest.mark.parametrize("kind", [".xlsx", ".xls", ".ods"])
def test_damaged_bytes_never_end_in_anything_but_a_sentence(tmp_path, kind):
    whole = (tmp_path / write(tmp_path / f"whole{kind}", Drawn("s", ROWS * 20))).read_bytes()
    chance = random.Random(7)
    outcomes = set()
    for _ in range(60):
        data = bytearray(whole[: chance.choice((len(whole), chance.randrange(4, len(whole))))])
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        given = written(tmp_path, bytes(data), name=f"o{kind}", format="excel", fields={"note": rule("note")})
        try:
            _, count = read(opened(given, folder=tmp_path))
            assert count.rows == count.accepted + count.filtered + sum(count.quarantined.values())
            outcomes.add("read")
        except SourceError:
            outcomes.add("refused")
    assert "refused" in outcomes


def test_a_library_that_panics_prints_nothing(tmp_path, capfd):
    """A record without its content ends in a panic, of which Rust prints where it was; it is told as a sentence."""
    whole = (tmp_path / write(tmp_path / "o.xls", Drawn("s", ROWS))).read_bytes()
    assert whole.count(b"\x42\x00\x02\x00") == 1
    (tmp_path / "o.xls").write_bytes(whole.replace(b"\x42\x00\x02\x00", b"\x42\x00\x00\x00"))
    given = source(locations=("o.xls",))
    with pytest.raises(SourceError, match=r"^o\.xls: the workbook is damaged: .*; copy or save it again"):
        opened(given, folder=tmp_path)
    os.write(2, b"still there")
    assert capfd.readouterr().err == "still there"


def test_what_others_print_meanwhile_is_not_lost(capfd):
    """Only what is printed while the library panics goes; within each other the guards put everything back."""
    with quiet_panics(), quiet_panics():
        os.write(2, b"a long word ")
    with pytest.raises(ValueError, match="no panic"):
        _printing(b"and another", ValueError("no panic"))
    with pytest.raises(KeyboardInterrupt):
        _printing(b"thread panicked", KeyboardInterrupt())
    assert capfd.readouterr().err == "a long word and another"


@quiet_panics()
def _printing(said, fault):
    os.write(2, said)
    raise fault


@pytest.mark.parametrize(("column", "cell"), [(256, "IW3"), (40_000, "BGDM3")])
def test_a_column_that_no_old_workbook_has_is_told_at_once(tmp_path, column, cell):
    """A damaged number of a column would make a sheet as wide as that, and its header takes long to look for."""
    data = bytearray((tmp_path / write(tmp_path / "o.xls", Drawn("s", [*ROWS[:2], [7.5, *ROWS[1][1:]]]))).read_bytes())
    record = struct.pack("<HHHH", 0x027E, 10, 2, 0)
    assert data.count(record) == 1
    struct.pack_into("<H", data, data.index(record) + 6, column)
    (tmp_path / "o.xls").write_bytes(data)
    assert f"the sheet reaches to cell {cell}, which is too far to be read" in refused(tmp_path, "o.xls")


def test_error_cells_of_an_old_workbook(tmp_path):
    book = xlwt.Workbook()
    for sheet in ("a", "b"):
        page = book.add_sheet(sheet)
        for row, cells in enumerate(ROWS):
            for column, cell in enumerate(cells):
                page.write(row, column, cell.isoformat() if isinstance(cell, date) else cell)
    page.row(3).set_cell_number(0, 3)
    page.row(3).set_cell_text(1, "2026-03-03")
    page.row(3).set_cell_error(2, 0x2A)
    book.save(str(tmp_path / "o.xls"))
    assert read(opened(source(locations=("o.xls",), sheet="a"), folder=tmp_path))[1].quarantined == {}
    _, count = read(opened(source(locations=("o.xls",), sheet="b"), folder=tmp_path))
    assert (count.rows, count.quarantined) == (3, {"error_cell": 1})
    assert (count.details[0].line, count.details[0].value) == (4, "note: #N/A")


def test_lone_cell_far_away_in_an_old_workbook(tmp_path):
    """Such a file has room for 256 columns, but its records could name 65,536."""
    path = tmp_path / write(tmp_path / "o.xls", Drawn("s", [*ROWS, [3.5]]))
    number = struct.pack("<HHHH", 0x027E, 10, 3, 0)
    data = path.read_bytes()
    assert data.count(number) == 1
    path.write_bytes(data.replace(number, struct.pack("<HHHH", 0x027E, 10, 0xFFFF, 0xFFFF)))
    assert "the sheet reaches to cell CRXP65536, which is too far" in refused(tmp_path, "o.xls")


def test_error_cells_of_a_binary_workbook(tmp_path):
    rows = [["order_id", "at", "note"], [1, "2026-03-01", "a"], [2, "2026-03-02", "#N/A"]]
    path = tmp_path / write(tmp_path / "o.xlsb", Drawn("a", rows), Drawn("b", [*rows, [3, "2026-03-03", 2.5]]))
    table, count = read(opened(source(locations=("o.xlsb",), sheet="b"), folder=tmp_path))
    assert table["note"] == ["a", "2.5"]
    assert (count.rows, count.quarantined) == (3, {"error_cell": 1})
    row = struct.pack("<BBI", 0, 17, 2)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.bin")
    far = sheet.replace(row, struct.pack("<BBI", 0, 17, 1_048_575)).replace(
        struct.pack("<BBI", 3, 9, 2), struct.pack("<BBI", 3, 9, 16_383)
    )
    repacked(path, {"xl/worksheets/sheet1.bin": far})
    assert "the sheet reaches to cell XFD1048576" in refused(tmp_path, "o.xlsb", sheet="a")
