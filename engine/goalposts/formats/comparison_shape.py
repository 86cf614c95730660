"""Reads what a rollout is compared with: control rows, or the days on which its waves began; and by which units."""

from __future__ import annotations

from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key
from goalposts.locale import Text
from goalposts.model import Rollout

_KEYS = (Key("by", shapes.word, required=True), Key("dates", shapes.table(shapes.day), required=True))


def rollout(node: Node, problems: Problems) -> Rollout | None:
    """Read `{by: dimension, dates: {word: day}}`."""
    before = len(problems)
    found = shapes.read_keys(node, problems, _KEYS, what="by and dates")
    if found is None or len(problems) > before:
        return None
    if not found["dates"]:
        shapes.wrong_type(node.by_key()["dates"], problems, "at least one word with its day", "хотя бы одно значение")
        return None
    return Rollout(found["by"], found["dates"])


COMPARISON_KEYS = (Key("control", shapes.expression), Key("rollout", rollout), Key("units", shapes.word))


def check_one_comparison(node: Node, problems: Problems) -> None:
    """Refuse a control group and waves in one place: it would not be clear what to compare with."""
    written = node.by_key() if node.kind == "map" else {}
    if all(name in written and written[name].kind != "null" for name in ("control", "rollout")):
        message = Text(en="both 'control' and 'rollout' are written", ru="указаны и «control», и «rollout»")
        problems.add("GP010", written["control"], message, Text(en="keep one of them", ru="оставьте что-то одно"))
