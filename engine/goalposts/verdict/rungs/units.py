"""The rung of units, such as agents, within the parts that a rollout reached or did not (stats 1.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve

from goalposts.expressions import Total
from goalposts.inference import gates
from goalposts.inference.segment_change import LEAST_SEGMENTS
from goalposts.inference.segment_effect import SegmentEstimate, segment_effect
from goalposts.inference.unit_change import LEAST_UNITS, UnitFit, UnitValues, compare_units
from goalposts.scoring import nested, unnested
from goalposts.verdict import comparison_reasons as reasons
from goalposts.verdict.comparison import Rows, Words, by_words, refused_pair
from goalposts.verdict.measured import kind_of
from goalposts.verdict.rungs.controls import alike_before, compared_rows, levels_of, volume_shift

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import ResolvedGoal, Window
    from goalposts.model.effects import Check, Effect
    from goalposts.model.scorecard import Reason
    from goalposts.verdict.case import Case


def by_units(case: Case) -> Effect | Reason | None:
    """Compare at least thirty units with the rollout and thirty without, of at least four parts each.

    What keeps the parts themselves from being compared is said by the next rung.
    """
    rows = compared_rows(case) if case.goal.units else None
    if not isinstance(rows, Rows) or any(refused_pair(case, pair) for pair in (rows.treated, rows.control)):
        return None
    assert case.before.seen is not None
    assert case.after.seen is not None
    windows = (case.before.seen, case.after.seen)
    parts = by_words(case, windows)
    if parts is None:
        return None
    if isinstance(case.goal.formula, Total):
        return reasons.UNITS_NOT_OF_TOTALS
    words = units_of(case, windows)
    if words is None:
        return reasons.UNITS_TOO_MANY
    units = unit_values(words)
    if min(units.counts) < LEAST_UNITS or min(units.clusters) < LEAST_SEGMENTS:
        return reasons.few_units(units.counts, units.clusters, LEAST_UNITS, LEAST_SEGMENTS)
    fit = compare_units(units)
    if fit is None:
        return reasons.UNITS_NO_SPREAD
    return evolve(_in_units(case, rows, fit), checks=_checks(case, rows, parts, words, fit))


def enough_units(goal: ResolvedGoal, words: Words | None) -> bool:
    """Whether units by their words in the baseline can be compared, as far as it tells."""
    if words is None or isinstance(goal.formula, Total):
        return False
    units = unit_values(words)
    return min(units.counts) >= LEAST_UNITS and min(units.clusters) >= LEAST_SEGMENTS


def units_of(case: Case, windows: Sequence[Window]) -> Words | None:
    """The units within the parts over some windows; None where they are not kept."""
    goal = case.goal
    return by_words(case, windows, dimension=nested(goal.compared_by, goal.units)) if goal.units else None


def unit_values(words: Words) -> UnitValues:
    """The units of some words over the first and the last of their windows."""
    parts = [unnested(word)[0] for word in words.words]
    known = sorted(set(parts))
    cluster = np.array([known.index(part) for part in parts], np.int64)
    treated = np.zeros(len(known), np.bool_)
    treated[cluster] = words.treated
    return UnitValues(words.values[:, 0], words.values[:, -1], cluster, treated)


def _in_units(case: Case, rows: Rows, fit: UnitFit) -> Effect:
    change = fit.change
    found = SegmentEstimate(
        change.difference,
        fit.control,
        change.standard_error,
        change.degrees_of_freedom,
        change.p_value,
        "unit-changes-cuped",
        "unit level",
    )
    shifted = gates.volume_changed(kind_of(case.goal), rows.treated.before, rows.treated.after)
    return segment_effect(found, levels_of(case), logarithmic=False, volume_changed=shifted)


def _checks(case: Case, rows: Rows, parts: Words, units: Words, fit: UnitFit) -> tuple[Check, ...]:
    found = [*alike_before(case, parts), volume_shift(case, rows), reasons.foretold(fit.foretold)]
    if units.lacking:
        found.append(reasons.units_left_out(units.lacking))
    return tuple(found)
