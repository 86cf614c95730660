"""The steps of a chain: how many came to each, before and after, and which share of those at the step before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text, number, percent
from goalposts.reporting.charts import INK, LEVEL, SERIES, Spec, chart, downward, layer
from goalposts.reporting.labels import LABELS
from goalposts.reporting.live_chart import pointed
from goalposts.reporting.phrasing import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model.chain import ChainStep

WIDTH: Final = 340
_ROW: Final = 52
_NAME, _BARS, _BAR, _NEXT = 12, 18, 12, 15
_PADDING: Final = {"left": 0, "right": 130, "top": 6, "bottom": 4}
_COLOURS: Final = {"before": SERIES, "after": LEVEL}

CHAIN_LABELS: Final = {
    "title": Text(en="Step by step", ru="Шаг за шагом"),
    "step": Text(en="Step", ru="Шаг"),
    "on": Text(en="Of the step before, {window}", ru="От предыдущего шага {window}"),
    "count": Text(en="Came to it {window}", ru="Дошло {window}"),
    "note": Text(
        en="A bar is the share of those at the first step; beside it stands how many came, and their share of the step "
        "before. Windows of another length hold other numbers: compare the shares. The steps decide nothing.",
        ru="Длина полосы — доля от первого шага; рядом — сколько дошло и какая это доля от предыдущего шага. В "
        "периодах разной длины разное число случаев: сравнивайте доли. На вывод шаги не влияют.",
    ),
}
_BESIDE: Final = Text(en="{count} · {share}", ru="{count} · {share}")
_FIRST: Final = Text(en="{step}, {window}: {count}", ru="{step}, {window}: {count}")
_SAID: Final = Text(
    en="{step}, {window}: {count}, {share} of the step before, {whole} of the first",
    ru="{step}, {window}: {count}, {share} от предыдущего шага, {whole} от первого",
)


@frozen
class Came:
    """One step in one window: how many, the share of those at the step before, and of those at the first."""

    step: Text
    window: str
    count: int
    share: float | None
    whole: float


def chain_chart(steps: Sequence[ChainStep], language: str, *, answers: bool = False) -> Spec | None:
    """Specify the chart, or nothing where there are no steps.

    Args:
        steps: of a goal.
        language: `en` or `ru`.
        answers: whether its last layer says what is pointed at.
    """
    found = [[came for name in shown(steps) if (came := _came(steps, place, name))] for place in range(len(steps))]
    if not any(found):
        return None
    # in a window more may come on to a step than came to the first: they began before it
    widest = max(1.0, *(came.whole for own in found for came in own))
    scale = {"domain": [0, widest], "nice": False}
    across: Spec = {"field": "x", "type": "quantitative", "scale": scale, "axis": None}
    height = _ROW * len(steps)
    down = downward(height)
    names = [{"y": _ROW * row + _NAME, "name": step.name.get(language)} for row, step in enumerate(steps)]
    heading: Spec = {"type": "text", "align": "left", "baseline": "alphabetic", "color": INK, "fontSize": 13}
    layers = [layer(names, heading, x={"value": 0}, y=down, text={"field": "name"})]
    places = [
        (came, _ROW * row + _BARS + _NEXT * place) for row, own in enumerate(found) for place, came in enumerate(own)
    ]
    layers += [drawn for came, top in places for drawn in _bar(came, top, across, down, language)]
    if answers:
        rows = [{"x": came.whole, "y": top + _BAR / 2, "said": _said(came).get(language)} for came, top in places]
        layers.append(pointed(rows, x=across, y=down))
    return chart(layers, width=WIDTH, height=height, padding=_PADDING)


def shown(steps: Sequence[ChainStep]) -> list[str]:
    """The windows that have counts, by the keys of their labels."""
    return [name for name in _COLOURS if any(_count(step, name) is not None for step in steps)]


def chain_heads(steps: Sequence[ChainStep]) -> tuple[Text, ...]:
    """The heads of the table."""
    keys = [(key, LABELS[name]) for name in shown(steps) for key in ("count", "on")]
    return (CHAIN_LABELS["step"], *(CHAIN_LABELS[key].fill(window=window) for key, window in keys))


def chain_rows(steps: Sequence[ChainStep]) -> tuple[tuple[Text, ...], ...]:
    """The same numbers as a table."""
    return tuple(
        (step.name, *(cell for name in shown(steps) for cell in _cells(_came(steps, place, name))))
        for place, step in enumerate(steps)
    )


def _cells(came: Came | None) -> tuple[Text, Text]:
    if came is None:
        return NOTHING, NOTHING
    return number(came.count, 0), NOTHING if came.share is None else percent(came.share)


def _count(step: ChainStep, name: str) -> int | None:
    return step.baseline if name == "before" else step.evaluation


def _came(steps: Sequence[ChainStep], place: int, name: str) -> Came | None:
    count, first = _count(steps[place], name), _count(steps[0], name)
    if count is None or not first:
        return None
    earlier = _count(steps[place - 1], name) if place else None
    return Came(steps[place].name, name, count, count / earlier if earlier else None, count / first)


def _bar(came: Came, top: int, across: Spec, down: Spec, language: str) -> Iterator[Spec]:
    row = {"x": 0, "end": came.whole, "y": top, "bottom": top + _BAR}
    bar: Spec = {"type": "rect", "color": _COLOURS[came.window], "cornerRadius": 1.5}
    yield layer([row], bar, x=across, x2={"field": "end"}, y=down, y2={"field": "bottom"})
    words = {"x": came.whole, "y": top + _BAR / 2, "name": _beside(came).get(language)}
    label: Spec = {"type": "text", "align": "left", "baseline": "middle", "color": INK, "dx": 6}
    yield layer([words], label, x=across, y=down, text={"field": "name"})


def _beside(came: Came) -> Text:
    count = number(came.count, 0)
    return count if came.share is None else _BESIDE.fill(count=count, share=percent(came.share))


def _said(came: Came) -> Text:
    known = {"step": came.step, "window": LABELS[came.window], "count": number(came.count, 0)}
    if came.share is None:
        return _FIRST.fill(**known)
    return _SAID.fill(**known, share=percent(came.share), whole=percent(came.whole))
