"""Compares the words of a field under every model of a KPI for the reports; nothing of it is judged.

Where the place of a word depends on the model, the data do not tell which word is better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from goalposts.expressions import Quotient
from goalposts.model import Direction
from goalposts.model.spread import Spread, SpreadLine, SpreadValue
from goalposts.scoring import observe_by_word
from goalposts.verdict.bridge_days import left_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goalposts.expressions.quotient import Sum, Weighted
    from goalposts.model import Project, ResolvedGoal, Window
    from goalposts.scoring import Cube
    from goalposts.scoring.concluding.segment_values import WordValue
    from goalposts.verdict.measured import Measured

_DIGITS: Final = 9
"""Sums of the same shares in another order differ in their last digits, and would change places by that."""

Wanted = TypeVar("Wanted")

Sums: TypeAlias = "dict[str, dict[Sum, float]]"
"""By word, every sum of one window; a word without rows of a sum has none of it."""

Values: TypeAlias = "dict[str, dict[str, float | None]]"
"""By word, its value under every model; a word that is not compared has none."""


def spread_of(project: Project, goal: ResolvedGoal, cube: Cube, before: Measured, after: Measured) -> Spread | None:
    """Compute every word under every model; None of other KPIs, and where the data do not tell words apart."""
    if goal.kpi.models is None:
        return None
    windows = (before.seen, after.seen)
    of_sums = _seen(project, goal, cube, windows, goal.of_models)
    of_rows = _seen(project, goal, cube, windows, goal.of_plain_models)
    if of_sums is None or of_rows is None:
        return None
    sums: tuple[Sums, Sums] = {}, {}
    plain: tuple[Values, Values] = {}, {}
    for part, place, word, value in of_sums:
        sums[place].setdefault(word, {})[part] = value.numerator
    for model, place, word, value in of_rows:
        plain[place].setdefault(word, {})[model] = value.value
    shown = [_window(goal, _of_quotients(goal, own), whole) for own, whole in zip(sums, plain, strict=True)]
    words = sorted({word for window in shown for word in window}, key=lambda word: _rank(word, shown))
    return Spread(goal.kpi.models.by, tuple(SpreadLine(word, *(own.get(word) for own in shown)) for word in words))


def _seen(
    project: Project,
    goal: ResolvedGoal,
    cube: Cube,
    windows: tuple[Window | None, Window | None],
    companions: Mapping[Wanted, ResolvedGoal],
) -> list[tuple[Wanted, int, str, WordValue]] | None:
    """What each companion comes to, by window and word, where a word has rows; None where words are not told apart."""
    assert goal.kpi.models is not None, "a goal of models is compared"
    seen = []
    for wanted, companion in companions.items():
        found = observe_by_word(cube, companion, windows, goal.kpi.models.by, left_out(project, goal))
        if found is None or found.reason:
            return None
        seen += [
            (wanted, place, line.word, value)
            for line in found.lines
            for place, value in enumerate(line.windows)
            if line.word and value is not None and value.value is not None and value.n
        ]
    return seen


def _rank(word: str, shown: Sequence[Mapping[str, SpreadValue]]) -> tuple[float, float, str]:
    """By the places after, else before; words that are not compared come last."""
    places = [window[word] for window in reversed(shown) if word in window and window[word].best is not None]
    found = places[0] if places else None
    none = float("inf")
    return (none, none, word) if found is None else (found.best or none, found.worst or none, word)


def _of_quotients(goal: ResolvedGoal, window: Sums) -> Values:
    """The models that divide sums of several event types; a word for which nothing is spent is not compared."""
    formulas = {name: formula for name, formula in goal.models.items() if isinstance(formula, Quotient)}
    paid = {found for found in goal.of_models if found.over == goal.kpi.over.id}
    return {
        word: {name: _value(formula, sums) for name, formula in formulas.items()} if paid & set(sums) else {}
        for word, sums in window.items()
    }


def _window(goal: ResolvedGoal, divided: Values, plain: Values) -> dict[str, SpreadValue]:
    """Put the words of one window side by side under every model."""
    found = {word: {**divided.get(word, {}), **plain.get(word, {})} for word in (*divided, *plain)}
    compared = {word: {name: by.get(name) for name in goal.models} for word, by in found.items() if by}
    places: dict[str, list[int]] = {word: [] for word in compared}
    for name in goal.models:
        ranks = {word: _order(by[name], goal.direction) for word, by in compared.items()}
        for word, rank in ranks.items():
            places[word].append(1 + sum(other < rank for other in ranks.values()))
    nothing = dict.fromkeys(goal.models)
    return {word: _spread(compared.get(word, nothing), places.get(word, ())) for word in found}


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
