"""What the cells of each type mean, and why others are refused."""
# naive moments are the subject

import decimal
from datetime import UTC, datetime, time, timedelta

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streams.orders import opened, read, rule, source, utc


def converted(field, given_cells, **options):
    """The cells of one field of a table in memory, and the reasons for which its rows were refused."""
    table = {"order_id": [str(place) for place in range(len(given_cells))], "at": ["2026-05-01"] * len(given_cells)}
    column = given_cells if isinstance(given_cells, pa.Array | pl.Series) else pa.array(given_cells)
    given = source(fields={field: rule("cell", **options)}, decimal=options.pop("decimal", "."))
    found, count = read(opened(given, {**table, "cell": column}))
    assert count.rows == len(given_cells) == count.accepted + sum(count.quarantined.values())
    return found.get(field, []), dict(count.quarantined)


def with_decimal(values, **options):
    table = {"order_id": ["a"] * len(values), "at": ["2026-05-01"] * len(values), "cell": values}
    return read(opened(source(decimal=",", fields=dict.fromkeys(("amount",), rule("cell", **options))), table))


def test_words_keep_their_text_and_an_empty_one_is_missing():
    assert converted("note", ["x", "", None, " y "]) == (["x", None, None, " y "], {})


def test_stated_values_map_words_and_refuse_others():
    assert converted("state", ["J", "N", "", "?"], values={"J": "done", "N": "open"}) == (
        ["done", "open", None],
        {"unknown_value": 1},
    )


def test_closed_category_refuses_words_that_it_does_not_know():
    assert converted("state", ["done", "lost"]) == (["done"], {"unknown_value": 1})
    assert converted("state", ["lost", "", "done", None]) == ([None, "done", None], {"unknown_value": 1})


def test_values_may_say_what_an_empty_cell_means():
    assert converted("state", ["J", ""], values={"J": "done", "": "open"}) == (["done", "open"], {})


def test_null_as_fills_empty_cells():
    assert converted("state", ["done", "", None], null_as="open") == (["done", "open", "open"], {})
    assert converted("wait", ["2", "", None], null_as="0") == ([2.0, 0.0, 0.0], {})
    assert converted("paid", ["yes", ""], null_as="no") == ([True, False], {})


@pytest.mark.parametrize(
    ("unit", "text", "seconds"),
    [
        ("", "90", 90.0),
        ("s", "1.5", 1.5),
        ("ms", "1500", 1.5),
        ("min", "2", 120.0),
        ("h", "1", 3600.0),
        ("d", "1", 86400.0),
        ("hh:mm:ss", "1:02:03", 3723.0),
        ("hh:mm:ss", "100:00:00.5", 360000.5),
        ("mm:ss", "90:05", 5405.0),
    ],
)
def test_durations_are_seconds_whatever_their_unit(unit, text, seconds):
    assert converted("wait", [text], unit=unit) == ([seconds], {})


@pytest.mark.parametrize(
    ("unit", "text", "reason"),
    [
        ("s", "-1", "negative_duration"),
        ("hh:mm:ss", "-0:00:01", "negative_duration"),
        ("s", "1:00", "bad_duration"),
        ("s", "soon", "bad_duration"),
        ("s", "nan", "bad_duration"),
        ("s", "inf", "bad_duration"),
        ("hh:mm:ss", "1:60:00", "bad_duration"),
        ("hh:mm:ss", "0:60:00", "bad_duration"),
        ("mm:ss", "1:60", "bad_duration"),
        ("mm:ss", "90", "bad_duration"),
    ],
)
def test_durations_that_are_none_are_refused(unit, text, reason):
    assert converted("wait", ["", text], unit=unit) == ([None], {reason: 1})


def test_typed_durations_and_times_of_day_are_seconds():
    assert converted("wait", [timedelta(minutes=1), None]) == ([60.0, None], {})
    assert converted("wait", [time(0, 1, 30), None]) == ([90.0, None], {})
    assert converted("wait", pa.array([float("nan"), 1.0])) == ([1.0], {"bad_duration": 1})


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "12 apples", "0x1", "1,5", "--1", "1_000"])
def test_text_that_is_no_number_is_refused(text):
    assert converted("amount", ["1", text]) == ([1.0], {"bad_number": 1})


def test_numbers_are_read_alike_alone_and_beside_bad_ones():
    texts = ["1", "+1", "1.", ".5", "1e3", "-0.25", " 7 ", "", "1 234 567.5", "1\u00a0234"]
    expected = [1.0, 1.0, 1.0, 0.5, 1000.0, -0.25, 7.0, None, 1234567.5, 1234.0]
    assert [converted("amount", [text])[0][0] for text in texts] == expected
    assert converted("amount", [*texts, "bad"]) == (expected, {"bad_number": 1})


def test_decimal_comma():
    found, count = with_decimal(["1,5", "1 234,50", "2", "1,2,3"])
    assert found["amount"] == [1.5, 1234.5, 2.0]
    assert count.quarantined == {"bad_number": 1}


def test_typed_numbers_and_decimals():
    assert converted("amount", [decimal.Decimal("1.25"), None]) == ([1.25, None], {})
    assert converted("items", [3, None]) == ([3.0, None], {})
    assert converted("items", pa.array([float("nan"), float("inf"), 1.0])) == ([1.0], {"bad_number": 2})


@pytest.mark.parametrize("kind", [pa.int64(), pa.float64()])
@pytest.mark.parametrize("more", [[], [None]])
def test_typed_numbers_are_read_alike_alone_and_beside_missing_ones(kind, more):
    assert converted("wait", pa.array([-5, 7, *more], kind)) == ([7.0, *more], {"negative_duration": 1})
    assert converted("items", pa.array([50, -25, *more], kind), unit="%") == ([0.5, -0.25, *more], {})
    assert converted("amount", pa.array([199, *more], kind), unit="cents") == ([1.99, *more], {})


def test_flags():
    words = ["true", "FALSE", "1", "0", "Yes", "no", "Да", "нет", ""]
    assert converted("paid", [*words, "maybe"]) == (
        [True, False, True, False, True, False, True, False, None],
        {"bad_flag": 1},
    )
    assert converted("paid", ["maybe", "", "yes"]) == ([None, True], {"bad_flag": 1})
    assert converted("paid", [True, False, None]) == ([True, False, None], {})
    assert converted("paid", [True, False], values={"true": "no", "false": "yes"}) == ([False, True], {})
    assert converted("paid", ["Y", "N"], values={"Y": "true", "N": "false"}) == ([True, False], {})


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("", "2026-05-01", "2026-05-01"),
        ("", "2026-05-01 07:08", "2026-05-01T07:08"),
        ("", "2026-05-01T07:08:09.25", "2026-05-01T07:08:09.25"),
        ("", "2026-05-01T07:08:09.123456789", "2026-05-01T07:08:09.123456"),
        ("", "2026-05-01T07:08:09Z", "2026-05-01T07:08:09"),
        ("", "2026-05-01T07:08:09+03:00", "2026-05-01T04:08:09"),
        ("", "2026-05-01T07:08:09 -0130", "2026-05-01T08:38:09"),
        ("%d.%m.%Y %H:%M", "1.5.2026 7:08", "2026-05-01T07:08"),
        ("%y%m%d %H:%M:%S", "260501 7:08:09", "2026-05-01T07:08:09"),
        ("%y%m%d", "690501", "1969-05-01"),
        ("%Y%m%d%H%M%S", "20260501070809", "2026-05-01T07:08:09"),
        ("%d-%b-%y", "1-May-26", "2026-05-01"),
        ("%m/%d/%Y %I:%M %p", "5/1/2026 12:08 AM", "2026-05-01T00:08"),
        ("%Y-%m-%dT%H:%M:%S.%f%z", "2026-05-01T07:08:09.5+0300", "2026-05-01T04:08:09.5"),
        ("epoch_s", "1777619289", "2026-05-01T07:08:09"),
        ("epoch_ms", "1777619289250", "2026-05-01T07:08:09.25"),
    ],
)
def test_written_times_are_read_alike_alone_and_beside_bad_ones(form, text, expected):
    assert converted("closed_at", [text], format=form) == ([utc(expected)], {})
    assert converted("closed_at", [text, "", "never"], format=form) == ([utc(expected), None], {"bad_timestamp": 1})


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("", "2026-02-30"),
        ("", "2026-13-01"),
        ("", "0000-01-01"),
        ("", "2026-05-01 24:00:00"),
        ("", "2026-05-01 10:60"),
        ("", "01.05.2026"),
        ("%d.%m.%Y", "30.02.2026"),
        ("%d.%m.%Y", "29.02.2025"),
        ("%d.%m.%Y %H:%M:%S", "01.05.2026 10:00:60"),
        ("%d.%m.%Y", "01.05.2026 10:00"),
        ("%d-%b-%Y", "01-Foo-2026"),
        ("epoch_s", "1e300"),
        ("epoch_s", "nan"),
    ],
)
def test_times_that_do_not_exist_are_refused(form, text):
    assert converted("closed_at", [text], format=form) == ([], {"bad_timestamp": 1})


@pytest.mark.parametrize("options", [{"format": "%d/%m/%Y"}, {"format": "", "other_formats": ("%d/%m/%Y",)}])
def test_days_and_months_that_have_changed_places_are_told_from_what_is_no_time(options):
    cells = ["13/02/2026", "02/13/2026", "never", "03/02/2026"]
    read, refused = converted("closed_at", cells, **options)
    assert (read, refused) == ([utc("2026-02-13"), utc("2026-02-03")], {"bad_timestamp": 1, "other_order": 1})


def test_an_order_that_is_stated_beside_the_other_is_read():
    both = {"format": "%d/%m/%Y", "other_formats": ("%m/%d/%Y",)}
    assert converted("closed_at", ["13/02/2026", "02/13/2026"], **both) == ([utc("2026-02-13")] * 2, {})


def test_amounts_with_the_sign_of_another_currency_are_told_from_what_is_no_number():
    cells = ["5", "52 250,25 руб.", "$ 12.50", "1,5", "soon"]
    assert converted("amount", cells) == ([5.0], {"other_currency": 2, "bad_number": 2})


def test_ids_that_a_spreadsheet_has_rounded_are_refused():
    """Many ids become one, so that all but one of their rows would pass for duplicates."""
    cells = ["123456789012", "1.23E+11", "1,23457E+11", "E+11", "3e5"]
    found, count = read(opened(source(), {"order_id": cells, "at": ["2026-05-01"] * len(cells)}))
    assert (found["order_id"], dict(count.quarantined)) == (["123456789012", "E+11", "3e5"], {"rounded_id": 2})


def test_typed_times():
    moment = datetime(2026, 5, 1, 7, 8, 9, tzinfo=UTC)
    assert converted("closed_at", pa.array([moment], pa.timestamp("ns", "UTC"))) == ([utc("2026-05-01T07:08:09")], {})
    assert converted("closed_at", pa.array([moment.date()])) == ([utc("2026-05-01")], {})
    assert converted("closed_at", pa.array([moment.replace(tzinfo=None), None])) == (
        [utc("2026-05-01T07:08:09"), None],
        {},
    )


FORMATS = (
    "%d.%m.%Y %H:%M:%S",
    "%Y%m%d%H%M%S",
    "%y%m%d %H:%M:%S.%f",
    "%m/%d/%Y %I:%M:%S %p",
    "%Y-%m-%dT%H:%M:%S%z",
    "%d %B %Y",
)


@given(
    st.sampled_from(FORMATS), st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2060, 1, 1)), min_size=1, max_size=5)
)
def test_formats_mean_what_strptime_says(form, moments):
    texts = [moment.replace(tzinfo=UTC).strftime(form) for moment in moments]
    expected = [datetime.strptime(text, form).replace(tzinfo=UTC) for text in texts]
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    microseconds = [(moment - epoch) // timedelta(microseconds=1) for moment in expected]
    assert converted("closed_at", texts, format=form) == (microseconds, {})


def test_dictionary_columns_read_like_plain_ones():
    assert converted("state", pa.array(["done", None, "open"]).dictionary_encode()) == (["done", None, "open"], {})
    assert converted("note", pl.Series(["a", None]).cast(pl.Categorical)) == (["a", None], {})
    cells = pa.array(["b", "", None, "c", "b"])
    blank_first = pa.DictionaryArray.from_arrays(pa.array([1, 0, None, 2, 1]), ["", "b", "c"])
    assert converted("state", pa.array([" done", "open ", " "]).dictionary_encode()) == (["done", "open", None], {})
    for encoded in (cells.dictionary_encode(), blank_first):
        assert converted("note", encoded) == (["b", None, None, "c", "b"], {})


def test_joined_columns_take_numbers_and_leave_out_what_is_missing():
    table = {"line": ["A", "B"], "number": [7, 8], "day": [990201, 990202], "clock": ["7:02:47", "8:00:00"]}
    given = source(
        fields={
            "order_id": rule("line", "number"),
            "at": rule("day", "clock", format="%y%m%d %H:%M:%S"),
            "note": rule("line", "number"),
        }
    )
    found, _ = read(opened(given, table))
    assert found["order_id"] == ["A 7", "B 8"]
    assert found["at"] == [utc("1999-02-01T07:02:47"), utc("1999-02-02T08:00:00")]


def test_columns_of_lists_cannot_be_mapped():
    with pytest.raises(Exception, match=r"^shop: column 'cell' holds list<.*>, not plain values; map a column of"):
        converted("amount", [[1], [2]])


def test_leading_zero_lost_by_an_integer_column_is_put_back():
    table = {"order_id": ["a"], "at": np.array([10203])}
    assert read(opened(source(fields={"at": rule("at", format="%y%m%d")}), table))[0]["at"] == [utc("2001-02-03")]
