"""A baseline whose days are missing in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text
from goalposts.model import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Remark


@rule(
    "GP217",
    "baseline-full-of-gaps",
    bad="""\
facts:
  {computable: true, value: 0.7, line: 0.9, n: 20000, days: 79,
   gaps: {en: the data have 79 of 154 days, ru: данные есть за 79 дней из 154}}
""",
    good="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181}",
    manual_ru="""
    В базовом периоде, который уже закончился, данные есть хотя бы за четыре из каждых пяти дней, когда они обычно
    бывают, и без долгих перерывов.

    Почему это важно: пропасть могло как раз то, что было иначе. Вывода по такому периоду не будет: что бы ни дало
    внедрение, по цели выйдет «данные непригодны», а закончившийся период потом не дополнить.
    """,
)
def baseline_full_of_gaps(goal: Goal, facts: BaselineFacts) -> Iterator[Remark]:
    """A baseline that is over has data on four of five of the days on which there usually are some, without long gaps.

    Why it matters: what is missing may be just what was different. A verdict refuses such a window, so the goal
    would end as *data not fit* whatever the rollout does, and a window that is over cannot be filled later.
    """
    if goal.role is Role.SHADOW or not facts.computable or facts.gaps is None:
        return
    yield goal.finding(
        Text(en="no verdict will rest on this baseline: {gaps}", ru="на такой базе вывода не будет: {gaps}").fill(
            gaps=facts.gaps
        ),
        hint={
            "en": "export the missing days, move the baseline to days that have data, or count by week in a table of "
            "readings",
            "ru": "выгрузите недостающие дни, сдвиньте базовый период на дни с данными или считайте по неделям в "
            "таблице показаний",
        },
        at="baseline",
        severity="" if is_promise(goal) else "warning",
    )
