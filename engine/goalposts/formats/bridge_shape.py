"""Reads the parallel runs of a project: for some event types, the days in which two instruments saw the same events."""

from __future__ import annotations

from goalposts.errors import did_you_mean, listed
from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.locale import Text
from goalposts.model import Window

_UNKNOWN = Text(en="`data` has no source of '{name}', so nothing is bridged", ru="в `data` нет источника «{name}»")
_KNOWN = Text(en="known: {names}", ru="известны: {names}")


def bridge(node: Node, problems: Problems) -> dict[str, Window] | None:
    """Read `{event_type: {from, to}}`."""
    return shapes.table(shapes.window)(node, problems)


def check_bridge(root: Node, problems: Problems) -> None:
    """Find bridges of event types that no source of the document gives, and such as are written twice."""
    written, data = root.by_key().get("bridge"), root.by_key().get("data")
    if written is None or written.kind != "map" or data is None or data.kind != "map":
        return
    known, seen = tuple(name for name, of in data.by_key().items() if of.kind != "list" or of.value), set[str]()
    for name in (key for key, _ in written.value):
        if name.text not in known:
            hint = did_you_mean(name.text, known) or _KNOWN.fill(names=listed(known))
            problems.add("GP011", name, _UNKNOWN.fill(name=name.text), hint)
        if name.text in seen:
            message = Text(en=f"key '{name.text}' is written twice", ru=f"ключ «{name.text}» записан дважды")
            problems.add("GP009", name, message)
        seen.add(name.text)
