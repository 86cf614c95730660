"""JSON by lines and as documents; records in lists in lists; what is broken, and where."""

from __future__ import annotations

import gzip
import json

import pytest
from goalposts.errors import SourceError
from goalposts.model import WrongRow
from goalposts.streams.files.locations import find_files
from hypothesis import given
from hypothesis import strategies as st
from streams.orders import opened, read, rule, source, written

ORDERS = [{"order_id": f"o{number}", "at": "2026-05-01", "items": number} for number in range(50)]


def lines(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def refusal(given_source, folder):
    with pytest.raises(SourceError) as caught:
        read(opened(given_source, folder=folder))
    assert caught.value.sentence("ru") != caught.value.sentence("en")
    return str(caught.value)


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("name", ["orders.ndjson", "orders.json"])
def test_lines_and_documents_give_the_same(tmp_path, indent, pack, name):
    texts = {
        "lines": (lines(ORDERS), ""),
        "list": (json.dumps(ORDERS, indent=indent), ""),
        "inside": (
            json.dumps({"total": 50, "result": {"items": ORDERS}, "time": {"s": 1}}, indent=indent),
            "result.items",
        ),
        "pages": (lines([{"result": {"items": ORDERS[:20]}}, {"result": {"items": ORDERS[20:]}}]), "result.items"),
    }
    for text, records in texts.values():
        given_source = written(tmp_path, pack(text.encode()), name=name, records=records)
        found, count = read(opened(given_source, folder=tmp_path))
        assert found["order_id"] == [record["order_id"] for record in ORDERS]
        assert found["items"] == list(range(50))
        assert count.rows == 50


def test_records_in_lists_in_lists_keep_what_stands_above_them(tmp_path):
    """As statistics of VK Ads have them: items with an id, each with rows."""
    document = {
        "items": [
            {"id": 7, "name": "May", "rows": [{"date": "2026-05-01", "base": {"clicks": 3}}, {"date": "2026-05-02"}]},
            {"id": 8, "rows": [{"date": "2026-05-03", "base": {"clicks": 5}}]},
            {"id": 9, "rows": []},
        ]
    }
    fields = {
        "order_id": rule("items.id"),
        "at": rule("date"),
        "items": rule("base.clicks"),
        "note": rule("items.name"),
    }
    for records in ("items.rows", "items[].rows[]"):
        given_source = written(tmp_path, json.dumps(document), name="vk.json", records=records, fields=fields)
        stream = opened(given_source, folder=tmp_path)
        assert [reader.columns for reader, _ in stream.parts] == [("items.id", "items.name", "date", "base.clicks")]
        found, _ = read(stream)
        assert found["order_id"] == ["7", "7", "8"]
        assert found["items"] == [3, None, 5]
        assert found["note"] == ["May", "May", None]


def test_a_column_counts_wherever_it_first_appears(tmp_path):
    """The 3000th record is the first with a mark; a field that no record has stays absent."""
    records = [{"order_id": str(number), "at": "2026-05-01"} for number in range(3000)]
    records.append({"order_id": "x", "at": "2026-05-01", "items": 4})
    for text in (lines(records), json.dumps(records)):
        batches = list(opened(written(tmp_path, text, name="orders.json"), folder=tmp_path))
        assert sum(batch.rows for batch in batches) == 3001
        assert all("items" not in batch.absent and "amount" in batch.absent for batch in batches)


def test_a_broken_line_is_quarantined(tmp_path):
    broken = ['{"order_id": "b", "at"', "[1, 2]", "7", "null", "[" * 100_000]
    text = lines(ORDERS[:2]) + "\n" + "\n".join(broken) + "\n" + lines(ORDERS[2:4])
    found, count = read(opened(written(tmp_path, text, name="orders.ndjson"), folder=tmp_path))
    assert len(found["order_id"]) == 4
    assert (count.rows, dict(count.quarantined)) == (9, {"bad_json": 5})
    assert [(detail.line, detail.value) for detail in count.details] == [(4, broken[0])]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_encodings(tmp_path, encoding):
    records = [{**record, "note": "Привет, мир"} for record in ORDERS]
    for text in (lines(records), json.dumps(records, ensure_ascii=False)):
        stated = encoding if encoding == "cp1251" else "utf-8"
        given_source = written(tmp_path, text.encode(encoding), name="orders.json")
        found, _ = read(opened(source(locations=given_source.locations, encoding=stated), folder=tmp_path))
        assert found["note"] == ["Привет, мир"] * 50


def test_wrong_encoding_names_the_line(tmp_path):
    text = lines(ORDERS).encode() + lines([{"note": "Привет, мир"}]).encode("cp1251")
    assert refusal(written(tmp_path, text, name="orders.json"), tmp_path) == (
        "orders.json:51: the text is not utf-8; give its `encoding:`, for example cp1251."
    )


def test_a_broken_document_names_the_line(tmp_path):
    whole = json.dumps(ORDERS, indent=1)
    for text, sentence in (
        (whole[: len(whole) // 2], "this is not JSON: "),
        (whole.replace('"o40"', "o40"), "this is not JSON: Expecting value; check that the file is whole."),
        (whole + "?", "this is not JSON: Expecting value; check that the file is whole."),
        ("[" + "[" * 200_000, "this is not JSON: nested too deeply; check that the file is whole."),
        (whole[:-2], "this is not JSON: the text ends; check that the file is whole."),
    ):
        found = refusal(written(tmp_path, text, name="orders.json"), tmp_path)
        place, _, said = found.partition(": ")
        assert said.startswith(sentence)
        assert place.startswith("orders.json:")
    assert refusal(written(tmp_path, whole.replace('"o40"', "o40"), name="orders.json"), tmp_path).startswith(
        f"orders.json:{whole[: whole.index('o40')].count(chr(10)) + 1}: "
    )


@pytest.mark.parametrize("indent", [None, 1])
def test_records_of_a_document_are_numbered(tmp_path, indent):
    """Across the lists in which they are; by its line where an object has one for itself."""
    records = [*ORDERS[:3], {**ORDERS[3], "items": "many"}, ORDERS[4], 7]
    pages = {"pages": [{"list": records[:2]}, {"list": records[2:]}]}
    for document, way in ((records, ""), (pages, "pages.list")):
        text = json.dumps(document, indent=indent)
        stream = opened(written(tmp_path, "\n" + text, name="a.json", records=way), folder=tmp_path)
        _, count = read(stream)
        expected = {"bad_number": 4, "bad_json": 6} if indent or not way else {"bad_number": 2, "bad_json": 2}
        assert {detail.reason: detail.line for detail in count.details} == expected


def test_a_file_of_nothing_but_broken_lines_is_none_and_names_the_first(tmp_path):
    given_source = written(tmp_path, '{"a":1}{"a"\n{"b":\n', name="a.json")
    assert refusal(given_source, tmp_path).startswith("a.json:1: this is not JSON")
    (file,) = find_files(given_source, tmp_path)
    with pytest.raises(SourceError, match=r"a\.json:1: this is not JSON"):
        list(file.records())


def test_records_with_lists_of_objects_in_them_are_records_where_there_are_several(tmp_path):
    records = [{**record, "goods": [{"sku": 1}]} for record in ORDERS[:2]]
    for text in (lines(records), json.dumps(records)):
        assert read(opened(written(tmp_path, text, name="a.json"), folder=tmp_path))[1].accepted == 2


def test_records_that_are_not_where_they_are_looked_for(tmp_path):
    document = json.dumps({"result": {"deals": ORDERS}, "pages": [{"n": 1}], "total": 50})
    assert refusal(written(tmp_path, document, name="a.json"), tmp_path) == (
        "a.json: the records are in a list inside of the document; give `records:`, one of: result.deals, pages."
    )
    for text in (document, json.dumps(json.loads(document), indent=1)):
        assert refusal(written(tmp_path, text, name="a.json", records="result.leads"), tmp_path) == (
            "a.json: there are no records at 'result.leads'; check `records:`."
        )


def test_plugins_get_the_same_records(tmp_path):
    given_source = written(tmp_path, json.dumps({"_embedded": {"leads": ORDERS}}), name="leads.json")
    (file,) = find_files(given_source, tmp_path)
    assert [found for _, found in file.records("_embedded.leads")] == ORDERS
    (tmp_path / "leads.json").write_text(lines(ORDERS) + "{\n")
    assert list(file.records())[-1] == WrongRow(51, "{", "bad_json")
    (tmp_path / "leads.json").write_text("what\nis\nthis\n")
    with pytest.raises(SourceError, match=r"leads\.json:1: this is not JSON"):
        list(file.records())


@pytest.mark.parametrize("text", ['{"a":1}{"a":2}{"a":3}', '{"a":1}\n{"a":2}{"a":3}\n', '{"a":1} {"a":2}\n{"a":3}'])
def test_objects_without_breaks_between_them(tmp_path, text):
    """As queues of messages write them to files."""
    (file,) = find_files(written(tmp_path, text, name="a.json"), tmp_path)
    assert [found for _, found in file.records()] == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_line_that_ends_in_something_else_is_wrong_as_a_whole(tmp_path):
    (file,) = find_files(written(tmp_path, '{"a":1}\n{"a":2}{"a"\n', name="a.json"), tmp_path)
    assert list(file.records()) == [(1, {"a": 1}), WrongRow(2, '{"a":2}{"a"', "bad_json")]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    records=st.lists(st.dictionaries(st.text(), VALUES, max_size=4), min_size=1, max_size=9),
    before=VALUES,
    indent=st.sampled_from([None, 2]),
)
def test_any_document_is_read_as_the_parser_of_python_reads_it(tmp_path_factory, records, before, indent):
    folder = tmp_path_factory.mktemp("json")
    text = json.dumps({"before": before, "way": {"list": records, "after": before}}, indent=indent)
    (file,) = find_files(written(folder, text, name="a.json"), folder)
    assert [found for _, found in file.records("way.list")] == records


def test_values_across_the_pieces_of_a_long_document(tmp_path):
    """A text of several megabytes is read piece by piece; numbers and texts at the seams are whole."""
    records = [{"order_id": f"o{number}", "at": "2026-05-01", "items": number * 1_000_003} for number in range(60_000)]
    given_source = written(tmp_path, json.dumps(records), name="long.json")
    found, count = read(opened(given_source, folder=tmp_path))
    assert found["items"] == [record["items"] for record in records]
    numbers = json.dumps(list(range(200_000)))
    (file,) = find_files(written(tmp_path, numbers, name="numbers.json"), tmp_path)
    assert count.rows == 60_000
    from goalposts.streams.files.json_text import JsonText

    with file.path.open() as text:
        assert [value for _, value in JsonText(text, "numbers.json").elements(())] == list(range(200_000))
