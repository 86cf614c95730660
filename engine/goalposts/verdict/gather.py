"""Gathers the evidence on every goal from the cube; computes, but does not judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from goalposts.catalogue import measurable_guardrails
from goalposts.locale import Text
from goalposts.model import DeclaredBaseline, Project, ResolvedGoal, Role
from goalposts.model.effects import WindowName
from goalposts.model.evidence import Evidence
from goalposts.model.interim import Interim
from goalposts.model.scorecard import Reason
from goalposts.model.stream_counts import OTHER_ORDER, StreamCount
from goalposts.model.window_value import WindowValue
from goalposts.scoring import Cube
from goalposts.verdict import reasons
from goalposts.verdict.case import Case
from goalposts.verdict.chains import chain_of
from goalposts.verdict.continuity import continuity_of
from goalposts.verdict.converted_effect import climbed_over
from goalposts.verdict.due import due_of, maturity_notes, sealed_when_mature
from goalposts.verdict.excluded import excluded_from
from goalposts.verdict.follow_up import follow_up_of
from goalposts.verdict.heeding import Heed, go_on, heeding
from goalposts.verdict.interim import interim_of
from goalposts.verdict.kept import last_of, path_of, remarks_on
from goalposts.verdict.ladder import Climbed
from goalposts.verdict.measured import Measured, coverage_of, end_of, is_judged, level_of, measure, read_alike
from goalposts.verdict.reading_reasons import in_doubt, nothing_accepted
from goalposts.verdict.recipe import differs_from_seal, recipe_digest
from goalposts.verdict.sealed_data import differs_from_sealed
from goalposts.verdict.segments import segments_of
from goalposts.verdict.settings import QUARANTINED_AT_MOST, UNKNOWN_AT_MOST
from goalposts.verdict.smallness import too_few_events, without_conclusion
from goalposts.verdict.spreads import spread_of
from goalposts.verdict.stored_series import daily_series


def gather(
    project: Project, goals: tuple[ResolvedGoal, ...], cube: Cube, as_of: date, heed: Heed = go_on
) -> tuple[Evidence, ...]:
    """Gather the evidence on every goal."""
    return tuple(_gathered(project, goal, cube, as_of) for goal in heeding(goals, heed))


def _gathered(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date) -> Evidence:
    before = measure(project, goal, cube, goal.sample, as_of)
    after = measure(project, goal, cube, goal.evaluation, as_of, before)
    before, after = read_alike(goal, before, after)
    due = due_of(goal, cube, after, as_of)
    invalid = tuple(_invalid(goal, cube, before, after, over=due is None))
    baseline, evaluation = (
        evolve(_value(goal, measured), excluded=excluded_from(project, goal, cube, measured))
        for measured in (before, after)
    )
    joined = continuity_of(project, goal, cube, before, after, as_of)
    reference = joined.reference(_reference(project, goal, baseline))
    climbed = Climbed()
    if is_judged(goal) and due is None and not invalid and reference is not None and evaluation.value is not None:
        climbed = climbed_over(joined, Case(project, goal, cube, before, after, reference, as_of))
        climbed = without_conclusion(climbed, too_few_events(goal, before, after))
    looked_at = due is not None and not invalid
    look = interim_of(project, goal, cube, before, after, reference, as_of) if looked_at else None
    unlooked = look if isinstance(look, Reason) else None
    path, last = (of(project, goal, cube, as_of, before, reference) for of in (path_of, last_of))
    kept = remarks_on(goal, path, last, project.currency)
    found = Evidence(
        goal=goal,
        baseline=baseline,
        evaluation=evaluation,
        series=daily_series(project, goal, cube, as_of, (before, after)),
        reference=reference,
        recipe=recipe_digest(project, goal),
        as_of=as_of,
        due=due,
        invalid=invalid,
        failures=climbed.failures,
        effect=climbed.effect,
        passed_over=climbed.passed_over,
        declared=isinstance(goal.baseline, DeclaredBaseline),
        why_no_baseline=_why_nothing("baseline", before, goal, cube),
        why_no_evaluation=_why_nothing("evaluation", after, goal, cube),
        notes=(*kept, *filter(None, (joined.note, unlooked)), *_notes(project, goal, cube, before, after, as_of)),
        path=path,
        last=last,
        bridge=joined.bridge,
        why_not_comparable=joined.obstacle,
        interim=look if isinstance(look, Interim) else None,
    )
    return _with_descriptions(found, project, cube, before, after, as_of)


def _with_descriptions(
    found: Evidence, project: Project, cube: Cube, before: Measured, after: Measured, as_of: date
) -> Evidence:
    """Add what reports show beside the values; nothing of it is judged."""
    goal = found.goal
    return evolve(
        found,
        segments=segments_of(project, goal, cube, before, after),
        spread=spread_of(project, goal, cube, before, after),
        chain=chain_of(project, goal, cube, before, after),
        follow_up=follow_up_of(goal, cube, before, after, as_of),
    )


def _value(goal: ResolvedGoal, measured: Measured) -> WindowValue:
    window, observed = measured.window, measured.observed
    start, end = (window.start, window.end) if window else (None, None)
    if observed is None or measured.series is None:
        return WindowValue(None, 0, 0, start, end, reason="no_events")
    found = None if measured.value is None else level_of(goal, measured)
    return WindowValue(
        measured.value,
        observed.n,
        observed.days,
        start,
        end,
        observed.instruments,
        found.low if found else None,
        found.high if found else None,
        observed.unknown,
        observed.reason,
        observed.density,
        observed.anchor,
        censored=observed.immature / (observed.immature + observed.n) if observed.immature else 0.0,
    )


def _reference(project: Project, goal: ResolvedGoal, baseline: WindowValue) -> float | None:
    """The value that the promise counts from: sealed if the baseline was complete by then, declared, or measured."""
    if isinstance(goal.baseline, DeclaredBaseline):
        return goal.baseline.value
    seal = project.seal
    if seal is not None and goal.id in seal.baselines and goal.sample is not None:
        complete = sealed_when_mature(goal, date.fromisoformat(seal.locked_as_of))
        if complete and seal.baselines[goal.id].value is not None:
            return seal.baselines[goal.id].value
    return baseline.value


def _invalid(goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured, *, over: bool) -> Iterator[Reason]:
    for stream in cube.streams:
        if stream.event_type in goal.event_types and quarantined_share(stream) > QUARANTINED_AT_MOST:
            swapped = stream.quarantined.get(OTHER_ORDER, 0) > 0
            yield reasons.quarantined(stream.instrument, quarantined_share(stream), swapped=swapped)
    windows: tuple[tuple[WindowName, Measured], ...] = (("baseline", before), ("evaluation", after))
    for name, measured in windows:
        yield from map(reasons.gate, coverage_of(name, measured))
    for name, measured in windows if over else ():
        yield from map(reasons.gate, end_of(name, measured))


def quarantined_share(stream: StreamCount) -> float:
    """Say what share of a source's rows could not be read.

    A row whose day and month have changed places counts twice: of a year's dates 60 % show that they have, and those
    up to the twelfth of a month are read as other days without a word.
    """
    looked_at = stream.rows - stream.outside
    at_fault = sum(stream.quarantined.values()) + stream.quarantined.get(OTHER_ORDER, 0)
    return min(at_fault / looked_at, 1.0) if looked_at else 0.0


def _why_nothing(name: WindowName, measured: Measured, goal: ResolvedGoal, cube: Cube) -> Reason | None:
    """Say why a window gives no value; nothing when it does, or when it was never to be measured."""
    seen = measured.observed
    if measured.value is not None or measured.window is None:
        return None
    if seen is not None and seen.missing:
        return reasons.missing_fields(seen.missing, seen.instruments, name)
    any_rows = seen is not None and bool(seen.stream_rows.any())
    return (None if any_rows else nothing_accepted(goal, cube.streams)) or reasons.empty(name, any_rows=any_rows)


def _notes(
    project: Project, goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured, as_of: date
) -> Iterator[Reason]:
    for measured in (after, before):
        seen = measured.observed
        if seen is not None and not seen.missing and seen.unknown > UNKNOWN_AT_MOST * (seen.unknown + seen.n):
            yield reasons.many_unknown(seen.unknown / (seen.unknown + seen.n))
            break
    yield from maturity_notes(goal, before, after)
    yield from _above_ceiling(goal, after, project.currency)
    if goal.role is Role.SHADOW and goal.goal not in project.goals:
        yield reasons.measured_by_itself(_asking(project, goal))
    if goal.role is Role.SHADOW:  # nothing is concluded of it anyway, but its value is read
        yield from map(reasons.gate, too_few_events(goal, before, after))
    doubts = (doubt for stream in cube.streams if stream.event_type in goal.event_types for doubt in stream.doubts)
    yield from map(in_doubt, doubts)
    if differs_from_sealed(project, goal, cube, as_of):
        yield reasons.simple("baseline_data_changed")
    if differs_from_seal(project, goal):
        yield reasons.simple("recipe_changed")
    if goal.role is Role.GOAL:
        wanted = goal.kpi.guardrails if goal.goal.guardrails is None else goal.goal.guardrails
        known, measurable = project.catalogue.kpis, measurable_guardrails(project)
        yield from (reasons.guardrail_unavailable(kpi) for kpi in wanted if kpi not in known)
        without = (kpi for kpi in wanted if kpi in known and kpi not in measurable)
        yield from map(reasons.guardrail_without_business_hours, without)


def _asking(project: Project, guardrail: ResolvedGoal) -> Iterator[tuple[Text, str]]:
    """Name the goals that ask for a guardrail: by their KPI, and their id."""
    for goal in project.goals:
        kpi = project.catalogue.kpis[goal.kpi]
        wanted = kpi.guardrails if goal.guardrails is None else goal.guardrails
        if goal.role is Role.GOAL and guardrail.kpi.id in wanted:
            yield kpi.title, goal.id


def _above_ceiling(goal: ResolvedGoal, after: Measured, currency: str) -> Iterator[Reason]:
    """Tell what the KPI's plugin says of a value that lies too high to be what it seems."""
    ceiling = goal.kpi.ceiling
    told = None if ceiling is None or after.value is None else ceiling.tells(after.value, goal.kpi.unit, currency)
    if ceiling is not None and told is not None:
        yield Reason(ceiling.code, told)
