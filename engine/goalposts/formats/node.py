"""A document as a tree of nodes with places, whether it came from YAML text or from Python values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from attrs import field, frozen

from goalposts.errors import InputError
from goalposts.expressions import Quantity
from goalposts.locale import Text
from goalposts.model import Place

_FOREIGN = Text(en="a {kind} cannot stand in a project", ru="значению типа {kind} не место в проекте")
_PLAIN = Text(
    en="give mappings, lists, texts, numbers, dates or quantities",
    ru="нужны словари, списки, тексты, числа, даты или величины",
)


@frozen
class Node:
    """One value of a document.

    Attributes:
        value: a tuple of nodes for a list, a tuple of (key node, value node) for a mapping, a text for a scalar.
        kind: `map`, `list`, `scalar` or `null`.
        plain: whether a scalar was written without quotes, so that it may be a number or a date.
    """

    kind: str
    value: Any
    place: Place = field(eq=False)
    plain: bool = True

    @property
    def text(self) -> str:
        """The words of a scalar."""
        return str(self.value)

    @property
    def is_word(self) -> bool:
        """Whether a scalar is words rather than a number or a truth value."""
        return self.kind == "scalar" and not (self.plain and _looks_typed(self.text))

    def items(self) -> Iterator[tuple[Node, Node]]:
        """The pairs of a mapping."""
        return iter(self.value)

    def by_key(self) -> dict[str, Node]:
        """The values of a mapping by key."""
        return {key.text: value for key, value in self.value}

    def describe(self) -> tuple[str, str]:
        """What the node is, in English and Russian, for messages."""
        if self.kind == "scalar":
            return f"'{self.text}'", f"«{self.text}»"
        return {
            "map": ("a mapping", "набор ключей"),
            "list": ("a list", "список"),
            "null": ("nothing", "ничего"),
        }[self.kind]


def _looks_typed(text: str) -> bool:
    if text in ("true", "false", "True", "False", "TRUE", "FALSE"):
        return True
    try:
        float(text.replace("_", ""))
    except ValueError:
        return False
    return True


def from_python(value: Any, path: str = "", file: str = "") -> Node:
    """Make nodes of plain Python values: mappings, lists, texts, numbers, dates, quantities, None.

    Raises:
        InputError: a value of another type.
    """
    place = Place(file=file, path=path)
    match value:
        case None:
            return Node("null", None, place)
        case Mapping():
            pairs = (
                (Node("scalar", str(key), place, plain=False), from_python(item, f"{path}.{key}".lstrip("."), file))
                for key, item in value.items()
            )
            return Node("map", tuple(pairs), place)
        case list() | tuple():
            items = (from_python(item, f"{path}[{index}]", file) for index, item in enumerate(value))
            return Node("list", tuple(items), place)
        case bool():
            return Node("scalar", "true" if value else "false", place)
        case int() | float() | Quantity():
            return Node("scalar", str(value), place)
        case datetime():
            return Node("scalar", value.date().isoformat(), place)
        case date():
            return Node("scalar", value.isoformat(), place)
        case str():
            return Node("scalar", value, place, plain=False)
    raise InputError(_FOREIGN.fill(kind=type(value).__name__), path or "project", _PLAIN)
