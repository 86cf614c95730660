"""Columns of any Arrow type under any field.

Cells that are no value of the field are refused, columns that hold no plain values are named; nothing else happens.
"""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from goalposts.errors import SourceError
from goalposts.expressions import parse
from streams.orders import opened, read, rule, source, utc

ROWS = 4


def ticks(kind):
    """Four cells of some type of time, of which the third is missing."""
    whole = pa.int32() if kind in (pa.date32(), pa.time32("s")) else pa.int64()
    return pa.array([0, 1, None, 3], whole).cast(kind)


def not_utf8(kind=np.int32):
    """Texts whose bytes are not UTF-8, as a careless writer leaves them in a Parquet file."""
    text = pa.string() if kind is np.int32 else pa.large_string()
    offsets = np.arange(ROWS + 1, dtype=kind).tobytes()
    return pa.Array.from_buffers(text, ROWS, [None, pa.py_buffer(offsets), pa.py_buffer(b"\xff" * ROWS)])


def encoded(cells):
    return pa.DictionaryArray.from_arrays(pa.array([0, 1, 2, 3], pa.int16()), cells)


TIMES = {
    str(kind): ticks(kind)
    for kind in (
        pa.timestamp("us"),
        pa.timestamp("ns", "UTC"),
        pa.date32(),
        pa.date64(),
        pa.time32("s"),
        pa.time64("us"),
        pa.duration("ms"),
    )
}
NOT_PLAIN = {
    "lists": pa.array([[1]] * ROWS),
    "structs": pa.array([{"a": 1}] * ROWS),
    "maps": pa.array([[("a", 1)]] * ROWS, pa.map_(pa.string(), pa.int64())),
    "bytes": pa.array([b"a"] * ROWS),
    "calendar intervals": pa.array([(1, 2, 3)] * ROWS, pa.month_day_nano_interval()),
    "UUIDs": pa.array([b"\xff" * 16] * ROWS, pa.uuid()),
    "runs": pa.RunEndEncodedArray.from_arrays(pa.array([2, 4], pa.int32()), pa.array(["0", "1"])),
}
DAMAGED = {"texts": not_utf8(), "large texts": not_utf8(np.int64), "words": encoded(not_utf8())}
FIELDS = {
    "order_id": {},
    "at": {},
    "closed_at": {"format": "epoch_s"},
    "state": {},
    "wait": {},
    "amount": {},
    "items": {},
    "paid": {},
    "note": {},
}


def taken(field, cells, **options):
    table = pa.table({"order_id": ["a"] * ROWS, "at": ["2026-05-01"] * ROWS, "cell": cells})
    found, count = read(opened(source(fields={field: rule("cell", **options)}), table))
    return found.get(field, []), dict(count.quarantined)


@pytest.mark.parametrize(("name", "field", "by_dictionary"), list(product(TIMES, ("amount", "items"), (False, True))))
def test_a_time_is_no_number_however_it_is_stored(name, field, by_dictionary):
    cells = TIMES[name]
    assert taken(field, encoded(cells) if by_dictionary else cells) == ([None], {"bad_number": 3})


@pytest.mark.parametrize("name", ["time32[s]", "time64[us]", "duration[ms]"])
def test_typed_durations_by_dictionary_are_seconds(name):
    per_second = {"time32[s]": 1, "time64[us]": 10**6, "duration[ms]": 10**3}[name]
    expected = ([0.0, 1 / per_second, None, 3 / per_second], {})
    assert taken("wait", TIMES[name]) == taken("wait", encoded(TIMES[name])) == expected


@pytest.mark.parametrize("name", ["timestamp[us]", "timestamp[ns, tz=UTC]", "date32[day]", "date64[ms]"])
def test_a_moment_is_no_duration(name):
    assert taken("wait", TIMES[name]) == ([None], {"bad_duration": 3})


@pytest.mark.parametrize("name", ["time32[s]", "time64[us]", "duration[ms]"])
def test_a_duration_is_no_moment_even_where_numbers_are(name):
    assert taken("closed_at", TIMES[name], format="epoch_s") == ([None], {"bad_timestamp": 3})


@pytest.mark.parametrize(("name", "field"), list(product(NOT_PLAIN, FIELDS)))
def test_a_column_that_holds_no_plain_values_is_named(name, field):
    with pytest.raises(SourceError, match=r"^shop: column 'cell' holds .*, not plain values; map a column of plain"):
        taken(field, NOT_PLAIN[name], **FIELDS[field])


@pytest.mark.parametrize(("name", "field"), list(product(DAMAGED, FIELDS)))
def test_texts_that_are_not_utf8_are_named_and_kill_nothing(name, field):
    with pytest.raises(SourceError, match=r"column 'cell' is damaged: .*Invalid UTF8.*; write the table anew as UTF-8"):
        taken(field, DAMAGED[name], **FIELDS[field])


def test_nor_does_a_condition_on_such_a_column():
    table = pa.table({"order_id": ["a"] * ROWS, "at": ["2026-05-01"] * ROWS, "cell": not_utf8()})
    with pytest.raises(SourceError, match="a column that `where:` reads is not UTF-8"):
        read(opened(source(where=parse('cell == "x"')), table))


def test_codes_that_point_beyond_their_dictionary_are_told():
    cells = pa.DictionaryArray.from_arrays(pa.array([0, 1, 9, 1], pa.int8()), pa.array(["a", "b"]), safe=False)
    with pytest.raises(SourceError, match=r"column 'cell' is damaged: .*; write the table anew"):
        taken("note", cells)


def test_a_column_name_that_stands_twice_is_told(tmp_path):
    twice = pa.Table.from_arrays([pa.array(["a"]), pa.array(["x"]), pa.array(["y"])], ["order_id", "note", "note"])
    with pytest.raises(SourceError, match=r"^shop: a column name stands twice: note; rename one of them"):
        opened(table=twice)
    pq.write_table(twice, tmp_path / "orders.parquet")
    with pytest.raises(SourceError, match=r"^orders.parquet: a column name stands twice: note; rename one of them"):
        opened(source(locations=("orders.parquet",)), folder=tmp_path)


@pytest.mark.parametrize("ids", [[2**70] * 2, ["\ud800"] * 2, [object()] * 2, [1, "a"]])
def test_lists_that_no_table_can_hold_are_told(ids):
    with pytest.raises(SourceError, match=r"^shop: this is not a table: .*; give a pyarrow, polars or pandas table"):
        opened(table={"order_id": ids, "at": ["2026-05-01"] * 2})


INT64 = np.iinfo(np.int64)


@pytest.mark.parametrize("zone", [None, "UTC", "America/New_York"])
@pytest.mark.parametrize("unit", ["s", "ms", "us"])
def test_moments_that_no_calendar_has_are_refused_and_not_wrapped_around(unit, zone):
    """Arrow's own cast of 2^63 - 1 seconds to microseconds is one second before 1970."""
    cells = pa.array([INT64.min, INT64.max, 0, INT64.min + 1], pa.timestamp(unit, zone))
    assert taken("closed_at", cells) == ([0], {"bad_timestamp": 3})


@pytest.mark.parametrize("zone", [None, "UTC"])
@pytest.mark.parametrize(("unit", "per_second"), [("s", 1), ("ms", 10**3), ("us", 10**6)])
def test_the_calendar_ends_with_the_year_9999(unit, per_second, zone):
    """The years 1 and 10000 begin so many seconds before and after 1970."""
    first, last = -62_135_596_800 * per_second, 253_402_300_800 * per_second - 1
    moments = [first * 10**6 // per_second, last * 10**6 // per_second]
    for beyond in (first - 1, last + 1):
        cells = pa.array([first, last, 0, 0], pa.timestamp(unit, zone))
        assert taken("closed_at", cells) == ([*moments, 0, 0], {})
        cells = pa.array([first, last, 0, beyond], pa.timestamp(unit, zone))
        assert taken("closed_at", cells) == ([*moments, 0], {"bad_timestamp": 1})


def test_days_that_no_calendar_has_are_refused():
    cells = pa.array([2**31 - 1, -(2**31), 20_000, -719_162], pa.int32()).cast(pa.date32())
    assert taken("closed_at", cells) == ([utc("2024-10-04"), utc("0001-01-01")], {"bad_timestamp": 2})


def test_numbers_of_seconds_that_no_calendar_has_are_refused():
    found = taken(
        "closed_at", pa.array([-62_135_596_800, -62_135_596_801, 253_402_300_799, 253_402_300_800]), format="epoch_s"
    )
    assert found == ([utc("0001-01-01"), utc("9999-12-31T23:59:59")], {"bad_timestamp": 2})


def test_nanoseconds_before_1970_belong_to_the_microsecond_that_has_begun():
    cells = pa.array([-1, 0, 999, -1001], pa.timestamp("ns", "UTC"))
    assert taken("closed_at", cells) == ([-1, 0, 0, -2], {})


@pytest.mark.parametrize("timezone", ["UTC", "America/New_York", "Europe/Berlin"])
@pytest.mark.parametrize("naive", ["UTC", "Europe/Berlin", "America/New_York"])
def test_the_first_day_of_the_calendar_can_be_counted_and_shown(timezone, naive):
    """It is how .NET writes a time that was never set; in zones west of Greenwich it is still the year before."""
    given = source(timezone=naive)
    _, count = read(opened(given, {"order_id": ["a"], "at": ["0001-01-01"]}, timezone=timezone))
    assert count.accepted == 1
    assert count.first.startswith("0001-01-01T")


@pytest.mark.parametrize("timezone", ["UTC", "America/New_York", "Europe/Berlin"])
def test_a_clock_that_stands_at_an_end_of_the_calendar_counts_what_came_before(timezone):
    table = {"order_id": ["a"], "at": ["2026-05-01"]}
    for as_of, rows in ((date(1, 1, 1), 0), (date(9999, 12, 31), 1)):
        _, count = read(opened(table=table, timezone=timezone, as_of=as_of))
        assert (count.rows, count.accepted) == (rows, rows)
    _, count = read(opened(source(start=date(1, 1, 1), end=date(9999, 12, 31)), table, timezone=timezone))
    assert count.accepted == 1


@pytest.mark.parametrize(("cell", "fate"), [(1e100, {}), (1.1e100, {"bad_number": 1}), (-1.1e100, {"bad_number": 1})])
def test_numbers_whose_squares_would_not_be_numbers_are_refused(cell, fate):
    assert taken("amount", pa.array([cell, 1.0, 1.0, 1.0]))[1] == fate


def test_a_duration_that_becomes_infinite_in_its_unit_is_refused():
    assert taken("wait", pa.array([1e308, 1.0, 1.0, 1.0]), unit="d")[1] == {"bad_duration": 1}
