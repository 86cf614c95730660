"""A goal month by month: what was promised and what was measured, from the daily sums that a verdict carries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text
from goalposts.reporting.chart_data import own_daily_sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model.scorecard import GoalScore
    from goalposts.model.window_value import WindowValue

MONTH_LABELS: Final = {
    "months": Text(en="Month by month", ru="По месяцам"),
    "month": Text(en="Month", ru="Месяц"),
    "phase": Text(en="Phase", ru="Этап"),
    "days": Text(en="Days with a value", ru="Дней со значением"),
    "measured": Text(en="Measured", ru="Измерено"),
    "note": Text(
        en="Months describe and decide nothing; the first and the last may be cut short. What is promised counts for "
        "the whole evaluation, not for each month.",
        ru="Месяцы только описывают и на вывод не влияют; первый и последний могут быть неполными. Обещанное "
        "относится ко всему периоду оценки, а не к каждому месяцу.",
    ),
}
PHASES: Final = {
    "before": Text(en="before", ru="до"),
    "between": Text(en="in between", ru="между периодами"),
    "after": Text(en="evaluation", ru="оценка"),
}


@frozen
class Month:
    """The KPI over one calendar month.

    Attributes:
        first: its first day.
        phase: `before`, `between` or `after`: the window that at least half of its days with a value are in.
        value: in KPI units; None where no day had one.
        promised: the line that is promised in it, in KPI units; None outside the evaluation, or without a line.
        days: days with a value.
    """

    first: date
    phase: str
    value: float | None
    promised: float | None
    days: int


def months(goal: GoalScore) -> tuple[Month, ...]:
    """Give the months of a goal from its first to its last day with a value.

    Nothing where the days cannot be put together: a month's quantile does not follow from those of its days.
    """
    sums = {} if goal.series.below else own_daily_sums(goal)
    if not sums:
        return ()
    days: dict[tuple[int, int], list[tuple[date, tuple[float, float]]]] = {}
    for day, pair in sums.items():
        days.setdefault(_key(day), []).append((day, pair))
    return tuple(_month(goal, first, days.get(_key(first), [])) for first in _firsts(min(sums), max(sums)))


def _month(goal: GoalScore, first: date, found: Sequence[tuple[date, tuple[float, float]]]) -> Month:
    phase = _phase(goal, [day for day, _ in found])
    below = sum(bottom for _, (_, bottom) in found)
    value = sum(top for _, (top, _) in found) / below if below else None
    return Month(first, phase, value, _promised(goal, first) if phase == "after" else None, len(found))


def _key(day: date) -> tuple[int, int]:
    return day.year, day.month


def _firsts(start: date, end: date) -> Iterator[date]:
    first = start.replace(day=1)
    while first <= end:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def _phase(goal: GoalScore, days: Sequence[date]) -> str:
    """The window that at least half of the days are in, else `between`; of days without values none is."""
    for name, window in (("before", goal.baseline), ("after", goal.evaluation)):
        inside = [day for day in days if _within(window, day)]
        if days and 2 * len(inside) >= len(days):
            return name
    return "between"


def _within(window: WindowValue, day: date) -> bool:
    return window.start is not None and window.end is not None and window.start <= day < window.end


def _promised(goal: GoalScore, first: date) -> float | None:
    """The line of the step of a path that holds in the month, else the line of the target."""
    if goal.target is None:
        return None
    middle = first + timedelta(days=14)
    steps = [step.line for step in goal.target.path if step.start <= middle < step.end]
    return steps[0] if steps else goal.target.line
