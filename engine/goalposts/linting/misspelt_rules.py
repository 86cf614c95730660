"""Rules that a project file names with a slip of the pen, where there is no doubt which one is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import evolve

from goalposts.errors import did_you_mean
from goalposts.formats.misspelt import certain
from goalposts.formats.problems import NAMES
from goalposts.formats.yaml_text import read_yaml
from goalposts.linting.selection import NO_RULE, means_a_rule
from goalposts.model import Edit, Finding
from goalposts.model.findings import COMMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goalposts.formats.node import Node
    from goalposts.model import Place, Project, Rule, Suppression

_CODE: Final = "GP011"


def misspelt_rules(text: str, project: Project, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Yield a finding with its fix for each word that means no rule and is one slip away from a single name or code.

    Args:
        text: of the project file.
        project: as it was read from it.
        rules: all that there are.
    """
    known = tuple(rules)
    labels = [label for rule in known for label in (rule.code, rule.name)]
    for word, place in (*_in_keys(read_yaml(text, project.file)), *_in_comments(project.rules.suppressions)):
        if not means_a_rule(word, known) and (meant := certain(word, labels)):
            message = NO_RULE.fill(word=word)
            hint = did_you_mean(word, labels)
            yield Finding(_CODE, NAMES[_CODE], "error", place, message, hint, Edit(place, word, meant))


def _in_keys(root: Node) -> Iterator[tuple[str, Place]]:
    written = root.by_key()
    for key in ("select", "ignore"):
        node = written.get(key)
        words = () if node is None else node.value if node.kind == "list" else (node,)
        yield from ((word.text, word.place) for word in words if word.kind == "scalar")
    severity = written.get("severity")
    if severity is not None and severity.kind == "map":
        yield from ((name.text, name.place) for name, _ in severity.items())


def _in_comments(suppressions: Iterable[Suppression]) -> Iterator[tuple[str, Place]]:
    for known in suppressions:
        for word in known.rules:
            found = re.search(rf"(?<=[\[,\s]){re.escape(word)}(?=[\],\s])", known.text)
            if found:
                yield word, evolve(known.place, column=known.place.column + found.start(), path=COMMENT)
