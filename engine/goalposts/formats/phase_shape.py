"""Reads and writes phases with days of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from goalposts.errors import did_you_mean, listed
from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key, Reader
from goalposts.formats.time_shapes import baseline, evaluation
from goalposts.locale import Text
from goalposts.model import PhaseDates

_KEYS = (
    Key("name", shapes.word, required=True),
    Key("go_live", shapes.day),
    Key("baseline", baseline),
    Key("evaluation", evaluation),
)


def phases_reader(project_go_live: date | None) -> Reader[tuple[PhaseDates, ...]]:
    """Make a reader of phases; a window written as a ramp-up counts from the phase's go-live, or the project's."""

    def phase(node: Node, problems: Problems) -> PhaseDates | None:
        found = shapes.read_keys(node, problems, _KEYS, what="a phase")
        if found is None or not found.get("name"):
            return None
        written = found.pop("evaluation", None)
        window = written.window(found.get("go_live") or project_go_live) if written else None
        return PhaseDates(evaluation=window, **found)

    def read(node: Node, problems: Problems) -> tuple[PhaseDates, ...] | None:
        found = shapes.listing(phase)(node, problems)
        seen: set[str] = set()
        for name in _names(node):
            if name.text.strip() in seen:
                message = Text(en="two phases have the name '{name}'", ru="две фазы с названием «{name}»")
                hint = Text(en="rename one", ru="переименуйте одну из двух")
                problems.add("GP009", name, message.fill(name=name.text.strip()), hint)
            seen.add(name.text.strip())
        return found

    return read


def go_lives(root: Node) -> Mapping[str, date]:
    """Read the go-lives of phases ahead of the rest: the windows of their goals may count from them."""
    written = root.by_key().get("phases") if root.kind == "map" else None
    known = {}
    for node in written.value if written is not None and written.kind == "list" else ():
        keys = node.by_key() if node.kind == "map" else {}
        name, day = keys.get("name"), keys.get("go_live")
        read = shapes.day(day, Problems()) if day is not None and day.kind == "scalar" else None
        if name is not None and name.kind == "scalar" and read is not None:
            known[name.text.strip()] = read
    return known


def check_phases(goals: list[Node], known: tuple[PhaseDates, ...], problems: Problems) -> None:
    """Find goals of a phase that is not there; without `phases` their names are free."""
    names = [phase.name for phase in known]
    for goal in goals:
        own = goal.by_key().get("phase")
        if names and own is not None and own.kind == "scalar" and own.text.strip() not in names:
            message = Text(en="no phase has the name '{name}'", ru="нет фазы с названием «{name}»")
            hint = did_you_mean(own.text.strip(), names) or Text(en="known: {names}", ru="известны: {names}").fill(
                names=listed(names)
            )
            problems.add("GP011", own, message.fill(name=own.text.strip()), hint)


def _names(node: Node) -> list[Node]:
    entries = [item for item in node.value if item.kind == "map"] if node.kind == "list" else []
    written = (entry.by_key().get("name") for entry in entries)
    return [name for name in written if name is not None and name.kind == "scalar"]
