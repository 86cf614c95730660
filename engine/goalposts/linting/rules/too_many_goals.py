"""More goals than people can pursue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.phrases import plain
from goalposts.linting.promises import promises
from goalposts.locale import Text, counted
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark

MOST_OF_AN_OWNER = 3
MOST_OF_A_PHASE = 7


@rule(
    "GP601",
    "too-many-goals",
    bad="""\
project:
  goals:
    - {id: second, where: items > 1}
    - {id: third, where: items > 2}
    - {id: fourth, where: items > 3}
""",
    good="""\
project:
  goals:
    - {id: second, where: items > 1}
    - {id: third, where: items > 2}
    - {id: fourth, where: items > 3, owner: {en: Head of the archive, ru: Руководитель архива}}
""",
    severity="warning",
    manual_ru="""
    У владельца не больше трёх целей, в фазе — не больше семи.

    Почему это важно: избыток целей топит проект: десять дел сразу никто не потянет, и кто-нибудь молча выберет сам.
    Остальное можно сделать позже.
    """,
)
def too_many_goals(project: Project) -> Iterator[Remark]:
    """An owner has at most three goals, a phase at most seven.

    Why it matters: too many goals sink a project: nobody can pursue ten things, so somebody will choose among
    them in silence. The rest can be done later.
    """
    by_owner: dict[str, list[Goal]] = {}
    by_phase: dict[str, list[Goal]] = {}
    for goal in promises(project):
        by_phase.setdefault(goal.phase, []).append(goal)
        if goal.owner.strip():
            by_owner.setdefault(plain(goal.owner), []).append(goal)
    for goals in by_owner.values():
        if len(goals) > MOST_OF_AN_OWNER:
            yield goals[MOST_OF_AN_OWNER].finding(_owner_has(goals), hint=_HINT, at="owner")
    for goals in by_phase.values():
        if len(goals) > MOST_OF_A_PHASE:
            yield project.finding(_phase_has(goals), hint=_HINT, at="goals")


_HINT = Text(
    en="keep the most valuable ones and measure the rest with `role: shadow`, or move them to a later `phase`",
    ru="оставьте самые ценные, остальные измеряйте с `role: shadow` или перенесите в следующую фазу (`phase`)",
)


def _many(goals: list[Goal]) -> Text:
    return counted(len(goals), ("goal", "goals"), ("цель", "цели", "целей"))


def _owner_has(goals: list[Goal]) -> Text:
    message = Text(
        en="'{owner}' has {many}, more than {most}", ru="у владельца «{owner}» {many}, а разумный предел — {most}"
    )
    return message.fill(owner=goals[0].owner, many=_many(goals), most=MOST_OF_AN_OWNER)


def _phase_has(goals: list[Goal]) -> Text:
    phase = goals[0].phase
    where = Text(en=f"phase '{phase}'", ru=f"в фазе «{phase}»") if phase else Text(en="the project", ru="в проекте")
    message = Text(en="{where} has {many}, more than {most}", ru="{where} {many}, а разумный предел — {most}")
    return message.fill(where=where, many=_many(goals), most=MOST_OF_A_PHASE)
