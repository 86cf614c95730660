"""Makes the roadmap of a project: what goes live when, what holds it there, and when it can honestly be judged."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from statistics import median
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from goalposts.formats.scalars import months_later
from goalposts.locale import Text
from goalposts.model import Window
from goalposts.model.maturity import lag_days
from goalposts.model.rings import ring
from goalposts.model.roadmap import LATER_MONTHS, Gate, Job, Limits, Phase, PlannedGoal, Roadmap
from goalposts.priorities import obstacles, roadmap_remarks
from goalposts.priorities.named_phases import NamedPhases, named_phases
from goalposts.priorities.phasing import phase
from goalposts.priorities.serial import loads
from goalposts.priorities.slots import LEAST_WEEKS, slots
from goalposts.priorities.waiting import Waiting, waiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goalposts.model import BaselineFacts, Goal, Project, Ranking, ResolvedGoal
    from goalposts.model.roadmap import Phasing, Slot

GATE_WEEKS: Final = 4
"""Two fortnights in a row: one good fortnight may be luck."""
RAMP_UP_WEEKS: Final = 4
LEAST_WATCH_WEEKS: Final = 4
_LEAST_VALUE: Final = 0.05
"""Beside 1 of the most valuable goal: whatever is promised is worth having soon."""


@frozen
class _Planned:
    goal: ResolvedGoal
    job: Job
    waits: Waiting
    ramp_up: timedelta
    watch: timedelta


def roadmap(
    project: Project,
    goals: Sequence[ResolvedGoal],
    facts: Mapping[str, BaselineFacts],
    ranking: Ranking | None,
    today: date,
    weeks: int | None = None,
    *,
    regroup: bool = False,
) -> Roadmap:
    """Plan the goals of a project; guardrails and the like are measured all the time and not planned.

    Args:
        project: as loaded.
        goals: the resolved goals that promise something, in file order.
        facts: what the baseline says of each, as far as the data are there.
        ranking: the order to follow; without it the goals' weights stand in.
        today: work begins on this day.
        weeks: working weeks of a phase; by default those of the longest goal, and at least eight.
        regroup: make phases anew, whatever the file names.
    """
    limits, named = Limits(capacity=project.capacity), NamedPhases({}) if regroup else named_phases(project, goals)
    every = weeks or max(LEAST_WEEKS, *(ceil(_weeks(goal.goal)) for goal in goals), 0)
    waits = waiting(project, goals, facts, today)
    bare = Roadmap(project.name, today)
    if waiting_ring := ring({name: found.after for name, found in waits.items()}):
        return evolve(bare, infeasible=obstacles.ring(waiting_ring))
    values = _values(goals, ranking)
    planned = [_planned(goal, facts.get(goal.id), waits[goal.id], values[goal.id]) for goal in goals]
    jobs = [known.job for known in planned]
    if named:
        together = {job.id: (*job.after, *named.after.get(job.id, ())) for job in jobs}
        if against := ring(together):
            return evolve(bare, infeasible=obstacles.against_phases(against))
        jobs, limits = named.kept(jobs), named.allowed(jobs, limits)
    times = slots(today, every, _count(jobs, today, every), project.blackouts, _first(project, today))
    if obstacle := obstacles.too_large(jobs, times, limits):
        return evolve(bare, infeasible=obstacle)
    found = phase(jobs, times, limits)
    if found is None:
        return evolve(bare, infeasible=obstacles.NO_PLAN_AS_NAMED if named else obstacles.NO_PLAN)
    return _assembled(bare, project, planned, times, found, limits, named)


def _weeks(goal: Goal) -> float:
    written = goal.priority.get("weeks", 0.0)
    return written if isinstance(written, float | int) else written.high


def _one_spelling(owner: str) -> str:
    """Write an owner so that case, spaces and `ё` do not make two of one."""
    return " ".join(owner.lower().replace("ё", "е").split())


def _first(project: Project, today: date) -> date | None:
    """The day of the first go-live, where it is still to come."""
    return project.go_live if project.go_live is not None and project.go_live > today else None


def _count(jobs: Sequence[Job], today: date, weeks: int) -> int:
    """As many slots as goals behind the last day that any goal waits for."""
    last = max((job.ready for job in jobs if job.ready is not None), default=today)
    return max((last - today).days // (7 * weeks) + 1, 0) + len(jobs) + 1


def _values(goals: Sequence[ResolvedGoal], ranking: Ranking | None) -> dict[str, float]:
    """What each goal is worth beside the others: its score, else the middle one of those that have a score."""
    scores = {rank.goal: max(rank.score or 0.0, 0.0) for rank in ranking.ranked} if ranking else {}
    if not scores:
        scores = {goal.id: goal.goal.weight for goal in goals}
    most = max(scores.values(), default=0.0) or 1.0
    middle = median(scores.values()) if scores else 1.0
    return {goal.id: _LEAST_VALUE + scores.get(goal.id, middle) / most for goal in goals}


def _planned(goal: ResolvedGoal, facts: BaselineFacts | None, waits: Waiting, value: float) -> _Planned:
    window, go_live = goal.evaluation, goal.go_live
    ramp_up = window.start - go_live if go_live is not None and go_live < window.start else None
    needed = facts.weeks_needed if facts is not None else None
    watch = timedelta(weeks=max(needed, LEAST_WATCH_WEEKS)) if needed is not None else window.end - window.start
    ramp_up = ramp_up if ramp_up is not None else timedelta(weeks=RAMP_UP_WEEKS)
    days = (ramp_up + watch).days + lag_days(goal)
    job = Job(
        goal.id,
        value,
        owner=_one_spelling(goal.goal.owner),
        is_outcome=goal.kpi.attributability == "outcome",
        work=goal.goal.work,
        weeks=_weeks(goal.goal),
        ready=waits.ready,
        after=waits.after,
        days_to_judge=days,
        deadline=goal.goal.deadline,
    )
    return _Planned(goal, job, waits, ramp_up, watch)


def _assembled(
    bare: Roadmap,
    project: Project,
    planned: Sequence[_Planned],
    times: Sequence[Slot],
    found: Phasing,
    limits: Limits,
    named: NamedPhases,
) -> Roadmap:
    used = sorted(set(found.slots.values()))
    phases: list[Phase] = []
    for number, slot in enumerate(used, start=1):
        members = [known for known in planned if found.slots[known.job.id] == slot]
        time = times[slot]
        ids = tuple(known.job.id for known in members)
        shares = loads([known.job for known in members], time, limits)
        gate = _gate(project, members, time.go_live) if number < len(used) else None
        judged = time.go_live + timedelta(days=max(known.job.days_to_judge for known in members))
        days = (months_later(time.go_live, months) for months in LATER_MONTHS)
        again = tuple(day for day in days if day > judged)
        phases.append(Phase(named.name(ids, number), time.start, time.go_live, ids, shares, gate, again))
    names = {name: known for known in phases for name in known.goals}
    goals = tuple(_goal(known, names[known.job.id], times) for known in planned)
    order = {name: place for place, name in enumerate(names)}
    return evolve(
        bare, phases=tuple(phases), goals=tuple(sorted(goals, key=lambda goal: order[goal.id])), gap=found.gap
    )


def _gate(project: Project, members: Sequence[_Planned], go_live: date) -> Gate:
    """What a rollout moves by itself shows first whether people use it; the rest of the goals only where none is."""
    direct = tuple(known.job.id for known in members if known.goal.kpi.attributability == "direct")
    guardrails = tuple(goal.id for goal in project.goals if goal.role.value == "guardrail")
    every = tuple(known.job.id for known in members)
    return Gate(go_live + timedelta(weeks=GATE_WEEKS), direct or every, guardrails)


def _goal(known: _Planned, its: Phase, times: Sequence[Slot]) -> PlannedGoal:
    start = its.go_live + known.ramp_up
    ready = known.job.ready
    held = ready is not None and any(time.go_live < ready for time in times)
    why = known.waits.why if held or ready is None else tuple(roadmap_remarks.without_day(known.waits))
    return PlannedGoal(
        known.job.id,
        its.name,
        its.go_live,
        Window(start, start + known.watch),
        its.go_live + timedelta(days=known.job.days_to_judge),
        known.job.deadline,
        known.waits.after,
        why,
    )


def remarks_of(
    found: Roadmap, project: Project, facts: Mapping[str, BaselineFacts], *, regroup: bool = False
) -> tuple[Text, ...]:
    """What is to be said beside the table."""
    never = tuple(goal.id for goal in found.goals if (own := facts.get(goal.id)) and _cannot_be_shown(own))
    parts = (
        roadmap_remarks.order(found),
        None if regroup else roadmap_remarks.kept(found, project),
        roadmap_remarks.late(found),
        roadmap_remarks.gap(found),
        roadmap_remarks.tree(found),
        roadmap_remarks.stagger(project),
        roadmap_remarks.not_shown(never),
        roadmap_remarks.unused(found),
    )
    return tuple(part for part in parts if part is not None)


def _cannot_be_shown(facts: BaselineFacts) -> bool:
    planned = facts.value is not None and facts.line is not None and facts.days > 0
    return planned and facts.weeks_needed is None and not facts.untried
