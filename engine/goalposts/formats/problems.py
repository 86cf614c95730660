"""Collects everything that is wrong with a document, so that it is reported at once."""

from __future__ import annotations

from goalposts.errors import ProjectFileError
from goalposts.formats.node import Node
from goalposts.locale import Text
from goalposts.model import Edit, Finding

NAMES = {
    "GP001": "not-yaml",
    "GP002": "unknown-key",
    "GP003": "wrong-type",
    "GP004": "not-a-day",
    "GP005": "not-a-quantity",
    "GP006": "unreadable-target",
    "GP007": "unreadable-expression",
    "GP008": "missing-key",
    "GP009": "repeated-key",
    "GP010": "impossible-window",
    "GP011": "unknown-word",
    "GP012": "reserved-key",
    "GP013": "plain-secret",
}


class Problems:
    """The problems of one document; readers add, the caller raises once at the end."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def add(self, code: str, node: Node, message: Text, hint: Text | None = None, fix: Edit | None = None) -> None:
        """Note a problem at a node."""
        self._found.append(Finding(code, NAMES[code], "error", node.place, message, hint, fix))

    def __len__(self) -> int:
        return len(self._found)

    def raise_any(self) -> None:
        """Raise all problems in file order, if there are any.

        Raises:
            ProjectFileError: there is at least one problem.
        """
        if self._found:
            order = sorted(self._found, key=lambda found: (found.place.line, found.place.column))
            raise ProjectFileError(tuple(order))
