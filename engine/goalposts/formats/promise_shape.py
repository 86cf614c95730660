"""Reads what a goal promises beside its target: `path` and `sustain`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key
from goalposts.locale import Text
from goalposts.model.promises import Step, Sustain

if TYPE_CHECKING:
    from goalposts.model import Window

_SUSTAIN: Final = re.compile(r"([1-9]\d{0,2})\s*(weeks?|months?)", re.ASCII)
_STEP: Final = (
    Key("by", shapes.day, required=True),
    Key("target", shapes.target, required=True),
    Key("tolerance", shapes.quantity),
)


def sustain(node: Node, problems: Problems) -> Sustain | None:
    """Read `4 weeks` or `3 months`."""
    found = _SUSTAIN.fullmatch(node.text.strip()) if node.kind == "scalar" else None
    if found is None:
        shapes.wrong_type(node, problems, "a number of weeks or months such as 4 weeks", "срок, например 4 weeks")
        return None
    unit: Literal["weeks", "months"] = "weeks" if found[2].startswith("week") else "months"
    return Sustain(int(found[1]), unit)


def _step(node: Node, problems: Problems) -> Step | None:
    found = shapes.read_keys(node, problems, _STEP, what="by and target")
    if found is None or found.get("by") is None or found.get("target") is None:
        return None
    tolerance = found.get("tolerance")
    if tolerance is not None and tolerance.value < 0:
        shapes.wrong_type(node.by_key()["tolerance"], problems, "a tolerance of zero or more", "допуск не меньше нуля")
        return None
    return Step(found["by"], found["target"], tolerance)


def path(node: Node, problems: Problems) -> tuple[Step, ...] | None:
    """Read the steps of a path, in the order of their days."""
    found = shapes.listing(_step)(node, problems)
    if found is None:
        return None
    for earlier, later in pairwise(found):
        if later.by <= earlier.by:
            message = Text(en="the steps are not in the order of their days", ru="шаги идут не по порядку дней")
            hint = Text(en="write the earlier one first", ru="поставьте более ранний шаг раньше")
            problems.add("GP010", node, message, hint)
            return None
    return tuple(found)


def check_promises(goal: Node, problems: Problems, window: Window | None) -> None:
    """Check that a goal with a path or a term to hold has a target, and that both fit into its evaluation.

    Args:
        goal: the goal as written.
        problems: where what does not fit is added.
        window: the goal's own evaluation, or the project's; None where it could not be read.
    """
    written = goal.by_key()
    for key in ("path", "sustain"):
        if key in written and "target" not in written:
            message = Text(en="{key} needs a target", ru="{key} без target не бывает").fill(key=key)
            problems.add("GP008", written[key], message, Text(en="add target", ru="добавьте target"))
    if window is None:
        return
    found = sustain(written["sustain"], Problems()) if "sustain" in written else None
    if found is not None and found.stretches(window)[0].start < window.start:
        message = Text(en="the evaluation is shorter than {term}", ru="период оценки короче, чем {term}")
        hint = Text(en="hold it for less, or evaluate longer", ru="сократите срок или удлините период оценки")
        problems.add("GP010", written["sustain"], message.fill(term=str(found)), hint)
    for step in path(written["path"], Problems()) or () if "path" in written else ():
        if not window.start < step.by <= window.end:
            message = Text(en="a step by {day} lies outside of the evaluation", ru="шаг к {day} — вне периода оценки")
            hint = Text(en="its day is after `from` and at most `to`", ru="день шага — после `from` и не позже `to`")
            problems.add("GP010", written["path"], message.fill(day=step.by.isoformat()), hint)
