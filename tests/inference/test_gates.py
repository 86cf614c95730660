"""The gates refuse rather than guess, each with its own code."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from goalposts.inference import gates, step_effect
from goalposts.model.effects import Effect
from inference.windows import noisy_pair, weekend_closed, window


def codes(result):
    """Name the failed gates and their windows."""
    return [] if isinstance(result, Effect) else [(failure.code, failure.window) for failure in result]


@pytest.mark.parametrize(
    ("baseline_days", "evaluation_days", "expected"),
    [
        (28, 14, []),
        (27, 14, [("too_few_days", "baseline")]),
        (28, 13, [("too_few_days", "evaluation"), ("too_few_of_a_weekday", "evaluation")]),
    ],
)
def test_28_and_14_open_days_are_enough_and_one_less_is_not(baseline_days, evaluation_days, expected):
    """Thirteen days also hold one weekday only once."""
    assert codes(step_effect("ratio", *noisy_pair(baseline_days, evaluation_days))) == expected


def test_a_weekday_seen_once_is_too_few():
    """The fact names weekday, days and need; the second Tuesday of the evaluation was closed."""
    before, after = noisy_pair(56, 14)
    after = evolve(after, closed=np.arange(14) == 8)
    extended = step_effect("ratio", before, after)
    assert ("too_few_of_a_weekday", "evaluation") in codes(extended)
    assert extended[-1].fact == (("weekday", 1), ("days", 1), ("needed", 2))


def test_coverage_counts_expected_days_only():
    """A stream without weekends covers all of its days."""
    before, after = (weekend_closed(series) for series in noisy_pair(63, 42))
    assert isinstance(step_effect("ratio", before, after), Effect)


@pytest.mark.parametrize(("missing", "fails"), [(12, False), (13, True)])
def test_rows_on_under_80_percent_of_expected_days_make_the_goal_invalid(missing, fails):
    """12 of 60 days may be missing, 13 may not."""
    series = window(np.ones(60), without_rows=range(0, 4 * missing, 4))
    failures = list(gates.coverage_failures("baseline", series))
    assert [failure.code for failure in failures] == (["coverage"] if fails else [])
    assert all(failure.makes_invalid for failure in failures)


def test_coverage_is_judged_on_the_stream_not_on_the_kpis_own_events():
    """A slice without events on most days is sparse, not badly covered."""
    series = window(np.ones(60))
    sparse = evolve(series, events=np.where(np.arange(60) % 3 == 0, 1, 0))
    assert list(gates.coverage_failures("baseline", sparse)) == []


@pytest.mark.parametrize(("length", "fails"), [(14, False), (15, True)])
@pytest.mark.parametrize("first", [0, 50, 185])
def test_a_gap_over_14_days_makes_the_goal_invalid(length, fails, first):
    """At the start, inside, and at the end of a window."""
    first = 200 - length if first == 185 else first
    series = window(np.ones(200), without_rows=range(first, first + length))
    assert [failure.code for failure in gates.coverage_failures("baseline", series)] == (["gap"] if fails else [])


@pytest.mark.parametrize(("silent", "before", "fails"), [(2, 0, False), (3, 0, True), (4, 2, False), (5, 2, True)])
def test_an_export_that_ends_before_the_evaluation_does_makes_the_goal_invalid(silent, before, fails):
    """Days behind the last row are no days on which nothing happened, unless the stream is often as silent."""
    series = window(np.ones(200), without_rows=[*range(100, 100 + before), *range(200 - silent, 200)])
    failures = list(gates.end_failures("evaluation", series))
    assert [failure.code for failure in failures] == (["silent_end"] if fails else [])
    assert all(failure.makes_invalid for failure in failures)
    closed = window(np.ones(200), without_rows=range(190, 200), closed=range(190, 200))
    assert list(gates.end_failures("evaluation", closed)) == []
    long_gap = window(np.ones(200), without_rows=range(180, 200))  # `gap` says it already
    assert list(gates.end_failures("evaluation", long_gap)) == []


def test_declared_closed_days_are_no_gap():
    """Three weeks of works holidays."""
    series = window(np.ones(200), without_rows=range(50, 71), closed=range(50, 71))
    assert list(gates.coverage_failures("baseline", series)) == []


def test_noisy_days_are_read_by_week():
    """A median under ten events a day."""
    before, after = (evolve(series, events=np.full(series.days.size, 9)) for series in noisy_pair(60, 42))
    effect = step_effect("ratio", before, after)
    assert effect.method == "its-ewc-weekly"
    assert effect.degrees_of_freedom == 3


def test_weeks_need_8_and_4():
    """55 days hold seven weeks, 27 days three."""
    before, after = (evolve(series, events=np.full(series.days.size, 9)) for series in noisy_pair(55, 27))
    expected = [("too_few_weeks", "baseline"), ("too_few_weeks", "evaluation")]
    assert codes(step_effect("ratio", before, after)) == expected


def test_a_day_without_denominator_makes_a_ratio_weekly():
    """There are events, but x sums to zero."""
    before, after = noisy_pair(60, 42)
    denominator = before.denominator.copy()
    denominator[5] = 0.0
    assert step_effect("ratio", evolve(before, denominator=denominator), after).method == "its-ewc-weekly"


@pytest.mark.parametrize(("days", "proved"), [((56, 28), True), ((55, 28), False), ((56, 27), False)])
def test_a_proof_needs_56_and_28_days(days, proved):
    """Shorter windows give an interval all the same."""
    assert step_effect("ratio", *noisy_pair(*days)).long_enough_to_prove is proved


@pytest.mark.parametrize(("factor", "changed"), [(1.0, False), (2.5, True), (0.3, True)])
def test_a_denominator_beyond_half_or_double_is_flagged(factor, changed):
    """The effect is computed all the same."""
    before, after = noisy_pair()
    scaled = evolve(after, numerator=after.numerator * factor, denominator=after.denominator * factor)
    assert step_effect("ratio", before, scaled).volume_changed is changed


def test_empty_windows_fail_without_a_crash():
    """No rows at all: a gap, or too few days."""
    before, after = noisy_pair()
    empty = window(np.ones(42), without_rows=range(42), first_day=int(after.days[0]))
    assert codes(step_effect("ratio", before, empty)) == [("gap", "evaluation")]
    short = window(np.ones(10), without_rows=range(10), first_day=int(after.days[0]))
    assert codes(step_effect("ratio", before, short)) == [("too_few_days", "evaluation")]
