"""The rungs with a comparison group of a table by week, month, quarter or year (stats 1.3), the strongest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen

from goalposts.inference.difference import Differenced
from goalposts.inference.period_difference import PeriodPair, period_difference
from goalposts.inference.period_readings import days_of, volume_changed
from goalposts.inference.segment_change import LEAST_SEGMENTS, compare_changes, joint_permutation_p
from goalposts.inference.segment_effect import Levels, SegmentEstimate, segment_effect
from goalposts.model.effects import Check, Effect
from goalposts.model.scorecard import Reason
from goalposts.scoring import observe_words
from goalposts.verdict import comparison_reasons as reasons
from goalposts.verdict.bridge_days import left_out
from goalposts.verdict.comparison import by_words
from goalposts.verdict.in_periods import follows_entries, of_table
from goalposts.verdict.measured import Measured, measure
from goalposts.verdict.rungs.controls import LEAST_WEEKS_BEFORE, in_waves, is_compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.inference import PeriodReadings
    from goalposts.inference.arrays import Flags, Floats
    from goalposts.inference.period_readings import Period
    from goalposts.model import ResolvedGoal, Window
    from goalposts.verdict.case import Case

PERIODS_BEFORE = 12
"""Readings before the rollout over which both kinds are held against each other."""


@frozen(eq=False)
class PeriodParts:
    """The words of a dimension that have enough readings in both windows.

    Attributes:
        pairs: one for every word.
        treated: shape (words,).
        lacking: words that have not.
    """

    pairs: tuple[PeriodPair, ...]
    treated: Flags
    lacking: int

    @property
    def counts(self) -> tuple[int, int]:
        """How many have the rollout, and how many have not."""
        return int(self.treated.sum()), int((~self.treated).sum())

    @property
    def changes(self) -> Floats:
        """Of each, the value after less that before."""
        return np.array([pair.after.shown - pair.before.shown for pair in self.pairs])

    @property
    def volumes(self) -> Floats:
        """Of each, what its readings before were divided by."""
        return np.array([float(pair.before.volumes.sum()) for pair in self.pairs])


def by_period_segments(case: Case) -> Effect | Reason | None:
    """Compare the changes of at least four parts with the rollout and four without, each by its weights before."""
    rows = _rows(case)
    if not isinstance(rows, _Rows):
        return rows
    if failures := (*rows.treated.failures(), *rows.control.failures()):
        return reasons.refused(failures[0])
    parts = parts_of(case)
    if parts is None:
        return reasons.NOT_BY_WORD
    if min(parts.counts) < LEAST_SEGMENTS:
        return reasons.few_segments(*parts.counts, LEAST_SEGMENTS)
    fit = compare_changes(parts.changes, parts.volumes, parts.treated)
    if fit is None:
        return reasons.NO_SPREAD
    before, after = rows.treated.before, rows.treated.after
    found = SegmentEstimate(
        fit.difference,
        fit.control,
        fit.standard_error,
        fit.degrees_of_freedom,
        fit.p_value,
        f"segment-changes-by-{before.period}",
        "difference in differences",
    )
    levels = Levels(before.shown, after.shown, days_of(before), days_of(after))
    changed = volume_changed(before, after)
    effect = segment_effect(found, levels, logarithmic=False, volume_changed=changed)
    lacking = (reasons.left_out(parts.lacking),) if parts.lacking else ()
    return evolve(effect, checks=(*_alike_before(parts), reasons.volume_shift(rows.volume_shift), *lacking))


def against_period_rows(case: Case) -> Effect | Reason | None:
    """Compare the readings of all rows with the rollout with those of all rows without."""
    rows = _rows(case)
    return _against(rows) if isinstance(rows, _Rows) else None


def against_entries(case: Case) -> Effect | Reason | None:
    """Compare the weeks of entry of all rows with the rollout with those of all rows without."""
    if is_compared(case) and in_waves(case):
        return reasons.NOT_OF_ENTRIES
    if case.before.periods is None or case.after.periods is None:
        return None  # the rung without a comparison says what is lacking
    rows = _rows(case)
    return _against(rows) if isinstance(rows, _Rows) else rows


def _against(rows: _Rows) -> Effect | Reason:
    found = period_difference(rows.treated, rows.control)
    if not isinstance(found, Differenced):
        return reasons.refused(found[0])
    alike, distance = reasons.alike_before(found.early_p), reasons.fit_error(found.fit_error)
    return evolve(found.effect, checks=(alike, distance, reasons.volume_shift(rows.volume_shift)))


@frozen(eq=False)
class _Rows:
    treated: PeriodPair
    control: PeriodPair

    @property
    def volume_shift(self) -> float:
        return self.treated.growth / self.control.growth - 1


def _rows(case: Case) -> _Rows | Reason | None:
    """Both kinds of rows by the period of the goal; why there are none; nothing where no comparison is asked for."""
    if not is_compared(case):
        return None
    if case.goal.of_control is None:
        return reasons.UNKNOWN
    if in_waves(case):
        return None
    if case.before.periods is None or case.after.periods is None:
        return reasons.NO_CONTROL_ROWS
    before, after = (control_periods(case, window) for window in (case.goal.sample, case.goal.evaluation))
    if before is None or after is None:
        return reasons.NO_CONTROL_ROWS
    return _Rows(PeriodPair(case.before.periods, case.after.periods), PeriodPair(before, after))


def control_periods(case: Case, window: Window | None) -> PeriodReadings | None:
    """The rows without the rollout over a window, in the period of the goal."""
    goal = case.goal.of_control
    assert goal is not None
    found = measure(case.project, goal, case.cube, window, case.as_of)
    if follows_entries(goal):
        return found.periods
    return None if found.observed is None else of_table(goal, found.observed, period_of(case))


def period_of(case: Case) -> Period:
    """The period in which both windows are read."""
    assert case.before.periods is not None
    return case.before.periods.period


def parts_of(case: Case) -> PeriodParts | None:
    """Every word by its readings; None where they are not kept by the words of one dimension."""
    goal = case.goal
    assert goal.of_control is not None
    assert case.before.seen is not None
    assert case.after.seen is not None
    words = by_words(case, (case.before.seen, case.after.seen))
    if words is None:
        return None
    pairs, treated, lacking = [], [], words.lacking
    for rows, kind in ((goal, True), (goal.of_control, False)):
        own = [word for word, is_treated in zip(words.words, words.treated, strict=True) if is_treated == kind]
        sides = [_by_word(case, rows, own, measured) for measured in (case.before, case.after)]
        for before, after in zip(*sides, strict=True):
            pair = None if before is None or after is None else PeriodPair(before, after)
            if pair is None or any(pair.failures()):
                lacking += 1
            else:
                pairs.append(pair)
                treated.append(kind)
    return PeriodParts(tuple(pairs), np.array(treated, np.bool_), lacking)


def _by_word(case: Case, goal: ResolvedGoal, words: list[str], measured: Measured) -> list[PeriodReadings | None]:
    assert measured.seen is not None
    return periods_of_words(case, goal, [(word,) for word in words], measured.seen)


def periods_of_words(
    case: Case, goal: ResolvedGoal, groups: Sequence[tuple[str, ...]], window: Window
) -> list[PeriodReadings | None]:
    """The readings of groups of words over a window, in the period of the goal; None where one has none."""
    found = observe_words(case.cube, goal, window, goal.compared_by, groups, left_out(case.project, goal))
    return [None if seen is None else of_table(goal, seen, period_of(case)) for seen in found or [None] * len(groups)]


def _alike_before(parts: PeriodParts) -> tuple[Check, ...]:
    """Hold the periods before the rollout against each other: the parts that have all of them, by the same odds."""
    last = max(int(pair.before.index[-1]) for pair in parts.pairs)
    longest = min(PERIODS_BEFORE, max(pair.before.count for pair in parts.pairs))
    wanted = np.arange(last - longest + 1, last + 1)
    whole = np.array([bool(np.isin(wanted, pair.before.index).all()) for pair in parts.pairs])
    treated = parts.treated[whole]
    if longest < LEAST_WEEKS_BEFORE or min(int(treated.sum()), int((~treated).sum())) < LEAST_SEGMENTS:
        return (reasons.alike_before(None), reasons.fit_error(None))
    values = np.array(
        [
            pair.before.values[np.searchsorted(pair.before.index, wanted)]
            for pair, kept in zip(parts.pairs, whole, strict=True)
            if kept
        ]
    )
    changes, weights = values - values.mean(axis=1, keepdims=True), parts.volumes[whole]
    gap = [np.average(changes[side], axis=0, weights=weights[side]) for side in (treated, ~treated)]
    distance = float(np.sqrt(((gap[0] - gap[1]) ** 2).mean()))
    return (reasons.alike_before(joint_permutation_p(changes, weights, treated)), reasons.fit_error(distance))
