"""A promise beyond the best month that ever was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, quantity
from goalposts.model import Direction, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Project, Remark, ResolvedGoal

SPREADS = 3


@rule(
    "GP313",
    "beyond-history",
    bad="""\
kpi: sample.quick_share
variant: all
guardrails: []
facts:
  {computable: true, value: 0.6, line: 0.9, n: 90000, days: 365, month_low: 0.55, month_high: 0.65, month_spread: 0.02}
""",
    good="""\
kpi: sample.quick_share
variant: all
guardrails: []
facts:
  {computable: true, value: 0.6, line: 0.9, n: 90000, days: 365, month_low: 0.55, month_high: 0.85, month_spread: 0.02}
""",
    severity="warning",
    manual_ru="""
    Обещанное значение отстоит от лучшего месяца базового периода не дальше чем на три обычных разброса.

    Почему это важно: если ни один месяц и близко к этому не подходил, сначала должен стать другим сам процесс. Одним
    старанием этого не добиться. О показателях, на которые внедрение влияет прямо, например о полноте записей, правило
    молчит: там низкий старт ничего не ограничивает.
    """,
)
def beyond_history(goal: Goal, project: Project, resolved: ResolvedGoal, facts: BaselineFacts) -> Iterator[Remark]:
    """A line lies no further from the best month of the baseline than three ordinary spreads.

    Why it matters: what no month ever came near is asked of a process that has to be another one first. Effort alone
    does not bring it. Of KPIs that a rollout moves directly, such as how completely things are recorded, this rule
    says nothing: there a low start is no limit.
    """
    low, high, spread, line = facts.month_low, facts.month_high, facts.month_spread, facts.line
    if not is_promise(goal) or resolved.kpi.attributability == "direct":
        return
    if low is None or high is None or spread is None or line is None:
        return
    upwards = resolved.direction is Direction.UP
    best = high if upwards else low
    beyond = line > best + SPREADS * spread if upwards else line < best - SPREADS * spread
    if beyond and resolved.direction in (Direction.UP, Direction.DOWN):
        unit, currency = resolved.kpi.unit, project.currency or None
        yield goal.finding(
            Text(
                en="{line} is promised, and the best month of the baseline had {best}",
                ru="обещано {line}, а в лучшем месяце базового периода было {best}",
            ).fill(line=quantity(line, unit, currency), best=quantity(best, unit, currency)),
            hint={
                "en": "promise what the best month had; if the process becomes another one, "
                "say how: `# goalposts: ignore[GP313] ...`",
                "ru": "обещайте уровень лучшего месяца; если процесс станет другим, "
                "скажите чем: `# goalposts: ignore[GP313] ...`",
            },
            at="target",
        )
