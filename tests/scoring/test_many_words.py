"""Dimensions of thousands of words, and of one word a row."""

from __future__ import annotations

from datetime import date, timedelta

import goalposts as gp
import numpy as np
import pyarrow as pa
import pytest
from attrs import evolve
from goalposts.expressions import ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch
from goalposts.scoring import plan
from goalposts.scoring.filling.fused import part
from goalposts.scoring.filling.fused.segment_words import SegmentWords
from goalposts.scoring.filling.stream_lane import Begun, StreamLane, own_pivots, section_of_lanes
from goalposts.scoring.planning.days import local_midnights
from goalposts.testing import sample_catalogue
from scoring.paths import gathered
from scoring.visits import VISIT, goal

pytest.importorskip("llvmlite")

FIRST, DAYS, WORDS, ROWS = date(2025, 3, 1), 60, 6_000, 1_200_000


def test_six_thousand_words_are_counted_each_for_itself():
    """Against a count of pairs by NumPy alone; words come in another order in every batch."""
    random = np.random.default_rng(1)
    start = (FIRST - date(1970, 1, 1)).days * 86_400_000_000
    batches, seen = [], np.zeros((WORDS, DAYS), np.int64)
    for _ in range(3):
        numbers, days = random.integers(0, WORDS, ROWS // 3), random.integers(0, DAYS, ROWS // 3)
        shuffled = random.permutation(WORDS)
        codes = np.argsort(shuffled)[numbers].astype(np.int32)
        columns = {
            "came_at": Column(ValueType.TIMESTAMP, start + days * 86_400_000_000 + 43_200_000_000),
            "room": Column(ValueType.CATEGORY, codes, None, tuple(f"{number:04}" for number in shuffled)),
        }
        batches.append(Batch(VISIT.id, "counter", ROWS // 3, columns))
        np.add.at(seen, (numbers, days), 1)
    made = plan(
        [goal(parse_formula("total()"))], "UTC", FIRST, FIRST + timedelta(days=DAYS), segments={VISIT.id: ("room",)}
    )
    parts = gathered(made, batches, compiled=True).segments["room"]
    assert parts.words == tuple(f"{number:04}" for number in range(WORDS))
    assert (parts.states[0].total.reshape(WORDS, DAYS) == seen).all()


@pytest.mark.parametrize("rows", [20_000, ROWS])
def test_one_word_a_row_is_too_many_and_the_whole_is_still_answered(rows):
    at = pa.array(np.arange(rows) * 4_000_000 + 1_767_225_600_000_000, pa.timestamp("us", "UTC"))
    words = pa.array(np.arange(rows).astype(str))
    table = pa.table({"visit_id": words, "at": at, "place": words, "done": pa.array(np.arange(rows) % 4 == 0)})
    document = {
        "goalposts": 1,
        "project": "Many words",
        "timezone": "UTC",
        "evaluation": {"from": date(2026, 1, 1), "to": date(2026, 3, 1)},
        "data": {"sample.visit": None},
        "segments": ["place"],
        "goals": [{"id": "done", "role": "shadow", "kpi": "sample.done_share"}],
    }
    cube = gp.tally(gp.project(document, sample_catalogue()), {"sample.visit": table}, as_of=date(2026, 3, 2))
    parts = cube.sections[0].segments["place"]
    assert (parts.overflown, parts.words) == (True, ())
    assert cube.sections[0].rows == rows
    assert int(cube.sections[0].states[0].k.sum()) == rows // 4


@pytest.mark.parametrize("compiled", [False, True], ids=["twin", "scan"])
@pytest.mark.parametrize("cut", [40, 20], ids=["one batch", "two batches"])
def test_the_limit_is_the_number_of_words_and_rows_without_one_have_room_beside_it(compiled, cut):
    """Four rooms and rows of no room: kept where four words may be, not where three may."""
    at = (FIRST - date(1970, 1, 1)).days * 86_400_000_000 + np.arange(40)
    codes, there = np.arange(40, dtype=np.int32) // 2 % 4, np.arange(40) % 2 == 0
    batches = []
    for rows in (slice(0, cut), slice(cut, 40)):
        columns = {
            "came_at": Column(ValueType.TIMESTAMP, at[rows]),
            "room": Column(ValueType.CATEGORY, codes[rows], there[rows], tuple("abcd")),
        }
        batches += [Batch(VISIT.id, "counter", at[rows].size, columns)] if at[rows].size else []
    made = plan(
        [goal(parse_formula("total()"))], "UTC", FIRST, FIRST + timedelta(days=1), segments={VISIT.id: ("room",)}
    )
    for most, words in ((4, ("", "a", "b", "c", "d")), (3, ())):
        limited = evolve(made, streams=tuple(evolve(stream, most_words=most) for stream in made.streams))
        parts = gathered(limited, batches, compiled=compiled).segments["room"]
        assert (parts.words, parts.overflown) == (words, not words)


@pytest.mark.parametrize("valid", [None, np.arange(50_000) % 2 == 0])
def test_a_word_that_comes_late_is_numbered_and_one_that_never_comes_is_not(valid):
    """Only the first rows are looked at as long as they have all words; numbers go by the column's own order."""
    codes = np.zeros(50_000, np.int32)
    codes[-2:] = 2
    words, all_planned = SegmentWords(), np.ones(50_000, np.bool_).view
    column = words.column(Column(ValueType.CATEGORY, codes, valid, ("often", "never", "late")), all_planned)
    assert words.words == ["often", "late"]
    assert column.values[[0, -2]].tolist() == [0, 1]
    late = Column(ValueType.CATEGORY, codes[:4], None, ("late",))
    assert words.column(late, all_planned).values.tolist() == [1] * 4


def test_a_word_that_had_no_row_yet_is_numbered_when_it_has():
    """Until then its code may be the number of another word; the same words come with every batch of a source."""
    words, all_planned = SegmentWords.of(("first", "second")), np.ones(4, np.bool_).view
    both = ("new", "second")

    def numbered(*codes):
        column = Column(ValueType.CATEGORY, np.array(codes, np.int32), None, both)
        return words.column(column, all_planned).values.tolist()

    assert numbered(1, 1, 1, 1) == [1] * 4
    assert numbered(0, 1, 0, 0) == [2, 1, 2, 2]
    assert words.words == ["first", "second", "new"]


def rooms(days, codes, words, **more) -> Batch:
    """Rows of one room each on some days, counted from the first planned one."""
    columns = {
        "came_at": Column(
            ValueType.TIMESTAMP, (FIRST - date(1970, 1, 1)).days * 86_400_000_000 + days * 86_400_000_000
        ),
        "room": Column(ValueType.CATEGORY, codes.astype(np.int32), None, words),
    }
    return Batch(VISIT.id, "counter", days.size, columns | more)


def planned(formula, days, most=None):
    """A plan by room, with as many rooms as are wanted."""
    end = FIRST + timedelta(days=days)
    made = plan([goal(parse_formula(formula))], "UTC", FIRST, end, segments={VISIT.id: ("room",)})
    return made if most is None else evolve(made, streams=(evolve(made.streams[0], most_words=most),))


@pytest.mark.parametrize("compiled", [False, True], ids=["twin", "scan"])
@pytest.mark.parametrize("outside", [-30, 30], ids=["before", "after"])
def test_words_that_only_other_days_have_take_no_room(compiled, outside):
    """An export that reaches far back names people who left long ago: they are not too many for the planned days."""
    rows, words = np.arange(64), tuple(f"{number:02}" for number in range(36))
    batch = rooms(np.where(rows < 32, outside, 0), np.where(rows < 32, rows, 32 + rows % 4), words)
    for batches in ([batch], [part(batch, 0, 32), part(batch, 32, 64)], [batch, batch]):
        section = gathered(planned("total()", 2, most=4), batches, compiled=compiled)
        parts = section.segments["room"]
        assert (parts.overflown, parts.words) == (False, ("32", "33", "34", "35"))
        half = sum(one.rows for one in batches) // 2
        assert parts.states[0].n.tolist() == [half // 4, 0] * 4
        assert section.instruments["counter"].outside == half


@pytest.mark.parametrize("compiled", [False, True], ids=["twin", "scan"])
def test_rows_of_other_days_alone_leave_neither_words_nor_states(compiled):
    """The same nothing by both ways, to the byte."""
    batch = rooms(np.full(40, -30), np.arange(40) % 4, tuple("abcd"))
    parts = gathered(planned("total()", 2), [batch], compiled=compiled).segments["room"]
    assert (parts.words, parts.states, parts.overflown) == ((), (), False)


def test_a_stream_of_which_nothing_is_kept_by_word_may_have_many_words():
    """A time to event is kept for whole days only; so many words that their cells are read in parts have no states."""
    rows, days = np.arange(200), 400
    left = Column(ValueType.TIMESTAMP, (FIRST - date(1970, 1, 1)).days * 86_400_000_000 + rows * 86_400_000_000)
    batch = rooms(np.zeros(200, np.int64), rows, tuple(f"{n:03}" for n in rows), left_at=left)
    sections = [
        gathered(planned("survival(ended=left_at, by=3 d)", days), [batch], compiled=way) for way in (False, True)
    ]
    for section in sections:
        assert len(section.segments["room"].words) == 200
        assert section.segments["room"].states == (None,)
    assert sections[0].states[0].counts.tolist() == sections[1].states[0].counts.tolist()


def test_a_second_scan_numbers_the_words_of_the_first_at_once():
    """Every batch names people of its own. Their means are known by then: one run a lane, not one for every batch."""
    random, batches = np.random.default_rng(1), []
    for number in range(12):
        days = random.integers(0, 20, 400)
        wait = Column(ValueType.DURATION, np.where(days % 2, 1e9, 0.0) + random.normal(size=400))
        words = tuple(f"{5 * number + word:02}" for word in range(5))
        batches.append(rooms(days, random.integers(0, 5, 400), words, wait=wait))
    made = planned("mean(of=wait)", 20)
    first = gathered(made, batches, compiled=False)
    midnights, (stream,) = local_midnights("UTC", FIRST, 20), made.streams
    again = StreamLane(Begun(stream, made, midnights, np.zeros(len(stream.expressions)), own_pivots(first)))
    for batch in batches:
        again.add(batch)
    ((_, scans),) = again.groups.values()
    assert [len(scan.runs) for scan in scans] == [1, 1]
    second, _ = section_of_lanes([again], "counter")
    assert second.segments["room"].words == first.segments["room"].words
    assert second.segments["room"].states[0].yy == pytest.approx(first.segments["room"].states[0].yy, rel=1e-9)
