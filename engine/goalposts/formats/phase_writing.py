"""Writes the phases of goals into the text of a project file; whatever else stands there stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goalposts.formats.yaml_text import composed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Edit = tuple[int, int, str]
"""From and to which character of the text, and what comes in their place."""


def with_phases(text: str, phases: Mapping[str, str]) -> str:
    """Return the text with `phase` of every named goal set.

    Args:
        text: a project file that can be read.
        phases: the name of the phase, a plain word, by goal.
    """
    for start, end, written in sorted(_edits(text, phases), reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _edits(text: str, phases: Mapping[str, str]) -> Iterator[_Edit]:
    goals = next((value.value for key, value in composed(text).value if key.value == "goals"), ())
    for goal in goals:
        entries = {key.value: (key, value) for key, value in goal.value}
        name = entries["id"][1].value.strip()
        if name in phases:
            yield _edit(text, goal, entries, phases[name])


def _edit(text: str, goal: Any, entries: Mapping[str, Any], phase: str) -> _Edit:
    if "phase" in entries:
        known, old = entries["phase"]
        if old.value == "" and not old.style:  # nothing is written, and the place of nothing is wherever the next is
            behind = text.index(":", known.end_mark.index) + 1
            return behind, behind, f" {phase}"
        return old.start_mark.index, old.end_mark.index, phase
    key, value = entries["id"]
    end = value.end_mark.index
    if goal.flow_style:
        return end, end, f", phase: {phase}"
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    line -= text[line - 1] == "\r"
    ending = "\r\n" if "\r\n" in text else "\n"
    return line, line, f"{ending}{' ' * key.start_mark.column}phase: {phase}"
