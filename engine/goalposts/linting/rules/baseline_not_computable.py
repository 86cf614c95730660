"""A baseline that the data do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.linting.rules.unreadable_rows import UNREADABLE_AT_MOST
from goalposts.locale import Text
from goalposts.model import Role, Window, rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goalposts.model import BaselineFacts, Goal, Project, Remark


@rule(
    "GP211",
    "baseline-not-computable",
    bad="facts: {computable: false, why_not: {en: no column for done, ru: нет столбца для done}}",
    good="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181}",
    manual_ru="""
    Показатель можно вычислить за базовый период.

    Почему это важно: период, когда нужное поле не записывали или когда нет ни одной строки, — не база; в лучшем
    случае по цели выйдет «теперь измеримо» (`measurable`). Выясните это сейчас, пока ещё можно найти другой источник.
    """,
)
def baseline_not_computable(goal: Goal, project: Project, facts: BaselineFacts, today: date) -> Iterator[Remark]:
    """The KPI can be computed over the baseline window.

    Why it matters: a window in which the field was not recorded, or no rows exist, is no baseline; the goal
    could at best end as `measurable`. Find out now, while another source can still be found.
    """
    baseline = project.baseline_of(goal)
    if goal.role is Role.SHADOW or facts.computable or not isinstance(baseline, Window):
        return
    if facts.unreadable_share > UNREADABLE_AT_MOST:
        return  # the rows are there; unreadable-rows says why they do not count
    mild = not is_promise(goal) or baseline.end > today
    why = facts.why_not or Text(en="the data do not give it", ru="данные этого не дают")
    yield goal.finding(
        Text(en="the baseline cannot be computed: {why}", ru="базовое значение не вычислить: {why}").fill(why=why),
        hint={
            "en": "map the missing field, move the window to days that have data, or say `baseline: unknown`",
            "ru": "сопоставьте недостающее поле, сдвиньте окно на дни с данными или укажите `baseline: unknown`",
        },
        at="baseline",
        severity="warning" if mild else "",
    )
