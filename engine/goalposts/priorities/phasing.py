"""Puts goals into phases so that the most valuable ones go live soonest: a mixed-integer programme.

One variable for every goal and slot says whether the goal goes live there. The cost is the goals' value times the
weeks until they are live; a promised deadline that is missed costs more than any delay, so that as few as possible
are missed. Every limit is linear, and the precedence of two goals is stated slot by slot, for that bounds the relaxed
programme far better than one sum over all slots. An empty slot behind the last day that anything waits for is never
part of a best plan, so as many slots as goals behind it are enough to prove that there is no better one.

Solved by HiGHS (Huangfu and Hall, Parallelizing the dual revised simplex method, 2018) through scipy.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from goalposts.model.roadmap import Phasing
from goalposts.priorities.serial import fits, serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goalposts.model.roadmap import Job, Limits, Slot

SECONDS: Final = 8.0
"""After so long the best plan so far is taken, and the gap is stated."""
_TIE: Final = 1e-6
"""Of plans that cost the same, the one that follows the order of the file."""
_SURE: Final = 1e-7
_DAYS_OF_WEEK: Final = 7

_Row = tuple[dict[int, float], float]
"""Coefficients by variable, and what their sum may come to at most."""


def phase(jobs: Sequence[Job], slots: Sequence[Slot], limits: Limits, seconds: float = SECONDS) -> Phasing | None:
    """Return the slot of every goal; None when no plan keeps all limits.

    Args:
        jobs: the goals; none waits for itself, not even over others.
        slots: in order of time, enough of them for every goal to have its own behind the last that anything waits for.
        limits: what a phase may hold.
        seconds: how long to look for the proof that there is no better plan.
    """
    if not jobs:
        return Phasing({})
    allowed = [(job, slot) for job in range(len(jobs)) for slot in range(len(slots)) if fits(jobs[job], slots[slot])]
    places = {pair: index for index, pair in enumerate(allowed)}
    costs = [_cost(jobs, slots, *pair) for pair in allowed]
    precedences, together = _precedences(jobs, len(slots), places), _together(jobs, len(slots), places)
    rows = (*precedences, *together, *_limits(jobs, slots, limits, places))
    once = [[places[job, slot] for slot in range(len(slots)) if (job, slot) in places] for job in range(len(jobs))]
    if not all(once):
        return None
    found = _solved(costs, once, rows, seconds)
    plans: list[Mapping[str, int]] = []
    if found.x is not None:
        chosen = [pair for pair, taken in zip(allowed, found.x, strict=True) if taken > 0.5]
        plans.append({jobs[job].id: slot for job, slot in chosen})
    out_of_time = found.status == 1 and not any(job.beside for job in jobs)
    if out_of_time and (quick := serial(jobs, slots, limits)) is not None:
        plans.append(quick)

    def cost(plan: Mapping[str, int]) -> float:
        return sum(_cost(jobs, slots, index, plan[job.id]) for index, job in enumerate(jobs))

    best = min(plans, key=cost, default=None)
    return None if best is None else Phasing(best, _gap(cost(best), found.mip_dual_bound or 0.0))


def _cost(jobs: Sequence[Job], slots: Sequence[Slot], job: int, slot: int) -> float:
    start, end = slots[0].start, slots[-1].go_live
    weeks = (slots[slot].go_live - start).days / _DAYS_OF_WEEK
    longest = (end - start).days / _DAYS_OF_WEEK
    due = slots[slot].go_live.toordinal() + jobs[job].days_to_judge
    deadline = jobs[job].deadline
    missed = deadline is not None and due > deadline.toordinal()
    tie = 1 + _TIE * (len(jobs) - job) / len(jobs)
    late = sum(other.value for other in jobs) * longest if missed else 0.0
    return jobs[job].value * weeks * tie + late


def _precedences(jobs: Sequence[Job], slots: int, places: Mapping[tuple[int, int], int]) -> Iterable[_Row]:
    """Up to every slot: a goal is live at most as far as each goal that it waits for was before."""
    number = {job.id: index for index, job in enumerate(jobs)}
    for index, job in enumerate(jobs):
        for other in job.after:
            for slot in range(slots):
                row = {places[index, known]: 1.0 for known in range(slot + 1) if (index, known) in places}
                before = number[other]
                row |= {places[before, known]: -1.0 for known in range(slot) if (before, known) in places}
                if (index, slot) in places:
                    yield row, 0.0


def _together(jobs: Sequence[Job], slots: int, places: Mapping[tuple[int, int], int]) -> Iterable[_Row]:
    """In every slot: a goal goes live there if and only if the one beside which it stands does."""
    number = {job.id: index for index, job in enumerate(jobs)}
    for index, job in enumerate(jobs):
        for slot in range(slots) if job.beside else ():
            own, other = ({places[at, slot]: 1.0} if (at, slot) in places else {} for at in (index, number[job.beside]))
            row = {**own, **dict.fromkeys(other, -1.0)}
            if row:
                yield row, 0.0
                yield {place: -sign for place, sign in row.items()}, 0.0


def _limits(
    jobs: Sequence[Job], slots: Sequence[Slot], limits: Limits, places: Mapping[tuple[int, int], int]
) -> Iterable[_Row]:
    for number, slot in enumerate(slots):
        there = [index for index in range(len(jobs)) if (index, number) in places]
        sums: dict[str, dict[int, float]] = defaultdict(dict)
        most: dict[str, float] = {"phase": limits.of_phase, "outcomes": limits.outcomes}
        for index in there:
            place = places[index, number]
            sums["phase"][place] = 1.0
            if jobs[index].is_outcome:
                sums["outcomes"][place] = 1.0
            if jobs[index].owner:
                sums[f"owner {jobs[index].owner}"][place] = 1.0
                most[f"owner {jobs[index].owner}"] = limits.of_owner
            for role, work in jobs[index].work.items():
                sums[f"role {role}"][place] = work
                most[f"role {role}"] = limits.capacity[role] * limits.used * slot.weeks
        yield from ((row, most[name]) for name, row in sums.items() if sum(row.values()) > most[name])


def _solved(costs: Sequence[float], once: Sequence[Sequence[int]], rows: Sequence[_Row], seconds: float) -> Any:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    everything: list[_Row] = [*((dict.fromkeys(places, 1.0), 1.0) for places in once), *rows]
    cells = [(number, place, value) for number, (row, _) in enumerate(everything) for place, value in row.items()]
    lines, columns, values = (np.array(part) for part in zip(*cells, strict=True))
    matrix = coo_array((values.astype(float), (lines, columns)), shape=(len(everything), len(costs))).tocsr()
    upper = np.array([most for _, most in everything])
    lower = np.where(np.arange(len(everything)) < len(once), 1.0, -np.inf)
    return milp(
        np.array(costs),
        integrality=np.ones(len(costs), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, lower, upper),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )


def _gap(cost: float, bound: float) -> float:
    return 0.0 if cost <= 0 else max(cost - bound, 0.0) / cost if cost - bound > _SURE * cost else 0.0
