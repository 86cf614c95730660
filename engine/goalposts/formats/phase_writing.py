"""Writes phases, with their days and goals, into the text of a project file.

Of what else stands there only an earlier list of phases goes, with the comments behind its entries; comments on lines
of their own stay above the new list.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from goalposts.formats.project_document import phase_document
from goalposts.formats.value_edits import written as in_yaml
from goalposts.formats.yaml_text import composed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goalposts.model import PhaseDates

_Edit = tuple[int, int, str]
"""From and to which character of the text, and what comes in their place."""


def with_phases(text: str, phases: Mapping[str, str], dated: Sequence[PhaseDates] = ()) -> str:
    """Return the text with `phase` of every named goal set, and the days of the phases in place of those written.

    Args:
        text: a project file that can be read.
        phases: the name of the phase by goal.
        dated: phases with a go-live and an evaluation; a file whose phases are these stays as it is.
    """
    edits = [*_edits(text, phases), *(_dates(text, dated) if dated else ())]
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _dates(text: str, dated: Sequence[PhaseDates]) -> Iterator[_Edit]:
    ending = _ending(text)
    lines = "".join(f"{ending}  - {_line(phase)}" for phase in dated)
    entries = {key.value: (key, value) for key, value in composed(text).value}
    if "phases" in entries:
        key, old = entries["phases"]
        start = text.index(":", key.end_mark.index) + 1
        nothing = old.value == "" and not old.style  # the place of nothing is wherever the next is
        end = start if nothing else _end(old)
        yield start, end, f"{_comments(text[start:end], ending)}{lines}"
    else:
        start = entries["goals"][0].start_mark.index
        yield start, start, f"phases:{lines}{ending}"


def _comments(old: str, ending: str) -> str:
    """What is kept of a list that goes: the comment behind its key, and those on lines of their own."""
    first, *others = old.splitlines() or [""]
    behind = first.rstrip() if first.strip().startswith("#") else ""
    return "".join((behind, *(f"{ending}  {line.strip()}" for line in others if line.strip().startswith("#"))))


def _name(words: str) -> str:
    """A name as YAML in one line, to the letter."""
    return in_yaml(words) if words == " ".join(words.split()) else json.dumps(words, ensure_ascii=False)


def _line(phase: PhaseDates) -> str:
    plain = phase_document(phase)
    window = "{{from: {from}, to: {to}}}".format(**plain["evaluation"])
    baseline = f", baseline: {json.dumps(plain['baseline'], ensure_ascii=False)}" if "baseline" in plain else ""
    return f"{{name: {_name(phase.name)}, go_live: {phase.go_live}{baseline}, evaluation: {window}}}"


def _end(node: Any) -> int:
    """Where the last thing written of a value ends; a block's own end lies behind the comments that follow it."""
    if isinstance(node.value, list) and node.value and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _edits(text: str, phases: Mapping[str, str]) -> Iterator[_Edit]:
    goals = next((value.value for key, value in composed(text).value if key.value == "goals"), ())
    for goal in goals:
        entries = {key.value: (key, value) for key, value in goal.value}
        name = entries["id"][1].value.strip()
        if name in phases:
            yield _edit(text, goal, entries, _name(phases[name]))


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
    return line, line, f"{_ending(text)}{' ' * key.start_mark.column}phase: {phase}"
