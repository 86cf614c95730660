"""Gathers the evidence on every goal from the cube; computes, but does not judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import numpy as np
from attrs import frozen

from goalposts.expressions import Quantile, Total
from goalposts.inference import Kind, QuantilePoint, WindowSeries, level, step_effect
from goalposts.inference.gates import coverage_failures
from goalposts.inference.series import window_level
from goalposts.model import DeclaredBaseline, Project, ResolvedGoal, Role, SealedBaseline, Window
from goalposts.model.effects import Effect, GateFailure, Level
from goalposts.model.evidence import Evidence
from goalposts.model.scorecard import Reason, Series, StreamCount, WindowValue
from goalposts.scoring import Cube, Observed, digest, observe
from goalposts.verdict import reasons
from goalposts.verdict.declared import effect_against
from goalposts.verdict.recipe import differs_from_seal, recipe_digest

QUARANTINED_AT_MOST = 0.05
UNKNOWN_AT_MOST = 0.20
_EPOCH = date(1970, 1, 1)


@frozen
class Measured:
    """One window of one goal as the cube shows it, up to the clock's day."""

    window: Window | None
    observed: Observed | None
    series: WindowSeries | None


def gather(project: Project, goals: tuple[ResolvedGoal, ...], cube: Cube, as_of: date) -> tuple[Evidence, ...]:
    """Gather the evidence on every goal."""
    sealed = project.seal.baselines if project.seal else {}
    return tuple(_gathered(project, goal, cube, as_of, sealed) for goal in goals)


def measure(project: Project, goal: ResolvedGoal, cube: Cube, window: Window | None, as_of: date) -> Measured:
    """Measure a goal over a window, as far as the clock allows."""
    if window is None or window.start >= as_of:
        return Measured(window, None, None)
    seen = Window(window.start, min(window.end, as_of))
    observed = observe(cube, goal, seen, project.closed)
    return Measured(window, observed, _series(project, observed))


def kind_of(goal: ResolvedGoal) -> Kind:
    """Say how inference treats the daily series of a goal."""
    if isinstance(goal.formula, Quantile):
        return "quantile"
    return "total" if isinstance(goal.formula, Total) else "ratio"


def _series(project: Project, observed: Observed) -> WindowSeries:
    point = None
    if observed.level is not None and observed.density is not None and observed.probability is not None:
        point = QuantilePoint(observed.level, observed.density, observed.probability)
    days = [_EPOCH + timedelta(days=int(day)) for day in observed.day]
    return WindowSeries(
        observed.day,
        observed.numerator,
        observed.denominator,
        observed.events,
        observed.stream_rows,
        np.array([any(day in shut for shut in project.closed) for day in days], np.bool_),
        point,
    )


def _gathered(
    project: Project, goal: ResolvedGoal, cube: Cube, as_of: date, sealed: Mapping[str, SealedBaseline]
) -> Evidence:
    before = measure(project, goal, cube, goal.sample, as_of)
    after = measure(project, goal, cube, goal.evaluation, as_of)
    invalid = tuple(_invalid(goal, cube, before, after))
    baseline, evaluation = _value(goal, before), _value(goal, after)
    reference, declared = _reference(goal, baseline, sealed), isinstance(goal.baseline, DeclaredBaseline)
    due = _due(goal, as_of)
    effect: Effect | None = None
    failures: tuple[GateFailure, ...] = ()
    if due is None and not invalid and reference is not None and evaluation.value is not None:
        effect, failures = _effect(goal, before, after, reference)
    return Evidence(
        goal=goal,
        baseline=baseline,
        evaluation=evaluation,
        series=_daily(project, goal, cube),
        reference=reference,
        recipe=recipe_digest(project, goal),
        due=due,
        invalid=invalid,
        failures=failures,
        effect=effect,
        declared=declared,
        notes=tuple(_notes(project, goal, before, after, sealed)),
    )


def _due(goal: ResolvedGoal, as_of: date) -> date | None:
    return goal.evaluation.end if goal.evaluation.end > as_of else None


def _value(goal: ResolvedGoal, measured: Measured) -> WindowValue:
    window, observed = measured.window, measured.observed
    start, end = (window.start, window.end) if window else (None, None)
    if observed is None or measured.series is None:
        return WindowValue(None, 0, 0, start, end, reason="no_events")
    value = observed.value
    if value is not None and isinstance(goal.formula, Total):
        value = window_level("total", measured.series)
    found = None if value is None else _level(goal, measured.series)
    return WindowValue(
        value,
        observed.n,
        observed.days,
        start,
        end,
        observed.instruments,
        found.low if found else None,
        found.high if found else None,
        observed.unknown,
        observed.reason,
    )


def _level(goal: ResolvedGoal, series: WindowSeries) -> Level | None:
    return level(kind_of(goal), series)


def _reference(goal: ResolvedGoal, baseline: WindowValue, sealed: Mapping[str, SealedBaseline]) -> float | None:
    if goal.id in sealed and sealed[goal.id].value is not None:
        return sealed[goal.id].value
    if isinstance(goal.baseline, DeclaredBaseline):
        return goal.baseline.value
    return baseline.value


def _effect(
    goal: ResolvedGoal, before: Measured, after: Measured, reference: float
) -> tuple[Effect | None, tuple[GateFailure, ...]]:
    assert after.series is not None
    if isinstance(goal.baseline, DeclaredBaseline):
        return effect_against(reference, _level(goal, after.series), after.series)
    if before.series is None:
        return None, ()
    found = step_effect(kind_of(goal), before.series, after.series)
    return (found, ()) if isinstance(found, Effect) else (None, found)


def _invalid(goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured) -> Iterator[Reason]:
    for stream in cube.streams:
        if stream.event_type == goal.kpi.over.origin.id and _quarantined(stream) > QUARANTINED_AT_MOST:
            yield reasons.quarantined(stream.instrument, _quarantined(stream))
    for name, measured in (("baseline", before), ("evaluation", after)):
        series = measured.series
        if series is not None and series.stream_rows.any():
            yield from map(reasons.gate, coverage_failures(name, series))  # type: ignore[arg-type]


def _quarantined(stream: StreamCount) -> float:
    return sum(stream.quarantined.values()) / stream.rows if stream.rows else 0.0


def _notes(
    project: Project,
    goal: ResolvedGoal,
    before: Measured,
    after: Measured,
    sealed: Mapping[str, SealedBaseline],
) -> Iterator[Reason]:
    yield from _gaps(before, after)
    if goal.id in sealed and before.observed is not None and sealed[goal.id].digest != digest(before.observed):
        yield reasons.simple("baseline_data_changed")
    if differs_from_seal(project, goal):
        yield reasons.simple("recipe_changed")
    if goal.role is Role.GOAL:
        wanted = goal.kpi.guardrails if goal.goal.guardrails is None else goal.goal.guardrails
        yield from (reasons.guardrail_unavailable(kpi) for kpi in wanted if kpi not in project.catalogue.kpis)


def _gaps(before: Measured, after: Measured) -> Iterator[Reason]:
    """Tell what the rows lack: whole fields first, of the evaluation window first; else too many single values."""
    for name, measured in (("evaluation", after), ("baseline", before)):
        seen = measured.observed
        if seen is not None and seen.missing:
            yield reasons.missing_fields(seen.missing, seen.instruments, name)
            return
    for measured in (after, before):
        seen = measured.observed
        if seen is not None and seen.unknown > UNKNOWN_AT_MOST * (seen.unknown + seen.n):
            yield reasons.many_unknown(seen.unknown / (seen.unknown + seen.n))
            return


def _daily(project: Project, goal: ResolvedGoal, cube: Cube) -> Series:
    """Give the sums of every day; of a quantile, the day's own quantile times its events."""
    whole = Window(cube.plan.first_day, cube.plan.end_day)
    seen = observe(cube, goal, whole, project.closed)
    days = whole.dates()
    if not isinstance(goal.formula, Quantile):
        return Series(days, tuple(seen.numerator.tolist()), tuple(seen.denominator.tolist()))
    values = [observe(cube, goal, Window(day, day + timedelta(days=1))).value or 0.0 for day in days]
    return Series(days, tuple((np.array(values) * seen.denominator).tolist()), tuple(seen.denominator.tolist()))
