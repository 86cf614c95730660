"""Reads and writes what ranks a goal: numbers, ranges and the class of MoSCoW; and who works on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from goalposts.errors import did_you_mean, listed
from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.scalars import read_range
from goalposts.locale import Text
from goalposts.model.estimate import Estimate
from goalposts.model.heuristic import MOSCOW

_CLASS: Final = "moscow"
_UNITS: Final = ("", "%")


def priority(node: Node, problems: Problems) -> dict[str, float | Estimate] | None:
    """Read a mapping of names to numbers; `5 .. 8` and `5 .. 6 .. 8` are ranges, and `moscow` has a word."""
    if node.kind != "map":
        shapes.wrong_type(node, problems, "a mapping", "набор ключей")
        return None
    found = {key.text: _input(key.text, value, problems) for key, value in node.items()}
    return {name: estimate for name, estimate in found.items() if estimate is not None}


def people(node: Node, problems: Problems) -> dict[str, float] | None:
    """Read a mapping of roles to people, or to person-weeks; each above zero."""
    found = shapes.table(shapes.number)(node, problems)
    for role, value in node.items() if found is not None else ():
        if found is not None and found.get(role.text, 1.0) <= 0:
            shapes.wrong_type(value, problems, "a number above zero", "число больше нуля")
    return found


def check_roles(goals: Iterable[Node], capacity: Mapping[str, float], problems: Problems) -> None:
    """Note the roles that goals need and `capacity` does not have."""
    for goal in goals:
        work = goal.by_key().get("work")
        for role, _ in work.items() if work is not None and work.kind == "map" else ():
            if role.text not in capacity:
                message = Text(en="nobody has the role '{role}'", ru="роли «{role}» нет ни у кого")
                known = Text(en="`capacity` has: {roles}", ru="в `capacity` есть: {roles}").fill(roles=listed(capacity))
                hint = did_you_mean(role.text, capacity) or known
                problems.add("GP011", role, message.fill(role=role.text), hint)


def priority_document(inputs: Mapping[str, float | Estimate]) -> dict[str, float | str]:
    """Write the inputs as a project file has them."""
    return {name: _written(name, value) for name, value in inputs.items()}


def _written(name: str, value: float | Estimate) -> float | str:
    if name == _CLASS:
        return next(word for word, number in MOSCOW.items() if number == value)
    return str(value) if isinstance(value, Estimate) else value


def _input(name: str, node: Node, problems: Problems) -> float | Estimate | None:
    if name == _CLASS:
        word = shapes.one_of(*MOSCOW)(node, problems)
        return None if word is None else MOSCOW[word]
    if node.kind == "scalar" and ".." in node.text:
        return _range(node, problems)
    return shapes.number(node, problems)


def _range(node: Node, problems: Problems) -> Estimate | None:
    try:
        ends = read_range(node.text)
    except ValueError:
        ends = ()
    if not ends or ends[0].unit not in _UNITS:
        shapes.wrong_type(node, problems, "a range such as 5 .. 8 or 5 .. 6 .. 8", "диапазон: 5 .. 8 или 5 .. 6 .. 8")
        return None
    return Estimate.within([end.in_base_unit for end in ends])
