"""Visits and purchases of web analytics: every expected row is written out by hand after the sample beside it."""

import json

import pytest
from goalposts import SourceError
from plugins.marketing.exports import NO, SAMPLES, at, refused, rows_of
from streams.orders import utc

TOUCH = "person at channel campaign kind"
CONVERSION = "person at action value order_id"


@pytest.fixture(params=["ndjson", "parquet"])
def ga4(request, tmp_path):
    """The sample as NDJSON, and as Parquet with nested columns and whole numbers."""
    if request.param == "ndjson":
        return SAMPLES, "ga4.ndjson"
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    events = [json.loads(line) for line in (SAMPLES / "ga4.ndjson").read_text("utf-8").splitlines()]
    for event in events:
        event["event_timestamp"] = int(event["event_timestamp"])
        for param in event["event_params"]:
            if "int_value" in param["value"]:
                param["value"]["int_value"] = int(param["value"]["int_value"])
    parquet.write_table(pa.Table.from_pylist(events, pa.schema(_schema(pa))), tmp_path / "events_20260301.parquet")
    return tmp_path, "events_20260301.parquet"


def _schema(pa):
    text, whole = pa.string(), pa.int64()
    value = pa.struct([("string_value", text), ("int_value", whole), ("double_value", pa.float64())])
    origin = [(name, text) for name in ("manual_source", "manual_medium", "manual_campaign_name", "gclid")]
    return [
        ("event_date", text),
        ("event_timestamp", whole),
        ("event_name", text),
        ("event_params", pa.list_(pa.struct([("key", text), ("value", value)]))),
        ("user_pseudo_id", text),
        ("traffic_source", pa.struct([("name", text), ("medium", text), ("source", text)])),
        ("collected_traffic_source", pa.struct(origin)),
        ("ecommerce", pa.struct([("transaction_id", text), ("purchase_revenue", pa.float64())])),
    ]


def test_sessions(ga4):
    """A session is one visit: from its earliest event, with the origin that its earliest event with one tells.

    The session of u4.4 began in the file of the day before; one event has no user. The user's first source
    (a newsletter) is nowhere. The last visit is of 21:00 UTC, which is the next day in Moscow.
    """
    folder, name = ga4
    rows, count = rows_of("ga4", name, f"{TOUCH} session", folder)
    assert rows == [
        ("u1.1", utc("2026-03-01T00:00:10.25"), "yandex / cpc", "spring", "visit", "u1.1.501"),
        ("u2.2", utc("2026-03-01T00:03:20"), "google / organic", NO, "visit", "u2.2.502"),
        ("u3.3", utc("2026-03-01T00:05:00"), "google / cpc", NO, "visit", "u3.3.501"),
        ("u1.1", utc("2026-03-01T00:06:40"), "(direct)", NO, "visit", "u1.1.503"),
        ("u5.5", utc("2026-03-01T21:00:00"), "(direct)", NO, "visit", "u5.5.504"),
    ]
    assert (count.rows, count.accepted, count.filtered) == (14, 5, 9)


def test_purchases(ga4):
    """One transaction that was sent twice is one; a purchase without any id stays, a refund is none."""
    folder, name = ga4
    rows, count = rows_of("ga4.purchases", name, CONVERSION, folder)
    assert rows == [
        ("u1.1", utc("2026-03-01T00:01:41"), "purchase", 1200.5, "T-1"),
        ("u2.2", utc("2026-03-01T00:11:40"), "purchase", 80.0, NO),
    ]
    assert (count.rows, count.accepted, count.filtered, count.duplicates) == (14, 2, 11, 1)


def test_purchases_in_two_currencies(tmp_path):
    text = (SAMPLES / "ga4.ndjson").read_text("utf-8").replace('"RUB"', '"USD"', 1)
    (tmp_path / "two.ndjson").write_text(text, "utf-8")
    with pytest.raises(SourceError, match="USD and in RUB"):
        rows_of("ga4.purchases", "two.ndjson", CONVERSION, tmp_path)


def test_metrica_visits():
    """UTC+3 in the column called UTC; one id in two years; versions of a visit; a visit without a source."""
    rows, count = rows_of("yandex_metrica.visits", "yandex_metrica.tsv", f"{TOUCH} visit utm_source")
    assert rows == [
        ("17000000000000000001", utc("2026-03-01T07:00"), "ya_direct", "spring", "visit", "9001-2026", "yandex"),
        ("42", utc("2026-03-01T18:30"), "direct", NO, "visit", "9002-2026", NO),
        ("43", utc("2026-03-01T20:00"), "vk_ads", "lookalike", "visit", "9003-2026", "vk"),
        ("44", utc("2025-03-01T07:00"), "organic", "Столы — поиск", "visit", "9001-2025", NO),
    ]
    assert (count.rows, count.filtered, count.duplicates) == (7, 1, 1)
    assert refused(count) == [(8, "person", "")]


def test_time_of_the_counter(tmp_path):
    """Without the column in UTC+3 the time is that of the counter, whose zone the source states."""
    (tmp_path / "visits.tsv").write_text(
        "ym:s:visitID\tym:s:dateTime\tym:s:clientID\tym:s:lastsignTrafficSource\n1\t2026-03-01 12:00:00\t42\tsocial\n"
    )
    rows, _ = rows_of("yandex_metrica.visits", "visits.tsv", TOUCH[:17], tmp_path, timezone="Asia/Yekaterinburg")
    assert rows == [("42", utc("2026-03-01T07:00"), "social")]


def test_metrica_purchases():
    """Two purchases of one visit, whose versions repeat them; arrays of unequal length are refused."""
    rows, count = rows_of("yandex_metrica.purchases", "yandex_metrica.tsv", f"{CONVERSION} channel")
    assert rows == [
        ("17000000000000000001", at("2026-03-01T10:06:30"), "purchase", 1500.5, "A-1", "ya_direct"),
        ("43", at("2026-03-01T23:10"), "purchase", 20.0, "B,2", "vk_ads"),
        ("43", at("2026-03-01T23:11"), "purchase", 0.5, "B-3", "vk_ads"),
    ]
    assert (count.rows, count.filtered, count.duplicates) == (9, 3, 2)
    assert dict(count.quarantined) == {"uneven_arrays": 1}


def test_metrica_goals():
    rows, count = rows_of("yandex_metrica.goals", "yandex_metrica.tsv", "person at action order_id channel")
    assert rows == [
        ("17000000000000000001", at("2026-03-01T10:05"), "301", NO, "ya_direct"),
        ("17000000000000000001", at("2026-03-01T10:06:30"), "302", "A-1", "ya_direct"),
        ("43", at("2026-03-01T23:10"), "302", "B,2", "vk_ads"),
        ("44", at("2025-03-01T10:01"), "302", NO, "organic"),
    ]
    assert (count.rows, count.filtered, count.duplicates) == (8, 3, 1)
