"""Rows of the data that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.linting.told_once import is_first_on_its_events
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Project, Remark, ResolvedGoal

UNREADABLE_AT_MOST = 0.05


@rule(
    "GP213",
    "unreadable-rows",
    bad="""\
facts:
  {computable: true, value: 0.7, line: 0.9, unreadable_share: 0.2,
   unreadable: {en: 20 of 100 rows, ru: 20 строк из 100}}
""",
    good="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181}",
    manual_ru="""
    Строки источников читаются.

    Почему это важно: строки, которые не удалось прочитать, откладываются, а если их в источнике больше 5 %, цели по
    нему не оцениваются вовсе. Чаще всего дело в описании источника: запятая в дробях, формат времени, слово, которого
    нет в `values`.
    """,
)
def unreadable_rows(goal: Goal, project: Project, resolved: ResolvedGoal, facts: BaselineFacts) -> Iterator[Remark]:
    """The rows of the sources can be read.

    Why it matters: rows that cannot be read are set aside, and above 5 % of a source no goal on it is judged at
    all. Mostly it is the mapping: a decimal comma, a time format, a word that `values` does not list.
    """
    if facts.unreadable is None or not is_first_on_its_events(goal, project, resolved):
        return
    remark = goal.finding(
        Text(en="rows cannot be read: {rows}", ru="не читаются строки: {rows}").fill(rows=facts.unreadable),
        hint=facts.unreadable_cure
        or {
            "en": 'say in the mapping how values are written (`decimal: ","`, `format`, `unit`, `values`), or mend the '
            "export: one column, one form of dates and numbers",
            "ru": 'укажите в описании источника, как записаны значения (`decimal: ","`, `format`, `unit`, `values`), '
            "или исправьте выгрузку: в одном столбце — одна запись дат и чисел",
        },
        at="kpi",
        severity="" if facts.unreadable_share > UNREADABLE_AT_MOST else "warning",
    )
    # the goal is not at fault
    yield remark if facts.unreadable_at is None else evolve(remark, place=facts.unreadable_at)
