"""Reads which rules a project file wants to hear of: three keys, and comments in its text."""

from __future__ import annotations

import re
from typing import Any, Final

from goalposts.formats import shapes
from goalposts.formats.shapes import Key
from goalposts.model import Place
from goalposts.model.rule_choice import RuleChoice, Suppression

SEVERITIES: Final = ("error", "warning", "info")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#\s*goalposts:\s*ignore\b\s*(?:\[(?P<rules>[^\]]*)\])?(?P<reason>.*)$")

RULE_KEYS: Final = (
    Key("select", shapes.one_or_many(shapes.word)),
    Key("ignore", shapes.one_or_many(shapes.word)),
    Key("severity", shapes.table(shapes.one_of(*SEVERITIES))),
)


def rule_choice(found: dict[str, Any], text: str, file: str) -> RuleChoice:
    """Take the keys of the rules from what was read of a project, and the comments from its text."""
    written = {key.name: found.pop(key.name) for key in RULE_KEYS if found.get(key.name)}
    return RuleChoice(**written, suppressions=suppressions(text, file))


def suppressions(text: str, file: str = "") -> tuple[Suppression, ...]:
    """Find the comments that silence rules.

    A comment is about its own line; if nothing else stands on that, about the next line that holds more than a comment.
    """
    lines = text.splitlines()
    return tuple(
        Suppression(
            _about(lines, index),
            tuple(word.strip() for word in (comment["rules"] or "").split(",") if word.strip()),
            comment["reason"].strip(" \t:-—"),
            Place(file, index + 1, comment.start() + 1),
            comment[0].rstrip(),
        )
        for index, line in enumerate(lines)
        if "goalposts:" in line and (comment := _COMMENT.search(line))
    )


def _about(lines: list[str], index: int) -> int:
    alone = lines[index].lstrip().startswith("#")
    while alone and index + 1 < len(lines) and lines[index].strip()[:1] in ("", "#"):
        index += 1
    return index + 1
