"""The chart of one goal: the KPI over time with both windows, go-live, promise, and the effect's likely range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from goalposts.locale import Text
from goalposts.reporting.axis_unit import AxisUnit, axis_unit
from goalposts.reporting.chart_data import Reading, readings
from goalposts.reporting.charts import (
    AFTER_SHADE,
    BEFORE_SHADE,
    COUNTERFACTUAL,
    INK,
    LEVEL,
    PROMISE,
    QUIET,
    SERIES,
    Spec,
    apart,
    chart,
    layer,
    number_format,
    padded,
    within,
)
from goalposts.reporting.labels import LABELS
from goalposts.reporting.phrasing import of_goal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goalposts.model.scorecard import GoalScore
    from goalposts.model.window_value import WindowValue

WIDTH, HEIGHT = 760, 240
PADDING = {"left": 64, "right": 226, "top": 42, "bottom": 30}
_SHORT_SPAN_DAYS = 75
_MOST_MONTHS = 11
_EDGE = 0.06
"""Share of the width in which a centred label would leave the chart on the left."""


@frozen
class Canvas:
    """What every layer needs: goal, language, unit and both domains."""

    goal: GoalScore
    currency: str
    language: str
    unit: AxisUnit
    first: date
    last: date
    low: float
    high: float

    @property
    def across(self) -> Spec:
        """The channel of days."""
        days = (self.last - self.first).days
        months = max(1, -(-days // (30 * _MOST_MONTHS)))
        short = days <= _SHORT_SPAN_DAYS
        axis = {
            "title": None,
            "grid": False,
            "format": "%-d %b" if short else "%b %Y",
            "tickCount": {"interval": "week", "step": 1} if short else {"interval": "month", "step": months},
            "labelOverlap": "greedy",
            "labelFlush": False,
        }
        scale = {"type": "utc", "domain": [self.first.isoformat(), self.last.isoformat()]}
        return {"field": "x", "type": "temporal", "scale": scale, "axis": axis}

    @property
    def upward(self) -> Spec:
        """The channel of values."""
        domain = [self.low * self.unit.factor, self.high * self.unit.factor]
        axis = {
            "title": self.unit.title.get(self.language) or None,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": -46,
            "titleY": -10,
            "tickCount": 5,
            "format": number_format(*domain),
            "domain": False,
        }
        scale = {"domain": domain, "nice": False, "zero": False}
        return {"field": "y", "type": "quantitative", "scale": scale, "axis": axis}

    def scaled(self, value: float) -> float:
        """A value in the unit of the axis."""
        return value * self.unit.factor


def counterfactual(goal: GoalScore) -> float | None:
    """What the KPI would have been without the rollout: its value less the effect."""
    if goal.evaluation.value is None or goal.change.effect is None:
        return None
    return goal.evaluation.value - goal.change.effect


def effect_band(goal: GoalScore) -> tuple[float, float] | None:
    """Where the KPI may lie by the effect's 95 % interval, seen from the counterfactual."""
    start = counterfactual(goal)
    if start is None or goal.change.low is None or goal.change.high is None:
        return None
    return start + goal.change.low, start + goal.change.high


@frozen
class Course:
    """The layers of a goal's chart, by what they show, from the ground up."""

    canvas: Canvas
    groups: dict[str, list[Spec]]


def series_chart(goal: GoalScore, currency: str, language: str) -> Spec | None:
    """Specify the chart of a goal, or nothing when there is no value to draw."""
    found = course(goal, currency, language)
    if found is None:
        return None
    layers = [drawn for group in found.groups.values() for drawn in group]
    return chart(layers, width=WIDTH, height=HEIGHT, padding=PADDING)


def course(goal: GoalScore, currency: str, language: str) -> Course | None:
    """Make the layers of a goal's chart, or nothing when there is no value to draw."""
    shown = readings(goal)
    values = [reading.value for reading in shown if reading.value is not None] + _marked_values(goal)
    days = [reading.day for reading in shown] + _marked_days(goal)
    if not values or min(days) == max(days):
        return None
    low, high = within(padded(values), values, ceiling=1.0 if goal.unit == "%" else None)
    unit = axis_unit(goal.unit, currency, _marked_values(goal) or values)
    canvas = Canvas(goal, currency, language, unit, min(days), max(days), low, high)
    groups = {
        "windows": _shades(canvas),
        "series": _readings(canvas, shown),
        "promise": _promise(canvas),
        "without": _band(canvas),
        "levels": _levels(canvas),
        "go_live": _go_live(canvas),
        "names": _names(canvas),
    }
    return Course(canvas, groups)


def _marked_values(goal: GoalScore) -> list[float]:
    target = goal.target
    edges = (target.line, target.high) if target is not None else ()
    levels = (goal.baseline.value, goal.evaluation.value, counterfactual(goal))
    return [value for value in (*edges, *levels, *(effect_band(goal) or ())) if value is not None]


def _marked_days(goal: GoalScore) -> list[date]:
    windows = (goal.baseline, goal.evaluation)
    days = (goal.go_live, *(day for window in windows for day in (window.start, window.end)))
    return [day for day in days if day is not None]


def _shades(canvas: Canvas) -> list[Spec]:
    shades = ((canvas.goal.baseline, BEFORE_SHADE, "before"), (canvas.goal.evaluation, AFTER_SHADE, "after"))
    drawn = []
    for window, colour, name in shades:
        if window.start is None or window.end is None:
            continue
        row = {"x": window.start.isoformat(), "end": window.end.isoformat(), "name": LABELS[name].get(canvas.language)}
        drawn.append(
            layer(
                [row],
                {"type": "rect", "color": colour},
                x=canvas.across,
                x2={"field": "end"},
                y={"value": 0},
                y2={"value": HEIGHT},
            )
        )
        label: Spec = {"type": "text", "align": "left", "baseline": "bottom", "color": QUIET, "dx": 2}
        drawn.append(layer([row], label, x=canvas.across, y={"value": -3}, text={"field": "name"}))
    return drawn


def _readings(canvas: Canvas, shown: Sequence[Reading]) -> list[Spec]:
    if not shown:
        return []
    rows = [
        {"x": reading.day.isoformat(), "y": None if reading.value is None else canvas.scaled(reading.value)}
        for reading in shown
    ]
    gaps = [True, *(row["y"] is None for row in rows), True]
    lonely = [row for place, row in enumerate(rows, 1) if not gaps[place] and gaps[place - 1] and gaps[place + 1]]
    line: Spec = {"type": "line", "color": SERIES, "strokeWidth": 1.4, "strokeJoin": "round"}
    dot: Spec = {"type": "circle", "color": SERIES, "size": 14, "opacity": 1}
    return [
        layer(rows, line, x=canvas.across, y=canvas.upward),
        layer(lonely, dot, x=canvas.across, y=canvas.upward),
    ]


def _promise(canvas: Canvas) -> list[Spec]:
    target = canvas.goal.target
    edges = [] if target is None else [edge for edge in (target.line, target.high) if edge is not None]
    line: Spec = {"type": "rule", "color": PROMISE, "strokeWidth": 2, "strokeDash": [8, 4]}
    return [layer([{"y": canvas.scaled(edge)} for edge in sorted(set(edges))], line, y=canvas.upward)] if edges else []


def _span(canvas: Canvas, window: WindowValue, low: float, high: float | None = None) -> Spec | None:
    if window.start is None or window.end is None:
        return None
    row = {"x": window.start.isoformat(), "end": window.end.isoformat(), "y": canvas.scaled(low)}
    return row if high is None else {**row, "top": canvas.scaled(high)}


def _band(canvas: Canvas) -> list[Spec]:
    edges, without = effect_band(canvas.goal), counterfactual(canvas.goal)
    window = canvas.goal.evaluation
    if without is None:
        return []
    drawn = []
    row = None if edges is None else _span(canvas, window, *edges)
    if row is not None:
        band: Spec = {"type": "rect", "color": LEVEL, "opacity": 0.22}
        ends: Spec = {"x2": {"field": "end"}, "y2": {"field": "top"}}
        drawn.append(layer([row], band, x=canvas.across, y=canvas.upward, **ends))
    line = _span(canvas, window, without)
    if line is not None:
        dashed: Spec = {"type": "rule", "color": COUNTERFACTUAL, "strokeWidth": 2, "strokeDash": [2, 3]}
        drawn.append(layer([line], dashed, x=canvas.across, x2={"field": "end"}, y=canvas.upward))
    return drawn


def _levels(canvas: Canvas) -> list[Spec]:
    goal = canvas.goal
    windows = ((window, window.value) for window in (goal.baseline, goal.evaluation))
    spans = [_span(canvas, window, value) for window, value in windows if value is not None]
    rows = [row for row in spans if row is not None]
    line: Spec = {"type": "rule", "color": LEVEL, "strokeWidth": 2.5}
    return [layer(rows, line, x=canvas.across, x2={"field": "end"}, y=canvas.upward)] if rows else []


def _go_live(canvas: Canvas) -> list[Spec]:
    if canvas.goal.go_live is None:
        return []
    row = {"x": canvas.goal.go_live.isoformat(), "name": LABELS["go_live"].get(canvas.language)}
    line: Spec = {"type": "rule", "color": INK, "strokeWidth": 1.5}
    near_the_edge = (canvas.goal.go_live - canvas.first).days < _EDGE * (canvas.last - canvas.first).days
    align = "left" if near_the_edge else "center"
    label: Spec = {"type": "text", "align": align, "baseline": "bottom", "fontWeight": "bold"}
    return [
        layer([row], line, x=canvas.across, y={"value": -18}, y2={"value": HEIGHT}),
        layer([row], label, x=canvas.across, y={"value": -20}, text={"field": "name"}),
    ]


def _names(canvas: Canvas) -> list[Spec]:
    """Name the horizontal lines at their right ends, pushed apart where they would touch."""
    goal = canvas.goal
    target = None if goal.target is None else goal.target.line
    named = (
        (LABELS["promise"], target, PROMISE),
        (LABELS["after"], goal.evaluation.value, LEVEL),
        (LABELS["without"], counterfactual(goal), COUNTERFACTUAL),
    )
    lines = [(value, name, colour) for name, value, colour in named if value is not None]
    lines.sort(key=lambda line: -line[0])
    heights = apart([HEIGHT * (canvas.high - value) / (canvas.high - canvas.low) for value, _, _ in lines], HEIGHT)
    return [
        layer(
            [{"name": _named_value(canvas, name, value)}],
            {"type": "text", "align": "left", "baseline": "middle", "color": colour, "dx": 6},
            x={"value": WIDTH},
            y={"value": height},
            text={"field": "name"},
        )
        for (value, name, colour), height in zip(lines, heights, strict=True)
    ]


def _named_value(canvas: Canvas, name: Text, value: float) -> str:
    shown = of_goal(canvas.goal, value, canvas.currency)
    return Text(en="{name} {value}", ru="{name} {value}").fill(name=name, value=shown).get(canvas.language)
