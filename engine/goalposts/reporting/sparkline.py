"""The course of a KPI in one line of text: a bar for every stretch of days, with the go-live between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import Text
from goalposts.reporting.chart_data import readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goalposts.reporting.chart_data import Measured

COURSES: Final = Text(en="How it went (| go-live, · not measured)", ru="Как менялось (| запуск, · не измерено)")

BARS: Final = "▁▂▃▄▅▆▇█"
GAP: Final = "·"
GO_LIVE: Final = "|"
_MOST_BARS: Final = 60


def courses(goals: Iterable[tuple[Text, Measured]]) -> Iterator[Text]:
    """Draw of every goal how its KPI went: a line with its name, and its bars below; nothing of one without readings.

    Args:
        goals: each with the name by which it is called.
    """
    for name, goal in goals:
        if drawn := sparkline(goal, _MOST_BARS):
            yield Text.of("- {name}").fill(name=name)
            yield Text.of(f"  {drawn}")


def sparkline(goal: Measured, width: int) -> str:
    """Draw the readings of a goal's chart, the lowest as the lowest bar; nothing where there are none to draw.

    Args:
        goal: whose series is drawn.
        width: the most bars; neighbouring readings are averaged into one. What was not measured is a dot.
    """
    shown = readings(goal)
    if not shown:
        return ""
    stretch = -(-len(shown) // width)
    groups = [shown[start : start + stretch] for start in range(0, len(shown), stretch)]
    bars = _bars([_mean([reading.value for reading in group if reading.value is not None]) for group in groups])
    if goal.go_live is None:
        return bars
    before = sum(group[-1].day < goal.go_live for group in groups)
    return bars[:before] + GO_LIVE + bars[before:] if 0 <= before < len(bars) else bars


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _bars(levels: Sequence[float | None]) -> str:
    known = [level for level in levels if level is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    return "".join(GAP if level is None else BARS[_height(level, low, high)] for level in levels)


def _height(level: float, low: float, high: float) -> int:
    """The bar of a level; of a KPI that never moved the middle one."""
    if high <= low:
        return len(BARS) // 2
    return min(len(BARS) - 1, int((level - low) / (high - low) * len(BARS)))
