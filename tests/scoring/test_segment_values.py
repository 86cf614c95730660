"""A goal by the words of a dimension equals the naive computation over the rows of each word."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import naive
import numpy as np
import pytest
from attrs import evolve
from goalposts.expressions import parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, observe, observe_by_word, plan, table_by_word
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.visits import VISIT, batch, goal, visit

FIRST, DAYS = date(2025, 3, 27), 9  # in Berlin the clocks change on 30 March
BEFORE, AFTER = Window(FIRST, FIRST + timedelta(days=4)), Window(FIRST + timedelta(days=5), FIRST + timedelta(days=8))
ROOMS = ["attic", "cellar", "hall", "yard"]


def _cell(field):
    return lambda row: row[field]


def _served(row):
    return row["served"]


RATIOS = {
    "share(of=served)": {"of": _served},
    "mean(of=items, among=served)": {"of": _cell("items"), "among": _served},
    "ratio(of=wait, by=items)": {"of": _cell("wait"), "by": _cell("items")},
}
TOTALS = {"total()": {}, "total(of=items)": {"of": _cell("items")}, "total(among=served)": {"among": _served}}
QUANTILE, DISTINCT = "quantile(of=wait, q=0.9)", "distinct(of=room, among=served)"
WHERE = {
    None: naive.always,
    'room != "yard"': lambda row: None if row["room"] is None else row["room"] != "yard",
    "served": _served,
}


@st.composite
def streams(draw):
    """Visits to some rooms on the planned days and around them."""
    start = datetime(2025, 3, 26, tzinfo=UTC)
    moments = st.integers(0, 11 * 24).map(lambda hours: start + timedelta(hours=hours))
    row = st.builds(
        visit,
        st.none() | moments,
        room=st.sampled_from([None, *ROOMS]),
        served=st.sampled_from([None, True, False]),
        wait=st.none() | st.integers(0, 80),
        items=st.none() | st.integers(-3, 9),
    )
    return draw(st.lists(row, max_size=50))


def planned(formula, where=None, most_words=10_000):
    wanted = goal(parse_formula(formula), where=where)
    end = FIRST + timedelta(days=DAYS)
    made = plan([wanted], "Europe/Berlin", FIRST, end, segments={VISIT.id: ("room",)})
    return wanted, evolve(made, streams=tuple(evolve(stream, most_words=most_words) for stream in made.streams))


def tabled(rows, formula, where=None, closed=(), most=200, windows=(BEFORE, AFTER)):
    wanted, made = planned(formula, where)
    halves = rows[::2], rows[1::2]
    cube = Cube.empty(made).add(batch(halves[0])).add(batch(halves[1]))
    return observe_by_word(cube, wanted, windows, "room", closed, most), observe(cube, wanted, BEFORE, closed)


def naively(rows, window, formula, where, closed):
    """The answer for some rows over a window whose closed days do not count."""
    shut = [day for each in closed for day in naive.days_between(each.start, each.end)]
    found = naive.in_window(rows, "came_at", "Europe/Berlin", window.start, window.end)
    dated = [(day, row) for day, row in found if day not in shut]
    if formula in RATIOS:
        return naive.ratio(dated, **RATIOS[formula], where=WHERE[where])
    if formula == QUANTILE:
        return naive.quantile(dated, _cell("wait"), "0.9", where=WHERE[where])
    if formula == DISTINCT:
        return naive.distinct(dated, _cell("room"), among=_served, where=WHERE[where])
    days = naive.days_between(window.start, window.end)
    return naive.total(dated, days, **TOTALS[formula], where=WHERE[where], closed=shut)


def any_rows(rows, window):
    return bool(naive.in_window(rows, "came_at", "Europe/Berlin", window.start, window.end))


def expected_lines(rows, formula, where, closed, most):
    """Which words have a line, in which order, and of which rows."""
    groups = {word: [row for row in rows if row["room"] == word] for word in (None, *ROOMS)}
    answers = {
        word: [naively(found, window, formula, where, closed) for window in (BEFORE, AFTER)]
        for word, found in groups.items()
    }
    there = {word for word, found in answers.items() if any(answer.n or answer.unknown for answer in found)}
    ranked = sorted(there - {None}, key=lambda word: (-sum(answer.n for answer in answers[word]), word))
    lines = [(word, False, groups[word]) for word in ranked[:most]]
    if ranked[most:]:
        lines.append(("", True, [row for row in rows if row["room"] in ranked[most:]]))
    return lines + ([("", False, groups[None])] if None in there else [])


@settings(deadline=None)
@given(
    streams(),
    st.sampled_from([*RATIOS, *TOTALS, QUANTILE, DISTINCT]),
    st.sampled_from(list(WHERE)),
    st.booleans(),
    st.sampled_from([1, 2, 200]),
)
def test_every_line_is_what_its_rows_alone_come_to(rows, formula, where, a_day_is_closed, most):
    """Also `other`: a pooled value over the rows of its words, no mean of means."""
    closed = (Window(FIRST + timedelta(days=1), FIRST + timedelta(days=2)),) if a_day_is_closed else ()
    found, _ = tabled(rows, formula, where, closed, most)
    wanted = expected_lines(rows, formula, where, closed, most)
    assert [(line.word, line.other) for line in found.lines] == [(word, other) for word, other, _ in wanted]
    for line, (_, _, mine) in zip(found.lines, wanted, strict=True):
        for value, window in zip(line.windows, (BEFORE, AFTER), strict=True):
            answer = naively(mine, window, formula, where, closed)
            assert (value.n, value.unknown, value.days) == (answer.n, answer.unknown, len(answer.events))
            exact = answer.value if any_rows(rows, window) else None
            near = 0.01 if formula == QUANTILE else 1e-14
            assert value.value == (None if exact is None else pytest.approx(float(exact), rel=near, abs=0))
            if formula in (*RATIOS, *TOTALS):
                assert value.numerator == float(sum(answer.numerator.values(), Fraction(0)))


@settings(deadline=None)
@given(streams(), st.sampled_from([*RATIOS, *TOTALS]), st.sampled_from(list(WHERE)))
def test_lines_add_up_to_the_goal(rows, formula, where):
    found, whole = tabled(rows, formula, where, most=2)
    values = [line.windows[0] for line in found.lines]
    assert sum(value.n for value in values) == whole.n
    assert sum(value.unknown for value in values) == whole.unknown
    assert sum(value.numerator for value in values) == whole.numerator.sum()


def on(day, room, **cells):
    return visit(datetime(2025, 3, 27, 12, tzinfo=UTC) + timedelta(days=day), room=room, **cells)


def test_other_is_pooled():
    """Nine served of ten in one small room and none of one in another are 9 of 11, not 45 per cent."""
    rows = [on(0, "hall", served=True)] * 20
    rows += [on(0, "attic", served=True)] * 9 + [on(0, "attic", served=False)] + [on(0, "yard", served=False)]
    found, _ = tabled(rows, "share(of=served)", most=1)
    hall, other = found.lines
    assert (hall.word, other.word, other.other) == ("hall", "", True)
    assert other.windows[0].value == pytest.approx(9 / 11)


def test_a_word_without_a_denominator_has_no_value():
    """It was there after only: before, its share is unknown, and its number of visits a day is none."""
    rows = [on(0, "hall", served=True), on(6, "yard", served=True)]
    for formula, before in (("share(of=served)", None), ("total()", 0.0)):
        found, _ = tabled(rows, formula)
        yard = next(line for line in found.lines if line.word == "yard")
        assert yard.windows[0].value == before
        assert yard.windows[0].n == 0
        assert yard.windows[1].value is not None


def test_a_window_without_rows_has_no_totals():
    found, _ = tabled([on(6, "yard", items=2)], "total(of=items)")
    assert [value.value for value in found.lines[0].windows] == [None, pytest.approx(2 / 3)]


def test_a_window_that_is_not_there_is_none():
    found, _ = tabled([on(6, "yard", served=True)], "share(of=served)", windows=(None, AFTER))
    assert found.lines[0].windows[0] is None
    assert found.lines[0].windows[1].value == 1.0


def test_a_total_is_unknown_where_a_source_does_not_say_the_word():
    """The new counter does not know rooms: its visits are of no room, and no room had fewer visits."""
    wanted, made = planned("total()")
    named = batch([on(0, "hall"), on(6, "hall")], "old")
    nameless = batch([on(6, None)], "new", absent=["room"])
    found = observe_by_word(Cube.empty(made).add(named).add(nameless), wanted, (BEFORE, AFTER), "room")
    hall, without = found.lines
    assert [value.value for value in hall.windows] == [0.25, None]
    assert [value.n for value in hall.windows] == [1, 1]
    assert [value.value for value in without.windows] == [0.0, pytest.approx(1 / 3)]


def test_other_quantiles_and_distinct_words_are_of_all_their_rows():
    """Of three small rooms together: three rooms, and a wait that none of them has on its own as a ninth tenth."""
    rows = [on(0, "hall", wait=1, served=True)] * 9
    rows += [on(0, room, wait=wait, served=True) for room in ("attic", "cellar", "yard") for wait in (10, 40)]
    for formula, expected in ((DISTINCT, 3), (QUANTILE, 40)):
        other = tabled(rows, formula, most=1)[0].lines[1]
        assert (other.other, other.windows[0].n) == (True, 6)
        assert other.windows[0].value == pytest.approx(expected, rel=0.01)


def test_a_needed_field_that_a_source_lacks_leaves_every_word_unknown():
    wanted, made = planned("mean(of=items)")
    rows = [on(0, "hall", items=3)]
    cube = Cube.empty(made).add(batch(rows, "old")).add(batch(rows, "new", absent=["items"]))
    assert observe(cube, wanted, BEFORE).reason == "missing_field"
    (hall,) = observe_by_word(cube, wanted, (BEFORE,), "room").lines
    assert hall.windows[0].value is None


@pytest.mark.parametrize("formula", ["share(of=served)", "mean(of=items)", "total(of=items)", QUANTILE, DISTINCT])
def test_too_many_words_leave_one_line_with_the_goals_own_value(formula):
    wanted, made = planned(formula, most_words=2)
    rows = [on(day, room, served=day != 1, items=day, wait=day + 5) for day in (0, 1, 6) for room in ROOMS]
    cube = Cube.empty(made).add(batch(rows))
    found = observe_by_word(cube, wanted, (BEFORE, AFTER), "room")
    assert (found.reason, found.most_words) == ("too_many_words", 2)
    (line,) = found.lines
    assert line.other
    for value, window in zip(line.windows, (BEFORE, AFTER), strict=True):
        whole = observe(cube, wanted, window)
        assert value.n
        assert (value.value, value.n, value.days) == (whole.value, whole.n, whole.days)


def test_a_time_to_event_is_not_kept_by_word_and_says_so():
    found, _ = tabled([on(0, "hall", wait=3, served=True)], 'survival(ended=left_at, give="median")')
    assert (found.lines, found.reason) == ((), "not_by_segment")


@pytest.mark.parametrize("formula", [QUANTILE, DISTINCT])
def test_what_the_plan_has_no_memory_for_is_not_kept_by_word(formula):
    wanted, made = planned(formula)
    light = evolve(made, streams=tuple(evolve(stream, heavy_by_word=False) for stream in made.streams))
    cube = Cube.empty(light).add(batch([on(0, "hall", wait=3, served=True)]))
    found = observe_by_word(cube, wanted, (BEFORE, AFTER), "room")
    assert (found.lines, found.reason) == ((), "not_by_segment")


def test_an_empty_cube_has_no_lines_and_one_that_was_not_cut_no_table():
    wanted, made = planned("share(of=served)")
    assert observe_by_word(Cube.empty(made), wanted, (BEFORE, AFTER), "room").lines == ()
    assert observe_by_word(Cube.empty(made), wanted, (BEFORE, AFTER), "desk") is None


@settings(deadline=None)
@given(streams(), st.sampled_from([*RATIOS, *TOTALS, QUANTILE]), st.sampled_from(list(WHERE)), st.booleans())
def test_all_words_at_once_come_to_what_each_does(rows, formula, where, a_day_is_closed):
    """To the last bit, in the same order; of totals and quantiles there is no table."""
    closed = (Window(FIRST + timedelta(days=1), FIRST + timedelta(days=2)),) if a_day_is_closed else ()
    wanted, made = planned(formula, where)
    cube = Cube.empty(made).add(batch(rows))
    table = table_by_word(cube, wanted, (BEFORE, AFTER), "room", closed)
    lines = [line for line in observe_by_word(cube, wanted, (BEFORE, AFTER), "room", closed).lines if line.word]
    if formula not in RATIOS or table is None:
        assert table is None
        return
    assert list(table.words) == [line.word for line in lines]
    told = [[None if np.isnan(value) else value for value in values] for values in table.values.tolist()]
    assert told == [[value.value for value in line.windows] for line in lines]
    assert table.events.tolist() == [[value.n for value in line.windows] for line in lines]
