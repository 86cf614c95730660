"""Reads time zones, and baselines and evaluation windows in the several ways that they may be written."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from attrs import frozen

from goalposts.expressions import Quantity
from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.scalars import after_period
from goalposts.formats.shapes import Key
from goalposts.formats.zone_names import near_zone, zones_named
from goalposts.locale import Text
from goalposts.model import Baseline, DeclaredBaseline, UnknownBaseline, Window


def zone(node: Node, problems: Problems) -> str | None:
    """Read the IANA name of a time zone."""
    found = shapes.text(node, problems)
    if found is None:
        return None
    try:
        ZoneInfo(found)
    except (KeyError, ValueError, OSError):
        message = Text(en=f"unknown time zone '{found}'", ru=f"неизвестный часовой пояс «{found}»")
        named = zones_named(found)
        hint = Text(en="write {names}", ru="напишите {names}").fill(names=_either(named)) if named else near_zone(found)
        problems.add("GP011", node, message, hint)
        return None
    return found


def _either(names: tuple[str, ...]) -> Text:
    return Text(en=" or ".join(names), ru=" или ".join(names))


def baseline(node: Node, problems: Problems) -> Baseline | None:
    """Read a window, `unknown`, or `{value, source}` from a report."""
    if node.kind == "scalar":
        return UnknownBaseline() if shapes.one_of("unknown")(node, problems) else None
    if node.kind == "map" and "value" in node.by_key():
        keys = (Key("value", shapes.quantity, required=True), Key("source", shapes.text, required=True))
        found = shapes.read_keys(node, problems, keys)
        if found is None or not isinstance(found.get("value"), Quantity) or not found.get("source"):
            return None
        return DeclaredBaseline(found["value"].in_base_unit, found["source"])
    return shapes.window(node, problems)


@frozen
class WrittenEvaluation:
    """An evaluation window that may start a `ramp_up` after a go-live that is written elsewhere."""

    node: Node
    problems: Problems
    start: date | None
    end: date
    ramp_up: str

    def window(self, go_live: date | None) -> Window | None:
        """Make the window, or note why it cannot be made."""
        if self.start is not None:
            return shapes.made_window(self.node, self.problems, self.start, self.end)
        if go_live is None:
            message = Text(
                en="ramp_up counts from go_live, which is missing", ru="ramp_up считается от go_live, а его нет"
            )
            self.problems.add("GP008", self.node, message, Text(en="add go_live", ru="добавьте go_live"))
            return None
        try:
            start = after_period(go_live, self.ramp_up)
        except ValueError:
            _not_a_period(self.node, self.problems, self.ramp_up)
            return None
        return shapes.made_window(self.node, self.problems, start, self.end)


def _period(node: Node, problems: Problems) -> str | None:
    found = shapes.word(node, problems)
    if found is None:
        return None
    try:
        after_period(date(2000, 1, 1), found)
    except ValueError:
        _not_a_period(node, problems, found)
        return None
    return found


def _not_a_period(node: Node, problems: Problems, found: str) -> None:
    message = Text(en=f"'{found}' is not a period", ru=f"«{found}» — не срок")
    hint = Text(en="write 14 days, 2 weeks or 1 month", ru="пишите 14 days, 2 weeks или 1 month")
    problems.add("GP005", node, message, hint)


def evaluation(node: Node, problems: Problems) -> WrittenEvaluation | None:
    """Read `{from, to}` or `{ramp_up, to}`."""
    keys = (Key("from", shapes.day), Key("ramp_up", _period), Key("to", shapes.day, required=True))
    found = shapes.read_keys(node, problems, keys, what="from and to")
    if found is None:
        return None
    if "from" not in found and "ramp_up" not in found:
        message = Text(en="key 'from' is missing", ru="нет ключа «from»")
        problems.add("GP008", node, message, Text(en="add from, or ramp_up", ru="добавьте from или ramp_up"))
    if "from" in found and "ramp_up" in found:
        message = Text(en="both 'from' and 'ramp_up' are written", ru="указаны и «from», и «ramp_up»")
        problems.add("GP010", node, message, Text(en="keep one of them", ru="оставьте что-то одно"))
    starts = found.get("from") is not None or found.get("ramp_up") is not None
    if not starts or found.get("to") is None:
        return None
    return WrittenEvaluation(node, problems, found.get("from"), found["to"], found.get("ramp_up") or "")
