"""A plugin's format makes rows of a file that no built-in format reads."""

import gzip

import pytest
from attrs import evolve
from goalposts.errors import SourceError
from goalposts.model import BUILT_IN_FORMATS, Row, SourceFormat, WrongRow
from goalposts.streams.tables.format_registry import OPENERS
from streams.orders import opened, read, source, written


def tickets(file):
    for number, line in file.lines():
        order, sign, at = line.partition("@")
        if sign:
            yield Row(number, {"order_id": order, "at": at, "state": "open", "items": number})
        else:
            yield WrongRow(number, line, "no_time")


TICKETS = SourceFormat("shop.tickets", ("order_id", "at", "state", "items", "amount"), tickets, (".tickets",))
TEXT = "a@2026-03-01\nwhat\nb@2026-03-02\n"


@pytest.mark.parametrize(
    ("name", "given"),
    [("log.txt", {"format": "shop.tickets"}), ("log.tickets", {}), ("log.tickets.gz", {})],
)
def test_rows_and_wrong_rows(tmp_path, name, given):
    text = gzip.compress(TEXT.encode()) if name.endswith("gz") else TEXT
    stream = opened(written(tmp_path, text, name=name, **given), folder=tmp_path, formats={"shop.tickets": TICKETS})
    table, count = read(stream)
    assert table["order_id"] == ["a", "b"]
    assert table["items"] == [1.0, 3.0]
    assert table["amount"] == [None, None]
    assert (count.rows, count.accepted, count.quarantined) == (3, 2, {"no_time": 1})
    assert count.details[0].line == 2


def test_lines_in_another_encoding_name_the_line(tmp_path):
    given = written(tmp_path, "a@2026-03-01\nя@2026-03-01\n", name="log.tickets", encoding="cp1251")
    with pytest.raises(SourceError, match=r"log\.tickets:2: the text is not utf-8"):
        read(opened(given, folder=tmp_path, formats={"shop.tickets": TICKETS}))
    table, _ = read(opened(evolve(given, encoding="cp1251"), folder=tmp_path, formats={"shop.tickets": TICKETS}))
    assert table["order_id"] == ["a", "я"]


def test_packed_file_that_breaks_off(tmp_path):
    whole = gzip.compress(("a@2026-03-01\n" * 100_000).encode())
    given = written(tmp_path, whole[: len(whole) // 2], name="log.tickets.gz")
    with pytest.raises(SourceError, match="damaged or cut off"):
        read(opened(given, folder=tmp_path, formats={"shop.tickets": TICKETS}))


def test_every_opener_is_a_built_in_format():
    assert set(OPENERS) <= set(BUILT_IN_FORMATS)


def test_source_without_a_location_says_so():
    with pytest.raises(SourceError, match="no file and no table"):
        opened(source())
