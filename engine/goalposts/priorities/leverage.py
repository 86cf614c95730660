"""Ranks goals by the money that they move at the top of the project's tree of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.errors import listed
from goalposts.locale import Text, money, number, percent
from goalposts.model.estimate import Estimate
from goalposts.model.heuristic import Heuristic
from goalposts.priorities.drawing import span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal
    from goalposts.model.kpi_tree import Lever, Leverage

WEEKS_OF_MONTH: Final = 365.25 / 12 / 7


def _score(
    whole: float,
    elasticity: float,
    change: float,
    credit: float,
    confidence: float,
    weeks: float,
    running_cost: float,
) -> float:
    value = whole * elasticity * change * credit * confidence - running_cost
    return value / (weeks / WEEKS_OF_MONTH)


LEVERAGE: Final = Heuristic(
    "leverage",
    Text(
        en="What a goal moves a month at the top of the KPI tree, per month of work.",
        ru="Сколько денег в месяц цель даёт на вершине дерева показателей, на месяц работы.",
    ),
    ("whole", "elasticity", "change", "credit", "confidence", "weeks", "running_cost"),
    _score,
    name=Text(en="KPI-tree leverage", ru="Рычаг в дереве показателей"),
    formula="(whole * elasticity * change * credit * confidence - running_cost) / months of work",
    optional={"running_cost": 0.0},
    money=True,
    weaknesses=Text(
        en="Only as good as the tree: what is not in it is worth nothing. Takes a straight line for the change, so "
        "large ones come out too large or too small where parts are divided by; goals that move each other are "
        "counted twice.",
        ru="Не лучше самого дерева: чего в нём нет, то ничего не стоит. Изменение считается по прямой, поэтому "
        "большие изменения завышены или занижены там, где на часть делят; цели, которые влияют друг на друга, "
        "учтены дважды.",
    ),
    source="Elasticities of the top KPI; feasible change as the least of the promise, the company's own better "
    "quarter and published changes; Reinertsen's cost of delay by duration",
)

_TOP: Final = Text(en="The tree: {top} is {value} a month today.", ru="Дерево: {top} сегодня — {value} в месяц.")
_DOUBT: Final = Text(
    en="Its ranges leave {low} to {high} likely.", ru="С учётом диапазонов вероятно от {low} до {high}."
)
_FROM_TO: Final = Text(en="{low} to {high}", ru="{low}–{high}")
_MISSING: Final = Text(
    en="The tree cannot be reckoned: no baseline of {names}.",
    ru="Дерево не посчитать: нет базового значения для {names}.",
)
_WHY_NOT: Final = Text(en="The tree cannot be reckoned: {why}.", ru="Дерево не посчитать: {why}.")
_LEVER: Final = Text(
    en="{goal}: better by 1% moves {top} by {elasticity}%; {change} can be expected{limit}; {claimed}.",
    ru="{goal}: улучшение на 1 % меняет {top} на {elasticity} %; ожидать можно {change}{limit}; {claimed}.",
)
_CLAIMED: Final = {
    1.0: Text(en="all of it may be claimed", ru="засчитать можно всё"),
    0.5: Text(
        en="at most half of it may be claimed without a comparison group",
        ru="без группы сравнения засчитать можно не больше половины",
    ),
    0.0: Text(
        en="none of it may be claimed without a comparison group", ru="без группы сравнения засчитать нельзя ничего"
    ),
}
_LIMITS: Final = {
    "segment": Text(
        en=" of the {promised} promised, as the better quarter by {dimension} shows",
        ru=" из обещанных {promised}: столько показывает лучшая четверть по {dimension}",
    ),
    "published": Text(
        en=" of the {promised} promised, as others have seen at most",
        ru=" из обещанных {promised}: больше не было и у других",
    ),
}
_UNCHANGED: Final = Text(
    en="{goal}: its baseline is zero, so no per cent of it can be said.",
    ru="{goal}: базовое значение — ноль, и проценты от него не посчитать.",
)


def tree_inputs(found: Leverage | None) -> dict[str, dict[str, Estimate]]:
    """Return what the tree says of each goal in it, as inputs by name."""
    if found is None or found.value is None:
        return {}
    return {lever.goal: _inputs(found.value, lever) for lever in found.levers}


def _inputs(whole: float, lever: Lever) -> dict[str, Estimate]:
    known = {"whole": whole, "elasticity": lever.elasticity, "credit": lever.credit, "change": lever.change}
    return {name: Estimate.exact(value) for name, value in known.items() if value is not None}


def tree_draws(found: Leverage | None, goal: Goal) -> dict[str, tuple[float, ...]]:
    """Return what the tree says of a goal in every draw of its ranges, but for what its owner wrote."""
    if found is None or not found.drawn:
        return {}
    own = next((lever.drawn for lever in found.levers if lever.goal == goal.id), ())
    known = {"whole": found.drawn, "elasticity": own} if own else {}
    return {name: column for name, column in known.items() if name not in goal.priority}


def levers_said(found: Leverage | None, currency: str) -> Iterator[Text]:
    """Say what the tree comes to, and where its levers are; nothing where it cannot be reckoned."""
    if found is None or found.value is None:
        return
    yield _TOP.fill(top=found.top, value=money(found.value, currency))
    if found.drawn:
        low, high = (money(value, currency) for value in span_of(found.drawn))
        yield _DOUBT.fill(low=low, high=high)
    for lever in found.levers:
        yield _UNCHANGED.fill(goal=lever.goal) if lever.change is None else _said(found.top, lever, lever.change)


def obstacle_said(found: Leverage | None) -> Text | None:
    """Say why a tree cannot be reckoned."""
    if found is None or found.value is not None:
        return None
    if found.missing:
        return _MISSING.fill(names=listed(found.missing))
    return _WHY_NOT.fill(why=found.why_not or "")


def _said(top: str, lever: Lever, change: float) -> Text:
    limit = Text.of("")
    if lever.limit:
        limit = _LIMITS[lever.limit].fill(promised=percent(lever.promised or 0.0), dimension=lever.dimension)
    return _LEVER.fill(
        goal=lever.goal,
        top=top,
        elasticity=_elasticity(lever),
        change=percent(change),
        limit=limit,
        claimed=_CLAIMED[lever.credit],
    )


def _elasticity(lever: Lever) -> Text:
    """One number, or between which two of them it is likely to be."""
    low, high = (number(value, 2) for value in (span_of(lever.drawn) if lever.drawn else (lever.elasticity,) * 2))
    return low if low == high else _FROM_TO.fill(low=low, high=high)
