"""Reads one goal of a project file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from goalposts.formats import shapes
from goalposts.formats.comparison_shape import COMPARISON_KEYS, check_one_comparison
from goalposts.formats.influence_shape import influences
from goalposts.formats.node import Node
from goalposts.formats.priority_shape import people, priority
from goalposts.formats.problems import Problems
from goalposts.formats.promise_shape import path, sustain
from goalposts.formats.shapes import Key, Reader
from goalposts.formats.time_shapes import baseline, evaluation
from goalposts.locale import Text
from goalposts.model import Goal, Place, Role

_ID = re.compile(r"[\w.-]+")


def identifier(node: Node, problems: Problems) -> str | None:
    """Read an id."""
    found = shapes.word(node, problems)
    if found is not None and not _ID.fullmatch(found):
        message = Text(en=f"'{found}' is not an id", ru=f"«{found}» — не идентификатор")
        problems.add("GP003", node, message, Text(en="use letters, digits, - and _", ru="буквы, цифры, - и _"))
    return found


def _weight(node: Node, problems: Problems) -> float | None:
    found = shapes.number(node, problems)
    if found is not None and found < 0:
        shapes.wrong_type(node, problems, "a weight of zero or more", "вес не меньше нуля")
    return found


KEYS = (
    Key("id", identifier, required=True),
    Key("role", shapes.one_of(*(role.value for role in Role))),
    Key("kpi", shapes.text),
    Key("statement", shapes.text),
    Key("purpose", shapes.one_of("control", "decisions", "automation")),
    Key("variant", shapes.text),
    Key("with", shapes.table(shapes.quantity)),
    Key("where", shapes.expression),
    Key("target", shapes.target),
    Key("path", path),
    Key("sustain", sustain),
    Key("margin", shapes.quantity),
    Key("deadline", shapes.day),
    Key("owner", shapes.text),
    Key("why", shapes.text),
    Key("lever", shapes.text),
    Key("must", shapes.flag),
    Key("weight", _weight),
    Key("priority", priority),
    Key("work", people),
    Key("after", shapes.one_or_many(shapes.word)),
    Key("phase", shapes.word),
    Key("guardrails", shapes.listing(shapes.text)),
    Key("go_live", shapes.day),
    Key("baseline", baseline),
    Key("evaluation", evaluation),
    Key("influences", influences),
    *COMPARISON_KEYS,
)


def goal_reader(project_go_live: date | None, of_phases: Mapping[str, date]) -> Reader[Goal]:
    """Make a reader of goals; a window written as a ramp-up counts from the goal's, phase's or project's go-live."""

    def read(node: Node, problems: Problems) -> Goal | None:
        before = len(problems)
        found = shapes.read_keys(node, problems, KEYS, what="a goal")
        check_one_comparison(node, problems)
        if found is None or len(problems) > before:
            return None
        written = found.pop("evaluation", None)
        go_live = found.get("go_live") or of_phases.get(found.get("phase", ""), project_go_live)
        window = written.window(go_live) if written else None
        return Goal(
            role=Role(found.pop("role", "goal")),
            params=found.pop("with", {}),
            evaluation=window,
            places=places(node),
            **found,
        )

    return read


def places(node: Node) -> dict[str, Place]:
    """Map every key of a mapping to the place of its value, and the empty key to the mapping's own."""
    return {"": node.place, **{key.text: value.place for key, value in node.items()}}
