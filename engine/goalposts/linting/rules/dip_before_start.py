"""A baseline that ends in an extraordinarily bad month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, quantity
from goalposts.model import Direction, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Project, Remark, ResolvedGoal

_MESSAGE = Text(
    en="the last month of the baseline, {last}, is worse than the months before it make likely ({low} to {high})",
    ru="последний месяц базового периода, {last}, хуже, чем допускают предыдущие (от {low} до {high})",
)
_HINT = Text(
    en="find out what happened and name it in `influences`, or let the baseline end before it",
    ru="выясните, что произошло, и укажите это в `influences` или закончите базовый период раньше",
)


@rule(
    "GP518",
    "dip-before-start",
    bad="""\
facts:
  computable: true
  value: 0.7
  line: 0.9
  n: 90000
  days: 365
  month_last: 0.5
  month_earlier_low: 0.66
  month_earlier_high: 0.78
""",
    good="""\
facts:
  computable: true
  value: 0.7
  line: 0.9
  n: 90000
  days: 365
  month_last: 0.69
  month_earlier_low: 0.66
  month_earlier_high: 0.78
""",
    severity="warning",
    manual_ru="""
    Последний месяц базового периода не выбивается из предыдущих в худшую сторону.

    Почему это важно: на внедрение решаются, когда дела хуже некуда, а за худшим приходит обычное, с новой системой
    или без неё (регрессия к среднему; O. Ashenfelter, 1978, нашёл такой провал перед самым началом программ
    обучения). Возврат к обычному сошёл бы за заслугу внедрения.
    """,
)
def dip_before_start(goal: Goal, project: Project, resolved: ResolvedGoal, facts: BaselineFacts) -> Iterator[Remark]:
    """The last month of a baseline is not extraordinarily bad beside the months before it.

    Why it matters: rollouts are decided on when things are at their worst, and after the worst comes the ordinary, with
    or without a new system (regression towards the mean; O. Ashenfelter, 1978, found such a dip just before the start
    of training programmes). The way back would pass for the rollout's doing.
    """
    last, low, high = facts.month_last, facts.month_earlier_low, facts.month_earlier_high
    if not is_promise(goal) or last is None or low is None or high is None:
        return
    worse = {Direction.UP: last < low, Direction.DOWN: last > high}.get(resolved.direction, False)
    if worse:
        unit, currency = resolved.kpi.unit, project.currency or None
        said = {"last": last, "low": low, "high": high}
        message = _MESSAGE.fill(**{name: quantity(value, unit, currency) for name, value in said.items()})
        yield goal.finding(message, hint=_HINT, at="baseline")
