"""Event logs in XES give a row for every event, with the attributes of its case beside its own."""

import gzip

import pytest
from goalposts.errors import SourceError
from goalposts.expressions import parse
from goalposts.model import SourceCurrency
from streams.lean_process import lean
from streams.orders import opened, read, rule, utc, written

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- a shop -->
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <global scope="trace"><string key="concept:name" value="UNKNOWN"/></global>
  <global scope="event">
    <date key="time:timestamp" value="1970-01-01T00:00:00Z"/><string key="never" value="-"/>
  </global>
  <string key="concept:name" value="of the log"/>
"""
SHOP = f"""{HEAD}  <trace>
    <string key="concept:name" value="A1"/>
    <float key="amount" value="12.50"><string key="currency" value="EUR"/></float>
    <list key="visits"><values><string key="inner" value="no column"/></values></list>
    <event>
      <date key="time:timestamp" value="2026-03-29T01:30:00.250+01:00"/>
      <string key="state" value="open"/><boolean key="paid" value="false"/>
    </event>
    <event><date key="time:timestamp" value="2026-03-29T03:30:00+02:00"/><string key="state" value="done"/></event>
  </trace>
  <trace><string key="concept:name" value="without an event"/></trace>
  <trace>
    <string key="concept:name" value="A2"/>
    <event><string key="state" value="open"/></event>
    <event><date key="time:timestamp" value="2026-03-30T00:00:00Z"/><int key="items" value="3"/></event>
  </trace>
</log>
"""
FIELDS = {
    "order_id": rule("case:concept:name"),
    "at": rule("time:timestamp"),
    "state": rule("state"),
    "paid": rule("paid"),
    "items": rule("items"),
    "amount": rule("case:amount"),
    "note": rule("case:amount.currency"),
}


def shop(folder, text, name="shop.xes", fields=FIELDS, **options):
    return opened(
        written(folder, text, name=name, fields=fields, timezone="", **options), folder=folder, currency="RUB"
    )


@pytest.mark.parametrize("name", ["shop.xes", "shop.xes.gz", "shop.xml"])
def test_events_in_the_order_of_the_file(tmp_path, name):
    table, count = read(shop(tmp_path, gzip.compress(SHOP.encode()) if name.endswith("gz") else SHOP, name=name))
    assert table["order_id"] == ["A1", "A1", "A2"]
    assert table["at"] == [utc("2026-03-29T00:30:00.250"), utc("2026-03-29T01:30"), utc("2026-03-30T00:00")]
    assert table["amount"] == [12.5, 12.5, None]
    assert table["note"] == ["EUR", "EUR", None]
    assert table["paid"] == [False, None, None]
    assert table["items"] == [None, None, 3.0]
    assert (count.rows, count.accepted, count.quarantined) == (4, 3, {"missing_value": 1})
    assert count.details[0].line == 3


def test_declared_columns_are_there_and_lists_are_not(tmp_path):
    """A column that is declared for every event may be mapped even if no event has it."""
    stream = shop(tmp_path, SHOP, fields=FIELDS | {"wait": rule("never")})
    assert read(stream)[0]["wait"] == [None, None, None]
    assert "case:visits.inner" not in stream.parts[0][0].columns
    with pytest.raises(SourceError, match=r"no column 'lat', needed by field wait; found: .*case:concept:name"):
        shop(tmp_path, SHOP, fields=FIELDS | {"wait": rule("lat")})


def log_of(traces, events=""):
    """A log of cases with one event each; the last has more."""
    one = '<event><date key="time:timestamp" value="2026-03-01T00:00:00Z"/></event>'
    rows = "".join(f'<trace><string key="concept:name" value="{n}"/>{one}</trace>\n' for n in range(traces))
    return f'{HEAD}{rows}<trace><string key="concept:name" value="last"/>{events}{one}</trace></log>'


def test_attribute_that_appears_late_is_found_when_it_is_asked(tmp_path):
    late = '<event><date key="time:timestamp" value="2026-03-01T00:00:00Z"/><string key="late" value="yes"/></event>'
    text = log_of(3000, late)
    table, count = read(shop(tmp_path, text, fields=FIELDS_OF_LOG | {"note": rule("late")}))
    assert table["note"] == [None] * 3000 + ["yes", None]
    assert count.rows == 3002
    table, count = read(shop(tmp_path, text, fields=FIELDS_OF_LOG, where=parse('late == "yes"')))
    assert (count.rows, count.filtered, table["order_id"]) == (3002, 3001, ["last"])


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"fields": {"amount": rule(expression=parse("late * 2"))}}, "amount"),
        ({"fields": {"amount": rule("late * 2")}}, "amount"),
        ({"fields": {"amount": rule(constant="1")}, "currency": SourceCurrency(column="late")}, "amount"),
        ({"dedupe": ("order_id",), "dedupe_by": "late"}, "order_id"),
        ({}, "amount"),
    ],
    ids=["expression", "formula", "currency", "dedupe_by", "field without a rule"],
)
def test_late_attribute_is_found_by_whatever_asks_for_it(tmp_path, more, field):
    """Whether an attribute is a column must not depend on where in the log it first appears."""
    name = "late" if more else "amount"
    late = f'<event><date key="time:timestamp" value="2026-03-01T00:00:00Z"/><int key="{name}" value="3"/></event>'
    fields = FIELDS_OF_LOG | more.pop("fields", {})
    stream = shop(tmp_path, log_of(3000, late), fields=fields, **more)
    ((reader, gates),) = stream.parts
    assert name in reader.columns
    assert field not in gates.absent


FIELDS_OF_LOG = {"order_id": rule("case:concept:name"), "at": rule("time:timestamp")}


def test_long_case_is_read_event_by_event(tmp_path):
    """A case of many events is larger than what the parser reads at once."""
    one = '<event><date key="time:timestamp" value="2026-03-01T00:00:00Z"/><int key="items" value="{}"/></event>\n'
    text = log_of(0, "".join(map(one.format, range(20_000))))
    table, _ = read(shop(tmp_path, text, fields=FIELDS_OF_LOG | {"items": rule("items")}))
    assert table["items"] == [*range(20_000), None]
    assert set(table["order_id"]) == {"last"}


def test_event_without_a_case(tmp_path):
    """The standard of 2023 lets events stand in the log itself, before cases and after them."""
    alone = '<event><date key="time:timestamp" value="2026-04-01T00:00:00Z"/></event>'
    text = SHOP.replace("  <trace>", f"{alone}{alone}<trace>").replace("</log>", f"{alone}</log>")
    table, count = read(shop(tmp_path, text, fields={**FIELDS, "order_id": rule("time:timestamp")}))
    assert table["amount"] == [None, None, 12.5, 12.5, None, None, None, None, None, None]
    assert (count.rows, count.quarantined) == (11, {"missing_value": 1})


@pytest.mark.parametrize("events", [1, 3000])
def test_attribute_of_a_case_behind_its_events(tmp_path, events):
    one = '<event><date key="time:timestamp" value="2026-03-01T00:00:00Z"/></event>\n'
    text = f'{HEAD}<trace>{one * events}<string key="concept:name" value="late"/></trace></log>'
    with pytest.raises(SourceError, match=rf"shop\.xes: an attribute of the case stands behind its events.*{events}\)"):
        read(shop(tmp_path, text, fields={"order_id": rule("time:timestamp"), "at": rule("time:timestamp")}))


BOMB = '<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">{more}]>'
LEVELS = "".join(f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SHOP.replace("<!-- a shop -->", "<!DOCTYPE log>"), r"shop\.xes: it declares a document type"),
        (SHOP.replace("<!-- a shop -->", '<!DOCTYPE log SYSTEM "http://127.0.0.1:9/x">'), "document type"),
        (SHOP.replace("<!-- a shop -->", BOMB.format(more=LEVELS)).replace('"A1"', '"&m;"'), "document type|damaged"),
        (SHOP.replace("<!-- a shop -->", BOMB.format(more="")).replace('"A1"', '"&a;"'), "document type"),
        (f"{HEAD.replace('<!-- a shop -->', '<!DOCTYPE log>')}</log>", "document type"),
        (SHOP.replace("A1", "A" * 20_000_000), r"shop\.xes:\d+: the XML is damaged .*limit exceeded; copy"),
        ("<orders><event/></orders>", r"this is no event log in XES; its outermost element must be <log>"),
        ("<orders/>", "this is no event log"),
        ("", r"shop\.xes: .*"),
        (SHOP[: SHOP.index("A2")], r"shop\.xes:\d+: the XML is damaged or breaks off"),
        (SHOP.replace("</event>", "</even>", 1), r"shop\.xes:16: the XML is damaged or breaks off: Opening and ending"),
        (SHOP.replace("A1", "A\0"), r"shop\.xes:10: the XML is damaged"),
        (SHOP.encode().replace(b"A1", b"\xff\xfe\xff"), r"shop\.xes:10: the XML is damaged"),
    ],
)
def test_one_sentence_for_what_is_no_log(tmp_path, text, said):
    with pytest.raises(SourceError, match=said) as failure:
        read(shop(tmp_path, text))
    assert len(str(failure.value).splitlines()) == 1


def test_external_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the house")
    entity = f'<!DOCTYPE log [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = SHOP.replace("<!-- a shop -->", entity).replace('<string key="state" value="open"/>', "<string>&x;</string>")
    with pytest.raises(SourceError, match="document type") as failure:
        read(shop(tmp_path, text))
    assert "the secret" not in str(failure.value)


def test_packed_log_that_breaks_off(tmp_path):
    whole = gzip.compress(log_of(30_000).encode())
    with pytest.raises(SourceError, match=r"shop\.xes\.gz:\d{4,}: the packed file is damaged or cut off"):
        read(shop(tmp_path, whole[: len(whole) // 2], name="shop.xes.gz", fields=FIELDS_OF_LOG))


def test_log_without_events_has_the_declared_columns(tmp_path):
    table, count = read(shop(tmp_path, f"{HEAD}</log>", fields=FIELDS_OF_LOG))
    assert (table, count.rows) == ({}, 0)


def test_memory_does_not_grow_with_the_log(tmp_path):
    """Six times the cases, or the events of one case."""
    found = {}
    one = '<event><date key="time:timestamp" value="2026-03-01T00:00:00Z"/></event>\n'
    for name, text in {
        "short": log_of(25_000),
        "cases": log_of(150_000),
        "events": log_of(1, one * 150_000),
    }.items():
        (tmp_path / "log.xes").write_text(text, encoding="utf-8")
        fields = '{"order_id": rule("case:concept:name"), "at": rule("time:timestamp")}'
        rows, found[name], _ = lean(f"source(locations=('log.xes',), fields={fields})", tmp_path)
        assert rows >= 25_000
    assert max(found.values()) - found["short"] < 20
