"""Ratios across event types: the quotient of the window's sums, whatever the streams."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import naive
import numpy as np
import pytest
from attrs import evolve
from goalposts.errors import ExpressionError
from goalposts.expressions import ValueType, parse, parse_formula, render_formula, sum_over
from goalposts.expressions.columns import Column
from goalposts.model import Batch, Direction, Goal, Kpi, ResolvedGoal, Window, event_type, field
from goalposts.scoring import Cube, observe, observe_by_word, plan
from hypothesis import given, settings
from hypothesis import strategies as st

ZONE, FIRST, DAYS = "Europe/Berlin", date(2025, 3, 27), 7
WHOLE = Window(FIRST, FIRST + timedelta(days=DAYS))
BILL = event_type("shop.bill", time="at", fields=[field.time("at"), field.money("amount"), field.category("place")])
GUEST = event_type(
    "shop.guest",
    time="came_at",
    fields=[field.time("came_at"), field.time("left_at"), field.money("paid"), field.category("place")],
)
SPENT, EARNED, GUESTS = sum_over(BILL, BILL.amount), sum_over(GUEST, GUEST.paid), sum_over(GUEST)
PER_GUEST = SPENT / GUESTS
RETURN = (EARNED - SPENT) / SPENT
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def wanted(formula, where=None):
    kpi = Kpi("shop.k", "A quotient.", BILL, also=[GUEST], value=formula)
    condition = None if where is None else parse(where)
    return ResolvedGoal(Goal("g"), kpi, "", formula, {}, condition, Direction.UP, WHOLE, None, None)


def batch(kind, rows, absent=(), instrument=""):
    columns = {known.id: column(known.type, [row.get(known.id) for row in rows]) for known in kind.fields}
    kept = {name: cells for name, cells in columns.items() if name not in absent}
    return Batch(kind.id, instrument or f"{kind.id} book", len(rows), kept, frozenset(absent))


def column(kind, cells):
    valid = np.array([cell is not None for cell in cells], np.bool_)
    if kind is ValueType.TIMESTAMP:
        return Column(
            kind, np.array([0 if c is None else (c - _EPOCH) // timedelta(microseconds=1) for c in cells]), valid
        )
    if kind is ValueType.CATEGORY:
        return Column(kind, np.array([0 if c is None else "ab".index(c) for c in cells], np.int32), valid, ("a", "b"))
    return Column(kind, np.array([0.0 if c is None else c for c in cells]), valid)


def seen(goal, bills, guests, window=WHOLE, absent=()):
    cube = Cube.empty(plan([goal], ZONE, FIRST, WHOLE.end))
    return observe(cube.add(batch(BILL, bills)).add(batch(GUEST, guests, absent)), goal, window)


moments = st.integers(-4, DAYS * 24 + 4).map(
    lambda hours: datetime(2025, 3, 26, 23, tzinfo=UTC) + timedelta(hours=hours)
)
places = st.sampled_from([None, "a", "b"])
amounts = st.none() | st.integers(-5, 50)
bill_rows = st.lists(st.fixed_dictionaries({"at": moments, "amount": amounts, "place": places}), max_size=20)
guest_rows = st.lists(
    st.fixed_dictionaries({"came_at": moments, "left_at": st.none() | moments, "paid": amounts, "place": places}),
    max_size=20,
)
windows = st.tuples(st.integers(0, DAYS - 1), st.integers(1, DAYS)).map(
    lambda cut: Window(FIRST + timedelta(days=cut[0]), min(FIRST + timedelta(days=sum(cut)), WHOLE.end))
)
WHERE = {None: naive.always, 'place == "a"': lambda row: None if row["place"] is None else row["place"] == "a"}


def total(rows, time, window, of, where):
    dated = naive.in_window(rows, time, ZONE, window.start, window.end)
    return naive.total(dated, window.dates(), of=of, where=WHERE[where]), dated


@settings(deadline=None)
@given(bill_rows, guest_rows, windows, st.sampled_from(list(WHERE)), st.sampled_from(["per guest", "return", "left"]))
def test_a_quotient_is_the_quotient_of_the_windows_sums(bills, guests, window, where, which):
    spent, bill_days = total(bills, "at", window, lambda row: row["amount"], where)
    earned, _ = total(guests, "came_at", window, lambda row: row["paid"], where)
    came, guest_days = total(guests, "came_at", window, naive.one, where)
    left, left_days = total(guests, "left_at", window, naive.one, where)
    formula, sides, streams = {
        "per guest": (PER_GUEST, (((1, spent),), ((1, came),)), [bill_days, guest_days]),
        "return": (RETURN, (((1, earned), (-1, spent)), ((1, spent),)), [bill_days, guest_days]),
        "left": (
            (2 * SPENT) / sum_over(GUEST, at="left_at"),
            (((2, spent),), ((1, left),)),
            [bill_days, left_days],
        ),
    }[which]
    expected = naive.quotient(sides, streams)
    found = seen(wanted(formula, where), bills, guests, window)
    assert found.value == (None if expected.value is None else pytest.approx(float(expected.value), rel=1e-14))
    assert found.n == expected.n
    parts = {id(part): part for side in sides for _, part in side}.values()
    assert found.unknown == sum(part.unknown for part in parts)
    for ours, theirs in ((found.numerator, expected.numerator), (found.denominator, expected.denominator)):
        assert ours.tolist() == [float(theirs.get(day, 0)) for day in window.dates()]
    assert found.events.tolist() == [expected.events.get(day, 0) for day in window.dates()]


def noon(day):
    return datetime(2025, 3, day, 12, tzinfo=UTC)


BILLS = [{"at": noon(27), "amount": 60}, {"at": noon(28), "amount": 40}]
COMERS = [{"came_at": noon(27), "paid": 150}, {"came_at": noon(27), "paid": 90}, {"came_at": noon(30), "paid": 10}]


def test_it_is_not_the_mean_of_daily_quotients():
    """100 spent on 3 guests, though the second day had no guest and the fourth no bill; (250 - 100) / 100."""
    assert seen(wanted(PER_GUEST), BILLS, COMERS).value == pytest.approx(100 / 3)
    assert seen(wanted(RETURN), BILLS, COMERS).value == pytest.approx(1.5)


def test_a_day_without_either_is_no_day_and_a_day_without_guests_is_still_cost():
    found = seen(wanted(PER_GUEST), BILLS, COMERS)
    assert found.events.tolist() == [2, 1, 0, 1, 0, 0, 0]
    assert (found.n, found.days) == (3, 3)


def test_coverage_is_that_of_the_emptiest_stream():
    assert seen(wanted(PER_GUEST), BILLS, COMERS).stream_rows.tolist() == [1, 0, 0, 0, 0, 0, 0]


def test_the_instruments_of_all_streams_count():
    assert seen(wanted(PER_GUEST), BILLS, COMERS).instruments == ("shop.bill book", "shop.guest book")


@pytest.mark.parametrize(("bills", "guests"), [([], COMERS), (BILLS, []), ([], [])])
def test_a_stream_without_rows_is_not_zero(bills, guests):
    found = seen(wanted(PER_GUEST), bills, guests)
    assert (found.value, found.reason) == (None, "no_events")


def test_no_denominator_is_no_value():
    found = seen(wanted(SPENT / sum_over(GUEST, among=GUEST.paid > 1000)), BILLS, COMERS)
    assert (found.value, found.reason) == (None, "no_denominator")


def test_a_missing_field_is_named_with_its_event_type():
    found = seen(wanted(RETURN), BILLS, COMERS, absent=["paid"])
    assert (found.value, found.reason, found.missing) == (None, "missing_field", ("shop.guest.paid",))


def test_sums_are_shared_with_other_goals():
    other = evolve(wanted(RETURN), goal=Goal("other"))
    made = plan([wanted(PER_GUEST), other], ZONE, FIRST, WHOLE.end)
    assert [len(stream.tallies) for stream in made.streams] == [1, 2]


@settings(deadline=None)
@given(bill_rows, guest_rows, st.integers(0, 20))
def test_any_cut_of_the_streams_gives_the_same(bills, guests, cut):
    goal = wanted(RETURN)
    empty = Cube.empty(plan([goal], ZONE, FIRST, WHOLE.end))
    whole = empty.add(batch(BILL, bills)).add(batch(GUEST, guests))
    parts = [
        empty.add(batch(kind, part))
        for kind, rows in ((GUEST, guests), (BILL, bills))
        for part in (rows[cut:], rows[:cut])
    ]
    merged = parts[0].merge(parts[1]).merge(parts[2].merge(parts[3]))
    again = Cube.load(merged.dump())
    assert observe(again, goal, WHOLE).value == observe(whole, goal, WHOLE).value


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ('sum(over="a",of=x)/sum(over="b")', 'sum(over="a", of=x) / sum(over="b")'),
        ('(sum(over="a") - 0.50*sum(over="b",at="t"))/(-sum(over="b"))', None),
        ('2 * sum(over="a") / (sum(over="a") + sum(over="b"))', None),
    ],
)
def test_quotients_are_read_back_as_written(text, canonical):
    formula = parse_formula(text)
    assert parse_formula(render_formula(formula)) == formula
    if canonical:
        assert render_formula(formula) == canonical


def test_python_and_text_are_the_same():
    text = '(sum(over="shop.guest", of=paid) - sum(over="shop.bill", of=amount)) / sum(over="shop.bill", of=amount)'
    assert render_formula(RETURN) == text
    assert parse_formula(text) == RETURN


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ('sum(over="a")', 13),
        ('sum(of=x) / sum(over="b")', 10),
        ('0 * sum(over="a") / sum(over="b")', 0),
        ('sum(over=a) / sum(over="b")', 9),
        ('(sum(over="a") / sum(over="b")', 15),
    ],
)
def test_what_is_no_quotient_is_said_with_its_place(text, position):
    with pytest.raises(ExpressionError) as caught:
        parse_formula(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('sum(over="shop.bills") / sum(over="shop.guest")', "does not read events 'shop.bills'"),
        ('sum(over="shop.bill", of=paid) / sum(over="shop.guest")', "has no field 'paid'"),
        ('(sum(over="shop.bill", of=amount) + sum(over="shop.guest")) / sum(over="shop.guest")', "no common unit"),
        ('sum(over="shop.bill", at="place") / sum(over="shop.guest")', "'place' is not a time"),
        ('sum(over="shop.bill") / sum(over="shop.guest", of=paid)', "number per money has no unit"),
    ],
)
def test_sums_are_typed_each_over_its_own_events(text, problem):
    with pytest.raises(ExpressionError, match=problem):
        wanted(parse_formula(text))


def test_the_unit_follows_the_sums():
    assert (wanted(PER_GUEST).kpi.unit, wanted(RETURN).kpi.unit) == ("money", "")


def test_a_quotient_has_no_words_of_its_own():
    """Its sums are of several streams, which need not say the same words."""
    goal = wanted(PER_GUEST)
    cut = plan([goal], ZONE, FIRST, WHOLE.end, segments={BILL.id: ("place",), GUEST.id: ()})
    found = observe_by_word(Cube.empty(cut), goal, (WHOLE,), "place")
    assert (found.lines, found.reason) == ((), "not_by_segment")
    assert observe_by_word(Cube.empty(plan([goal], ZONE, FIRST, WHOLE.end)), goal, (WHOLE,), "place") is None
