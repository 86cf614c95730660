"""How text tables are understood: delimiters, quotes, encodings, headers, footers; and what none can be."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zlib

import pytest
import zstandard
from attrs import evolve
from goalposts.errors import SourceError
from goalposts.streams.files.text_encoding import likely_encoding
from goalposts.streams.side_by_side import SideBySide
from streams.orders import opened, read, rule, source, written

HEADER = "order_id,at,note\n"
ROW = "a,2026-05-01,x\n"


def refusal(given, folder, **options):
    with pytest.raises(SourceError) as caught:
        read(opened(given, folder=folder, **options))
    assert caught.value.sentence("ru") != caught.value.sentence("en")
    return str(caught.value)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("block_bytes", [16, 1 << 20])
def test_line_ends(tmp_path, end, block_bytes):
    text = (HEADER + "\n" + ROW + "\n\n" + ROW + "never\n").replace("\n", end)
    found, count = read(opened(written(tmp_path, text), folder=tmp_path, block_bytes=block_bytes))
    assert found["order_id"] == ["a", "a"]
    assert [(detail.reason, detail.line) for detail in count.details] == [("wrong_columns", 4)]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("order_id;at;items", "a;2026-05-01;1,5"),
        ("order_id;at;items;amount;wait", "a;2026-05-01;1,5;2,5;3,5"),
        ("order_id\tat\tnote", 'a\t2026-05-01\t"one, two; three"'),
        ("order_id|at|note", "a|2026-05-01|one, two, three, four"),
        ('"order_id";"at";"note, long"', "a;2026-05-01;x"),
    ],
)
def test_delimiter_is_the_one_that_cuts_all_rows_alike(tmp_path, header, row):
    given = written(tmp_path, f"{header}\n" + f"{row}\n" * 20, decimal=",")
    assert read(opened(given, folder=tmp_path))[0]["order_id"] == ["a"] * 20


@pytest.mark.parametrize(
    "titles",
    ["Report\n", "Report;;\n", "Отчёт за май\n\nСоздан: 01.06.2026 10:00;;\n", '"A title\nof two lines"\n'],
)
def test_header_is_found_under_titles(tmp_path, titles):
    given = written(tmp_path, titles + "order_id;at;note\n" + "a;2026-05-01;x\n" * 3 + "b;never;x\n")
    found, count = read(opened(given, folder=tmp_path))
    assert found["order_id"] == ["a"] * 3
    assert count.details[0].line == titles.count("\n") + 5


def test_stated_header_is_not_looked_for(tmp_path):
    given = written(tmp_path, "Report\n" + HEADER + ROW, header=1)
    assert refusal(given, tmp_path).startswith("orders.csv: no column 'order_id', needed by field order_id; found: Rep")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("end", ["", "\n", "\n\n \n"])
def test_footer_is_counted_as_filtered(tmp_path, packed, end):
    """As an export of Yandex Direct has it: a title above, the number of rows below."""
    text = '"Report"\norder_id\tat\tnote\n' + "a\t2026-05-01\tx\n" * 40 + f"Total rows: 40{end}"
    data = gzip.compress(text.encode()) if packed else text.encode()
    for block_bytes in (32, 1 << 20):
        found, count = read(opened(written(tmp_path, data, footer=1), folder=tmp_path, block_bytes=block_bytes))
        assert (count.rows, count.accepted, count.filtered, dict(count.quarantined)) == (41, 40, 1, {})
    count = read(opened(written(tmp_path, data, footer=3), folder=tmp_path))[1]
    assert (count.rows, count.accepted, count.filtered) == (41, 38, 3)
    assert len(found["order_id"]) == 40


def test_marks_as_letters_and_marks_after_an_escape(tmp_path):
    given = written(tmp_path, HEADER + 'a,2026-05-01,"open\n' + "b,2026-05-01,x\n", quote="none")
    assert read(opened(given, folder=tmp_path))[0]["note"] == ['"open', "x"]
    text = "order_id;at;note\n" + 'a;2026-05-01;"OOO \\"Mir\\"; Moscow"\n' * 9
    for block_bytes in (16, 1 << 20):
        given = written(tmp_path, text, escape="\\")
        assert read(opened(given, folder=tmp_path, block_bytes=block_bytes))[0]["note"] == ['OOO "Mir"; Moscow'] * 9
    given = written(tmp_path, HEADER.replace(",", ";") + "a;2026-05-01;'x;y'\n", quote="'")
    assert read(opened(given, folder=tmp_path))[0]["note"] == ["x;y"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_tells_the_encoding(tmp_path, encoding):
    given = written(tmp_path, HEADER + "a,2026-05-01,Привет\n" * 30, encoding=encoding)
    for block_bytes in (40, 1 << 20):
        found, _ = read(opened(given, folder=tmp_path, block_bytes=block_bytes))
        assert found["note"] == ["Привет"] * 30


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r", "utf-16-le", "shift-jis"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.ZstdCompressor().compress])
def test_stated_encodings(tmp_path, encoding, pack):
    text = "Привет" if encoding != "shift-jis" else "ソ表"
    data = pack((HEADER + f"a,2026-05-01,{text}\n" * 30).encode(encoding))
    given = written(tmp_path, data, name="orders.txt")
    stated = source(locations=given.locations, encoding=encoding)
    for block_bytes in (40, 1 << 20):
        assert read(opened(stated, folder=tmp_path, block_bytes=block_bytes))[0]["note"] == [text] * 30


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Оплачен, доставка по Москве", "cp1251"),
        ("ВЫИГРАНА; Договор подписан", "cp866"),
        ("Новая сделка: перезвонить", "koi8-r"),
        ("Café crème brûlée", "cp1252"),
    ],
)
def test_error_proposes_the_likely_encoding(tmp_path, text, encoding):
    assert likely_encoding(text.encode(encoding)) == encoding
    given = written(tmp_path, (HEADER + ROW * 3 + f"b,2026-05-01,{text}\n").encode(encoding))
    assert refusal(given, tmp_path) == (
        f"orders.csv:5: the text is not utf-8; give its `encoding:`, for example {encoding}."
    )


@pytest.mark.parametrize(
    ("name", "encoding"), [("orders.csv", "cp1251"), ("orders.csv", "utf-16"), ("orders.json", "cp1251")]
)
def test_a_text_in_utf_8_that_is_said_to_be_another_is_called_so(tmp_path, name, encoding):
    """Of Cyrillic letters in UTF-8, И is the one whose bytes no text in cp1251 has."""
    text = HEADER + ROW * 3 + "b,2026-05-01,Счёт. Итого\n" if name.endswith("csv") else '[{"note": "Счёт. Итого"}]'
    given = evolve(written(tmp_path, text.encode(), name=name), encoding=encoding)
    assert refusal(given, tmp_path).endswith(f"the text is not {encoding}; it is UTF-8: take `encoding:` out.")


@pytest.mark.parametrize("said", ["cp1251", "cp1252", "koi8-r", "cp866"])
def test_a_text_in_utf_8_is_told_however_late_its_letters_come(tmp_path, said):
    """Every byte is a letter of theirs, so that it was read, with words that nobody wrote."""
    rows = "".join(f"{row},2026-03-01,{'done' if row < 20_000 else 'конец'}\n" for row in range(20_002))
    given = written(tmp_path, f"order_id,at,note\n{rows}", encoding="utf-8")
    assert "is UTF-8: take `encoding:` out" in refusal(evolve(given, encoding=said), tmp_path)
    assert refusal(evolve(given, encoding=said), tmp_path).startswith("orders.csv:20002: ")
    read_well = evolve(written(tmp_path, f"order_id,at,note\n{rows}", encoding="cp1251"), encoding="cp1251")
    assert read(opened(read_well, folder=tmp_path))[0]["note"][-1] == "конец"


def test_mixed_encodings_name_the_line(tmp_path):
    data = HEADER.encode() + "a,2026-05-01,Привет\n".encode() * 20_000 + "b,2026-05-01,Привет\n".encode("cp1251")
    assert refusal(written(tmp_path, data), tmp_path).startswith("orders.csv:20002: the text is not utf-8")
    assert refusal(written(tmp_path, gzip.compress(data)), tmp_path).startswith("orders.csv:20002: the text is not")
    wide = (HEADER + "a,2026-05-01,x\n" * 200_000).encode("utf-16") + b"\x00\xdc\x00\xdc"
    assert refusal(written(tmp_path, wide), tmp_path).startswith("orders.csv:200002: the text is not utf-16")


def test_bytes_of_no_text_name_the_line(tmp_path):
    data = (HEADER + ROW * 30_000 + "b,2026-05-01,x\0\n").encode()
    assert refusal(written(tmp_path, data), tmp_path) == (
        "orders.csv:30002: this is not a text table: it holds binary bytes; check the file, or give its `format:`."
    )


def test_marks_that_are_never_closed_name_the_row(tmp_path):
    row = 'b,2026-05-01,"never closed\n'
    for text in (HEADER + ROW * 100 + row + ROW * 100, HEADER + ROW * 100 + row):
        for block_bytes in (64, 1 << 20):
            assert refusal(written(tmp_path, text), tmp_path, block_bytes=block_bytes) == (
                "orders.csv: a quotation mark opened in row 102 is never closed; "
                "repair the row, or say `quote: none` where marks are plain letters."
            )


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_packed_file_that_is_cut_off_or_damaged(tmp_path, pack):
    rows = "".join(f"{zlib.crc32(b'%d' % number)},2026-05-01,x\n" for number in range(200_000))
    whole = pack((HEADER + rows).encode())
    for data in (whole[: len(whole) // 2], whole[: len(whole) // 2] + b"junk" * 9 + whole[len(whole) // 2 + 36 :]):
        given = written(tmp_path, data, name="orders.csv.gz")
        assert refusal(given, tmp_path).startswith("orders.csv.gz: the packed file is damaged or cut off; copy or exp")


_BOUNDED = """
import resource, sys
from pathlib import Path
limit = 700 << 20
resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
from streams.orders import opened, read, source
from goalposts.errors import SourceError
try:
    read(opened(source(locations=(sys.argv[1],)), folder=Path(sys.argv[2])))
except SourceError as fault:
    print(fault)
"""


def bounded(folder, name):
    """What reading says in a process that may not use more than 700 MB."""
    done = subprocess.run(
        [sys.executable, "-c", _BOUNDED, name, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**__import__("os").environ, "PYTHONPATH": ":".join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_gigabyte_without_a_line_break_is_refused_in_little_memory(tmp_path):
    with (tmp_path / "one.csv").open("wb") as file:
        for _ in range(1024):
            file.write(b"a" * (1 << 20))
    assert bounded(tmp_path, "one.csv").startswith("one.csv: the first line is longer than 256 KB; ")
    with (tmp_path / "below.csv").open("wb") as file:
        file.write((HEADER + ROW).encode())
        for _ in range(1024):
            file.write(b"a," * (1 << 19))
    assert bounded(tmp_path, "below.csv").startswith("below.csv: a row is longer than 64 MB; check that lines end")


def test_a_packed_gigabyte_is_refused_in_little_memory(tmp_path):
    with gzip.open(tmp_path / "bomb.csv.gz", "wb", compresslevel=1) as file:
        file.write((HEADER + ROW).encode())
        for _ in range(1024):
            file.write(b"a" * (1 << 20))
    assert bounded(tmp_path, "bomb.csv.gz").startswith("bomb.csv.gz: a row is longer than 64 MB; ")


def test_columns_are_those_of_every_file(tmp_path):
    """A file without a required column, or one that is asked for by name, is refused; without an optional it is not."""
    written(tmp_path, "order_id,at,note\na,2026-05-01,x\n", name="a.csv")
    written(tmp_path, "note,order_id,at\ny,b,2026-05-02\n", name="b.csv")
    given = source(locations=("*.csv",))
    assert read(opened(given, folder=tmp_path))[0]["note"] == ["x", "y"]
    written(tmp_path, "order_id,at\nc,2026-05-03\n", name="c.csv")
    batches = list(opened(given, folder=tmp_path))
    assert ["note" in batch.absent for batch in batches] == [False, False, True]
    stated = source(locations=("*.csv",), fields={"note": rule("note")})
    assert refusal(stated, tmp_path).startswith("c.csv: no column 'note', needed by field note; found: order_id, at")
    written(tmp_path, "number,at\nd,2026-05-04\n", name="d.csv")
    assert refusal(given, tmp_path).startswith("d.csv: no column 'order_id', needed by field order_id")


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8"])
def test_lines_are_counted_through_rows_of_a_wrong_width(tmp_path, encoding):
    """The last block is read first, so that all before it must be counted."""
    rows = [f"{number},2026-05-01,Привет\n" if number % 3 else "Привет\n" for number in range(500)]
    text = HEADER + "".join(rows) + "b,never,x\n"
    given = written(tmp_path, text.encode(encoding))
    stated = source(locations=given.locations, encoding=encoding)
    stream = opened(stated, folder=tmp_path, block_bytes=256)
    with SideBySide(stream) as pieces:
        for part in reversed(pieces.parts):
            list(part.read())
    assert {(detail.reason, detail.line, detail.count) for detail in stream.count.details} == {
        ("wrong_columns", 2, 167),
        ("bad_timestamp", 502, 1),
    }


@pytest.mark.parametrize("delimiter", ["::", "¦", '"'])
def test_what_can_be_no_delimiter(tmp_path, delimiter):
    given = written(tmp_path, HEADER + ROW, delimiter=delimiter)
    assert refusal(given, tmp_path) == (
        f"orders.csv: '{delimiter}' is no delimiter: it must be one plain letter; for example ; or tab."
    )


@pytest.mark.parametrize("rows", [20, 20_000])
@pytest.mark.parametrize("bad", ["b,2026-05-01,x,Привет\n", "Привет\n", "Привет,1,2,3,4,5\n"])
def test_letters_of_another_encoding_are_refused_wherever_they_stand(tmp_path, rows, bad):
    """In a column that nobody reads, and in rows of a wrong width, too."""
    data = ("order_id,at,note,comment\n" + "a,2026-05-01,x,мир\n" * rows).encode() + bad.encode("cp1251")
    assert refusal(written(tmp_path, data), tmp_path) == (
        f"orders.csv:{rows + 2}: the text is not utf-8; give its `encoding:`, for example cp1251."
    )
