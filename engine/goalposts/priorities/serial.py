"""Puts goals into phases one after another: a plan that is quickly made, where there is no time for the best.

Of the goals whose predecessors are placed, the one comes next that is worth the most; a goal that others wait for
inherits half of what they are worth, a quarter of those behind them, and so on. This is serial schedule generation by
a priority rule (Kolisch, Serial and parallel resource-constrained project scheduling methods revisited, 1996).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goalposts.model.roadmap import Job, Limits, Slot

_INHERITED: Final = 0.5
_SURE: Final = 1e-7


def serial(jobs: Sequence[Job], slots: Sequence[Slot], limits: Limits) -> dict[str, int] | None:
    """Return the slot of every goal; None when one finds no place."""
    worth = _worth(jobs)
    placed: dict[str, int] = {}
    while len(placed) < len(jobs):
        open_jobs = [job for job in jobs if job.id not in placed and all(other in placed for other in job.after)]
        job = max(open_jobs, key=lambda known: worth[known.id])
        first = max((placed[other] + 1 for other in job.after), default=0)
        found = (
            number
            for number in range(first, len(slots))
            if fits(job, slots[number]) and not overloads(_with(jobs, placed, job, number), slots[number], limits)
        )
        slot = next(found, None)
        if slot is None:
            return None
        placed[job.id] = slot
    return placed


def fits(job: Job, slot: Slot) -> bool:
    """Whether a goal may go live at the end of a slot, as far as that concerns only itself."""
    return job.weeks <= slot.weeks + _SURE and (job.ready is None or job.ready <= slot.go_live)


def overloads(jobs: Sequence[Job], slot: Slot, limits: Limits) -> bool:
    """Whether goals are more than one slot can hold."""
    owners = Counter(job.owner for job in jobs if job.owner)
    return (
        len(jobs) > limits.of_phase
        or sum(job.is_outcome for job in jobs) > limits.outcomes
        or any(count > limits.of_owner for count in owners.values())
        or any(load > limits.used + _SURE for load in loads(jobs, slot, limits).values())
    )


def loads(jobs: Sequence[Job], slot: Slot, limits: Limits) -> dict[str, float]:
    """How much of the people that are there goals take in a slot, by role; 1 is all of them."""
    roles = dict.fromkeys(role for job in jobs for role in job.work)
    return {
        role: sum(job.work.get(role, 0.0) for job in jobs) / (limits.capacity[role] * slot.weeks)
        for role in roles
        if limits.capacity[role] * slot.weeks > 0
    }


def _with(jobs: Sequence[Job], placed: Mapping[str, int], added: Job, slot: int) -> list[Job]:
    return [*(job for job in jobs if placed.get(job.id) == slot), added]


def _worth(jobs: Sequence[Job]) -> dict[str, float]:
    behind: dict[str, list[str]] = {job.id: [other.id for other in jobs if job.id in other.after] for job in jobs}
    own = {job.id: job.value for job in jobs}
    worth: dict[str, float] = {}

    def of(name: str) -> float:
        if name not in worth:
            worth[name] = own[name] + sum(_INHERITED * of(other) for other in behind[name])
        return worth[name]

    return {job.id: of(job.id) for job in jobs}
