"""A baseline that is too short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, counted
from goalposts.model import Window, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark

LEAST_DAYS = 56


@rule(
    "GP506",
    "baseline-short",
    bad="baseline: {from: 2026-02-01, to: 2026-03-01}",
    good="baseline: {from: 2025-03-01, to: 2026-03-01}",
    severity="warning",
    manual_ru="""
    Базовый период длится не меньше восьми недель.

    Почему это важно: если недель меньше, удачный или неудачный месяц сходит за обычный, и всё, что следует дальше, —
    лишь возврат к обычному.
    """,
)
def baseline_short(goal: Goal, project: Project) -> Iterator[Remark]:
    """A baseline window lasts at least eight weeks.

    Why it matters: in fewer weeks a good or bad month passes for the ordinary; what follows is then only the
    return to it.
    """
    baseline = project.baseline_of(goal)
    if is_promise(goal) and isinstance(baseline, Window) and baseline.days < LEAST_DAYS:
        yield goal.finding(
            Text(en="the baseline lasts only {days}", ru="базовый период — всего {days}").fill(
                days=counted(baseline.days, ("day", "days"), ("день", "дня", "дней"))
            ),
            hint={
                "en": "take at least eight weeks, better a year",
                "ru": "возьмите не меньше восьми недель, лучше год",
            },
            at="baseline",
        )
