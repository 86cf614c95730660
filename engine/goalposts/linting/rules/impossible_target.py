"""A target that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import DURATION_UNIT, SHARE_UNIT, is_part_of_whole, promised_kpi
from goalposts.locale import Text, percent
from goalposts.model import TargetKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Kpi, Remark, Target

BIG_CHANGE = 0.5
IMPOSSIBLE_CHANGE = 1.0
_WHOLE_IN_POINTS = 100


@rule(
    "GP302",
    "impossible-target",
    bad="""\
statement: {en: 110 % of visits are done with by 1 October 2026, ru: 110 % посещений завершены к 1 октября 2026}
target: ">= 110%"
""",
    good='target: ">= 90%"',
    manual_ru="""
    Целевое значение для показателя возможно, а такое изменение внедрению по силам.

    Почему это важно: доли в 110 % не бывает, а процесс, который за год вырастает вдвое, — редкость; такая цель
    проиграна до старта и тянет за собой серьёзные.
    """,
)
def impossible_target(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A target lies within what the KPI can be, and asks for a change that a rollout can bring.

    Why it matters: 110 % of a share does not exist, and a process that doubles within a year is rare; such a
    goal is lost before the start and takes the serious ones with it.
    """
    kpi = promised_kpi(goal, catalogue)
    if kpi is None or goal.target is None:
        return
    if _out_of_bounds(goal.target, kpi):
        message = Text(
            en="'{target}' lies outside what {kpi} can be", ru="«{target}» за пределами возможного для {kpi}"
        )
        yield goal.finding(message.fill(target=goal.target.text, kpi=kpi.id), hint=_bounds(kpi), at="target")
        return
    change = _relative_change(goal.target)
    if abs(change) > BIG_CHANGE:
        yield goal.finding(
            Text(en="'{target}' is a change of {change}", ru="«{target}» — это изменение на {change}").fill(
                target=goal.target.text, change=percent(abs(change), 0)
            ),
            hint={
                "en": "rollouts move a process by 0 to 15 %, seldom by half; split the goal along the way to it",
                "ru": "внедрения сдвигают процесс на 0–15 %, редко наполовину; разбейте цель на шаги",
            },
            at="target",
            severity="error" if abs(change) > IMPOSSIBLE_CHANGE else "warning",
        )


def _out_of_bounds(target: Target, kpi: Kpi) -> bool:
    if target.kind is TargetKind.POINTS:
        return abs(target.low.value) > _WHOLE_IN_POINTS
    if target.kind not in (TargetKind.ABSOLUTE, TargetKind.BAND):
        return False
    edges = [edge for edge in (target.low, target.high) if edge is not None]
    if is_part_of_whole(kpi):
        return any(edge.unit == SHARE_UNIT and not 0 <= edge.in_base_unit <= 1 for edge in edges)
    return kpi.unit == DURATION_UNIT and any(edge.value < 0 for edge in edges)


def _bounds(kpi: Kpi) -> Text:
    if is_part_of_whole(kpi):
        return Text(en="a share lies between 0 % and 100 %", ru="доля лежит между 0 % и 100 %")
    return Text(en="a duration is never negative", ru="длительность не бывает отрицательной")


def _relative_change(target: Target) -> float:
    if target.kind is TargetKind.RELATIVE:
        return target.low.in_base_unit
    return target.low.value - 1 if target.kind is TargetKind.FACTOR else 0.0
