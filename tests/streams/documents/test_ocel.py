"""Object-centric logs give a row for every event, or for every event and object of a type."""

import json

import pytest
from goalposts.errors import SourceError
from streams.orders import opened, read, rule, utc, written

SHOP = {
    "objectTypes": [
        {"name": "order", "attributes": [{"name": "amount", "type": "float"}, {"name": "state", "type": "string"}]},
        {"name": "customer", "attributes": [{"name": "city", "type": "string"}]},
        {"name": "parcel", "attributes": []},
    ],
    "eventTypes": [
        {"name": "place", "attributes": [{"name": "items", "type": "integer"}, {"name": "gift", "type": "boolean"}]},
        {"name": "pay", "attributes": []},
    ],
    "objects": [
        {
            "id": "o1",
            "type": "order",
            "attributes": [
                {"name": "amount", "value": 120.0, "time": "2026-03-05T00:00:00Z"},
                {"name": "amount", "value": 100.0, "time": "1970-01-01T00:00:00Z"},
                {"name": "state", "value": "done", "time": "2026-03-06T12:00:00+02:00"},
                {"name": "state", "value": "open", "time": "2026-03-01T00:00:00Z"},
            ],
            "relationships": [{"objectId": "c1", "qualifier": "bought by"}],
        },
        {"id": "o2", "type": "order", "attributes": [{"name": "amount", "value": 7, "time": "2026-03-02T09:00:00Z"}]},
        {
            "id": "c1",
            "type": "customer",
            "attributes": [{"name": "city", "value": "Омск", "time": "1970-01-01T00:00:00Z"}],
        },
    ],
    "events": [
        {
            "id": "e1",
            "type": "place",
            "time": "2026-03-02T09:00:00Z",
            "attributes": [{"name": "items", "value": 2}, {"name": "gift", "value": True}],
            "relationships": [
                {"objectId": "o1", "qualifier": "placed"},
                {"objectId": "o2", "qualifier": "placed with it"},
                {"objectId": "o1", "qualifier": "placed again"},
                {"objectId": "c1", "qualifier": "by"},
            ],
        },
        {
            "id": "e2",
            "type": "pay",
            "time": "2026-03-06T10:00:00Z",
            "relationships": [{"objectId": "o1", "qualifier": ""}],
        },
        {
            "id": "e3",
            "type": "pay",
            "time": "2026-03-06T09:59:59.999Z",
            "relationships": [{"objectId": "o1", "qualifier": "q"}],
        },
        {"id": "e4", "type": "place", "time": "2026-03-07T00:00:00Z", "attributes": [{"name": "items", "value": 1}]},
        {"id": "e5", "type": "pay", "time": "never", "relationships": [{"objectId": "o1", "qualifier": "x"}]},
        {
            "id": "e6",
            "type": "pay",
            "time": "2026-03-08T00:00:00Z",
            "relationships": [{"objectId": "lost", "qualifier": "x"}],
        },
    ],
}
"""Prices change on 5 March, states on 6 March at 10:00 UTC."""


def shop(folder, document=SHOP, name="shop.jsonocel", **options):
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    return opened(written(folder, text, name=name, timezone="", **options), folder=folder)


@pytest.mark.parametrize("name", ["shop.jsonocel", "shop.json"])
def test_every_event_is_a_row(tmp_path, name):
    fields = {"order_id": rule("event:id"), "at": rule("event:time"), "note": rule("event:type"), "paid": rule("gift")}
    table, count = read(shop(tmp_path, name=name, fields=fields))
    assert table["order_id"] == ["e1", "e2", "e3", "e4", "e6"]
    assert table["note"] == ["place", "pay", "pay", "place", "pay"]
    assert table["items"] == [2.0, None, None, 1.0, None]
    assert table["paid"] == [True, None, None, None, None]
    assert table["at"][0] == utc("2026-03-02T09:00")
    assert (count.rows, count.quarantined) == (6, {"bad_timestamp": 1})


OF_ORDERS = {
    "order_id": rule("object:id"),
    "at": rule("event:time"),
    "amount": rule("object:amount"),
    "state": rule("object:state"),
    "note": rule("object:qualifier"),
}


def test_rows_of_an_object_type_know_what_the_object_was_then(tmp_path):
    """By hand from the log above: o1 costs 100 at first and 120 from 5 March; a relation listed twice is one."""
    table, count = read(shop(tmp_path, records="order", fields=OF_ORDERS))
    assert table["order_id"] == ["o1", "o2", "o1", "o1"]
    assert table["note"] == ["placed", "placed with it", None, "q"]
    assert table["amount"] == [100.0, 7.0, 120.0, 120.0]
    assert table["state"] == ["open", None, "done", "open"]
    assert (count.rows, count.accepted) == (6, 4)
    assert count.quarantined == {"bad_timestamp": 1, "unknown_object": 1}
    assert {(detail.reason, detail.line) for detail in count.details} == {("bad_timestamp", 5), ("unknown_object", 6)}


def test_objects_of_another_type(tmp_path):
    fields = {"order_id": rule("event:id"), "at": rule("event:time"), "note": rule("object:city")}
    table, _ = read(shop(tmp_path, records="customer", fields=fields))
    assert (table["order_id"], table["note"]) == (["e1"], ["Омск"])
    table, count = read(
        shop(tmp_path, records="parcel", fields={"order_id": rule("event:id"), "at": rule("event:time")})
    )
    assert (table, count.rows, count.quarantined) == ({}, 1, {"unknown_object": 1})


def test_unknown_object_type(tmp_path):
    with pytest.raises(
        SourceError, match=r"no object type 'ordr'; found: order, customer, parcel; did you mean 'order'"
    ):
        shop(tmp_path, records="ordr", fields=OF_ORDERS)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (json.dumps(SHOP)[:900], "this is not JSON"),
        ({**SHOP, "events": {}}, "no list 'events' of objects; only OCEL 2.0 in JSON is read"),
        ({**SHOP, "objects": ["o1"]}, "no list 'objects'"),
        ({"ocel:events": {}, "objectTypes": []}, "no list 'eventTypes'"),
        ("[" * 200_000, "this is not JSON"),
    ],
)
def test_one_sentence_for_what_is_no_log(tmp_path, document, said):
    with pytest.raises(SourceError, match=said):
        read(shop(tmp_path, document, fields=OF_ORDERS))
