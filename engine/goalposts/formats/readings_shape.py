"""Reads which KPI a column of a table holds."""

from __future__ import annotations

from goalposts.expressions import SECONDS
from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key
from goalposts.model import ReadingColumn

_KEYS = (
    Key("kpi", shapes.word, required=True),
    Key("weight", shapes.word),
    Key("variant", shapes.word),
    Key("unit", shapes.one_of("%", *SECONDS, "hh:mm:ss", "mm:ss")),
)


def reading_column(node: Node, problems: Problems) -> ReadingColumn | None:
    """Read the id of a KPI, or `{kpi, weight, unit, variant}`."""
    if node.kind == "scalar":
        return ReadingColumn(node.text.strip())
    found = shapes.read_keys(node, problems, _KEYS, what="kpi, weight, unit, variant")
    if found is None or not found.get("kpi"):
        return None
    return ReadingColumn(**{key: value for key, value in found.items() if value})
