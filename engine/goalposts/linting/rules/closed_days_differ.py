"""Holidays before, or after, but not both."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, percent
from goalposts.model import Window, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark

MOST_APART = 0.1
_SATURDAY = 5


@rule(
    "GP505",
    "closed-days-differ",
    bad="""\
project:
  closed: [{from: 2026-08-01, to: 2026-09-01}]
""",
    good="""\
project:
  closed: [{from: 2025-08-01, to: 2025-09-01}, {from: 2026-08-01, to: 2026-09-01}]
""",
    severity="warning",
    manual_ru="""
    До и после запуска доля закрытых рабочих дней примерно одинакова.

    Почему это важно: недели вокруг праздников не похожи на другие: люди приходят до или после них, а сотрудников не
    хватает. Если с одной стороны таких недель много, а с другой нет, разница выглядит как эффект внедрения.
    """,
)
def closed_days_differ(goal: Goal, project: Project) -> Iterator[Remark]:
    """Before and after have about the same share of closed workdays.

    Why it matters: weeks around holidays are not as others. People come before and after them, and are short of
    staff; where one side has many such weeks and the other none, the difference looks like the rollout's.
    """
    baseline = project.baseline_of(goal)
    if not is_promise(goal) or not isinstance(baseline, Window):
        return
    before, after = (_closed_share(window, project.closed) for window in (baseline, project.window_of(goal)))
    if abs(before - after) > MOST_APART:
        yield goal.finding(
            Text(
                en="{before} of the workdays are closed before, and {after} after",
                ru="до запуска закрыто {before} рабочих дней, после — {after}",
            ).fill(before=percent(before, 0), after=percent(after, 0)),
            hint={
                "en": "choose windows with similar holidays, or a whole year on both sides",
                "ru": "возьмите периоды с похожими праздниками или по целому году",
            },
            at="evaluation",
        )


def _closed_share(window: Window, closed: tuple[Window, ...]) -> float:
    days = (window.start + timedelta(days=offset) for offset in range(window.days))
    workdays = [day for day in days if day.weekday() < _SATURDAY]
    return sum(any(part.start <= day < part.end for part in closed) for day in workdays) / max(len(workdays), 1)
