"""An evaluation in which hardly anything comes to its end."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from goalposts.expressions import Survival
from goalposts.expressions.formula import SHARES
from goalposts.linting.promises import is_promise
from goalposts.locale import Text, counted, day
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Remark, ResolvedGoal

_DAY_SECONDS: Final = 86_400
_MESSAGE = Text(
    en="it takes {cycle} before the rollout, and the evaluation lasts only {window}",
    ru="до внедрения на это уходит {cycle}, а оценка длится всего {window}",
)
_HINT = Text(
    en="evaluate until {day} or later, or promise something that comes sooner",
    ru="продлите оценку хотя бы до {day} или обещайте то, что наступает раньше",
)


@rule(
    "GP517",
    "window-shorter-than-cycle",
    bad="""\
kpi: slow.time_to_end
statement: {en: Visits last 10 % less by 1 March 2027, ru: Посещения длятся на 10 % меньше к 1 марта 2027}
target: "-10%"
facts: {computable: true, value: 17280000, line: 15552000, n: 20000, days: 181}
project:
  kpis:
    - id: slow.time_to_end
      over: sample.visit
      value: survival(ended=ended_at, give="median")
      direction: down
      attributability: direct
deadline: 2027-03-01
""",
    good="""\
kpi: slow.time_to_end
statement: {en: Visits last 10 % less by 1 March 2027, ru: Посещения длятся на 10 % меньше к 1 марта 2027}
target: "-10%"
facts: {computable: true, value: 5184000, line: 4665600, n: 20000, days: 181}
project:
  kpis:
    - id: slow.time_to_end
      over: sample.visit
      value: survival(ended=ended_at, give="median")
      direction: down
      attributability: direct
deadline: 2027-03-01
""",
    severity="warning",
    manual_ru="""
    Оценка длится не меньше, чем само по себе длится то, что она измеряет.

    Почему это важно: если половина случаев длиннее периода оценки, быстрые он видит от начала до конца, а у остальных
    только начало. Что с ними сделало внедрение, станет видно целым циклом позже; самый ранний честный день — это
    запуск плюс недели освоения, один цикл и сам период оценки.
    """,
)
def window_shorter_than_cycle(goal: Goal, resolved: ResolvedGoal, facts: BaselineFacts) -> Iterator[Remark]:
    """An evaluation is at least as long as what it measures takes by itself.

    Why it matters: when half of the cases take longer than the evaluation, it sees the quick ones begin and end, and
    of the others only the beginning. What the rollout did to those shows a whole cycle later; the earliest honest day
    is go-live, the weeks of learning, one cycle and the window together.
    """
    formula = resolved.formula
    if not is_promise(goal) or not isinstance(formula, Survival) or formula.give in SHARES or facts.value is None:
        return
    cycle, window = facts.value / _DAY_SECONDS, resolved.evaluation
    if cycle > window.days:
        yield goal.finding(
            _MESSAGE.fill(cycle=_days(round(cycle)), window=_days(window.days)),
            hint=_HINT.fill(day=day(window.start + timedelta(days=math.ceil(cycle)))),
            at="evaluation",
        )


def _days(count: int) -> Text:
    return counted(count, ("day", "days"), ("день", "дня", "дней"))
