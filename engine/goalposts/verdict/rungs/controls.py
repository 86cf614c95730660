"""The rungs with a comparison group that starts and ends with the goal's windows (stats 1.3), the strongest first.

Many parts on either side: their changes. One part against many: its days against a mixture of theirs. Else the days of
all rows with the rollout against the days of all without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve

from goalposts.expressions import Total
from goalposts.inference import gates
from goalposts.inference.comparison import compare
from goalposts.inference.difference import LEAST_DAYS_FOR_WEIGHTS, LEAST_DONORS, Differenced, Pair, difference_effect
from goalposts.inference.segment_change import LEAST_SEGMENTS, ChangeFit, compare_changes, joint_permutation_p
from goalposts.inference.segment_effect import Levels, SegmentEstimate, segment_effect
from goalposts.model import DeclaredBaseline
from goalposts.model.effects import Check, Effect
from goalposts.model.scorecard import Reason
from goalposts.scoring import observe_words
from goalposts.verdict import comparison_reasons as reasons
from goalposts.verdict.bridge_days import left_out
from goalposts.verdict.comparison import Rows, Words, by_words, control_rows, refused_pair, scaled, weeks_before
from goalposts.verdict.measured import Measured, kind_of, series_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.inference import WindowSeries
    from goalposts.inference.arrays import Floats
    from goalposts.verdict.case import Case

WEEKS_BEFORE = 12
LEAST_WEEKS_BEFORE = 3
LEAST_COVERED = 0.95
"""Of the days before the rollout; only days that all parts have can be mixed."""
WORTH_SAYING = 0.2
"""How much wider the range by kind must be to be shown beside the common one."""


def by_segments(case: Case) -> Effect | Reason | None:
    """Compare the changes of at least four parts with the rollout and four without."""
    rows = compared_rows(case)
    if not isinstance(rows, Rows):
        return rows
    for pair in (rows.treated, rows.control):
        if failures := refused_pair(case, pair):
            return reasons.refused(failures[0])
    assert case.before.seen is not None
    assert case.after.seen is not None
    words = by_words(case, (case.before.seen, case.after.seen))
    if words is None:
        return reasons.NOT_BY_WORD
    if min(words.counts) < LEAST_SEGMENTS:
        return reasons.few_segments(*words.counts, LEAST_SEGMENTS)
    values, logarithmic = scaled(case.goal, words), isinstance(case.goal.formula, Total)
    if values is None:
        return reasons.NOT_POSITIVE
    fit = compare_changes(values[:, 1] - values[:, 0], words.volumes, words.treated)
    if fit is None:
        return reasons.NO_SPREAD
    effect = _in_units(case, rows, fit, logarithmic=logarithmic)
    return evolve(effect, checks=(*alike_before(case, words), *_further_checks(case, rows, words, fit)))


def one_against_many(case: Case) -> Effect | Reason | None:
    """Compare the days of one part with those of a mixture of at least eight others."""
    rows, goal = compared_rows(case), case.goal
    if not isinstance(rows, Rows) or not goal.compared_by:
        return None
    assert case.before.seen is not None
    assert case.after.seen is not None
    words = by_words(case, (case.before.seen, case.after.seen))
    if words is None or words.counts[0] != 1 or words.counts[1] < LEAST_DONORS:
        return None
    treated = compare(kind_of(goal), rows.treated.before, rows.treated.after)
    if treated.by_week or treated.baseline.days < LEAST_DAYS_FOR_WEIGHTS:
        return None
    donors = _donors(case, words, treated.baseline.days)
    if len(donors) < LEAST_DONORS:
        return None
    found = difference_effect(kind_of(goal), rows.treated, donors)
    return _checked(case, rows, found) if isinstance(found, Differenced) else reasons.refused(found[0])


def against_rows(case: Case) -> Effect | Reason | None:
    """Compare the days of all rows with the rollout with the days of all without."""
    rows = compared_rows(case)
    if not isinstance(rows, Rows):
        return None
    found = difference_effect(kind_of(case.goal), rows.treated, (rows.control,))
    return _checked(case, rows, found) if isinstance(found, Differenced) else reasons.refused(found[0])


def compared_rows(case: Case) -> Rows | Reason | None:
    """The rows of both kinds; why there are none; nothing where no comparison, or one in waves, is asked for."""
    if not is_compared(case):
        return None
    if case.goal.control is None:
        return reasons.UNKNOWN
    if in_waves(case):
        return None
    return control_rows(case) or reasons.NO_CONTROL_ROWS


def is_compared(case: Case) -> bool:
    """Whether the project names a comparison for the goal, and its baseline was measured."""
    return any(case.project.comparison_of(case.goal.goal)) and not isinstance(case.goal.baseline, DeclaredBaseline)


def in_waves(case: Case) -> bool:
    """Whether the rollout reaches the goal's rows on several days."""
    rollout, end = case.goal.rollout, case.goal.evaluation.end
    return rollout is not None and len({day for day in rollout.dates.values() if day < end}) > 1


def _in_units(case: Case, rows: Rows, fit: ChangeFit, *, logarithmic: bool) -> Effect:
    found = SegmentEstimate(
        fit.difference,
        fit.control,
        fit.standard_error,
        fit.degrees_of_freedom,
        fit.p_value,
        f"segment-changes{'-log' if logarithmic else ''}",
        "difference in differences",
    )
    changed = gates.volume_changed(kind_of(case.goal), rows.treated.before, rows.treated.after)
    return segment_effect(found, levels_of(case), logarithmic=logarithmic, volume_changed=changed)


def levels_of(case: Case) -> Levels:
    """The goal over both windows."""
    compared = [case.before.observed, case.after.observed]
    days = [0 if seen is None else seen.days for seen in compared]
    assert case.before.value is not None
    assert case.after.value is not None
    return Levels(case.before.value, case.after.value, days[0], days[1])


def alike_before(case: Case, words: Words) -> tuple[Check, ...]:
    """Hold the weeks before the rollout against each other: the same parts, the same odds."""
    assert case.before.seen is not None
    weeks = weeks_before(case.before.seen.end, case.before.seen.start, WEEKS_BEFORE)
    known = by_words(case, weeks) if len(weeks) >= LEAST_WEEKS_BEFORE else None
    if known is None or min(known.counts) < LEAST_SEGMENTS:
        return (reasons.alike_before(None), reasons.fit_error(None))
    values = scaled(case.goal, known)
    if values is None:
        return (reasons.alike_before(None), reasons.fit_error(None))
    changes: Floats = values - values.mean(axis=1, keepdims=True)
    volumes = dict(zip(words.words, words.volumes, strict=True))
    weights = np.array([volumes.get(word, 0.0) for word in known.words])
    kept = weights > 0
    changes, weights, treated = changes[kept], weights[kept], known.treated[kept]
    gap = [np.average(changes[side], axis=0, weights=weights[side]) for side in (treated, ~treated)]
    distance = float(np.sqrt(((gap[0] - gap[1]) ** 2).mean()))
    return (reasons.alike_before(joint_permutation_p(changes, weights, treated)), reasons.fit_error(distance))


def _further_checks(case: Case, rows: Rows, words: Words, fit: ChangeFit) -> tuple[Check, ...]:
    found = [volume_shift(case, rows)]
    if words.lacking:
        found.append(reasons.left_out(words.lacking))
    if abs(fit.separate_widening - 1) > WORTH_SAYING:
        found.append(reasons.wider(fit.separate_widening))
    return tuple(found)


def volume_shift(case: Case, rows: Rows) -> Check:
    """The volume of a total is the KPI itself, which is allowed to move."""
    return reasons.volume_shift(None if isinstance(case.goal.formula, Total) else rows.volume_shift)


def _checked(case: Case, rows: Rows, found: Differenced) -> Effect:
    checks = (reasons.alike_before(found.early_p), reasons.fit_error(found.fit_error), volume_shift(case, rows))
    return evolve(found.effect, checks=checks)


def _donors(case: Case, words: Words, days: int) -> list[Pair]:
    """The daily series of every control word that has nearly all of the days."""
    before, after = (series_of_parts(case, words.without, measured) for measured in (case.before, case.after))
    found = []
    for one, other in zip(before, after, strict=True):
        if one is None or other is None or not covers(one, days):
            continue
        if not refused_pair(case, Pair(one, other)) and not compare(kind_of(case.goal), one, other).by_week:
            found.append(Pair(one, other))
    return found


def covers(part: WindowSeries, days: int) -> bool:
    """Whether a part has nearly all of the days before the rollout."""
    return bool((part.events > 0).sum() >= LEAST_COVERED * days)


def series_of_parts(case: Case, words: Sequence[str], measured: Measured) -> list[WindowSeries | None]:
    """The series of every part without the rollout over one window; None where it has no value."""
    goal, window = case.goal.of_control, measured.seen
    assert goal is not None
    assert window is not None
    groups = [(word,) for word in words]
    closed = left_out(case.project, goal)
    found = observe_words(case.cube, goal, window, goal.compared_by, groups, closed)
    return [
        None if seen is None or seen.value is None else series_of(seen, closed, measured)
        for seen in found or [None] * len(words)
    ]
