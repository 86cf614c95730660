"""Every KPI kind, over every window, equals the naive computation of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import naive
import pytest
from goalposts.expressions import parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, Observed, observe, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.visits import Row, batch, goal, visit

# zone and first of seven days around a change of its clocks; at midnight in Havana and São Paulo
SPANS = {
    "Europe/Berlin": date(2025, 3, 27),
    "America/Sao_Paulo": date(2018, 11, 1),
    "America/Havana": date(2024, 10, 31),
    "Pacific/Apia": date(2011, 12, 27),
    "UTC": date(2025, 1, 1),
}


def _is(field, word):
    return lambda row: None if row[field] is None else row[field] == word


def _at_most(field, limit):
    return lambda row: None if row[field] is None else row[field] <= limit


def _cell(field):
    return lambda row: row[field]


def _among(row):
    return naive.both(row["served"], _at_most("wait", 60)(row))


WHERE = {
    None: naive.always,
    'room == "a"': _is("room", "a"),
    'room == "a" or served': lambda row: naive.either(_is("room", "a")(row), row["served"]),
    'room != "b" and items is not null': lambda row: naive.both(
        naive.negation(_is("room", "b")(row)), row["items"] is not None
    ),
}
RATIOS = {
    "share(of=served)": {"of": _cell("served")},
    "share(of=wait <= 20 s, among=served)": {"of": _at_most("wait", 20), "among": _cell("served")},
    "mean(of=wait)": {"of": _cell("wait")},
    "mean(of=items, among=served and wait <= 1 min)": {"of": _cell("items"), "among": _among},
    "ratio(of=wait, by=items)": {"of": _cell("wait"), "by": _cell("items")},
    "ratio(of=wait, by=items, among=not served)": {
        "of": _cell("wait"),
        "by": _cell("items"),
        "among": lambda row: naive.negation(row["served"]),
    },
}
TOTALS = {
    "total()": {},
    "total(of=items)": {"of": _cell("items")},
    "total(among=served)": {"among": _cell("served")},
}


@st.composite
def streams(draw) -> tuple[str, list[Row], Window]:
    """A zone with a clock change, visits around it (some outside the planned days), and a window."""
    zone = draw(st.sampled_from(sorted(SPANS)))
    first = SPANS[zone]
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=1)
    moments = st.integers(0, 9 * 96).map(lambda quarters: start + timedelta(minutes=15 * quarters))
    rows = draw(
        st.lists(
            st.builds(
                visit,
                st.none() | moments,
                left_at=st.none() | moments,
                room=st.sampled_from([None, "a", "b"]),
                served=st.sampled_from([None, True, False]),
                wait=st.none() | st.integers(0, 80),
                items=st.none() | st.integers(-3, 9),
            ),
            max_size=40,
        )
    )
    offset = draw(st.integers(0, 6))
    days = draw(st.integers(1, 7 - offset))
    return zone, rows, Window(first + timedelta(days=offset), first + timedelta(days=offset + days))


def seen(stream, formula, where, at="came_at", closed=()) -> Observed:
    zone, rows, window = stream
    wanted = goal(parse_formula(formula), where=where, at=at)
    first = SPANS[zone]
    cube = Cube.empty(plan([wanted], zone, first, first + timedelta(days=7))).add(batch(rows))
    return observe(cube, wanted, window, closed)


def agree(found: Observed, expected: naive.Answer, window: Window) -> None:
    """Whole numbers agree exactly, so no tolerance is needed but for the one division."""
    assert found.n == expected.n
    assert found.unknown == expected.unknown
    assert found.days == len(expected.events)
    days = window.dates()
    assert found.day.tolist() == [(day - date(1970, 1, 1)).days for day in days]
    assert found.events.tolist() == [expected.events.get(day, 0) for day in days]
    assert found.denominator.tolist() == [float(expected.denominator.get(day, 0)) for day in days]
    if found.reason == "no_events":
        assert expected.n == 0
        assert found.value is None
    else:
        assert found.value == (None if expected.value is None else pytest.approx(float(expected.value), rel=1e-15))


@settings(deadline=None)
@given(
    streams(), st.sampled_from(sorted(RATIOS)), st.sampled_from(list(WHERE)), st.sampled_from(["came_at", "left_at"])
)
def test_shares_means_and_ratios_are_ratios_of_sums(stream, formula, where, at):
    zone, rows, window = stream
    dated = naive.in_window(rows, at, zone, window.start, window.end)
    expected = naive.ratio(dated, **RATIOS[formula], where=WHERE[where])
    found = seen(stream, formula, where, at)
    agree(found, expected, window)
    assert found.numerator.tolist() == [float(expected.numerator.get(day, 0)) for day in window.dates()]
    assert found.stream_rows.sum() == len(dated)
    assert found.instruments == (("counter",) if dated else ())


@settings(deadline=None)
@given(streams(), st.sampled_from(sorted(TOTALS)), st.sampled_from(list(WHERE)), st.booleans())
def test_a_total_is_the_sum_per_day_that_is_not_closed(stream, formula, where, first_day_is_closed):
    zone, rows, window = stream
    closed = (Window(window.start, window.start + timedelta(days=1)),) if first_day_is_closed else ()
    shut = [window.start] if first_day_is_closed else []
    counted = naive.in_window(rows, "came_at", zone, window.start + timedelta(days=len(shut)), window.end)
    expected = naive.total(counted, window.dates(), **TOTALS[formula], where=WHERE[where], closed=shut)
    agree(seen(stream, formula, where, closed=closed), expected, window)


@settings(deadline=None)
@given(streams(), st.sampled_from(["0.07", "0.5", "0.9", "0.95"]), st.sampled_from(list(WHERE)))
def test_a_quantile_is_within_one_per_cent_of_the_nearest_rank(stream, q, where):
    zone, rows, window = stream
    dated = naive.in_window(rows, "came_at", zone, window.start, window.end)
    expected = naive.quantile(dated, _cell("wait"), q, where=WHERE[where])
    found = seen(stream, f"quantile(of=wait, q={q})", where)
    assert found.n == expected.n
    assert found.unknown == expected.unknown
    if expected.value is None:
        assert found.value is None
    else:
        assert found.value == found.level == pytest.approx(float(expected.value), rel=0.01, abs=0)
        assert found.numerator.sum() == pytest.approx(float(Fraction(q) * expected.n))
        assert found.denominator.sum() == expected.n


@settings(deadline=None)
@given(streams())
def test_calendar_parts_are_those_of_the_projects_zone(stream):
    """Opening hours, by the clock on the wall; a visit that never left has none."""
    zone, rows, window = stream
    dated = naive.in_window(rows, "came_at", zone, window.start, window.end)

    def left_in_time(row):
        if row["left_at"] is None:
            return None
        shown = row["left_at"].astimezone(ZoneInfo(zone))
        return 9 <= shown.hour < 18 and shown.isoweekday() <= 5

    formula = "share(of=hour(left_at) >= 9 and hour(left_at) < 18 and not is_weekend(left_at))"
    agree(seen(stream, formula, None), naive.ratio(dated, left_in_time), window)
