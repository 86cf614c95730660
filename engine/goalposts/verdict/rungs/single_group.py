"""The rung without a comparison group: the step of a daily or weekly series at the go-live (stats 1.2)."""

from __future__ import annotations

from goalposts.inference import step_effect
from goalposts.model import DeclaredBaseline
from goalposts.model.effects import Effect, GateFailure
from goalposts.verdict.case import Case
from goalposts.verdict.diagnosing import examiner
from goalposts.verdict.measured import kind_of


def single_group(case: Case) -> Effect | tuple[GateFailure, ...] | None:
    """Compare the series before with the series after; trend, calendar and named influences are taken off."""
    before, after = case.before.series, case.after.series
    if isinstance(case.goal.baseline, DeclaredBaseline) or before is None or after is None:
        return None
    influences = case.project.influences_of(case.goal.goal)
    return step_effect(kind_of(case.goal), before, after, influences, examiner(case.project.catalogue))
