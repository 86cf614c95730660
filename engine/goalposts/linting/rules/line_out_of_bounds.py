"""A change that ends beyond what a share can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import SHARE_UNIT, is_promise
from goalposts.locale import Text, percent
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Remark, ResolvedGoal


@rule(
    "GP311",
    "line-out-of-bounds",
    bad="""\
target: "+30pp"
facts: {computable: true, value: 0.8, line: 1.1, n: 20000, days: 181}
""",
    good="""\
target: "+15pp"
facts: {computable: true, value: 0.8, line: 0.95, n: 20000, days: 181}
""",
    manual_ru="""
    Обещанное изменение приводит к значению, которое у показателя бывает.

    Почему это важно: +30 пунктов к доле в 80 % — это 110 %: никто не посчитал, чем кончается обещание.
    """,
)
def line_out_of_bounds(goal: Goal, resolved: ResolvedGoal, facts: BaselineFacts) -> Iterator[Remark]:
    """A promised change ends at a value that the KPI can have.

    Why it matters: +30 points on a share of 80 % is 110 %: nobody computed where the promise ends.
    """
    if not is_promise(goal) or goal.target is None or facts.line is None or resolved.kpi.unit != SHARE_UNIT:
        return
    if goal.target.needs_baseline and not 0 <= facts.line <= 1:
        yield goal.finding(
            Text(en="'{target}' ends at {line}", ru="«{target}» приводит к {line}").fill(
                target=goal.target.text, line=percent(facts.line)
            ),
            hint={
                "en": "a share lies between 0 % and 100 %; ask for a smaller change",
                "ru": "доля лежит между 0 % и 100 %; обещайте меньшее изменение",
            },
            at="target",
        )
