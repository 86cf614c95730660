"""Reads and writes the tree of figures under the money that a rollout is to bring, and checks that it is one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from goalposts.errors import did_you_mean, listed
from goalposts.expressions import Expression, Quantity, render
from goalposts.expressions.nodes import Arithmetic, Name, Negate, Number, children
from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.scalars import read_quantity, read_range
from goalposts.formats.shapes import Key, Reader
from goalposts.locale import Text
from goalposts.model.kpi_tree import KpiTree, Measured, Part, Range
from goalposts.model.rings import ring

_MEASURED: Final = (Key("goal", shapes.word), Key("kpi", shapes.text))
_WANTED: Final = (
    "a number, a range, a formula of other parts, or {kpi: ...} or {goal: ...}",
    "число, диапазон, формула из других частей или {kpi: ...}, {goal: ...}",
)


def tree_reader(currency: str) -> Reader[KpiTree]:
    """Make a reader of the tree, whose amounts are in the project's currency."""

    def read(node: Node, problems: Problems) -> KpiTree | None:
        if node.kind != "map":
            shapes.wrong_type(node, problems, "a mapping of parts", "набор частей")
            return None
        before = len(problems)
        parts = {name.text: _part(value, problems, currency) for name, value in node.items()}
        found = KpiTree({name: part for name, part in parts.items() if part is not None})
        if len(problems) == before:
            _check_parts(found, node, problems)
        return found if len(found.parts) == len(parts) else None

    return read


def _part(node: Node, problems: Problems, currency: str) -> Part | None:
    if node.kind == "map":
        return _measured(node, problems)
    if node.kind != "scalar":
        shapes.wrong_type(node, problems, *_WANTED)
        return None
    if ".." in node.text:
        return _range(node, problems, currency)
    try:
        return _amount(read_quantity(node.text), node, problems, currency)
    except ValueError:
        return _formula(node, problems, currency)


def _range(node: Node, problems: Problems, currency: str) -> Range | None:
    try:
        ends = read_range(node.text)
    except ValueError:
        shapes.wrong_type(node, problems, "a range such as 5 .. 8 or 5 .. 6 .. 8", "диапазон: 5 .. 8 или 5 .. 6 .. 8")
        return None
    return None if _amount(ends[0], node, problems, currency) is None else Range(ends)


def _measured(node: Node, problems: Problems) -> Measured | None:
    before = len(problems)
    found = shapes.read_keys(node, problems, _MEASURED, what="kpi or goal")
    if found is None or not (found.get("goal") or found.get("kpi")):
        if len(problems) == before:
            shapes.wrong_type(node, problems, *_WANTED)
        return None
    if found.get("goal") and found.get("kpi"):
        message = Text(en="a part is measured by a goal or by a KPI", ru="часть измеряется целью или показателем")
        problems.add("GP008", node, message, Text(en="write one of them", ru="оставьте одно из двух"))
        return None
    return Measured(found.get("goal") or "", found.get("kpi") or "")


def _amount(found: Quantity, node: Node, problems: Problems, currency: str) -> Quantity | None:
    if found.type.value == "money" and currency and found.unit != currency:
        shapes.wrong_type(node, problems, f"an amount in {currency}", f"сумма в {currency}")
        return None
    return found


def _formula(node: Node, problems: Problems, currency: str) -> Expression | None:
    found = shapes.expression(node, problems)
    if found is None:
        return None
    for inner in _walk(found):
        if isinstance(inner, Number) and _amount(inner.quantity, node, problems, currency) is None:
            return None
        if not isinstance(inner, Name | Number | Negate | Arithmetic):
            hint = Text(en="a part is made of others by + - * / and brackets", ru="часть — формула: + - * / и скобки")
            problems.add("GP007", node, Text(en="this is no formula of parts", ru="это не формула из частей"), hint)
            return None
    return found


def _walk(expression: Expression) -> Iterable[Expression]:
    yield expression
    for child in children(expression):
        yield from _walk(child)


def _check_parts(tree: KpiTree, node: Node, problems: Problems) -> None:
    """Demand that parts are made of parts there are, of no ring, of something measured, and all of one top."""
    written = node.by_key()
    before = len(problems)
    for name in tree.parts:
        for unknown in sorted(other for other in tree.made_of(name) if other not in tree.parts):
            message = Text(en="the tree has no part '{name}'", ru="в дереве нет части «{name}»").fill(name=unknown)
            known = Text(en="it has: {names}", ru="в нём есть: {names}").fill(names=listed(tree.parts))
            problems.add("GP011", written[name], message, did_you_mean(unknown, tree.parts) or known)
    if found := ring({name: sorted(tree.made_of(name) & tree.parts.keys()) for name in tree.parts}):
        message = Text(en="parts are made of each other in a ring: {ring}", ru="части заданы друг через друга: {ring}")
        hint = Text(en="give one of them a number or a KPI", ru="задайте одну из них числом или показателем")
        problems.add("GP011", written[found[0]], message.fill(ring=" → ".join(found)), hint)
    elif not tree.measured:
        message = Text(en="no part of the tree is measured", ru="ни одна часть дерева не измеряется")
        hint = Text(en="write a part as {kpi: ...} or {goal: ...}", ru="задайте часть как {kpi: ...} или {goal: ...}")
        problems.add("GP008", node, message, hint)
    elif len(tree.tops) > 1 and len(problems) == before:
        message = Text(en="a tree has one top, found {names}", ru="у дерева одна вершина, найдено: {names}")
        hint = Text(en="make one part of the others, or remove them", ru="соедините их формулой или удалите лишние")
        problems.add("GP008", node, message.fill(names=listed(tree.tops)), hint)


def check_tree(
    root: Node, tree: KpiTree | None, goals: Iterable[Node], known: Iterable[str], problems: Problems
) -> None:
    """Note the parts that no goal measures, that several do, and those that are one and the same.

    Args:
        root: the document.
        tree: as read.
        goals: the entries as written.
        known: the ids of all KPIs.
        problems: where to note them.
    """
    if tree is None:
        return
    written = root.by_key()["tree"].by_key()
    kpis = _kpis(goals)
    taken: dict[str, str] = {}
    for name, part in tree.measured.items():
        place = written[name].by_key()["goal" if part.goal else "kpi"]
        of_kpi = [goal for goal, kpi in kpis.items() if kpi == part.kpi]
        if part.goal and part.goal not in kpis:
            message = Text(en="no goal has the id '{id}'", ru="нет цели с id «{id}»").fill(id=part.goal)
            ids = Text(en="known: {ids}", ru="известны: {ids}").fill(ids=listed(kpis))
            problems.add("GP011", place, message, did_you_mean(part.goal, kpis) or ids)
        elif part.kpi and len(of_kpi) != 1:
            _not_one(part.kpi, of_kpi, tuple(known), place, problems)
        elif (goal := part.goal or of_kpi[0]) in taken:
            message = Text(en="'{one}' and '{other}' are one goal", ru="«{one}» и «{other}» — одна и та же цель")
            hint = Text(en="write it once and use its name", ru="запишите её один раз и ссылайтесь по имени")
            problems.add("GP009", place, message.fill(one=taken[goal], other=name), hint)
        else:
            taken[goal] = name


def _kpis(goals: Iterable[Node]) -> dict[str, str]:
    entries = [goal.by_key() for goal in goals]
    return {
        entry["id"].text.strip(): entry["kpi"].text.strip() if "kpi" in entry and entry["kpi"].kind == "scalar" else ""
        for entry in entries
        if "id" in entry and entry["id"].kind == "scalar"
    }


def _not_one(kpi: str, goals: list[str], known: tuple[str, ...], place: Node, problems: Problems) -> None:
    """Say that a KPI is unknown, or measured by no goal or by several."""
    if goals:
        message = Text(en="several goals measure {kpi}: {goals}", ru="{kpi} измеряют несколько целей: {goals}")
        hint = Text(en="write {{goal: {goal}}}", ru="напишите {{goal: {goal}}}").fill(goal=goals[0])
        problems.add("GP009", place, message.fill(kpi=kpi, goals=listed(goals)), hint)
    elif kpi not in known:
        message = Text(en="unknown KPI '{kpi}'", ru="неизвестный показатель «{kpi}»").fill(kpi=kpi)
        hint = Text(en="`goalposts kpis` lists them", ru="их перечисляет `goalposts kpis`")
        problems.add("GP011", place, message, did_you_mean(kpi, known) or hint)
    else:
        message = Text(en="no goal measures {kpi}", ru="{kpi} не измеряет ни одна цель").fill(kpi=kpi)
        hint = Text(
            en="add a goal on it, or {{role: shadow, kpi: {kpi}}}", ru="добавьте цель или {{role: shadow, kpi: {kpi}}}"
        )
        problems.add("GP011", place, message, hint.fill(kpi=kpi))


def tree_document(tree: KpiTree) -> dict[str, Any]:
    """Write a tree as a project file has it."""
    return {name: _written(part) for name, part in tree.parts.items()}


def _written(part: Part) -> Any:
    if isinstance(part, Measured):
        return {"goal": part.goal} if part.goal else {"kpi": part.kpi}
    return str(part) if isinstance(part, Quantity | Range) else render(part)
