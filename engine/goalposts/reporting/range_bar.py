"""The small bar of one goal: no change, the promise, and the likely range of the effect; right is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.locale import Text
from goalposts.reporting.axis_unit import axis_unit
from goalposts.reporting.charts import INK, LEVEL, PROMISE, QUIET, Spec, chart, layer, number_format, padded
from goalposts.reporting.labels import LABELS
from goalposts.reporting.live_chart import pointed
from goalposts.reporting.phrasing import change_of

if TYPE_CHECKING:
    from goalposts.model.scorecard import GoalScore

WIDTH, HEIGHT = 400, 44
ROW_HEIGHT = 16
_MIDDLE = 22
_PADDING = {"left": 64, "right": 64, "top": 38, "bottom": 40}


def promised_change(goal: GoalScore) -> float | None:
    """The change that would just keep the promise, in KPI units; none if the KPI lay inside its band already.

    It counts from where the effect does: after a parallel run, from the baseline as the new instruments measure it.
    """
    target = goal.target
    before = goal.baseline.value if goal.bridge is None else goal.bridge.baseline
    if target is None or target.line is None or before is None:
        return None
    if target.high is None:
        return target.line - before
    inside = target.line <= before <= target.high
    return None if inside else min(target.line - before, target.high - before, key=abs)


def good_sign(goal: GoalScore) -> int:
    """1 when more is better, -1 when less is, 0 when there is no better."""
    by_name = {"up": 1, "down": -1}
    promise = promised_change(goal)
    aim = 0 if not promise else 1 if promise > 0 else -1
    return by_name.get(goal.direction, aim)


def range_bar(goal: GoalScore, currency: str, language: str, *, answers: bool = False) -> Spec | None:
    """Specify the bar of a goal, or nothing when there is no effect to show.

    Args:
        goal: whose effect it is.
        currency: of amounts.
        language: `en` or `ru`.
        answers: whether its last layer says what is pointed at.
    """
    change, sign = goal.change, good_sign(goal)
    if change.low is None or change.high is None:
        return None
    marks = _marks(goal, sign, currency)
    numbers = [0.0, change.low, change.high, *(at for _, at, _ in marks)]
    low, high = padded(numbers, 0.12)
    unit = axis_unit(goal.unit, currency, numbers, of_changes=True)
    scale: Spec = {"domain": [low * unit.factor, high * unit.factor], "nice": False, "zero": False, "reverse": sign < 0}
    axis = {
        "title": unit.title.get(language) or None,
        "titlePadding": 2,
        "tickCount": 6,
        "format": f"+{number_format(low * unit.factor, high * unit.factor)}",
        "labelExpr": "datum.value == 0 ? '0' : datum.label",
        "grid": False,
    }
    across = {"field": "x", "type": "quantitative", "scale": scale, "axis": axis}
    effect = {"x": change.low * unit.factor, "end": change.high * unit.factor}
    bar: Spec = {"type": "rect", "color": LEVEL, "opacity": 0.28}
    layers = [
        layer([effect], bar, x=across, x2={"field": "end"}, y={"value": 10}, y2={"value": 34}),
        *_dot(change.effect, unit.factor, across),
        *_rule({"x": 0.0, "name": LABELS["no_change"].get(language)}, INK, across, row=0),
    ]
    for name, at, colour in marks:
        layers += _rule({"x": at * unit.factor, "name": name.get(language)}, colour, across, row=1)
    layers += _sides(sign, language)
    if answers:
        rows = [{**row, "x": row["x"] * unit.factor} for row in _rows_said(goal, marks, sign, currency, language)]
        layers.append(pointed(rows, x=across, y={"value": _MIDDLE}))
    return chart(layers, width=WIDTH, height=HEIGHT, padding=_PADDING)


def _rows_said(
    goal: GoalScore, marks: list[tuple[Text, float, str]], sign: int, currency: str, language: str
) -> list[Spec]:
    """What is said of every line and end of the bar, from left to right as they are drawn."""
    change = goal.change
    named = [(LABELS["no_change"], 0.0), *((name, at) for name, at, _ in marks if name.en)]
    for key, at in (("likely_low", change.low), ("estimate", change.effect), ("likely_high", change.high)):
        if at is not None:
            named.append((_name(key, "", change_of(goal, at, currency)), at))
    rows = [{"x": at, "said": said.get(language)} for said, at in named]
    return sorted(rows, key=lambda row: row["x"], reverse=sign < 0)


def _marks(goal: GoalScore, sign: int, currency: str) -> list[tuple[Text, float, str]]:
    """The lines to compare with: name, place and colour; without a good direction both sides are bounded."""
    promise = promised_change(goal)
    if promise is not None:
        return [(_name("promise", "", change_of(goal, promise, currency)), promise, PROMISE)]
    if not goal.margin:
        return []
    size = change_of(goal, -abs(goal.margin), currency)
    if sign and goal.role != "negative_control":
        edge = -goal.margin * sign
        return [(_name("allowed", "", change_of(goal, edge, currency)), edge, QUIET)]
    both = Text(en=size.en.removeprefix("−"), ru=size.ru.removeprefix("−"))
    return [(Text.of(""), -goal.margin, QUIET), (_name("allowed", "±", both), goal.margin, QUIET)]


def _name(key: str, sign: str, shown: Text) -> Text:
    return Text(en="{name} {sign}{shown}", ru="{name} {sign}{shown}").fill(name=LABELS[key], sign=sign, shown=shown)


def _rule(at: Spec, colour: str, across: Spec, *, row: int) -> list[Spec]:
    """A line through the bar with its name above it; rows of names keep apart what stands close."""
    line: Spec = {"type": "rule", "color": colour, "strokeWidth": 2}
    label: Spec = {"type": "text", "color": colour, "baseline": "bottom"}
    top = -ROW_HEIGHT * row
    return [
        layer([at], line, x=across, y={"value": top + 2}, y2={"value": HEIGHT}),
        layer([at], label, x=across, y={"value": top}, text={"field": "name"}),
    ]


def _dot(effect: float | None, factor: float, across: Spec) -> list[Spec]:
    if effect is None:
        return []
    dot: Spec = {"type": "circle", "color": LEVEL, "size": 70, "opacity": 1}
    return [layer([{"x": effect * factor}], dot, x=across, y={"value": _MIDDLE})]


def _sides(sign: int, language: str) -> list[Spec]:
    if not sign:
        return []
    return [
        layer(
            [{"name": LABELS[name].get(language)}],
            {"type": "text", "color": QUIET, "align": side, "baseline": "top"},
            x={"value": at},
            y={"value": HEIGHT + 22},
            text={"field": "name"},
        )
        for name, side, at in (("worse", "left", 0), ("better", "right", "width"))
    ]
