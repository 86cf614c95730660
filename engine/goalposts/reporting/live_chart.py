"""Charts that answer the reader: values under the pointer, a closer look, lines taken away.

The page carries Vega, Vega-Lite and Vega-Embed as one script, which vl-convert puts together; that takes seconds, so
the script is kept in the user's cache. Where scripts are off, and on paper, the drawing of the same chart stands.
"""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from goalposts.errors import InputError
from goalposts.locale import day, join, quantity
from goalposts.reporting.chart_data import is_weekly, readings
from goalposts.reporting.charts import INK, LEVEL, Spec, chart, layer, locales
from goalposts.reporting.labels import LABELS
from goalposts.reporting.series_chart import HEIGHT, PADDING, WIDTH, Course, course

if TYPE_CHECKING:
    from pathlib import Path

    from goalposts.model.scorecard import GoalScore

_SWITCHED: Final = ("series", "promise", "without")
_CLOSER: Final = "wheel![event.ctrlKey || event.shiftKey]"
"""A wheel alone scrolls the page."""
_SAID: Final = "isValid(datum.datum) ? datum.datum.said : datum.said"
"""The cells around the points, by which the nearest is found, know the rows only as what the points know."""


def script() -> str:
    """Return the script that draws charts in a browser, from the user's cache where it is there.

    Its text ends no element of a page. A cache that cannot be written only costs time.
    """
    file = _kept()
    if file is not None and file.is_file():
        return file.read_text(encoding="utf-8")
    import vl_convert

    made = str(vl_convert.javascript_bundle())  # type: ignore[call-arg]  # the stub knows no default
    made = made.replace("</script", "<\\/script")
    if file is not None:
        _keep(file, made)
    return made


def live_chart(goal: GoalScore, currency: str, language: str) -> str | None:
    """Return what the page's script needs to draw the course of a goal, as JSON that ends no element of a page."""
    found = course(goal, currency, language)
    if found is None or not any(reading.value is not None for reading in readings(goal)):
        return None
    numbers, months = locales(language)
    plain = {"chart": _answering(found, goal, currency, language), "numbers": numbers, "months": months}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _answering(found: Course, goal: GoalScore, currency: str, language: str) -> Spec:
    weekly = is_weekly(readings(goal))
    groups = {name: [_within(drawn) for drawn in layers] for name, layers in found.groups.items()}
    labels = {**{name: LABELS[name] for name in _SWITCHED[1:]}, "series": LABELS["weekly" if weekly else "daily"]}
    switches = [_switch(name, labels[name].get(language)) for name in _SWITCHED if groups.get(name)]
    for name in _SWITCHED:
        groups[name] = [_switchable(drawn, name) for drawn in groups.get(name, [])]
    layers = [drawn for name in found.groups for drawn in groups[name]]
    pointed = _pointed(found, goal, currency, language)
    made = chart([*layers, *pointed], width=WIDTH, height=HEIGHT, padding=PADDING)
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


def _pointed(found: Course, goal: GoalScore, currency: str, language: str) -> list[Spec]:
    """The reading next to the pointer, with its day and value; and the closer look along the days."""
    canvas = found.canvas
    rows = [
        {
            "x": reading.day.isoformat(),
            "y": canvas.scaled(reading.value),
            "said": join((day(reading.day), quantity(reading.value, goal.unit, currency)), ": ").get(language),
        }
        for reading in readings(goal)
        if reading.value is not None
    ]
    near: Spec = {
        "name": "near",
        "select": {"type": "point", "nearest": True, "on": "pointerover", "clear": "pointerout"},
    }
    closer: Spec = {
        "name": "closer",
        "select": {"type": "interval", "encodings": ["x"], "zoom": _CLOSER},
        "bind": "scales",
    }
    dot: Spec = {
        "type": "point",
        "filled": True,
        "color": LEVEL,
        "stroke": INK,
        "size": 60,
        "clip": True,
        "tooltip": {"expr": _SAID},
    }
    seen = {"condition": {"param": "near", "empty": False, "value": 1}, "value": 0}
    encoding = {"x": canvas.across, "y": canvas.upward, "opacity": seen}
    return [{**layer(rows, dot, **encoding), "params": [near, closer]}]


def _kept() -> Path | None:
    """The file of this version of the script; none for a user without a home."""
    from goalposts.scoring.kernels.code_folder import user_cache

    try:
        return user_cache() / "goalposts" / "charts" / f"vega-{version('vl-convert-python')}.js"
    except RuntimeError:
        return None


def _keep(file: Path, made: str) -> None:
    from goalposts.formats import write_atomically

    with suppress(InputError):
        write_atomically(file, made)
