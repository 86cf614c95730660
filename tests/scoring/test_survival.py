"""Time to event with open rows: against the naive curve, a published example and SciPy."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import naive
import numpy as np
import pytest
from attrs import evolve
from goalposts.errors import ExpressionError
from goalposts.expressions import DAY, Quantity, check_formula, parse_formula, render_formula, survival
from goalposts.model import Window
from goalposts.scoring import Cube, observe, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf
from scoring.paths import gathered
from scoring.visits import VISIT, batch, goal, visit

ZONE = "Europe/Berlin"
FIRST, END = date(2025, 3, 20), date(2025, 4, 9)
WHOLE = Window(FIRST, END)
START = datetime(2025, 3, 20, tzinfo=UTC)
UNTIL = date(2025, 4, 5)


def wanted(text, **keys):
    return goal(parse_formula(text), **keys)


def cube_of(goal_, rows, until=UNTIL, zone=ZONE, days=(FIRST, END)):
    made = evolve(batch(rows), observed_until=until)
    return Cube.empty(plan([goal_], zone, *days)).add(made)


def entries(rows, window, until, among=naive.always):
    """The age and outcome of every entry that can be judged; None for one that cannot."""
    found = []
    for day, row in naive.in_window(rows, "came_at", ZONE, window.start, window.end):
        if among(row) is False:
            continue
        end = None if row["left_at"] is None else row["left_at"].astimezone(ZoneInfo(ZONE)).date()
        followed = max((until - timedelta(days=1) - day).days, 0)
        if among(row) is None or (end is not None and (row["served"] is None or end < day)):
            found.append(None)
        elif end is None or (end - day).days > followed:
            found.append((followed, "open"))
        else:
            found.append(((end - day).days, "reached" if row["served"] else "other"))
    return found


rows = st.lists(
    st.builds(
        lambda hours, stay, **cells: visit(
            START + timedelta(hours=hours),
            left_at=None if stay is None else START + timedelta(hours=hours + stay),
            **cells,
        ),
        st.integers(-5, 21 * 24),
        st.none() | st.integers(-3, 12 * 24),
        served=st.sampled_from([None, True, True, False]),
        room=st.sampled_from([None, "a", "a", "b"]),
    ),
    max_size=40,
)
windows = st.integers(0, 10).map(lambda skip: Window(FIRST + timedelta(days=skip), END))


@settings(deadline=None)
@given(rows, windows, st.integers(0, 9), st.sampled_from([UNTIL, date(2025, 3, 28)]))
def test_every_reading_is_that_of_the_naive_curve(found, window, age, until):
    """Competing ends, open rows, ends not seen yet, nulls, and local days over a change of clocks."""
    among = lambda row: None if row["room"] is None else row["room"] == "a"  # noqa: E731  # a row's answer
    own = entries(found, window, until, among)
    known = [entry for entry in own if entry is not None]
    incidence, surviving = naive.incidence(known, 30)
    followed = any(entry[0] >= age for entry in known) or (known and surviving[age] == 0)
    readings = {
        f'survival(ended=left_at, of=served, by={age} d, among=room == "a")': incidence[age] if followed else None,
        f'survival(ended=left_at, give="mean", of=served, by={age} d, among=room == "a")': (
            86_400 * sum(surviving[:age]) if followed else None
        ),
        'survival(ended=left_at, give="median", of=served, among=room == "a")': next(
            (86_400 * day for day, share in enumerate(incidence) if share >= 0.5), None
        ),
    }
    for q in ("0.2", "0.8"):
        readings[f'survival(ended=left_at, give="quantile", of=served, among=room == "a", q={q})'] = next(
            (86_400 * day for day, share in enumerate(incidence) if share >= Fraction(q)), None
        )
    risen = incidence[age] / 2
    readings[f'survival(ended=left_at, give="half_rise", of=served, by={age} d, among=room == "a")'] = (
        86_400 * next(day for day, share in enumerate(incidence) if share >= risen) if followed and risen else None
    )
    for text, expected in readings.items():
        asked = wanted(text)
        seen = observe(cube_of(asked, found, until), asked, window)
        assert seen.unknown == len(own) - len(known)
        assert seen.n == len(known)
        assert seen.numerator.sum() == sum(outcome == "reached" for _, outcome in known)
        assert seen.value == (None if expected is None else pytest.approx(float(expected), rel=1e-12, abs=1e-12))


@settings(deadline=None)
@given(rows, st.integers(0, 9))
def test_a_cohort_is_the_plain_share_at_an_age_among_those_who_are_old_enough(found, age):
    dated = naive.in_window(found, "came_at", ZONE, FIRST, END)
    old = [(day, row) for day, row in dated if (UNTIL - timedelta(days=1) - day).days >= age]

    def reached(row):
        if row["left_at"] is None:
            return False
        stay = (
            row["left_at"].astimezone(ZoneInfo(ZONE)).date() - row["came_at"].astimezone(ZoneInfo(ZONE)).date()
        ).days
        return None if row["served"] is None or stay < 0 else row["served"] and stay <= age

    expected = naive.ratio(old, reached)
    asked = wanted(f'survival(ended=left_at, give="cohort", of=served, by={age} d)')
    seen = observe(cube_of(asked, found), asked, WHOLE)
    assert seen.value == (None if expected.value is None else pytest.approx(float(expected.value)))
    assert (seen.n, seen.n + seen.immature + seen.unknown) == (expected.n, len(dated))
    assert seen.numerator.tolist() == [float(expected.numerator.get(day, 0)) for day in WHOLE.dates()]


@settings(deadline=None)
@given(rows, st.integers(0, 40))
def test_any_cut_gives_the_same_bytes(found, cut):
    asked = wanted("survival(ended=left_at, of=served, by=5 d)")
    whole = cube_of(asked, found)
    parts = cube_of(asked, found[cut:]).merge(cube_of(asked, found[:cut]))
    assert parts == whole
    assert Cube.load(whole.dump()) == whole


AGES = (10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
CLOSED = (True, True, True, False, True, False, True, False, False, False)


def closing_times():
    """Ten entries, each followed to its own age: those not closed came as many days before the last day."""
    last = date(2025, 4, 30)
    found = []
    for age, closed in zip(AGES, CLOSED, strict=True):
        day = last - timedelta(days=100 if closed else age)
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        found.append(visit(at, left_at=at + timedelta(days=age) if closed else None, served=closed))
    return found, last + timedelta(days=1)


def reading(text):
    found, until = closing_times()
    span = (date(2025, 1, 1), until)
    asked = wanted(text)
    return observe(cube_of(asked, found, until, "UTC", span), asked, Window(*span)).value


def test_a_known_example_by_hand():
    """10+ 20+ 30+ 40 50+ 60 70+ 80 90 100: S is 0.9, 0.8, 0.7, 0.7 * 5/6 at 50, times 3/4 at 70; median 70 days.

    The mean of the closed alone, 36 days, is what forgetting the open ones gives.
    """
    for age, share in ((9, 1.0), (10, 0.9), (20, 0.8), (30, 0.7), (49, 0.7), (50, 0.7 * 5 / 6), (70, 0.4375)):
        assert reading(f"survival(ended=left_at, by={age} d)") == pytest.approx(1 - share)
    assert reading('survival(ended=left_at, give="median")') == 70 * 86_400
    area = 10 * (1 + 0.9 + 0.8) + 20 * 0.7 + 20 * 0.7 * 5 / 6
    assert reading('survival(ended=left_at, give="mean", by=70 d)') == pytest.approx(area * 86_400)


def test_half_rise_is_a_time_where_most_end_otherwise():
    """Of ten, two won on day 3, one on day 9, seven were lost on day 1: half never win, half of the three by day 3."""
    ends = [(3, True), (3, True), (9, True)] + [(1, False)] * 7
    found = [visit(START, left_at=START + timedelta(days=day), served=won) for day, won in ends]
    for text, days in (('give="half_rise", of=served, by=10 d', 3), ('give="median", of=served', None)):
        asked = wanted(f"survival(ended=left_at, {text})")
        seen = observe(cube_of(asked, found), asked, WHOLE)
        assert seen.value == (None if days is None else days * 86_400)


def test_it_is_the_curve_of_scipy():
    data = CensoredData(
        uncensored=[age for age, closed in zip(AGES, CLOSED, strict=True) if closed],
        right=[age for age, closed in zip(AGES, CLOSED, strict=True) if not closed],
    )
    curve = ecdf(data).sf
    for age in range(1, 101, 7):
        assert reading(f"survival(ended=left_at, by={age} d)") == pytest.approx(1 - float(curve.evaluate(age)))


def test_without_open_rows_it_is_the_share_of_ends():
    found = [visit(START, left_at=START + timedelta(days=day), served=True) for day in (0, 1, 1, 4)]
    asked = wanted("survival(ended=left_at, by=1 d)")
    assert observe(cube_of(asked, found), asked, WHOLE).value == 0.75


@pytest.mark.parametrize(
    ("give", "days"), [('give="median"', 5), ('give="quantile", q=0.4', 4), ('give="half_rise", by=10 d', 5)]
)
def test_a_share_that_is_met_exactly_is_met(give, days):
    """Ten ends on ten days; in doubles the share after the fifth is 0.49999999999999994."""
    found = [visit(START, left_at=START + timedelta(days=day)) for day in range(1, 11)]
    asked = wanted(f"survival(ended=left_at, {give})")
    assert observe(cube_of(asked, found), asked, WHOLE).value == days * 86_400


def test_what_was_not_followed_so_long_has_no_value():
    found = [visit(START, left_at=None)]
    asked = wanted("survival(ended=left_at, by=60 d)")
    seen = observe(cube_of(asked, found), asked, WHOLE)
    assert (seen.value, seen.reason, seen.n) == (None, "no_denominator", 1)


def test_without_a_declared_end_follow_up_ends_with_the_last_planned_day_that_has_rows():
    """One entry ends on the day on which the last one comes; the other two are followed to it."""
    found = [
        visit(START, left_at=START + timedelta(days=6)),
        visit(START),
        visit(START + timedelta(days=6)),
    ]
    for days, share in ((6, 0.5), (5, 0.0)):
        asked = wanted(f"survival(ended=left_at, by={days} d)")
        assert observe(cube_of(asked, found, None), asked, WHOLE).value == share


@pytest.mark.parametrize("until", [UNTIL, date(2025, 3, 28), None])
def test_beside_what_the_compiled_scan_fills_it_is_the_same(until):
    """Whether the scan or its twin counts the share: the same table of ages, and the same end of follow-up."""
    pytest.importorskip("llvmlite")
    asked = [wanted("survival(ended=left_at, of=served, by=3 d)"), wanted("share(of=served)", name="served")]
    found = [
        visit(START + timedelta(days=day), left_at=START + timedelta(days=2 * day), served=day % 3 == 0)
        for day in range(20)
    ]
    made, given_batch = plan(asked, ZONE, FIRST, END), evolve(batch(found), observed_until=until)
    twin, scan = (gathered(made, [given_batch], compiled=compiled) for compiled in (False, True))
    assert scan.seen_until(("counter",), 0) == twin.seen_until(("counter",), 0)
    cubes = [Cube.empty(made).with_sections({0: section}) for section in (twin, scan)]
    readings = [observe(cube, asked[0], WHOLE) for cube in cubes]
    assert readings[0].value == readings[1].value is not None
    assert cubes[0] == cubes[1]


def test_the_horizon_may_be_a_parameter():
    found = [visit(START, left_at=START + timedelta(days=day)) for day in (1, 3)]
    asked = wanted('survival(ended=left_at, by=param("within"))', params={"within": Quantity(2, "d")})
    assert observe(cube_of(asked, found), asked, WHOLE).value == 0.5
    assert asked.kpi.unit == "%"


@pytest.mark.parametrize(
    "text",
    [
        "survival(ended=wait, by=1 d)",
        "survival(ended=left_at)",
        'survival(ended=left_at, give="median", by=1 d)',
        'survival(ended=left_at, give="mode", by=1 d)',
        "survival(ended=left_at, by=wait)",
        "survival(ended=left_at, by=3)",
        "survival(ended=left_at, by=36 h)",
        'survival(ended=left_at, give="quantile")',
        'survival(ended=left_at, give="quantile", q=1.0)',
        'survival(ended=left_at, give="quantile", q=0.0)',
        'survival(ended=left_at, give="quantile", q=0.5, by=1 d)',
        "survival(ended=left_at, by=1 d, q=0.5)",
        "survival(ended=left_at, of=wait, by=1 d)",
    ],
)
def test_what_makes_no_sense_is_refused(text):
    with pytest.raises(ExpressionError):
        check_formula(parse_formula(text), VISIT.scope({}))


def test_python_and_text_are_the_same():
    built = survival(VISIT.left_at, of=VISIT.served, by=30 * DAY)
    assert render_formula(built) == 'survival(ended=left_at, give="reached", of=served, by=30 d)'
    assert parse_formula(render_formula(built)) == built


def test_a_row_that_ended_before_it_began_cannot_be_judged():
    found = [visit(START, left_at=START - timedelta(days=2)), visit(START, left_at=START)]
    asked = wanted("survival(ended=left_at, by=1 d)")
    seen = observe(cube_of(asked, found), asked, WHOLE)
    assert (seen.value, seen.n, seen.unknown) == (1.0, 1, 1)
    assert np.array_equal(seen.numerator[:1], [1.0])
