"""Reads `leave_out:` of a source: which of its rows are no events."""

from __future__ import annotations

from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key
from goalposts.model.source import LeaveOut

_KEYS = (
    Key("column", shapes.word, required=True),
    Key("contains", shapes.one_or_many(shapes.word), required=True),
)


def leave_out(node: Node, problems: Problems) -> LeaveOut | None:
    """Read a condition on source columns, or a column with the words that its cells contain."""
    if node.kind == "scalar":
        condition = shapes.source_condition(node, problems)
        return None if condition is None else LeaveOut(condition)
    before = len(problems)
    found = shapes.read_keys(node, problems, _KEYS, what="a condition, or column and contains")
    return None if not found or len(problems) > before else LeaveOut(**found)
