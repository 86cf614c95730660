"""Why there is no plan, in a sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import Text, number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model.roadmap import Job, Limits, Slot

NO_PLAN: Final = Text(
    en="No plan keeps all limits; make phases longer with --every, or add people to `capacity`.",
    ru="Ни один план не укладывается в ограничения; удлините фазы (--every) или добавьте людей в `capacity`.",
)
NO_PLAN_AS_NAMED: Final = Text(
    en="No plan keeps all limits with the phases of the file; move goals to another phase, let --regroup make phases "
    "anew, make them longer with --every, or add people to `capacity`.",
    ru="С фазами из файла ни один план не укладывается в ограничения; перенесите цели в другую фазу, составьте фазы "
    "заново (--regroup), удлините их (--every) или добавьте людей в `capacity`.",
)
_AGAINST_PHASES: Final = Text(
    en="The phases of the file are not in the order in which their goals wait: {ring}; put the goals into other "
    "phases, or let --regroup make phases anew.",
    ru="Фазы в файле идут не в том порядке, в каком цели ждут друг друга: {ring}; перенесите цели в другие фазы или "
    "составьте фазы заново (--regroup).",
)
_RING: Final = Text(
    en="The goals wait for each other in a ring: {ring}; take one of them out of `after`.",
    ru="Цели ждут друг друга по кругу: {ring}; уберите одну из них из `after`.",
)
_TOO_MUCH_WORK: Final = Text(
    en="Goal '{goal}' needs {work} person-weeks of {role}, but a phase of {weeks} weeks has {most} "
    "({used} of {people}); split the goal, add people to `capacity`, or make phases longer with --every.",
    ru="Цели «{goal}» нужно {work} человеко-недель ({role}), а в фазе из {weeks} недель их {most} "
    "({used} от {people}); разделите цель, добавьте людей в `capacity` или удлините фазы (--every).",
)
_TOO_LONG: Final = Text(
    en="Goal '{goal}' takes {weeks} weeks, but a phase has {most}; split the goal, or make phases longer with --every.",
    ru="Цель «{goal}» занимает {weeks} недель, а фаза — {most}; разделите цель или удлините фазы (--every).",
)


def ring(names: Sequence[str]) -> Text:
    """Say that goals wait for each other."""
    return _RING.fill(ring=" → ".join(names))


def against_phases(names: Sequence[str]) -> Text:
    """Say that a goal waits for one of a later phase."""
    return _AGAINST_PHASES.fill(ring=" → ".join(names))


def too_large(jobs: Sequence[Job], slots: Sequence[Slot], limits: Limits) -> Text | None:
    """Name the first goal that no slot can hold even alone."""
    weeks = max(slot.weeks for slot in slots)
    for job in jobs:
        if job.weeks > weeks:
            return _TOO_LONG.fill(goal=job.id, weeks=number(job.weeks), most=number(weeks))
        for role, work in job.work.items():
            most = limits.capacity[role] * limits.used * weeks
            if work > most:
                return _TOO_MUCH_WORK.fill(
                    goal=job.id,
                    work=number(work),
                    role=role,
                    weeks=number(weeks),
                    most=number(most),
                    used=percent(limits.used, 0),
                    people=number(limits.capacity[role]),
                )
    return None
