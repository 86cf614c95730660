"""Charts that answer the reader: what stands under the pointer, and step by step by the arrow keys.

The page carries Vega, Vega-Lite and Vega-Embed as one script, which vl-convert puts together; that takes seconds, so
the script is kept in the user's cache. Where scripts are off, and on paper, the drawing of the same chart stands.
"""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from goalposts.errors import InputError
from goalposts.reporting.charts import INK, LEVEL, Spec, layer, locales

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_CLOSER: Final = "wheel![event.ctrlKey || event.shiftKey]"
"""A wheel alone scrolls the page."""
_SAID: Final = "isValid(datum.datum) ? datum.datum.said : datum.said"
"""The cells around the points, by which the nearest is found, know the rows only as what the points know."""
Narrow: TypeAlias = Literal["scroll", "shrink", "drawing"]
"""It is scrolled, or as narrow as the page, or the drawing stays, which can be as small as the page likes."""
AT: Final = "at"
"""The place that the keyboard is at; none before it is used."""


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


def pointed(rows: Sequence[Mapping[str, object]], *, closer: bool = False, **encoding: Spec) -> Spec:
    """The layer that answers: of the rows, each with what is `said` of it, the one that is pointed at is marked.

    Args:
        rows: in the order in which the arrow keys go.
        closer: whether the reader may look closer along `x`.
        encoding: where the rows stand.
    """
    near: Spec = {
        "name": "near",
        "select": {"type": "point", "nearest": True, "on": "pointerover", "clear": "pointerout"},
    }
    look: Spec = {
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
    shown: Spec = {
        "condition": [
            {"param": "near", "empty": False, "value": 1},
            {"test": f"datum.place === {AT}", "value": 1},
        ],
        "value": 0,
    }
    placed = [{**row, "place": place} for place, row in enumerate(rows)]
    return {**layer(placed, dot, **encoding, opacity=shown), "params": [near, look] if closer else [near]}


def live(spec: Spec, language: str, narrow: Narrow = "scroll") -> str:
    """Write what the page's script needs to draw a chart whose last layer answers, as JSON that ends no element.

    Args:
        spec: the chart.
        language: `en` or `ru`.
        narrow: what becomes of it where it is wider than the page.
    """
    numbers, months = locales(language)
    ground = {**spec["config"], "background": None}  # that of the page, light or dark
    made = {**spec, "config": ground, "params": [{"name": AT, "value": -1}, *spec.get("params", ())]}
    said = [row["said"] for row in spec["layer"][-1]["data"]["values"]]
    plain = {"chart": made, "said": said, "narrow": narrow, "numbers": numbers, "months": months}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


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
