"""What a project states itself, and cells that mean nothing, mean the same whatever file they stand beside."""

import json

import pytest
from goalposts.errors import SourceError
from streams.orders import opened, read, rule, source, written

BASE = {"order_id": rule("order_id"), "at": rule("at")}


def test_null_as_does_not_change_how_other_cells_are_read():
    table = {"order_id": ["a", "b"], "at": ["2026-03-01"] * 2, "amount": [123.125, None]}
    fields = {**BASE, "amount": rule("amount", null_as="0.5")}
    found, _ = read(opened(source(fields=fields, decimal=",", thousands="."), table))
    assert found["amount"] == [123.125, 0.5]


def test_refused_cells_are_not_filled(tmp_path):
    fields = {**BASE, "amount": rule("amount", null_as="0"), "closed_at": rule("closed", null_as="2026-05-01")}
    text = "order_id,at,amount,closed\na,2026-03-01,,\nb,2026-03-01,much,\nc,2026-03-01,,soon\n"
    found, count = read(opened(written(tmp_path, text, fields=fields), folder=tmp_path))
    assert found["amount"] == [0.0]
    assert count.quarantined == {"bad_number": 1, "bad_timestamp": 1}


def test_stated_numbers_are_written_with_a_point(tmp_path):
    fields = {**BASE, "amount": rule(constant="1.500")}
    given = written(tmp_path, "order_id;at\na;2026-03-01\n", fields=fields, decimal=",", thousands=".")
    assert read(opened(given, folder=tmp_path))[0]["amount"] == [1.5]


def test_a_word_for_nothing_is_one_of_the_field_whatever_the_source_calls_it():
    table = {"order_id": ["a", "b"], "at": ["2026-03-01"] * 2, "stage": ["won", None]}
    fields = {**BASE, "state": rule("stage", values={"won": "done"}, null_as="open")}
    assert read(opened(source(fields=fields), table))[0]["state"] == ["done", "open"]


@pytest.mark.parametrize(("field", "word"), [("state", "nonsense"), ("amount", "much"), ("closed_at", "soon")])
def test_null_as_that_the_field_cannot_hold(tmp_path, field, word):
    given = written(tmp_path, "order_id,at,x\na,2026-03-01,\n", fields={**BASE, field: rule("x", null_as=word)})
    with pytest.raises(SourceError, match=f"{field}: '{word}' is no"):
        opened(given, folder=tmp_path)


def test_null_as_of_a_flag_is_one_of_the_words_that_its_map_lists(tmp_path):
    """Else an empty cell would silently be false."""
    fields = {**BASE, "paid": rule("x", values={"W": "yes", "L": "no"}, null_as="yes")}
    given = written(tmp_path, "order_id,at,x\na,2026-03-01,\n", fields=fields)
    with pytest.raises(SourceError, match="paid: 'yes' is no flag"):
        opened(given, folder=tmp_path)


def test_a_stated_time_without_a_zone_is_told_as_any_other(tmp_path):
    given = written(tmp_path, "order_id\na\n", fields={**BASE, "at": rule(constant="2026-03-01")}, timezone="")
    with pytest.raises(SourceError, match="'2026-03-01' has no time zone, and the source names none"):
        read(opened(given, folder=tmp_path))


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_ids_of_spaces_are_none_and_spaces_around_ids_nothing(tmp_path, form):
    ids = ["  ", "a", " a ", ""]
    if form == "csv":
        given = written(
            tmp_path, "order_id,at\n" + "".join(f"{known},2026-03-01\n" for known in ids), dedupe=("order_id",)
        )
        stream = opened(given, folder=tmp_path)
    elif form == "json":
        lines = (json.dumps({"order_id": known, "at": "2026-03-01"}) + "\n" for known in ids)
        stream = opened(written(tmp_path, "".join(lines), name="a.json", dedupe=("order_id",)), folder=tmp_path)
    else:
        stream = opened(source(dedupe=("order_id",)), {"order_id": ids, "at": ["2026-03-01"] * 4})
    found, count = read(stream)
    assert found["order_id"] == ["a"]
    assert (count.rows, count.duplicates, count.quarantined) == (4, 1, {"missing_value": 2})


def test_truth_is_no_number():
    table = {"order_id": ["a"], "at": ["2026-03-01"], "items": [True], "wait": [True]}
    _, count = read(opened(source(), table))
    assert count.quarantined == {"bad_duration": 1}


def test_long_ids_beside_fractions_keep_their_digits(tmp_path):
    lines = (json.dumps({"order_id": known, "at": "2026-03-01"}) + "\n" for known in (10**15, 2.5))
    found, _ = read(opened(written(tmp_path, "".join(lines), name="a.json"), folder=tmp_path))
    assert found["order_id"] == ["1000000000000000", "2.5"]


def test_answers_without_records_are_told(tmp_path):
    pages = [{"result": [{"order_id": "a", "at": "2026-03-01"}]}, {"error": "QUERY_LIMIT_EXCEEDED"}, {"result": []}]
    for some in (pages, pages[:2]):
        text = "".join(json.dumps(page) + "\n" for page in some)
        found, count = read(opened(written(tmp_path, text, name="a.json", records="result"), folder=tmp_path))
        assert found["order_id"] == ["a"]
        assert (count.rows, count.quarantined) == (2, {"bad_json": 1})
