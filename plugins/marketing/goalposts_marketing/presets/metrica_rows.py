"""Visits of Yandex Metrica as its Logs API writes them: what their columns mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_ATTRIBUTIONS: Final = ("last", "lastsign", "automatic", "<attribution>")
"""How a source may be told; only the first is that of the visit itself. `first` would be the same for all visits."""
_ITEM: Final = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|([^,]+))')
_ESCAPED: Final = re.compile(r"\\(.)")
_NOTHING: Final = (None, "", "undefined")

WRITTEN: Final = {"delimiter": "tab", "quote": "none"}
"""How the Logs API writes: marks in addresses of pages are plain letters."""


def _attributed(name: str) -> tuple[str, ...]:
    return tuple(f"ym:s:{attribution}{name}" for attribution in _ATTRIBUTIONS)


_SOURCE: Final = _attributed("TrafficSource")
_ENGINE: Final = _attributed("AdvEngine")
_CAMPAIGN: Final = (*_attributed("UTMCampaign"), "ym:s:UTMCampaign", *_attributed("DirectClickOrderName"))
VISIT: Final = ("ym:s:visitID", "ym:s:date", "ym:s:dateTime", "ym:s:dateTimeUTC", "Sign", "ym:s:sign")
ORIGIN: Final = (*_SOURCE, *_ENGINE, *_CAMPAIGN)
CANCELLED: Final = "cancelled version"


def first_of(cells: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first cell that is filled; as text."""
    for name in names:
        cell = cells.get(name)
        if cell is not None and cell not in _NOTHING:
            return str(cell)
    return None


def channel_of(cells: Mapping[str, Any]) -> str | None:
    """The source of the traffic; of advertising the system, where that is known."""
    source = first_of(cells, _SOURCE)
    return (first_of(cells, _ENGINE) or source) if source == "ad" else source


def campaign_of(cells: Mapping[str, Any]) -> str | None:
    """The campaign, as its link calls it, else as Yandex Direct does."""
    return first_of(cells, _CAMPAIGN)


def time_of(cells: Mapping[str, Any]) -> str | None:
    """When a visit began; without an offset where only the time of the counter's zone is there."""
    found = cells.get("ym:s:dateTimeUTC")
    return in_moscow(found) if found not in _NOTHING else first_of(cells, ("ym:s:dateTime",))


def in_moscow(time: Any) -> str | None:
    """A time of which the Logs API says that it is in UTC+3, even where the column is called UTC."""
    return f"{str(time).replace(' ', 'T')}+03:00" if time not in _NOTHING else None


def visit_of(cells: Mapping[str, Any]) -> str | None:
    """The id of a visit, which is unique within a year only, with the year."""
    number = first_of(cells, ("ym:s:visitID",))
    day = first_of(cells, ("ym:s:date", "ym:s:dateTime", "ym:s:dateTimeUTC"))
    return f"{number}-{day[:4]}" if number and day else number


def is_cancelled(cells: Mapping[str, Any]) -> bool:
    """Whether the row takes back an earlier version of the visit."""
    return first_of(cells, ("Sign", "ym:s:sign")) == "-1"


def listed(cell: Any) -> list[str]:
    r"""The items of an array in a cell.

    >>> listed("[1,2]"), listed("['a,b', 'c']"), listed(r"[\'d\']"), listed("[]")
    (['1', '2'], ['a,b', 'c'], ['d'], [])
    """
    if cell in (None, "", "[]"):
        return []
    if isinstance(cell, list):
        return [str(item) for item in cell]
    text = str(cell).strip()
    text = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if text.startswith("\\'"):
        text = text.replace("\\'", "'")
    items = (double or single or bare for double, single, bare in _ITEM.findall(text))
    return [_ESCAPED.sub(r"\1", item).strip() for item in items]
