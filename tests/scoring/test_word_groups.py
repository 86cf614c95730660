"""The daily numbers of words, pooled, equal those of a goal that is limited to these words."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from goalposts.expressions import parse_formula
from goalposts.scoring import Cube, observe, observe_words, plan
from hypothesis import given, settings
from scoring.test_segment_values import (
    AFTER,
    BEFORE,
    DAYS,
    DISTINCT,
    FIRST,
    QUANTILE,
    RATIOS,
    TOTALS,
    any_rows,
    streams,
)
from scoring.visits import VISIT, batch, goal

GROUPS = (("attic", "hall"), ("yard",))


def cubed(rows, formula):
    """A cube cut by room, with the same goal limited to each of the groups."""
    asked = goal(parse_formula(formula))
    limited = [goal(parse_formula(formula), where=where) for where in ('room in ["attic", "hall"]', 'room == "yard"')]
    end = FIRST + timedelta(days=DAYS)
    made = plan([asked, *limited], "Europe/Berlin", FIRST, end, segments={VISIT.id: ("room",)})
    return asked, limited, Cube.empty(made).add(batch(rows[::2])).add(batch(rows[1::2]))


@pytest.mark.parametrize("formula", [*RATIOS, *TOTALS, QUANTILE])
@settings(max_examples=25, deadline=None)
@given(rows=streams())
def test_pooled_words_are_a_goal_limited_to_them(formula, rows):
    asked, limited, cube = cubed(rows, formula)
    for window in (BEFORE, AFTER):
        found = observe_words(cube, asked, window, "room", GROUPS)
        if found is None:
            assert not cube.sections[0].rows
            continue
        for group, seen, narrow in zip(GROUPS, found, limited, strict=True):
            if seen is None:
                assert not set(group) & set(cube.sections[0].segments["room"].words)
                continue
            alone = observe(cube, narrow, window)
            assert seen.numerator == pytest.approx(alone.numerator)
            assert seen.denominator == pytest.approx(alone.denominator)
            assert np.array_equal(seen.events, alone.events)
            assert np.array_equal(seen.stream_rows, alone.stream_rows)
            assert seen.value == (None if alone.value is None else pytest.approx(alone.value))
            assert any_rows(rows, window) or seen.reason == "no_events"


def test_what_is_not_kept_by_these_words_gives_nothing():
    asked, _, cube = cubed([], DISTINCT)
    assert observe_words(cube, asked, BEFORE, "room", GROUPS) is None
    assert observe_words(cube, asked, BEFORE, "served_by", GROUPS) is None
