"""Reads the dated influences of a project or a goal."""

from __future__ import annotations

from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key
from goalposts.locale import Text
from goalposts.model import Influence

_KEYS = (Key("name", shapes.word, required=True), Key("from", shapes.day, required=True), Key("to", shapes.day))


def influences(node: Node, problems: Problems) -> tuple[Influence, ...] | None:
    """Read a list of `{name, from, to}`, `to` exclusive and optional; every name once."""
    found = shapes.listing(_influence)(node, problems)
    seen: set[str] = set()
    for written in _names(node):
        if written.text.strip() in seen:
            message = Text(en="two influences have the name '{name}'", ru="два влияния с названием «{name}»")
            hint = Text(en="rename one", ru="переименуйте одно из двух")
            problems.add("GP009", written, message.fill(name=written.text.strip()), hint)
        seen.add(written.text.strip())
    return found


def _influence(node: Node, problems: Problems) -> Influence | None:
    found = shapes.read_keys(node, problems, _KEYS, what="name, from and to")
    if found is None or not found.get("name") or found.get("from") is None:
        return None
    start, end = found["from"], found.get("to")
    if end is not None and shapes.made_window(node, problems, start, end) is None:
        return None
    return Influence(found["name"], start, end)


def _names(node: Node) -> list[Node]:
    entries = [item for item in node.value if item.kind == "map"] if node.kind == "list" else []
    written = (entry.by_key().get("name") for entry in entries)
    return [name for name in written if name is not None and name.kind == "scalar"]
