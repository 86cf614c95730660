"""A roadmap as lines for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final, TypeAlias

from goalposts.errors import listed
from goalposts.locale import Text, day, join, money, number, percent
from goalposts.model import FROM_TREE
from goalposts.model.roadmap import LATER_MONTHS
from goalposts.reporting.terminal import TONES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model import Heuristic, Rank, Ranking
    from goalposts.model.kpi_tree import Leverage
    from goalposts.model.roadmap import Phase, PlannedGoal, Roadmap

_Styled: TypeAlias = tuple[str, str]

WIDTH: Final = 80
_DAY: Final = 17
"""`30 September 2026` has so many signs."""
_GAP: Final = 2
_SIGN: Final = 2
"""What stands behind a day that comes too early."""
_FIRST: Final = 3
"""Of so many goals all are among the first three, and nothing is to be said of it."""

_AS_OF: Final = Text(en="Plan from {day} on", ru="План с {day}")
_BY: Final = Text(en="Order: {name} ({id})", ru="Порядок: {name} ({id})")
_BY_WEIGHT: Final = Text(
    en="Order: the goals' weights, because no goal has the inputs of a heuristic",
    ru="Порядок: по весам целей — ни у одной нет данных для эвристики",
)
_RANK: Final = {
    "place": Text(en="#", ru="№"),
    "goal": Text(en="goal", ru="цель"),
    "score": Text(en="score", ru="балл"),
    "range": Text(en="likely between", ru="вероятно между"),
    "first": Text(en="in first 3", ru="в тройке"),
    "group": Text(en="kind", ru="группа"),
}
_LACKS: Final = Text(
    en="{goal}: not ranked, lacks {names} under `priority`", ru="{goal}: без места, в `priority` не хватает: {names}"
)
_NOT_IN_TREE: Final = Text(
    en="{goal}: not ranked, it is no part of the tree", ru="{goal}: без места, в дереве такой цели нет"
)
_OTHER_KPI: Final = Text(en="{goal}: not ranked, its KPI is another", ru="{goal}: без места, показатель другой")
_PHASE: Final = Text(en="{name}: work from {start}, live on {live}", ru="{name}: работа с {start}, запуск {live}")
_LOADS: Final = Text(en="People taken: {loads}", ru="Занятость: {loads}")
_COLUMNS: Final = (
    Text(en="goal", ru="цель"),
    Text(en="judged from", ru="оценка с"),
    Text(en="honest deadline", ru="честный срок"),
    Text(en="promised", ru="обещано"),
)
_AGAIN: Final = Text(
    en="Measure again after {months} months: {days}.",
    ru="Измерить снова через {months} месяцев: {days}.",
)
_GATE: Final = Text(
    en="Gate, {day} at the earliest: {goals} at the promised line in two fortnights in a row{guards}.",
    ru="Проверка перед следующей фазой, не раньше {day}: {goals} — две двухнедельки подряд на обещанном "
    "уровне{guards}.",
)
_GUARDS: Final = Text(en=", {names} inside the margin", ru=", {names} — в пределах допуска")
_LATE: Final = Text(en="{day} !", ru="{day} !")


def roadmap_lines(
    found: Roadmap, heuristic: Heuristic | None, currency: str, language: str
) -> Iterator[tuple[str, str]]:
    """Say the order, the phases, and what is to be known of both: lines of at most 80 columns, and their styles."""
    yield found.project, "bold"
    yield _AS_OF.fill(day=day(found.as_of)).get(language), ""
    if found.infeasible is not None:
        yield "", ""
        yield _filled(found.infeasible.get(language)), TONES["bad"]
        return
    if found.ranking is not None and heuristic is not None:
        yield "", ""
        yield _filled(_BY.fill(name=heuristic.title, id=heuristic.id).get(language)), "bold"
        yield from _ranking(found.ranking, currency if heuristic.money else "", found.leverage, language)
    elif found.goals:
        yield _BY_WEIGHT.get(language), "bold"
    for phase in found.phases:
        yield "", ""
        yield from _phase(phase, found, language)
    if found.remarks:
        yield "", ""
    for remark in found.remarks:
        yield _bullet(remark.get(language))


def _filled(line: str, indent: str = "") -> str:
    return textwrap.fill(line, WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _bullet(said: str) -> _Styled:
    return _filled(f"- {said}", "  "), ""


def _table(rows: Sequence[tuple[Sequence[str], str]], widths: Sequence[int]) -> Iterator[_Styled]:
    """Set rows in columns, each in its style; what is too long for its column goes on in the next line."""
    for row, style in rows:
        cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, cells))):
            parts = (
                (cell[line] if line < len(cell) else "").ljust(width) for cell, width in zip(cells, widths, strict=True)
            )
            yield (" " * _GAP).join(parts).rstrip(), style


def _ranking(ranking: Ranking, currency: str, in_tree: Leverage | None, language: str) -> Iterator[_Styled]:
    ranked = ranking.ranked
    doubt = any(rank.low != rank.high for rank in ranked)
    grouped = any(rank.group is not None for rank in ranked)
    often = doubt and len(ranked) > _FIRST
    optional = {"range": doubt, "first": often, "group": grouped}
    keys = ("place", "goal", "score", *(key for key, shown in optional.items() if shown))
    widths = {"place": 2, "score": 14, "range": 22, "first": 10, "group": 15}
    others = sum(widths[key] + _GAP for key in keys if key != "goal")
    widths["goal"] = min(max((len(rank.goal) for rank in ranked), default=4), WIDTH - others)
    if ranked:
        header = [_RANK[key].get(language) for key in keys], "dim"
        rows = (([_cell(key, rank, currency).get(language) for key in keys], "") for rank in ranked)
        yield from _table([header, *rows], [widths[key] for key in keys])
    for rank in ranking.ranks:
        if rank.not_for:
            yield _bullet(_OTHER_KPI.fill(goal=rank.goal).get(language))
        elif set(FROM_TREE) <= set(rank.missing) and in_tree is not None and not in_tree.missing:
            yield _bullet(_NOT_IN_TREE.fill(goal=rank.goal).get(language))
        elif rank.missing:
            yield _bullet(_LACKS.fill(goal=rank.goal, names=listed(rank.missing)).get(language))
    for remark in ranking.remarks:
        yield _bullet(remark.get(language))


def _cell(key: str, rank: Rank, currency: str) -> Text:
    def shown(value: float | None) -> Text:
        return money(value or 0.0, currency) if currency else number(value or 0.0)

    if key == "range":
        return Text(en="{low} – {high}", ru="{low} – {high}").fill(low=shown(rank.low), high=shown(rank.high))
    if key == "group":
        return rank.group or Text.of("")
    cells = {
        "place": Text.of(str(rank.place)),
        "goal": Text.of(rank.goal),
        "score": shown(rank.score),
        "first": percent(rank.often_first or 0.0, 0),
    }
    return cells[key]


def _phase(phase: Phase, found: Roadmap, language: str) -> Iterator[_Styled]:
    members = [goal for goal in found.goals if goal.phase == phase.name]
    yield _PHASE.fill(name=phase.name, start=day(phase.start), live=day(phase.go_live)).get(language), "bold"
    widths = [WIDTH - 3 * (_DAY + _GAP) - _SIGN, _DAY, _DAY, _DAY + _SIGN]
    header = [column.get(language) for column in _COLUMNS], "dim"
    rows = ((_row(goal, language), TONES["bad"] if goal.is_late else "") for goal in members)
    yield from _table([header, *rows], widths)
    for goal in members:
        for why in goal.why:
            yield _bullet(f"{goal.id} {why.get(language)}")
    if phase.loads:
        loads = ", ".join(f"{role} {percent(load, 0).get(language)}" for role, load in phase.loads.items())
        yield _filled(_LOADS.fill(loads=loads).get(language), "  "), ""
    if phase.again:
        months = [str(known) for known in LATER_MONTHS[-len(phase.again) :]]  # the first may lie before the verdict
        said = Text(en=" and ".join(months), ru=" и ".join(months))
        again = _AGAIN.fill(months=said, days=join(map(day, phase.again), ", "))
        yield _filled(again.get(language), "  "), ""
    if phase.gate is not None:
        guards = _GUARDS.fill(names=listed(phase.gate.guardrails)) if phase.gate.guardrails else Text.of("")
        gate = _GATE.fill(day=day(phase.gate.earliest), goals=listed(phase.gate.goals), guards=guards)
        yield _filled(gate.get(language), "  "), ""


def _row(goal: PlannedGoal, language: str) -> list[str]:
    promised = Text.of("") if goal.deadline is None else day(goal.deadline)
    if goal.is_late:
        promised = _LATE.fill(day=promised)
    return [goal.id, *(text.get(language) for text in (day(goal.judged.start), day(goal.honest), promised))]
