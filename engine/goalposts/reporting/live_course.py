"""The course of a goal, answering: values under the pointer, a closer look, lines taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import day, join
from goalposts.reporting.chart_data import is_weekly, readings
from goalposts.reporting.charts import Spec, chart
from goalposts.reporting.labels import LABELS
from goalposts.reporting.live_chart import live, pointed
from goalposts.reporting.phrasing import of_goal
from goalposts.reporting.series_chart import HEIGHT, PADDING, WIDTH, Course, course

if TYPE_CHECKING:
    from goalposts.model.scorecard import GoalScore

_SWITCHED: Final = ("series", "promise", "without")


def live_course(goal: GoalScore, currency: str, language: str) -> str | None:
    """What the page's script draws; nothing where the KPI has no daily values."""
    found = course(goal, currency, language)
    if found is None or not any(reading.value is not None for reading in readings(goal)):
        return None
    return live(_answering(found, goal, currency, language), language)


def _answering(found: Course, goal: GoalScore, currency: str, language: str) -> Spec:
    weekly = is_weekly(readings(goal))
    groups = {name: [_within(drawn) for drawn in layers] for name, layers in found.groups.items()}
    labels = {**{name: LABELS[name] for name in _SWITCHED[1:]}, "series": LABELS["weekly" if weekly else "daily"]}
    switches = [_switch(name, labels[name].get(language)) for name in _SWITCHED if groups.get(name)]
    for name in _SWITCHED:
        groups[name] = [_switchable(drawn, name) for drawn in groups.get(name, [])]
    layers = [drawn for name in found.groups for drawn in groups[name]]
    answers = pointed(
        [
            {
                "x": reading.day.isoformat(),
                "y": found.canvas.scaled(reading.value),
                "said": join((day(reading.day), of_goal(goal, reading.value, currency)), ": ").get(language),
            }
            for reading in readings(goal)
            if reading.value is not None
        ],
        closer=True,
        x=found.canvas.across,
        y=found.canvas.upward,
    )
    made = chart([*layers, answers], width=WIDTH, height=HEIGHT, padding=PADDING)
    return {**made, "params": switches}


def _switch(name: str, label: str) -> Spec:
    return {"name": f"show_{name}", "value": True, "bind": {"input": "checkbox", "name": label}}


def _switchable(drawn: Spec, name: str) -> Spec:
    mark = drawn["mark"]
    shown = mark.get("opacity", 1)
    return {**drawn, "mark": {**mark, "opacity": {"expr": f"show_{name} ? {shown} : 0"}}}


def _within(drawn: Spec) -> Spec:
    """Leave the days that are seen to the layer that looks closer, and cut what lies outside of them.

    Words stand above and beside the chart on purpose.
    """
    encoding = {
        name: {**channel, "scale": {"type": "utc"}} if name == "x" and "scale" in channel else channel
        for name, channel in drawn["encoding"].items()
    }
    clip = drawn["mark"]["type"] != "text"
    return {**drawn, "encoding": encoding, "mark": {**drawn["mark"], "clip": clip}}
