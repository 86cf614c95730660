"""Charts as Vega-Lite specifications (plain dicts, data inlined, no addresses) and their static SVG.

The scales are in UTC and every size is fixed, so that the same scorecard gives the same bytes in any time zone.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Spec: TypeAlias = dict[str, Any]

INK, QUIET, GRID = "#1f2933", "#52606d", "#e4e7eb"
SERIES, LEVEL, PROMISE, COUNTERFACTUAL = "#8a9bad", "#0b57a4", "#14692f", "#7a4b00"
BEFORE_SHADE, AFTER_SHADE = "#f1f3f6", "#e3eefa"
LABEL_GAP = 16
FONT = "Arial, Liberation Sans, DejaVu Sans, sans-serif"

_CONFIG: Spec = {
    "aria": False,
    "background": "white",
    "font": FONT,
    "view": {"stroke": None},
    "mark": {"invalid": "break-paths-show-path-domains", "clip": False},
    "text": {"fontSize": 12, "color": INK},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": QUIET,
        "titleColor": QUIET,
        "gridColor": GRID,
        "domainColor": "#9aa5b1",
        "tickColor": "#9aa5b1",
    },
}
_MONTHS: Mapping[str, Literal["en-GB", "ru-RU"]] = {"en": "en-GB", "ru": "ru-RU"}
_NUMBERS: Mapping[str, Literal["en-US", "ru-RU"]] = {"en": "en-US", "ru": "ru-RU"}
_IDENTIFIER = re.compile(r'id="([^"]+)"|url\(#([^)]+)\)')


def chart(layers: Sequence[Spec], *, width: int, height: int, padding: Mapping[str, int]) -> Spec:
    """Lay layers over each other in a chart of fixed size."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": _CONFIG,
        "width": width,
        "height": height,
        "autosize": {"type": "none", "contains": "content"},
        "padding": dict(padding),
        "layer": list(layers),
    }


def layer(rows: Sequence[Mapping[str, Any]], mark: Spec, **encoding: Spec) -> Spec:
    """One layer: its rows inlined, its mark, its channels."""
    return {"data": {"values": [dict(row) for row in rows]}, "mark": mark, "encoding": encoding}


def downward(height: int) -> Spec:
    """Places by their distance from the top, for pictures of one row below the other."""
    scale = {"domain": [0, height], "reverse": True, "nice": False}
    return {"field": "y", "type": "quantitative", "scale": scale, "axis": None}


def number_format(low: float, high: float) -> str:
    """A d3 format with as many decimals as the steps of an axis between two numbers need."""
    step = (high - low) / 5 or 1.0
    return f",.{max(0, math.ceil(-math.log10(step)))}~f"


def padded(values: Sequence[float], share: float = 0.08) -> tuple[float, float]:
    """The domain of an axis: all values with some air; a single value gets some of its own size."""
    low, high = min(values), max(values)
    air = (high - low) * share or abs(high) * share or 1.0
    return low - air, high + air


def within(domain: tuple[float, float], values: Sequence[float], *, ceiling: float | None) -> tuple[float, float]:
    """Take off the air below zero, and above a ceiling, where no value lies."""
    low, high = domain
    if min(values) >= 0:
        low = max(low, 0.0)
    if ceiling is not None and max(values) <= ceiling:
        high = min(high, ceiling)
    return low, high


def apart(heights: list[float], height: float) -> list[float]:
    """Push the labels of lines apart, downwards and then back into a chart of some height; the order stays."""
    placed: list[float] = []
    for wanted in heights:
        placed.append(max(wanted, placed[-1] + LABEL_GAP) if placed else wanted)
    limit = height
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], limit)
        limit = placed[place] - LABEL_GAP
    return placed


def svg(spec: Spec, language: str, name: str = "chart") -> str:
    """Draw a specification as SVG with the language's months and numbers.

    Args:
        spec: a chart of this package; data by address are refused.
        language: `en` or `ru`.
        name: put before every id of the picture, so that several fit on one page.
    """
    import vl_convert

    numbers, months = locales(language)
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale=numbers, time_format_locale=months)
    return _IDENTIFIER.sub(lambda found: _renamed(found, name), str(drawn))


def locales(language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """How a language writes numbers, and days and months, as Vega knows it."""
    import vl_convert

    return (
        dict(vl_convert.get_format_locale(_NUMBERS[language])),
        dict(vl_convert.get_time_format_locale(_MONTHS[language])),
    )


def _renamed(found: re.Match[str], name: str) -> str:
    identifier, reference = found.groups()
    return f'id="{name}-{identifier}"' if identifier else f"url(#{name}-{reference})"
