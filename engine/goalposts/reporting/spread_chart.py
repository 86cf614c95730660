"""Words under every model: the range of a KPI over the models, and whether they agree on its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text, number, quantity
from goalposts.reporting.axis_unit import axis_unit
from goalposts.reporting.charts import INK, LEVEL, SERIES, Spec, chart, downward, layer, number_format, padded
from goalposts.reporting.labels import LABELS
from goalposts.reporting.live_chart import pointed
from goalposts.reporting.phrasing import NOTHING, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model.scorecard import GoalScore
    from goalposts.model.spread import SpreadLine, SpreadValue

WIDTH: Final = 330
MOST: Final = 20
"""Words that are drawn; the table has all."""
_ROW, _NAME, _BARS, _NEXT, _BAR = 50, 12, 19, 14, 9
_PADDING: Final = {"left": 6, "right": 14, "top": 6, "bottom": 40}
_LEAST: Final = 3
_COLOURS: Final = {"before": SERIES, "after": LEVEL}

SPREAD_LABELS: Final = {
    "title": Text(en="By {dimension}, under every model", ru="В разрезе «{dimension}» при каждой модели"),
    "plain": Text(en="By {dimension}", ru="В разрезе «{dimension}»"),
    "range": Text(en="From the least to the most, {window}", ru="От меньшего до большего {window}"),
    "place": Text(en="Place {window}", ru="Место {window}"),
    "note": Text(
        en="A bar goes from the least to the most that the models give. Where the place depends on the model, the data "
        "do not tell which is better; named is the last window's. What belongs to none, or costs nothing, has no bar, "
        "but is in the value of all. No model says what was caused; the bars decide nothing.",
        ru="Полоса — от меньшего до большего значения по моделям. Где место зависит от модели, данные не говорят, что "
        "лучше; названо место в последнем периоде. Что ни к кому не относится или ничего не стоит, полосы не имеет, но "
        "в общее значение входит. О причинах не говорит ни одна модель; на вывод полосы не влияют.",
    ),
    "plain_note": Text(
        en="These lines describe and decide nothing; the smaller one is, the more of it is chance.",
        ru="Эти строки только описывают и на вывод не влияют; чем меньше строка, тем больше в ней случайного.",
    ),
}
_PLACE: Final = Text(en="place {place}", ru="место {place}")
_UNDETERMINED: Final = Text(en="{best} to {worst}: undetermined", ru="{best}–{worst}: не определить")
_PLACES: Final = Text(en="places {places}", ru="места {places}")
_NOT_COMPARED: Final = Text(en="not compared", ru="не сравнивается")
_SAID: Final = Text(en="{word}, {window}: {values}; {place}", ru="{word}, {window}: {values}; {place}")
_NO_WORD_SAID: Final = Text(en="{word}, {window}: {values}", ru="{word}, {window}: {values}")


@frozen
class Bar:
    """One word in one window, and where its bar stands."""

    word: str
    window: str
    value: SpreadValue
    top: int


def has_models(goal: GoalScore) -> bool:
    """Whether more than one model is compared."""
    return goal.spread is not None and any(len(value.by_model) > 1 for value in _values(goal))


def spread_chart(goal: GoalScore, currency: str, language: str, *, answers: bool = False) -> Spec | None:
    """Specify the chart, or nothing where no word has a value.

    Args:
        goal: whose KPI it is.
        currency: of amounts.
        language: `en` or `ru`.
        answers: whether its last layer says what is pointed at.
    """
    lines = [line for line in (() if goal.spread is None else goal.spread.lines) if any(_bars(line, 0))][:MOST]
    bars = [bar for row, line in enumerate(lines) for bar in _bars(line, _ROW * row)]
    ends = [end for bar in bars for end in (bar.value.low, bar.value.high) if end is not None]
    if not ends:
        return None
    low, high = padded([0.0, *ends], 0.05)
    unit, height = axis_unit(goal.unit, currency, ends), _ROW * len(lines)
    domain = [low * unit.factor, high * unit.factor]
    across: Spec = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": False},
        "axis": {"title": unit.title.get(language) or None, "tickCount": 5, "format": number_format(*domain)},
    }
    down = downward(height)
    names = [{"y": _ROW * row + _NAME, "name": line.word} for row, line in enumerate(lines)]
    heading: Spec = {"type": "text", "align": "left", "baseline": "alphabetic", "color": INK, "fontSize": 13}
    layers = [layer(names, heading, x={"value": 0}, y=down, text={"field": "name"})]
    layers += [drawn for bar in bars for drawn in _drawn(bar, unit.factor, across, down, domain)]
    if has_models(goal):
        layers.append(_places(lines, down, language))
    if answers:
        layers.append(pointed(_rows_said(goal, bars, unit.factor, currency, language), x=across, y=down))
    return chart(layers, width=WIDTH, height=height, padding=_PADDING)


def spread_heads(goal: GoalScore) -> tuple[Text, ...]:
    """The heads of the table."""
    keys = ("range", "place")
    dimension = Text.of("" if goal.spread is None else goal.spread.dimension)
    if not has_models(goal):
        return (dimension, *(LABELS[f"segment_{name}"] for name in _shown(goal)))
    return (dimension, *(SPREAD_LABELS[key].fill(window=LABELS[name]) for name in _shown(goal) for key in keys))


def spread_rows(goal: GoalScore, currency: str) -> tuple[tuple[Text, ...], ...]:
    """The same numbers as a table, of all words."""
    lines, models = () if goal.spread is None else goal.spread.lines, has_models(goal)
    return tuple(
        (
            Text.of(line.word),
            *(
                cell
                for name in _shown(goal)
                for cell in _cells(_value(line, name), goal, currency)[: 2 if models else 1]
            ),
        )
        for line in lines
    )


def _cells(value: SpreadValue | None, goal: GoalScore, currency: str) -> tuple[Text, Text]:
    if value is None:
        return NOTHING, NOTHING
    return _range(value, goal, currency), _in_words(value)


def _range(value: SpreadValue, goal: GoalScore, currency: str) -> Text:
    """From the least to the most; one number where all models agree."""
    if value.low is None or value.high is None:
        return NOTHING
    low, high = (quantity(end, goal.unit, currency) for end in (value.low, value.high))
    return low if low == high else span(low, high)


def _in_words(value: SpreadValue) -> Text:
    if value.best is None or value.worst is None:
        return NOTHING
    if value.best == value.worst:
        return number(value.best, 0)
    return _UNDETERMINED.fill(best=number(value.best, 0), worst=number(value.worst, 0))


def _values(goal: GoalScore) -> Iterator[SpreadValue]:
    for line in () if goal.spread is None else goal.spread.lines:
        yield from (value for value in (line.baseline, line.evaluation) if value is not None)


def _value(line: SpreadLine, name: str) -> SpreadValue | None:
    return line.baseline if name == "before" else line.evaluation


def _shown(goal: GoalScore) -> list[str]:
    """The windows that have values, by the keys of their labels."""
    lines = () if goal.spread is None else goal.spread.lines
    return [name for name in _COLOURS if any(_value(line, name) is not None for line in lines)]


def _bars(line: SpreadLine, top: int) -> Iterator[Bar]:
    for place, name in enumerate(_COLOURS):
        value = _value(line, name)
        if value is not None and value.low is not None:
            yield Bar(line.word, name, value, top + _BARS + _NEXT * place)


def _drawn(bar: Bar, factor: float, across: Spec, down: Spec, domain: list[float]) -> Iterator[Spec]:
    """A bar from the least to the most, and a dot where all models agree."""
    low, high = ((end or 0.0) * factor for end in (bar.value.low, bar.value.high))
    middle, colour = bar.top + _BAR / 2, _COLOURS[bar.window]
    if (high - low) / (domain[1] - domain[0]) * WIDTH < _LEAST:
        dot: Spec = {"type": "circle", "color": colour, "size": 60, "opacity": 1}
        yield layer([{"x": (low + high) / 2, "y": middle}], dot, x=across, y=down)
        return
    row = {"x": low, "end": high, "y": bar.top, "bottom": bar.top + _BAR}
    rect: Spec = {"type": "rect", "color": colour, "cornerRadius": 1.5}
    yield layer([row], rect, x=across, x2={"field": "end"}, y=down, y2={"field": "bottom"})


def _places(lines: list[SpreadLine], down: Spec, language: str) -> Spec:
    """The place of every word in the last window that it has, at the right of its name."""
    label: Spec = {"type": "text", "align": "right", "baseline": "alphabetic", "color": INK}
    last = [line.evaluation or line.baseline for line in lines]
    rows = [
        {"y": _ROW * row + _NAME, "name": _place(value).get(language)}
        for row, value in enumerate(last)
        if value is not None
    ]
    return layer(rows, label, x={"value": WIDTH}, y=down, text={"field": "name"})


def _place(value: SpreadValue) -> Text:
    if value.best is None:
        return _NOT_COMPARED
    pattern = _PLACE if value.best == value.worst else _PLACES
    return pattern.fill(place=_in_words(value), places=_in_words(value))


def _rows_said(goal: GoalScore, bars: list[Bar], factor: float, currency: str, language: str) -> list[Spec]:
    pattern = _SAID if has_models(goal) else _NO_WORD_SAID
    return [
        {
            "x": ((bar.value.low or 0.0) + (bar.value.high or 0.0)) / 2 * factor,
            "y": bar.top + _BAR / 2,
            "said": pattern.fill(
                word=bar.word,
                window=LABELS[bar.window],
                values=_range(bar.value, goal, currency),
                place=_place(bar.value),
            ).get(language),
        }
        for bar in bars
    ]
