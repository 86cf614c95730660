"""Local times against `zoneinfo`, moment by moment."""
# naive moments are the subject

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from goalposts.streams.conversion.clock import Zone
from hypothesis import given
from hypothesis import strategies as st
from streams.orders import opened, read, source, utc

ZONES = (
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Asia/Jerusalem",
    "Europe/Moscow",
    "Australia/Lord_Howe",
    "UTC",
    "Africa/Casablanca",
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def converted(zone, *texts):
    return read(opened(source(timezone=zone), {"order_id": list(texts), "at": list(texts)}))


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("more", [[], [None]])
def test_typed_times_without_a_zone_are_local_too(unit, more):
    cells = pa.array([datetime(2026, 5, 1, 12), *more], pa.timestamp(unit))
    table = {"order_id": ["a"] * len(cells), "at": ["2026-05-01"] * len(cells), "closed_at": cells}
    found, _ = read(opened(source(timezone="Europe/Moscow"), table))
    assert found["closed_at"] == [utc("2026-05-01T09:00"), *more]


def test_gap_in_berlin_2026():
    """On 29 March 2026 the clock jumps from 2:00 to 3:00."""
    found, count = converted(
        "Europe/Berlin", "2026-03-29 01:59:59", "2026-03-29 02:00", "2026-03-29 02:59:59", "2026-03-29 03:00"
    )
    assert found["at"] == [utc("2026-03-29T00:59:59"), utc("2026-03-29T01:00:00")]
    assert count.quarantined == {"nonexistent_time": 2}
    assert count.details[0].value == "2026-03-29 02:00"


def test_fold_in_berlin_2026():
    """On 25 October 2026 the hour from 2:00 to 3:00 comes twice; the first is taken and counted."""
    found, count = converted(
        "Europe/Berlin", "2026-10-25 01:59:59", "2026-10-25 02:00", "2026-10-25 02:59:59", "2026-10-25 03:00"
    )
    assert found["at"] == [utc(f"2026-10-{text}") for text in ("24T23:59:59", "25T00:00", "25T00:59:59", "25T02:00")]
    assert count.ambiguous_times == 2


def test_gap_at_midnight_in_sao_paulo_2018():
    """On 4 November 2018 the day begins at 1:00."""
    found, count = converted("America/Sao_Paulo", "2018-11-03 23:59:59", "2018-11-04", "2018-11-04 01:00")
    assert found["at"] == [utc("2018-11-04T02:59:59"), utc("2018-11-04T03:00:00")]
    assert count.quarantined == {"nonexistent_time": 1}
    assert Zone("America/Sao_Paulo").midnight(date(2018, 11, 4)) == utc("2018-11-04T03:00:00")


def test_fold_before_midnight_in_sao_paulo_2018():
    """On 17 February 2018 the hour from 23:00 comes twice."""
    found, count = converted("America/Sao_Paulo", "2018-02-17 22:59:59", "2018-02-17 23:30", "2018-02-18")
    assert found["at"] == [utc("2018-02-18T00:59:59"), utc("2018-02-18T01:30"), utc("2018-02-18T03:00")]
    assert count.ambiguous_times == 1


@given(
    st.sampled_from(ZONES),
    st.lists(
        st.datetimes(datetime(1970, 1, 2), datetime(2037, 1, 1))
        | st.builds(
            lambda year, month, minutes: datetime(year, month, 1) + timedelta(minutes=minutes),
            st.integers(2015, 2026),
            st.sampled_from([2, 3, 4, 10, 11]),
            st.integers(0, 31 * 24 * 60),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_local_times_are_those_of_zoneinfo(name, moments):
    zone = ZoneInfo(name)
    local = np.array([(moment.replace(tzinfo=UTC) - EPOCH) // timedelta(microseconds=1) for moment in moments])
    found = Zone(name).to_utc(local)
    for place, moment in enumerate(moments):
        first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment
        assert bool(found.nonexistent[place]) == (not exists)
        if exists:
            assert found.utc[place] == (first.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)
            assert bool(found.ambiguous[place]) == (first.utcoffset() != second.utcoffset())


@pytest.mark.parametrize("year", [1, 1899, 2300, 9999])
def test_years_without_known_rules_take_the_nearest(year):
    moment = datetime(year, 6, 1, 12, tzinfo=UTC)
    local = np.array([(moment - EPOCH) // timedelta(microseconds=1)])
    assert abs(int(Zone("Europe/Berlin").to_utc(local).utc[0]) - int(local[0])) <= 2 * 3600 * 10**6


@given(
    st.sampled_from(["Europe/Moscow", "Europe/London", "Pacific/Apia", "America/St_Johns", "UTC"]),
    st.lists(st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)), max_size=4),
)
def test_what_the_clock_shows_is_what_the_standard_library_shows(name, moments):
    epoch, step = datetime(1970, 1, 1), timedelta(microseconds=1)
    utc = np.array([(moment - epoch) // step for moment in moments], np.int64)
    shown = [moment.replace(tzinfo=UTC).astimezone(ZoneInfo(name)).replace(tzinfo=None) for moment in moments]
    assert Zone(name).to_local(utc).tolist() == [(moment - epoch) // step for moment in shown]
