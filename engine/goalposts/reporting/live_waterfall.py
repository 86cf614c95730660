"""The waterfall of one goal, answering: the same picture as the drawn one, with what every part comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import Text
from goalposts.reporting.charts import INK, LEVEL, Spec, chart, downward, layer
from goalposts.reporting.live_chart import live, pointed
from goalposts.reporting.parts_view import Step, steps
from goalposts.reporting.phrasing import of_goal, span
from goalposts.reporting.waterfall import (
    BAR_HEIGHT,
    BAR_TOP,
    LEAST_BAR,
    ROW_HEIGHT,
    TEXT_LINE,
    TICK,
    WIDTH,
    Scale,
    scale_of,
    short_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model.scorecard import GoalScore

PART: Final = "#7b8a9a"
_SAID: Final = Text(en="{name}: {shown}", ru="{name}: {shown}")
_MOVED: Final = Text(en="{name}: {shown}, {moved}", ru="{name}: {shown}, {moved}")


def live_waterfall(goal: GoalScore, currency: str, language: str) -> str | None:
    """What the page's script draws, or nothing where no parts are known."""
    found = steps(goal, currency)
    return live(_spec(goal, found, currency, language), language, "drawing") if found else None


def _spec(goal: GoalScore, found: Sequence[Step], currency: str, language: str) -> Spec:
    scale, height = scale_of(found), ROW_HEIGHT * len(found)
    across: Spec = {"field": "x", "type": "quantitative", "scale": {"domain": [0, WIDTH]}, "axis": None}
    down = downward(height)
    ends: Spec = {"x2": {"field": "end"}, "y2": {"field": "bottom"}}
    bars = [_bar(step, row, scale) for row, step in enumerate(found)]
    layers = [
        *(
            layer([bar], {"type": "rect", "color": _colour(step), "cornerRadius": 1.5}, x=across, y=down, **ends)
            for bar, step in zip(bars, found, strict=True)
            if not step.is_value
        ),
        layer(
            [_middle(bar) for bar, step in zip(bars, found, strict=True) if step.is_value],
            {"type": "circle", "color": LEVEL, "size": 79, "opacity": 1},
            x=across,
            y=down,
        ),
        *_threads(found, scale, across, down),
        *_words(found, language, down),
        pointed(
            [
                {**_middle(bar), "said": _said(goal, step, currency).get(language)}
                for bar, step in zip(bars, found, strict=True)
            ],
            x=across,
            y=down,
        ),
    ]
    return chart(layers, width=WIDTH, height=height, padding={"left": 0, "right": 0, "top": 0, "bottom": 0})


def _bar(step: Step, row: int, scale: Scale) -> Spec:
    left, right = sorted((scale.at(step.start), scale.at(step.end)))
    top = ROW_HEIGHT * row + BAR_TOP
    return {"x": left, "end": max(right, left + LEAST_BAR), "y": top, "bottom": top + BAR_HEIGHT}


def _middle(bar: Spec) -> Spec:
    return {"x": (bar["x"] + bar["end"]) / 2, "y": (bar["y"] + bar["bottom"]) / 2}


def _threads(found: Sequence[Step], scale: Scale, across: Spec, down: Spec) -> tuple[Spec, Spec]:
    """Where one bar ends the next begins."""
    rule: Spec = {"type": "rule", "color": PART}
    places = [(scale.at(step.end), ROW_HEIGHT * row + BAR_TOP) for row, step in enumerate(found[:-1])]
    below = [{"x": at, "y": top + BAR_HEIGHT, "bottom": top + BAR_HEIGHT + TICK} for at, top in places]
    above = [{"x": at, "y": top + ROW_HEIGHT - TICK, "bottom": top + ROW_HEIGHT} for at, top in places]
    ends: Spec = {"y2": {"field": "bottom"}}
    return layer(below, rule, x=across, y=down, **ends), layer(above, rule, x=across, y=down, **ends)


def _colour(step: Step) -> str:
    return LEVEL if step.is_rollout else PART


def _words(found: Sequence[Step], language: str, down: Spec) -> tuple[Spec, Spec]:
    rows = [
        {"y": ROW_HEIGHT * row + TEXT_LINE, "name": short_name(step, language), "size": step.shown.get(language)}
        for row, step in enumerate(found)
    ]
    text: Spec = {"type": "text", "baseline": "alphabetic", "color": INK, "fontSize": 13}
    return (
        layer(rows, {**text, "align": "left"}, x={"value": 0}, y=down, text={"field": "name"}),
        layer(rows, {**text, "align": "right", "fontWeight": 600}, x={"value": WIDTH}, y=down, text={"field": "size"}),
    )


def _said(goal: GoalScore, step: Step, currency: str) -> Text:
    """A value as it is; of a part also from where to where it moves the value."""
    if step.is_value:
        return _SAID.fill(name=step.name, shown=step.shown)
    moved = span(*(of_goal(goal, end, currency) for end in (step.start, step.end)))
    return _MOVED.fill(name=step.name, shown=step.shown, moved=moved)
