"""Fields that an expression makes of columns: what its names mean, and what is refused."""

from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from goalposts.catalogue.build import build
from goalposts.errors import SourceError
from goalposts.expressions import ValueType, parse
from goalposts.formats import document, project_from_mapping, project_from_text
from goalposts.model import FieldRule, Source, event_type, field
from goalposts.streams.opening import open_source
from hypothesis import given
from hypothesis import strategies as st
from streams.orders import AS_OF, opened, read, rule, source, written

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def computed(text, **options):
    """The long form of a rule."""
    return FieldRule(expression=parse(text), **options)


def made(fields, table, **changes):
    """The fields made of a table in memory, and the count."""
    rows = len(next(iter(table.values())))
    given_rows = {"order_id": [str(place) for place in range(rows)], "at": ["2026-05-01"] * rows, **table}
    return read(opened(source(fields=fields, **changes), given_rows))


def sides(names, rows):
    return zip(names, zip(*rows, strict=True), strict=True)


def refusal(fields, table, **changes):
    with pytest.raises(SourceError) as fault:
        made(fields, table, **changes)
    assert "." not in fault.value.sentence("ru").rstrip(".")[-1:]
    assert fault.value.sentence("ru") != fault.value.sentence("en")
    return fault.value.sentence("en")


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1)).map(lambda at: at.replace(microsecond=0))


@given(st.lists(st.tuples(st.none() | moments, st.none() | moments), min_size=1, max_size=20))
def test_a_difference_of_columns_is_one_of_local_times(pairs):
    """Against the calendar of the standard library: nulls stay nulls, negative waits are refused."""
    zone = ZoneInfo("Europe/Moscow")
    table = {name: [at and at.isoformat(" ") for at in side] for name, side in sides("ab", pairs)}
    found, count = made(
        {"wait": rule("b - a")}, {k: pa.array(v, pa.string()) for k, v in table.items()}, timezone=zone.key
    )
    waits = [
        None if None in pair else (pair[1].replace(tzinfo=zone) - pair[0].replace(tzinfo=zone)) / timedelta(seconds=1)
        for pair in pairs
    ]
    assert found.get("wait", []) == [wait for wait in waits if wait is None or wait >= 0]
    assert count.quarantined.get("negative_duration", 0) == sum(wait is not None and wait < 0 for wait in waits)
    assert count.rows == count.accepted + sum(count.quarantined.values())


def test_times_inside_a_difference_are_read_by_the_format_and_the_zone():
    """The night in which the clocks went forward is an hour shorter than it looks."""
    table = {"begin": ["29.03.2026 01:30"], "finish": ["29.03.2026 03:30"]}
    found, _ = made({"wait": rule("finish - begin", format="%d.%m.%Y %H:%M")}, table, timezone="Europe/Berlin")
    assert found["wait"] == [3600.0]


def test_with_a_unit_the_columns_are_numbers_in_it():
    found, _ = made(
        {"wait": rule("total - ring", unit="min")}, {"total": ["5", "1,5"], "ring": ["1", "0,5"]}, decimal=","
    )
    assert found["wait"] == [240.0, 60.0]


def test_durations_that_are_added_need_no_unit():
    assert made({"wait": rule("ring + queue")}, {"ring": [5], "queue": [7]})[0]["wait"] == [12.0]


def test_what_is_taken_from_a_duration_is_one_as_well():
    """`hold` is a mapped field, so `total` can be no time."""
    assert of_calls({"wait": rule("total - hold")}, {"total": [100]})["wait"] == [40.0]


CALL = event_type(
    "sample.call",
    time="at",
    fields=[field.time("at"), field.duration("wait"), field.duration("hold"), field.flag("long"), field.number("n")],
)


def of_calls(fields, table):
    """The fields of a call that was held for a minute at noon."""
    known = {"at": rule("begun"), "hold": rule("held", unit="min")}
    given_source = Source("calls", CALL.id, fields={**known, **fields}, timezone="UTC")
    given_rows = {"begun": ["2026-05-01 12:00"], "held": [1], **table}
    return read(open_source(given_source, CALL, timezone="UTC", as_of=AS_OF, folder=None, table=given_rows))[0]


@pytest.mark.parametrize(
    ("text", "table", "value"),
    [
        ("times * hold", {"times": [3]}, 180.0),
        ("hold * times", {"times": [3]}, 180.0),
        ("2 * hold + more", {"more": [5]}, 125.0),
        ("2 * more", {"more": [5]}, 10.0),
        ("more * 2", {"more": [5]}, 10.0),
        ("hold / times", {"times": [4]}, 15.0),
        ("abs(more - hold)", {"more": [5]}, 55.0),
        ("at - since", {"since": ["2026-05-01 11:00"]}, 3600.0),
    ],
)
def test_what_columns_beside_mapped_fields_are(text, table, value):
    assert of_calls({"wait": computed(text)}, table)["wait"] == [value]


@pytest.mark.parametrize(
    ("text", "table", "answer"),
    [
        ("at - since <= 1 h", {"since": ["2026-05-01 11:00"]}, True),
        ("at - since <= 1 h", {"since": ["2026-05-01 10:59:59"]}, False),
        ("more * 2 > 1 min", {"more": [31]}, True),
        ("more * 2 > 1 min", {"more": [30]}, False),
        ("more / 2 > 1 min", {"more": [121]}, True),
        ("abs(hold) == more", {"more": [60]}, True),
        ("abs(hold) == more", {"more": [1]}, False),
        ("(hold + more) is null", {"more": pa.array([None], pa.int64())}, True),
        ("(hold + more) is null", {"more": [1]}, False),
        ("(at + more) is not null", {"more": [1]}, True),
    ],
)
def test_what_columns_inside_a_condition_are(text, table, answer):
    assert of_calls({"long": computed(text)}, table)["long"] == [answer]


clocks = st.integers(0, 86_399)


@given(st.lists(st.tuples(clocks, clocks), min_size=1, max_size=20))
def test_a_negative_difference_of_clock_readings_crosses_midnight(pairs):
    def shown(second):
        return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"

    table = {"a": [shown(first) for first, _ in pairs], "b": [shown(second) for _, second in pairs]}
    found, count = made({"wait": rule("b - a", unit="hh:mm:ss")}, table)
    assert found["wait"] == [(second - first) % 86_400 for first, second in pairs]
    assert count.midnight_crossings == sum(second < first for first, second in pairs)


def test_no_clock_reads_24_hours_and_more():
    found, count = made(
        {"wait": rule("b - a", unit="hh:mm:ss")}, {"a": ["23:00:00", "23:00:00"], "b": ["24:00:00", "1:0:0"]}
    )
    assert found["wait"] == [7200.0]
    assert [(detail.field, detail.value) for detail in count.details] == [("wait (b)", "24:00:00")]


def test_crossings_are_counted_of_accepted_rows_only():
    table = {"a": ["23:00:00", "23:00:00"], "b": ["01:00:00"] * 2, "n": ["1", "many"]}
    found, count = made({"wait": rule("b - a", unit="hh:mm:ss"), "items": rule("n")}, table)
    assert (found["wait"], count.midnight_crossings) == ([7200.0], 1)


def test_several_differences_of_clock_readings_may_stand_in_one_expression():
    table = {"a": ["23:00:00", "10:00:00"], "b": ["01:00:00", "10:00:05"], "c": ["12:00:00"] * 2, "d": ["12:00:01"] * 2}
    found, count = made({"wait": rule("(b - a) + (d - c)", unit="hh:mm:ss")}, table)
    assert (found["wait"], count.midnight_crossings) == ([7201.0, 6.0], 1)


def test_nothing_crosses_midnight_where_a_reading_is_missing():
    table = {"a": [time(23), time(23), None], "b": [time(1), None, time(1)]}
    found, count = made({"wait": rule("b - a", unit="hh:mm:ss")}, table)
    assert (found["wait"], count.midnight_crossings) == ([7200.0, None, None], 1)


numbers = st.none() | st.decimals(-(10**6), 10**6, places=2)


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=20))
def test_numbers_and_money_are_computed_as_fractions_would_be(rows):
    table = {name: pa.array([None if x is None else str(x) for x in side]) for name, side in sides("abc", rows)}
    table = {name: side.cast(pa.string()) for name, side in table.items()}
    found, count = made({"amount": rule("a * b - c"), "items": computed("a / c")}, table)
    assert count.accepted == len(rows)
    for place, (a, b, c) in enumerate(rows):
        exact = None if None in (a, b, c) else Fraction(a) * Fraction(b) - Fraction(c)
        assert found["amount"][place] == (None if exact is None else pytest.approx(float(exact), rel=1e-9, abs=1e-6))
        quotient = None if None in (a, c) or c == 0 else Fraction(a) / Fraction(c)
        assert found["items"][place] == (None if quotient is None else pytest.approx(float(quotient), rel=1e-12))


def test_a_flag_compares_words_numbers_and_mapped_fields():
    fields = {"paid": rule('kind == "x" and n > 2'), "state": rule("s", values={"J": "done", "N": "open"})}
    table = {"kind": ["x", "y", "", "x"], "n": ["3", "9", "9", ""], "s": ["J", "N", "J", "N"]}
    assert made(fields, table)[0]["paid"] == [True, False, None, None]
    found, _ = made({**fields, "paid": computed('state == "done"')}, table)
    assert found["paid"] == [True, False, True, False]
    assert made({"paid": rule("n < m")}, {"n": ["9", "10"], "m": ["10", "9"]})[0]["paid"] == [True, False]


def test_a_flag_asks_whether_a_cell_is_empty_and_how_long_something_took():
    table = {"a": ["2026-05-01 10:00", "2026-05-01 10:00", ""], "b": ["2026-05-01 10:00:04", "2026-05-01 11:00", ""]}
    assert made({"paid": rule("b is not null")}, table)[0]["paid"] == [True, True, False]
    assert made({"paid": rule("b - a <= 5 s")}, table)[0]["paid"] == [True, False, None]


def test_a_time_is_moved_by_a_duration():
    table = {"a": ["2026-05-01 10:00", ""], "n": ["90", "1"]}
    found, _ = made({"closed_at": rule("a + n", unit="min")}, table, timezone="Europe/Moscow")
    expected = datetime(2026, 5, 1, 11, 30, tzinfo=ZoneInfo("Europe/Moscow"))
    assert found["closed_at"] == [(expected - EPOCH) // timedelta(microseconds=1), None]
    found, _ = made({"closed_at": rule("at - n", unit="hh:mm:ss")}, {"n": ["00:00:01"]})
    assert found["closed_at"] == [(datetime(2026, 4, 30, 23, 59, 59, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)]


def test_calendar_parts_are_those_of_the_projects_zone():
    """Neither UTC nor that of the source: ten o'clock in Vladivostok is three in Moscow."""
    given_source = source(fields={"items": rule("hour(a)")}, timezone="Asia/Vladivostok")
    table = {"order_id": ["1", "2"], "at": ["2026-05-01"] * 2, "a": ["2026-05-01T10:00Z", "2026-05-01 10:00"]}
    assert read(opened(given_source, table, timezone="Europe/Moscow"))[0]["items"] == [13.0, 3.0]


def test_a_local_time_that_comes_twice_is_counted_where_a_field_is_made_of_it():
    """On 25 October 2026 the hour from 2:00 comes twice in Berlin, and the first is taken."""
    table = {"a": ["2026-10-25 01:30", "2026-10-25 02:30"], "b": ["2026-10-25 03:30", "2026-10-25 03:30"]}
    found, count = made({"wait": rule("b - a")}, table, timezone="Europe/Berlin")
    assert (found["wait"], count.ambiguous_times) == ([10800.0, 7200.0], 1)


def test_a_column_of_that_name_is_that_column():
    assert made({"items": rule("b - a")}, {"b - a": [7], "a": [1], "b": [2]})[0]["items"] == [7.0]
    assert made({"items": rule("`b - a` - a")}, {"b - a": [7], "a": [1]})[0]["items"] == [6.0]


def test_each_file_is_read_by_its_own_columns(tmp_path):
    """One export has the column, an older one has what it is computed from."""
    written(tmp_path, "order_id,at,b - a\n1,2026-05-01,7\n", name="new.csv")
    written(tmp_path, "order_id,at,a,b\n2,2026-05-01,1,3\n", name="old.csv")
    stream = opened(source(locations=("*.csv",), fields={"items": rule("b - a")}), folder=tmp_path)
    assert read(stream)[0]["items"] == [7.0, 2.0]


def test_a_bad_cell_is_refused_by_the_name_of_its_column():
    table = {"a": ["1", "one", "1"], "b": ["2", "2", "two"]}
    found, count = made({"items": rule("b - a")}, table)
    assert (found["items"], count.quarantined) == ([1.0], {"bad_number": 2})
    assert [(detail.field, detail.line, detail.value) for detail in count.details] == [
        ("items (a)", 2, "one"),
        ("items (b)", 3, "two"),
    ]


def test_what_is_computed_must_be_a_value_of_the_field():
    _, count = made({"items": rule("a * a")}, {"a": ["1e99"]})
    assert count.quarantined == {"bad_number": 1}
    for sign in "+-":
        _, count = made({"closed_at": rule(f"at {sign} n", unit="d")}, {"n": [4_000_000]})
        assert count.quarantined == {"bad_timestamp": 1}


def test_duplicates_and_times_may_be_computed():
    table = {"order_id": ["1", "1"], "day": ["2026-05-01", "2026-05-02"], "late": [60, 60], "amount": [1, 2]}
    given_source = source(fields={"at": rule("day + late", unit="min")}, dedupe=("order_id",))
    found, count = read(opened(given_source, table))
    assert (found["amount"], count.duplicates) == ([2.0], 1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"wait": rule("finish - beginn")},
            "shop: wait: 'beginn' is neither a column nor a mapped field; columns: order_id, at, begin, finish; did",
        ),
        ({"note": computed("finish - begin")}, "shop: note: an expression makes no words; name a column, and map"),
        ({"wait": rule("finsh")}, "shop: no column 'finsh', needed by field wait"),
        ({"paid": computed("finish - begin")}, "shop: paid: "),
        ({"wait": computed("note - begin"), "note": rule("finish")}, "shop: wait: "),
        (
            {"amount": computed("items + 1"), "items": computed("amount + 1")},
            "fields are made of each other: amount -> items -> amount",
        ),
        (
            {"paid": computed("begin - finish > 1 s and begin > 3")},
            "column 'begin' stands for different things: timestamp, number",
        ),
        ({"items": computed('param("x") + begin')}, "no parameter 'x'"),
        ({"paid": computed("in_business_hours(begin)")}, "in_business_hours(begin) does not say by which hours"),
        (
            {"wait": computed("business_time(begin, finish)")},
            "business_time(begin, finish) does not say by which hours",
        ),
        ({"amount": computed("items + 1")}, "shop: amount: 'items' is neither a column nor a mapped field; columns: "),
        ({"wait": computed("finish - begin", format="%H")}, "shop: wait: finish: "),
    ],
)
def test_an_expression_that_cannot_make_its_field_is_refused_in_one_sentence(fields, sentence):
    said = refusal(fields, {"begin": ["2026-05-01"], "finish": ["2026-05-01"]})
    assert sentence in said


def test_a_misspelt_column_with_a_hyphen_is_no_expression():
    assert "no column 'Talk-tme'" in refusal({"wait": rule("Talk-tme")}, {"Talk-time": [1]})


PROJECT = """
goalposts: 1
project: Talk
timezone: UTC
evaluation: {from: 2026-05-01, to: 2026-06-01}
data:
  sample.order:
    source: calls.csv
    fields:
      wait: end - answer
      amount: {expression: "price * `how many`"}
      closed_at: {expression: start + lasted, unit: min, format: "%d.%m.%Y %H:%M"}
"""


def test_a_project_says_expressions_short_or_long_and_keeps_them():
    catalogue = build([])
    project = project_from_text(PROJECT, catalogue)
    fields = project.sources[0].fields
    assert fields["wait"] == rule("end - answer")
    assert fields["amount"] == computed("price * `how many`")
    assert fields["closed_at"] == computed("start + lasted", unit="min", format="%d.%m.%Y %H:%M")
    again = project_from_mapping(document(project), catalogue)
    assert again.sources[0].fields == fields


def test_money_that_is_computed_is_money():
    stream = opened(
        source(fields={"amount": rule("n * price")}), {"order_id": ["1"], "at": ["2026-05-01"], "n": [2], "price": [3]}
    )
    assert next(iter(stream)).columns["amount"].type is ValueType.MONEY


def test_null_words_and_thousands_hold_inside_expressions():
    table = {"a": ["1,200", "--", "3"], "b": ["1", "1", "n/a"], "s": ["x", "--", "y"]}
    fields = {
        "items": computed("a - b", nulls=("n/a",)),
        "paid": computed('s == "x"', nulls=("--",)),
    }
    found, count = made(fields, table, nulls=("--",), thousands=",")
    assert (found["items"], found["paid"]) == ([1199.0, None, None], [True, None, False])
    assert count.accepted == 3


def test_units_are_those_of_columns_that_have_such():
    """The factor of a duration has no unit of time."""
    found, _ = made({"wait": computed("each * n", unit="min")}, {"each": [2], "n": [3]})
    assert found["wait"] == [360.0]
    assert made({"wait": computed("all / n", unit="min")}, {"all": [6], "n": [3]})[0]["wait"] == [120.0]
    assert made({"items": computed("a - b", unit="%")}, {"a": ["80 %"], "b": ["30%"]})[0]["items"] == [0.5]


def test_times_inside_an_expression_may_have_several_formats():
    table = {"a": ["01.05.2026 10:00", "2026-05-01 10:00:00"], "b": ["2026-05-01 10:01:00", "01.05.2026 10:02"]}
    found, _ = made({"wait": computed("b - a", format="%d.%m.%Y %H:%M", other_formats=("",))}, table)
    assert found["wait"] == [60.0, 120.0]


def test_a_constant_may_be_an_operand():
    fields = {"amount": computed("items * 3"), "items": FieldRule(constant="2")}
    assert made(fields, {"order_id": ["1"]})[0]["amount"] == [6.0]
