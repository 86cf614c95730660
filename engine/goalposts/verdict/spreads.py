"""Compares the words of a field under every model of a KPI for the reports; nothing of it is judged.

Where the place of a word depends on the model, the data do not tell which word is better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from goalposts.expressions import Quotient
from goalposts.model import Direction
from goalposts.model.spread import Spread, SpreadLine, SpreadValue
from goalposts.scoring import observe_by_word
from goalposts.verdict.bridge_days import left_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goalposts.expressions.quotient import Sum, Weighted
    from goalposts.model import Project, ResolvedGoal
    from goalposts.scoring import Cube
    from goalposts.verdict.measured import Measured

_DIGITS: Final = 9
"""Sums of the same shares in another order differ in their last digits, and would change places by that."""

Window: TypeAlias = "dict[str, dict[Sum, float]]"
"""By word, every sum of one window; a word without rows of a sum has none of it."""


def spread_of(project: Project, goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured) -> Spread | None:
    """Compute every word under every model; None of other KPIs, and where the data do not tell words apart."""
    formulas = {name: formula for name, formula in goal.models.items() if isinstance(formula, Quotient)}
    if goal.kpi.models is None or not formulas:
        return None
    windows: tuple[Window, Window] = {}, {}
    for wanted, companion in goal.of_models.items():
        found = observe_by_word(cube, companion, (before.seen, after.seen), goal.kpi.models.by, left_out(project, goal))
        if found is None or found.reason:
            return None
        for line in found.lines:
            for window, value in zip(windows, line.windows, strict=True):
                if value is not None and value.value is not None and value.n and line.word:
                    window.setdefault(line.word, {})[wanted] = value.numerator
    shown = [_window(goal, formulas, window) for window in windows]
    words = sorted({word for window in shown for word in window}, key=lambda word: _rank(word, shown))
    return Spread(goal.kpi.models.by, tuple(SpreadLine(word, *(own.get(word) for own in shown)) for word in words))


def _rank(word: str, shown: Sequence[Mapping[str, SpreadValue]]) -> tuple[float, float, str]:
    """By the places after, else before; words that are not compared come last."""
    places = [window[word] for window in reversed(shown) if word in window and window[word].best is not None]
    found = places[0] if places else None
    none = float("inf")
    return (none, none, word) if found is None else (found.best or none, found.worst or none, word)


def _window(goal: ResolvedGoal, formulas: Mapping[str, Quotient], window: Window) -> dict[str, SpreadValue]:
    paid = {found for found in goal.of_models if found.over == goal.kpi.over.id}
    compared = {
        word: {name: _value(formula, sums) for name, formula in formulas.items()}
        for word, sums in window.items()
        if paid & set(sums)
    }
    values = {word: compared.get(word, dict.fromkeys(formulas)) for word in window}
    places: dict[str, list[int]] = {word: [] for word in compared}
    for name in formulas:
        ranks = {word: _order(by[name], goal.direction) for word, by in compared.items()}
        for word, rank in ranks.items():
            places[word].append(1 + sum(other < rank for other in ranks.values()))
    return {word: _spread(by, places.get(word, ())) for word, by in values.items()}


def _order(value: float | None, direction: Direction) -> float:
    """The less the better; what cannot be computed, as the cost of what was never had, comes last."""
    if value is None:
        return float("inf")
    return round(value if direction is Direction.DOWN else -value, _DIGITS)


def _spread(by_model: Mapping[str, float | None], places: Iterable[int]) -> SpreadValue:
    known, ranks = [value for value in by_model.values() if value is not None], list(places)
    return SpreadValue(
        by_model,
        min(known, default=None),
        max(known, default=None),
        min(ranks, default=None),
        max(ranks, default=None),
    )


def _value(formula: Quotient, sums: Mapping[Sum, float]) -> float | None:
    """The quotient of a word's sums; a sum of which the word has no rows is nothing."""
    below = _combined(formula.denominator, sums)
    return _combined(formula.numerator, sums) / below if below > 0 else None


def _combined(side: tuple[Weighted, ...], sums: Mapping[Sum, float]) -> float:
    return sum(part.factor * sums.get(part.sum, 0.0) for part in side)
