"""Time by business hours against the oracle, which goes minute by minute over the wall clock, and its laws."""

from datetime import UTC, date, datetime, timedelta

import naive
import numpy as np
import pytest
from goalposts.expressions import ValueType, parse
from goalposts.expressions.columns import Column
from goalposts.expressions.evaluate import evaluate
from hypothesis import example, given, settings
from hypothesis import strategies as st

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
ZONES = ("Europe/Moscow", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
OFFICE = {**{day: [("09:00", "13:00"), ("14:00", "18:00")] for day in range(1, 6)}, 6: [("10:00", "14:00")]}
NIGHTS = {day: [("00:00", "02:30"), ("22:15", "24:00")] for day in range(1, 8)}
ALWAYS = {day: [("00:00", "24:00")] for day in range(1, 8)}
WEEKS = {"office": OFFICE, "nights": NIGHTS, "always": ALWAYS}
DAYS = dict(enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1))
CLOSED = {date(2026, 3, 27), date(2026, 3, 30), date(2026, 10, 26), date(2011, 12, 29)}

# about the changes of clocks: Berlin twice, Newfoundland at one minute past midnight, Lord Howe by half an hour, the
# day that Samoa left out, and the end of summer time in Moscow
anchors = st.sampled_from(
    [
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
        datetime(2007, 11, 4, 2, 31, tzinfo=UTC),
        datetime(2026, 4, 4, 15, tzinfo=UTC),
        datetime(2011, 12, 30, 10, tzinfo=UTC),
        datetime(2014, 10, 25, 22, tzinfo=UTC),
        datetime(2025, 12, 31, 23, 30, tzinfo=UTC),
    ]
)
moments = st.builds(
    lambda anchor, micros: anchor + micros * MICROSECOND, anchors, st.integers(-2 * 86_400 * 10**6, 2 * 86_400 * 10**6)
)
near = st.builds(lambda anchor, seconds: anchor + timedelta(seconds=seconds), anchors, st.integers(-7200, 7200))
pairs = anchors.flatmap(
    lambda anchor: st.tuples(
        *[st.integers(-36 * 3600 * 10**6, 36 * 3600 * 10**6).map(lambda micros: anchor + micros * MICROSECOND)] * 2
    )
)


def text_of(week, closed=CLOSED):
    """The hours as text, independent of how the product writes them."""
    days = [f"{DAYS[day]} {' '.join('-'.join(span) for span in spans)}" for day, spans in week.items()]
    shut = [f"{day}..{day + timedelta(days=1)}" for day in sorted(closed)]
    return "; ".join([*days, *([f"closed {' '.join(shut)}"] if shut else [])])


def column(instants, valid=None):
    return Column(ValueType.TIMESTAMP, np.array([(moment - EPOCH) // MICROSECOND for moment in instants]), valid)


def time_between(starts, ends, week, zone, closed=CLOSED):
    expression = parse(f'business_time(start, end, "{text_of(week, closed)}")')
    return evaluate(expression, {"start": column(starts), "end": column(ends)}, {}, len(starts), timezone=zone)


@settings(max_examples=60, deadline=None)
@given(st.lists(pairs, min_size=1, max_size=3), st.sampled_from(ZONES), st.sampled_from(sorted(WEEKS)))
@example([(datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 31, tzinfo=UTC))], "Europe/Berlin", "nights")
@example([(datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 10, 27, tzinfo=UTC))], "Europe/Berlin", "nights")
@example([(datetime(2011, 12, 28, tzinfo=UTC), datetime(2012, 1, 1, tzinfo=UTC))], "Pacific/Apia", "always")
def test_business_time_is_what_the_wall_clock_passes_in_business_hours(spans, zone, week):
    starts, ends = zip(*spans, strict=True)
    found = time_between(starts, ends, WEEKS[week], zone)
    assert found.type is ValueType.DURATION
    expected = [float(naive.business_seconds(*span, WEEKS[week], CLOSED, zone)) for span in spans]
    assert found.values.tolist() == expected


@settings(deadline=None)
@given(st.lists(moments | near, min_size=1, max_size=20), st.sampled_from(ZONES), st.sampled_from(sorted(WEEKS)))
def test_an_instant_is_in_business_hours_if_the_wall_clock_shows_them(instants, zone, week):
    expression = parse(f'in_business_hours(at, "{text_of(WEEKS[week])}")')
    found = evaluate(expression, {"at": column(instants)}, {}, len(instants), timezone=zone)
    assert found.type is ValueType.FLAG
    assert found.values.tolist() == [naive.is_business(moment, WEEKS[week], CLOSED, zone) for moment in instants]


times = st.integers(0, 24 * 60).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
spans = st.tuples(times, times).filter(lambda span: span[0] < span[1])
any_weeks = st.dictionaries(st.integers(1, 7), st.lists(spans, min_size=1, max_size=3), min_size=1)


@settings(max_examples=50, deadline=None)
@given(anchors, st.integers(-86_400, 86_400), st.integers(0, 90_000), st.sampled_from(ZONES), any_weeks)
def test_whatever_the_hours_are_they_are_those_of_the_wall_clock(anchor, before, length, zone, week):
    """Overlapping spans and breaks of a minute too."""
    start = anchor + timedelta(seconds=before)
    end = start + timedelta(seconds=length)
    expected = naive.business_seconds(start, end, week, CLOSED, zone)
    assert time_between([start], [end], week, zone).values.tolist() == [float(expected)]
    flag = parse(f'in_business_hours(at, "{text_of(week)}")')
    found = evaluate(flag, {"at": column([start, end])}, {}, 2, timezone=zone).values.tolist()
    assert found == [naive.is_business(moment, week, CLOSED, zone) for moment in (start, end)]


far = st.datetimes(datetime(1890, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))


@settings(deadline=None)
@given(far | moments, far | moments, far | moments, st.sampled_from(ZONES), st.sampled_from(sorted(WEEKS)))
def test_it_adds_up_over_split_points_and_never_exceeds_the_plain_duration(a, b, c, zone, week):
    """Decades apart too, and in whatever order the points lie."""
    ab, bc, ac, ba = time_between([a, b, a, b], [b, c, c, a], WEEKS[week], zone).values.tolist()
    assert ab + bc == pytest.approx(ac, abs=1e-5)
    assert ba == -ab
    assert abs(ab) <= abs((b - a).total_seconds()) + 1e-6
    assert ab * (b - a).total_seconds() >= 0


@settings(deadline=None)
@given(far | moments, far | moments, st.sampled_from(ZONES))
def test_hours_around_the_clock_give_the_plain_duration(start, end, zone):
    """Also over days of 23, 25 and 0 hours."""
    (found,) = time_between([start], [end], ALWAYS, zone, closed=()).values.tolist()
    assert found == pytest.approx((end - start).total_seconds(), abs=1e-5)


@given(st.integers(0, 48 * 3600), st.integers(0, 48 * 3600))
def test_a_closed_weekend_takes_no_time(start, end):
    """Saturday 24 to Monday 26 October 2026 in Berlin, with an hour too many."""
    saturday = datetime(2026, 10, 23, 22, tzinfo=UTC)
    weekdays = {day: spans for day, spans in OFFICE.items() if day < 6}
    instants = [[saturday + timedelta(seconds=seconds)] for seconds in (start, end)]
    assert time_between(*instants, weekdays, "Europe/Berlin").values.tolist() == [0.0]


def test_an_answer_on_monday_to_a_letter_of_friday():
    """Asked on Friday at 17:30, answered on Monday at 9:10: forty minutes, of sixty-three hours and forty minutes."""
    asked, answered = datetime(2026, 5, 15, 14, 30, tzinfo=UTC), datetime(2026, 5, 18, 6, 10, tzinfo=UTC)
    weekdays = {day: [("09:00", "18:00")] for day in range(1, 6)}
    assert time_between([asked], [answered], weekdays, "Europe/Moscow").values.tolist() == [2400.0]
    assert (answered - asked).total_seconds() == 229_200.0


def test_missing_ends_make_missing_durations():
    """Whatever stands in a missing cell, a time outside the calendar too."""
    start, end = datetime(2026, 5, 18, 7, tzinfo=UTC), datetime(2026, 5, 18, 8, tzinfo=UTC)
    starts = Column(ValueType.TIMESTAMP, column([start] * 4).values)
    ends = column([end] * 4, np.array([True, False, True, False]))
    ends.values[1], ends.values[2] = -(2**62), 2**62
    expression = parse(f'business_time(start, end, "{text_of(OFFICE)}")')
    found = evaluate(expression, {"start": starts, "end": ends}, {}, 4, timezone="Europe/Moscow")
    assert found.valid.tolist() == [True, False, False, False]
    assert found.values[0] == 3600.0
    assert evaluate(expression, {"start": starts}, {}, 4).valid.tolist() == [False] * 4
    flag = parse(f'in_business_hours(end, "{text_of(OFFICE)}")')
    assert evaluate(flag, {"end": ends}, {}, 4).valid.tolist() == [True, False, False, False]
    assert evaluate(flag, {}, {}, 2).valid.tolist() == [False, False]


def test_what_is_not_bound_to_hours_is_refused():
    with pytest.raises(ValueError, match="business hours are not declared"):
        evaluate(parse("in_business_hours(at)"), {"at": column([EPOCH])}, {}, 1)


def test_no_rows_have_no_time():
    assert time_between([], [], OFFICE, "UTC").values.tolist() == []
