"""The rung without a comparison group: the step of a daily or weekly series at the go-live (stats 1.2)."""

from __future__ import annotations

from goalposts.inference import period_effect, step_effect
from goalposts.model import DeclaredBaseline
from goalposts.model.effects import Effect, GateFailure, WindowName
from goalposts.verdict.case import Case
from goalposts.verdict.diagnosing import examiner
from goalposts.verdict.in_periods import follows_entries, too_few_entry_weeks
from goalposts.verdict.measured import Measured, kind_of


def single_group(case: Case) -> Effect | tuple[GateFailure, ...] | None:
    """Compare the series before with the series after; trend, calendar and named influences are taken off."""
    windows: tuple[tuple[WindowName, Measured], ...] = (("baseline", case.before), ("evaluation", case.after))
    before, after = case.before.series, case.after.series
    if isinstance(case.goal.baseline, DeclaredBaseline) or before is None or after is None:
        return None
    if case.before.periods is not None and case.after.periods is not None:
        return period_effect(case.before.periods, case.after.periods)
    if follows_entries(case.goal):
        return tuple(too_few_entry_weeks(name, found.weeks) for name, found in windows if found.periods is None)
    influences = case.project.influences_of(case.goal.goal)
    return step_effect(kind_of(case.goal), before, after, influences, examiner(case.project.catalogue))
