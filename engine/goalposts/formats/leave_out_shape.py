"""Reads `leave_out:` of a source: which of its rows are no events."""

from __future__ import annotations

from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key
from goalposts.locale import Text
from goalposts.model.source import LeaveOut

_NOTHING = Text(
    en="no word stands here, and so every row would leave", ru="здесь нет слова, поэтому отброшены были бы все строки"
)
_SAY_WORD = Text(en="write what the cells of such rows contain", ru="напишите, что содержат ячейки таких строк")


def leave_out(node: Node, problems: Problems) -> LeaveOut | None:
    """Read a condition on source columns, or a column with the words that its cells contain."""
    if node.kind == "scalar":
        condition = shapes.source_condition(node, problems)
        return None if condition is None else LeaveOut(condition)
    before = len(problems)
    found = shapes.read_keys(node, problems, _KEYS, what="a condition, or column and contains")
    return None if not found or len(problems) > before else LeaveOut(**found)


def _some_word(node: Node, problems: Problems) -> str | None:
    """Read a word as `shapes.word` does, but no nothing: every cell contains that."""
    found = shapes.word(node, problems)
    if found != "":
        return found
    problems.add("GP003", node, _NOTHING, _SAY_WORD)
    return None


_KEYS = (
    Key("column", shapes.word, required=True),
    Key("contains", shapes.one_or_many(_some_word), required=True),
)
