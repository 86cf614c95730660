"""Before and after in different seasons."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.linting.rules.baseline_short import LEAST_DAYS
from goalposts.locale import Text
from goalposts.model import Window, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark


@rule(
    "GP504",
    "season-mismatch",
    bad="baseline: {from: 2025-09-01, to: 2026-03-01}",
    good="baseline: {from: 2025-03-01, to: 2026-03-01}",
    severity="warning",
    manual_ru="""
    Месяцы периода оценки есть и в базовом периоде.

    Почему это важно: лето — не зима. Если ни одного из оцениваемых месяцев в базовом периоде нет, изменение может
    быть сезонным, и никаким расчётом этого не узнать. О базовом периоде короче восьми недель говорит отдельное
    правило.
    """,
)
def season_mismatch(goal: Goal, project: Project) -> Iterator[Remark]:
    """The months of the evaluation are in the baseline too.

    Why it matters: summer is not winter. Where the baseline holds none of the months that are judged, a change may be
    the season's, and no calculation can tell. A baseline under eight weeks has a rule of its own.
    """
    baseline = project.baseline_of(goal)
    if not is_promise(goal) or not isinstance(baseline, Window) or baseline.days < LEAST_DAYS:
        return
    missing = sorted(_months(project.window_of(goal)) - _months(baseline))
    if missing:
        message = Text(
            en="these months of the evaluation are not in the baseline: {months}",
            ru="этих месяцев периода оценки нет в базовом: {months}",
        )
        yield goal.finding(
            message.fill(months=", ".join(map(str, missing))),
            hint={
                "en": "take a whole year as baseline, or evaluate the same months as before",
                "ru": "возьмите базовый период в целый год или оценивайте те же месяцы",
            },
            at="baseline",
        )


def _months(window: Window) -> set[int]:
    """The numbers of the months of which a window has a week or more."""
    days = (window.start + timedelta(days=offset) for offset in range(min(window.days, 366)))
    held = [day.month for day in days]
    return {month for month in held if held.count(month) >= _A_WEEK}


_A_WEEK = 7
