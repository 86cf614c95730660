"""Reads and writes what one unit of benefit is worth, what the rollout costs, and how likely the units are."""

from __future__ import annotations

from typing import Any, Final

from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key, Reader
from goalposts.locale import Text
from goalposts.model import Benefit

_MONEY: Final = (
    Key("unit", shapes.word, required=True),
    Key("amount", shapes.quantity, required=True),
    Key("cost", shapes.quantity, required=True),
)
_CHANCES: Final = tuple(Key(name, shapes.number) for name in ("opportunities", "success", "at_risk", "rescued"))
_SHARES: Final = ("success", "rescued")
_TOGETHER: Final = (("opportunities", "success"), ("at_risk", "rescued"))


def benefit_reader(currency: str) -> Reader[Benefit]:
    """Make a reader of the benefit, whose amounts are in the project's currency."""

    def read(node: Node, problems: Problems) -> Benefit | None:
        found = shapes.read_keys(node, problems, (*_MONEY, *_CHANCES), what="unit, amount and cost")
        if found is None or any(found.get(key.name) is None for key in _MONEY):
            return None
        for name in ("amount", "cost"):
            if currency and found[name].unit not in ("", currency):
                shapes.wrong_type(node.by_key()[name], problems, f"an amount in {currency}", f"сумма в {currency}")
                return None
        if found["amount"].value <= 0:
            shapes.wrong_type(node.by_key()["amount"], problems, "a benefit above zero", "выгода больше нуля")
            return None
        if not _are_chances(found, node, problems):
            return None
        chances = {key.name: found.get(key.name) for key in _CHANCES}
        return Benefit(found["unit"], found["amount"].value, found["cost"].value, **chances)

    return read


def _are_chances(found: dict[str, Any], node: Node, problems: Problems) -> bool:
    """Check that shares are shares, counts are above zero, and each comes with the other of its pair."""
    written, before = node.by_key(), len(problems)
    for name in (key.name for key in _CHANCES if found.get(key.name) is not None):
        if name in _SHARES and not 0 <= found[name] <= 1:
            shapes.wrong_type(written[name], problems, "a share from 0% to 100%", "доля от 0% до 100%")
        if name not in _SHARES and found[name] <= 0:
            shapes.wrong_type(written[name], problems, "a number above zero", "число больше нуля")
    for pair in _TOGETHER:
        missing = [name for name in pair if found.get(name) is None]
        if len(missing) == 1:
            message = Text(en="key '{name}' is missing", ru="нет ключа «{name}»").fill(name=missing[0])
            problems.add("GP008", node, message, Text(en="add it", ru="добавьте его"))
    return len(problems) == before


def benefit_document(benefit: Benefit) -> dict[str, Any]:
    """Write a benefit as a project file has it."""
    chances = {key.name: getattr(benefit, key.name) for key in _CHANCES}
    money = {"unit": benefit.unit, "amount": benefit.amount, "cost": benefit.cost}
    return {**money, **{name: value for name, value in chances.items() if value is not None}}
