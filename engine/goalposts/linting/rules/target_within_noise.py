"""A line at which an ordinary month lies now and then anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, quantity
from goalposts.model import Direction, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Project, Remark, ResolvedGoal

SPREADS: Final = 3
"""The limits of a chart of single values: the mean, less and plus 2.66 mean moving ranges, which are three spreads."""

_MESSAGE = Text(
    en="an ordinary month of the baseline lies anywhere from {low} to {high}, and so does the promised {line}",
    ru="обычный месяц базового периода даёт от {low} до {high}, и обещанное значение ({line}) — в этих же пределах",
)
_HINT = Text(
    en="promise more, or take a KPI with more events: no month that reaches the line will show that anything changed",
    ru="обещайте больше или возьмите показатель с большим числом событий: ни один месяц, достигший планки, "
    "не покажет, что что-то изменилось",
)
_BY_ALL_MONTHS = Text(
    en="judge it by the whole evaluation, which is long enough to show it; no single month is",
    ru="судите по всему периоду оценки: его длины хватает, чтобы увидеть изменение, а одного месяца — нет",
)


@rule(
    "GP208",
    "target-within-noise",
    bad="""\
kpi: sample.quick_share
variant: all
guardrails: []
target: ">= 24%"
statement:
  {en: 24 % of visits are served within the limit by 1 October 2026,
   ru: 24 % посещений обслужены в срок к 1 октября 2026}
facts:
  {computable: true, value: 0.21, line: 0.24, n: 9000, days: 365, month_mean: 0.2117, month_spread: 0.0314}
""",
    good="""\
kpi: sample.quick_share
variant: all
guardrails: []
target: ">= 24%"
statement:
  {en: 24 % of visits are served within the limit by 1 October 2026,
   ru: 24 % посещений обслужены в срок к 1 октября 2026}
facts:
  {computable: true, value: 0.21, line: 0.24, n: 9000, days: 365, month_mean: 0.2117, month_spread: 0.005}
""",
    severity="warning",
    manual_ru="""
    Обещанное значение лежит за пределами, в которых держатся обычные месяцы базового периода.

    Почему это важно: чего обычные месяцы достигают сами, то будет достигнуто и без внедрения, а с ним может и не
    быть; хвалить и ругать тогда станут случай. Только месяц за этими пределами говорит о том, что процесс изменился
    (D. J. Wheeler, *Understanding Variation*). Если запланированные периоды достаточно длинны, чтобы всё же показать
    обещанное, это лишь подсказка; если известно, что они слишком коротки, об этом скажет GP312.
    """,
)
def target_within_noise(goal: Goal, project: Project, resolved: ResolvedGoal, facts: BaselineFacts) -> Iterator[Remark]:
    """A line lies outside of the limits between which ordinary months of the baseline move.

    Why it matters: what ordinary months reach by themselves will be reached without any rollout, and missed with one;
    people then praise and blame chance. Only a month outside of the limits is a sign that the process has changed
    (D. J. Wheeler, *Understanding Variation*). Where the planned windows are long enough to show the promise all the
    same, this is a hint only; where they are known to be too short, GP312 says so instead.
    """
    mean, spread, line, value = facts.month_mean, facts.month_spread, facts.line, facts.value
    if not is_promise(goal) or mean is None or spread is None or line is None or value is None:
        return
    low, high = mean - SPREADS * spread, mean + SPREADS * spread
    shown = facts.smallest_change
    too_small = shown is not None and abs(line - value) < shown
    met = goal.target is None or goal.target.met_by(value, line)
    if met or too_small or resolved.direction not in (Direction.UP, Direction.DOWN) or not low <= line <= high:
        return
    never_below_zero = facts.month_low is not None and facts.month_low >= 0
    unit, currency = resolved.kpi.unit, project.currency or None
    said = {"low": max(low, 0.0) if never_below_zero else low, "high": high, "line": line}
    yield goal.finding(
        _MESSAGE.fill(**{name: quantity(number, unit, currency) for name, number in said.items()}),
        hint=_HINT if shown is None else _BY_ALL_MONTHS,
        at="target",
        severity="" if shown is None else "info",
    )
