"""The daily numbers of words, each or pooled, equal the naive computation over the rows of these words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve
from goalposts.expressions import parse_formula
from goalposts.model import Window
from goalposts.scoring import Cube, days_by_word, observe_words, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.test_segment_values import (
    AFTER,
    BEFORE,
    DAYS,
    DISTINCT,
    FIRST,
    QUANTILE,
    RATIOS,
    ROOMS,
    TOTALS,
    any_rows,
    naively,
    on,
    streams,
)
from scoring.visits import VISIT, batch, goal

GROUPS = (("attic", "hall"), ("yard", "no such room"), ("no such room",))
WHOLE = Window(FIRST, FIRST + timedelta(days=DAYS))
A_DAY = (Window(FIRST + timedelta(days=1), FIRST + timedelta(days=2)),)


def cubed(rows, formula, **changes):
    """A goal, and a cube of it cut by room."""
    asked, end = goal(parse_formula(formula)), FIRST + timedelta(days=DAYS)
    made = plan([asked], "Europe/Berlin", FIRST, end, segments={VISIT.id: ("room",)})
    made = evolve(made, streams=tuple(evolve(stream, **changes) for stream in made.streams))
    return asked, Cube.empty(made).add(batch(rows[::2])).add(batch(rows[1::2]))


def daily(numbers, window):
    return [float(numbers.get(day, 0)) for day in window.dates()]


@settings(deadline=None)
@given(streams(), st.sampled_from([*RATIOS, *TOTALS, QUANTILE, DISTINCT]), st.sampled_from([(), A_DAY]))
def test_pooled_words_are_what_their_rows_alone_come_to(rows, formula, closed):
    asked, cube = cubed(rows, formula)
    kept = cube.sections[0].segments["room"].words
    for window in (BEFORE, AFTER):
        found = observe_words(cube, asked, window, "room", GROUPS, closed)
        assert (found is None) == (not kept)
        for group, seen in zip(GROUPS, found or (), strict=bool(kept)):
            assert (seen is None) == (not set(group) & set(kept))
            if seen is None:
                continue
            expected = naively([row for row in rows if row["room"] in group], window, formula, None, closed)
            assert (seen.n, seen.unknown, seen.days) == (expected.n, expected.unknown, len(expected.events))
            assert seen.events.tolist() == daily(expected.events, window)
            assert seen.stream_rows.sum() == naively(rows, window, "total()", None, ()).n
            exact = expected.value if any_rows(rows, window) else None
            near = 0.01 if formula == QUANTILE else 1e-14
            assert seen.value == (None if exact is None else pytest.approx(float(exact), rel=near, abs=0))
            if formula in (*RATIOS, *TOTALS):
                assert seen.numerator.tolist() == daily(expected.numerator, window)
                assert seen.denominator.tolist() == daily(expected.denominator, window)


@settings(deadline=None)
@given(streams(), st.sampled_from(list(RATIOS)), st.sampled_from([(), A_DAY]))
def test_the_days_of_every_word_are_those_of_its_rows(rows, formula, closed):
    asked, cube = cubed(rows, formula)
    for window in (BEFORE, AFTER):
        found = days_by_word(cube, asked, window, "room", closed)
        words = () if found is None else found.words
        assert {word or None for word in words} >= {row["room"] for row in rows if any_rows([row], WHOLE)}
        for place, word in enumerate(words):
            mine = naively([row for row in rows if row["room"] == (word or None)], window, formula, None, closed)
            assert found.numerator[place].tolist() == daily(mine.numerator, window)
            assert found.denominator[place].tolist() == daily(mine.denominator, window)


ONE_OF_EACH = [on(0, room, wait=1, items=2, served=True) for room in ROOMS]


@pytest.mark.parametrize("formula", [*RATIOS, *TOTALS, QUANTILE, DISTINCT])
def test_of_too_many_words_and_of_another_dimension_there_is_nothing(formula):
    asked, cube = cubed(ONE_OF_EACH, formula, most_words=3)
    assert observe_words(cube, asked, BEFORE, "room", GROUPS) is None
    assert days_by_word(cube, asked, BEFORE, "room") is None
    asked, cube = cubed(ONE_OF_EACH, formula)
    assert observe_words(cube, asked, BEFORE, "room", GROUPS) is not None
    assert observe_words(cube, asked, BEFORE, "desk", GROUPS) is None
    assert days_by_word(cube, asked, BEFORE, "desk") is None


@pytest.mark.parametrize("formula", [QUANTILE, DISTINCT])
def test_what_the_plan_has_no_memory_for_is_not_kept_by_word(formula):
    asked, cube = cubed(ONE_OF_EACH, formula, heavy_by_word=False)
    assert observe_words(cube, asked, BEFORE, "room", GROUPS) is None


def test_a_time_to_event_is_not_kept_by_word():
    asked, cube = cubed(ONE_OF_EACH, 'survival(ended=left_at, give="median")')
    assert observe_words(cube, asked, BEFORE, "room", GROUPS) is None


@pytest.mark.parametrize("formula", [*TOTALS, QUANTILE, DISTINCT])
def test_only_shares_means_and_ratios_have_days_of_words(formula):
    """The days of a total have no denominator of their words; those of the others do not add up."""
    asked, cube = cubed(ONE_OF_EACH, formula)
    assert days_by_word(cube, asked, BEFORE, "room") is None


def test_a_source_without_a_needed_field_leaves_no_value_and_is_told():
    asked, cube = cubed(ONE_OF_EACH, "mean(of=items)")
    cube = cube.add(batch(ONE_OF_EACH, "new", absent=["items"]))
    (found,) = observe_words(cube, asked, BEFORE, "room", [["hall"]])
    assert (found.value, found.reason, found.missing) == (None, "missing_field", ("items",))
