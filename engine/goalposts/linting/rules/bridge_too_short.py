"""A parallel run that is too short for a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.locale import Text
from goalposts.model import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Remark

_TOO_SHORT = Text(en="too short to compare across: {why}", ru="прогон короток для сравнения: {why}")
_HINT = Text(
    en="as long as both systems run, let them run longer and move the end of `bridge`; else the goal ends as not "
    "comparable",
    ru="пока работают обе системы, ведите их дольше и сдвиньте конец `bridge`, иначе по цели будет «несопоставимо»",
)


@rule(
    "GP218",
    "bridge-too-short",
    bad="""\
facts:
  {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181,
   bridge_short: {en: the parallel run will have values on about 9 days,
                  ru: параллельный прогон даст значения примерно за 9 дней}}
""",
    good="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181}",
    severity="warning",
    manual_ru="""
    В параллельном прогоне есть значения обеих систем хотя бы за четырнадцать дней.

    Почему это важно: по меньшему числу дней не видно, насколько по-разному считают две системы, и по цели выйдет
    «несопоставимо», что бы ни дало внедрение. Пока работают обе системы, дни ещё можно добрать; потом их не добавит
    никто.
    """,
)
def bridge_too_short(goal: Goal, facts: BaselineFacts) -> Iterator[Remark]:
    """A parallel run has values of both systems on at least fourteen days.

    Why it matters: fewer days do not tell how differently two systems count, so the goal ends as *not comparable*,
    whatever the rollout does. While both systems run the days can still be had; later nobody can add them.
    """
    if goal.role is not Role.SHADOW and facts.bridge_short is not None:
        yield goal.finding(_TOO_SHORT.fill(why=facts.bridge_short), hint=_HINT, at="kpi")
