"""Calendar parts against `zoneinfo`, row by row: what the wall clock of the zone shows."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from goalposts.errors import ExpressionError
from goalposts.expressions import NameType, Scope, ValueType, check_condition, check_value, name, parse, render
from goalposts.expressions.columns import Column
from goalposts.expressions.evaluate import evaluate
from hypothesis import given
from hypothesis import strategies as st

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = (
    "Europe/Moscow",
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "UTC",
)
SCOPE = Scope("event type t", {"at": NameType(ValueType.TIMESTAMP), "wait": NameType(ValueType.DURATION)})
NAIVE = {
    "weekday": lambda shown: shown.isoweekday(),
    "hour": lambda shown: shown.hour,
    "day_of_month": lambda shown: shown.day,
    "month": lambda shown: shown.month,
    "year": lambda shown: shown.year,
    "is_weekend": lambda shown: shown.isoweekday() > 5,
}
moments = st.datetimes(datetime(1890, 1, 1), datetime(2120, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
near_changes = st.sampled_from(
    [
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
        datetime(2014, 10, 25, 22, tzinfo=UTC),
        datetime(2011, 12, 30, 10, tzinfo=UTC),
        datetime(2026, 4, 4, 15, tzinfo=UTC),
        datetime(2026, 3, 8, 5, 31, tzinfo=UTC),
    ]
).flatmap(lambda change: st.integers(-7200, 7200).map(lambda seconds: change + timedelta(seconds=seconds)))


def column(instants, valid=None):
    micros = np.array([(instant - EPOCH) // timedelta(microseconds=1) for instant in instants], np.int64)
    return Column(ValueType.TIMESTAMP, micros, valid)


def part(function, found, zone="UTC"):
    return evaluate(parse(f"{function}(at)"), {"at": found}, {}, len(found), timezone=zone)


@given(st.lists(moments | near_changes, min_size=1, max_size=20), st.sampled_from(ZONES), st.sampled_from(list(NAIVE)))
def test_every_calendar_part_is_what_the_wall_clock_shows(instants, zone, function):
    found = part(function, column(instants), zone)
    assert found.values.tolist() == [NAIVE[function](instant.astimezone(ZoneInfo(zone))) for instant in instants]
    assert found.valid is None or found.valid.all()


def test_a_night_shift_over_a_clock_change_keeps_its_hours():
    """Berlin, 29 March 2026: 01:59 is followed by 03:00."""
    found = part("hour", column([datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)]))
    local = part(
        "hour",
        column([datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)]),
        "Europe/Berlin",
    )
    assert (found.values.tolist(), local.values.tolist()) == ([0, 1], [1, 3])


def test_a_part_of_a_missing_time_is_missing():
    moments = [datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC)]
    found = part("weekday", column(moments, np.array([True, False])))
    assert found.valid.tolist() == [True, False]
    assert evaluate(parse("is_weekend(at)"), {}, {}, 1).valid.tolist() == [False]


def test_a_time_outside_the_calendar_has_no_parts():
    found = part("month", Column(ValueType.TIMESTAMP, np.array([2**62, -(2**62), 0])), "Europe/Berlin")
    assert found.valid.tolist() == [False, False, True]


def test_parts_are_conditions_and_numbers():
    check_condition(parse("is_weekend(at) or hour(at) >= 20"), SCOPE)
    assert check_value(parse("weekday(at)"), SCOPE) is ValueType.NUMBER


@pytest.mark.parametrize("text", ["hour(wait) > 1", "is_weekend(at) + 1 > 0", "is_weekend(20)"])
def test_parts_are_of_times_only(text):
    with pytest.raises(ExpressionError):
        check_condition(parse(text), SCOPE)


def test_python_and_text_build_the_same():
    at = name("at")
    assert render((at.is_weekend() | (at.hour() >= 20)).node) == "is_weekend(at) or hour(at) >= 20"
    assert [render(term.node) for term in (at.weekday(), at.month(), at.year(), at.day_of_month())] == [
        "weekday(at)",
        "month(at)",
        "year(at)",
        "day_of_month(at)",
    ]


def test_a_field_may_have_the_name_of_a_function():
    assert render(parse("month == 3 and month(at) == 4")) == "month == 3 and month(at) == 4"
