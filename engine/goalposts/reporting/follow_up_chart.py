"""The course of a time to event: which share had come to it by which age, before and after, and who was still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import Text, number, percent, quantity
from goalposts.reporting.charts import LEVEL, QUIET, Spec, apart, chart, layer, number_format, padded, within
from goalposts.reporting.labels import LABELS
from goalposts.reporting.live_chart import pointed
from goalposts.reporting.phrasing import NOTHING, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model.follow_up import FollowedWindow, FollowUp

WIDTH, HEIGHT = 760, 220
_PADDING: Final = {"left": 104, "right": 146, "top": 30, "bottom": 92}
_DAY: Final = 86_400
_COLUMNS: Final = 6
"""Ages that the table has, and of which the chart says how many were still open."""
_COLOURS: Final = {"before": QUIET, "after": LEVEL}
_ROW: Final = 16
_OPEN_AT: Final = 56

FOLLOW_UP_LABELS: Final = {
    "title": Text(en="Share reached, by time since the start", ru="Доля дошедших по времени с начала"),
    "age": Text(en="Time since the start", ru="Время с начала"),
    "share": Text(en="Share by then, {window}", ru="Доля к этому сроку {window}"),
    "range": Text(en="Likely range {window}", ru="Вероятный диапазон {window}"),
    "open": Text(en="Still open {window}", ru="Ещё открыто {window}"),
    "still_open": Text(en="Still open by then:", ru="Ещё открыто к этому сроку:"),
    "across": Text(en="days since the start", ru="дней с начала"),
    "band": Text(en="likely range (95 %)", ru="вероятный диапазон (95 %)"),
    "note": Text(
        en="The share of cases that had come to it by each age. It describes and decides nothing; the KPI alone is "
        "judged.",
        ru="Доля случаев, дошедших до события к каждому сроку. График только описывает; на вывод влияет сам "
        "показатель.",
    ),
}
_SAID: Final = Text(
    en="{age}, {window}: {share}{range}; still open: {open}", ru="{age}, {window}: {share}{range}; ещё открыто: {open}"
)
_RANGE: Final = Text(en=" ({range})", ru=" ({range})")


def follow_up_chart(found: FollowUp | None, language: str, *, answers: bool = False) -> Spec | None:
    """Specify the chart, or nothing where there is nothing to draw.

    Args:
        found: of a goal; None of other KPIs.
        language: `en` or `ru`.
        answers: whether its last layer says what is pointed at.
    """
    if found is None or not windows(found) or found.age[-1] == 0:
        return None
    values = [value for _, window in windows(found) for value in (*window.share, *_known(window)) if value is not None]
    low, high = within(padded([0.0, *values]), [0.0, *values], ceiling=1.0)
    across: Spec = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [0, found.age[-1]], "nice": False},
        "axis": {
            "title": FOLLOW_UP_LABELS["across"].get(language),
            "grid": False,
            "tickCount": 8,
            "format": "~f",
            "titlePadding": 2,
        },
    }
    upward: Spec = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [100 * low, 100 * high], "nice": False},
        "axis": {
            "title": "%",
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": -46,
            "titleY": -10,
            "tickCount": 5,
            "format": number_format(100 * low, 100 * high),
            "domain": False,
        },
    }
    layers = [
        *(_band(found, window, name, across, upward) for name, window in windows(found)),
        *(_line(found, window, name, across, upward) for name, window in windows(found)),
        *_names(found, low, high, language),
        *_still_open(found, across, language),
    ]
    if answers:
        layers.append(pointed(_rows_said(found, language), x=across, y=upward))
    return chart(layers, width=WIDTH, height=HEIGHT, padding=_PADDING)


def windows(found: FollowUp) -> list[tuple[str, FollowedWindow]]:
    """The windows that there are, by the keys of their labels."""
    both = (("before", found.baseline), ("after", found.evaluation))
    return [(name, window) for name, window in both if window is not None]


def follow_up_heads(found: FollowUp) -> tuple[Text, ...]:
    """The heads of the table."""
    return (
        FOLLOW_UP_LABELS["age"],
        *(
            FOLLOW_UP_LABELS[key].fill(window=LABELS[name])
            for name, _ in windows(found)
            for key in ("share", "range", "open")
        ),
    )


def follow_up_rows(found: FollowUp) -> tuple[tuple[Text, ...], ...]:
    """The same numbers as a table, at some ages."""
    return tuple(
        (
            quantity(found.age[place] * _DAY, "s", ""),
            *(
                cell
                for _, window in windows(found)
                for cell in (
                    percent(window.share[place]),
                    _likely(window, place) or NOTHING,
                    number(window.at_risk[place], 0),
                )
            ),
        )
        for place in _places(found)
    )


def _places(found: FollowUp) -> list[int]:
    """Some ages, evenly from the first to the last."""
    last, steps = len(found.age) - 1, min(_COLUMNS, len(found.age)) - 1
    return sorted({round(last * step / steps) for step in range(steps + 1)}) if steps else [0]


def _known(window: FollowedWindow) -> Iterator[float | None]:
    yield from (*window.low, *window.high)


def _likely(window: FollowedWindow, place: int) -> Text | None:
    low, high = window.low[place], window.high[place]
    return None if low is None or high is None else span(percent(max(low, 0.0)), percent(min(high, 1.0)))


def _band(found: FollowUp, window: FollowedWindow, name: str, across: Spec, upward: Spec) -> Spec:
    rows = [
        {"x": age, "y": None if low is None else 100 * max(low, 0), "top": None if high is None else 100 * min(high, 1)}
        for age, low, high in zip(found.age, window.low, window.high, strict=True)
    ]
    area: Spec = {"type": "area", "color": _COLOURS[name], "opacity": 0.2, "interpolate": "step-after"}
    return layer(rows, area, x=across, y=upward, y2={"field": "top"})


def _line(found: FollowUp, window: FollowedWindow, name: str, across: Spec, upward: Spec) -> Spec:
    rows = [{"x": age, "y": 100 * share} for age, share in zip(found.age, window.share, strict=True)]
    dash = {"strokeDash": [6, 3]} if name == "before" else {}
    line: Spec = {"type": "line", "color": _COLOURS[name], "strokeWidth": 2, "interpolate": "step-after", **dash}
    return layer(rows, line, x=across, y=upward)


def _names(found: FollowUp, low: float, high: float, language: str) -> Iterator[Spec]:
    """Each window with the share that it comes to, at the right end of its line."""
    ends = sorted(((window.share[-1], name) for name, window in windows(found)), reverse=True)
    heights = apart([HEIGHT * (high - share) / (high - low) for share, _ in ends], HEIGHT)
    for (share, name), height in zip(ends, heights, strict=True):
        words = f"{LABELS[name].get(language)} {percent(share).get(language)}"
        label: Spec = {"type": "text", "align": "left", "baseline": "middle", "color": _COLOURS[name], "dx": 6}
        yield layer([{"name": words}], label, x={"value": WIDTH}, y={"value": height}, text={"field": "name"})


def _still_open(found: FollowUp, across: Spec, language: str) -> Iterator[Spec]:
    """Below the axis, how many were still open at some ages, as is usual below such curves."""
    label: Spec = {"type": "text", "align": "right", "baseline": "middle", "color": QUIET}
    heading: Spec = {**label, "align": "left"}
    words = FOLLOW_UP_LABELS["still_open"].get(language)
    yield layer([{"name": words}], heading, x={"value": -90}, y={"value": HEIGHT + 36}, text={"field": "name"})
    for row, (name, window) in enumerate(windows(found)):
        height: Spec = {"value": HEIGHT + _OPEN_AT + _ROW * row}
        yield layer([{"name": LABELS[name].get(language)}], label, x={"value": -34}, y=height, text={"field": "name"})
        counts = [
            {"x": found.age[place], "name": number(window.at_risk[place], 0).get(language)} for place in _places(found)
        ]
        centred: Spec = {"type": "text", "align": "center", "baseline": "middle", "color": _COLOURS[name]}
        yield layer(counts, centred, x=across, y=height, text={"field": "name"})


def _rows_said(found: FollowUp, language: str) -> list[Spec]:
    """What is said of every age: of all windows at one age before the next."""
    return [
        {"x": age, "y": 100 * window.share[place], "said": _said(found, window, name, place).get(language)}
        for place, age in enumerate(found.age)
        for name, window in windows(found)
    ]


def _said(found: FollowUp, window: FollowedWindow, name: str, place: int) -> Text:
    likely = _likely(window, place)
    return _SAID.fill(
        age=quantity(found.age[place] * _DAY, "s", ""),
        window=LABELS[name],
        share=percent(window.share[place]),
        range=Text.of("") if likely is None else _RANGE.fill(range=likely),
        open=number(window.at_risk[place], 0),
    )
