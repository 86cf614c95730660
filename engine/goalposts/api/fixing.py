"""Mending a project file: the edits that findings carry are made in its text until none is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from attrs import frozen

from goalposts.api.checking import check
from goalposts.errors import ProjectFileError
from goalposts.formats import project_from_text
from goalposts.formats.edited_text import with_edits
from goalposts.linting import all_rules
from goalposts.linting.misspelt_rules import misspelt_rules
from goalposts.model import Catalogue, Finding

_ROUNDS: Final = 10
"""A mended file may show what it hid; edits of strangers' rules could go on for ever."""


@frozen
class Mended:
    """The text of a project file after its fixes.

    Attributes:
        text: with the fixes made.
        fixed: the findings that these answer, in the order of the fixes.
        left: the findings with a fix that the file does not allow, since it is written otherwise than the fix needs.
    """

    text: str
    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...] = ()


def mended(
    text: str,
    catalogue: Catalogue,
    file: Path,
    *,
    as_of: date | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> Mended:
    """Make the safe fixes of a project file in its text; no data are read.

    Args:
        text: as it stands in the file, with its own line ends and without a byte order mark.
        catalogue: of the plugins to check with.
        file: for the places in messages; nothing is written.
        as_of: the day that the rules call today.
        select: the only rules whose findings are fixed.
        ignore: rules whose findings are not fixed.

    Raises:
        InputError: a selection that fits no rule.
        PluginError: a rule of a plugin raises.
    """
    fixed: list[Finding] = []
    left: tuple[Finding, ...] = ()
    for _ in range(_ROUNDS):
        try:
            project = project_from_text(text, catalogue, str(file), file.parent)
            findings = tuple(misspelt_rules(text, project, all_rules(catalogue)))
            findings = findings or check(project, as_of=as_of, select=select, ignore=ignore)
        except ProjectFileError as error:
            findings = error.problems
        edits = {finding.fix: finding for finding in findings if finding.fix is not None}
        if not edits:
            break
        text, made = with_edits(text, edits)
        if not made:
            left = tuple(edits.values())
            break
        fixed += [edits[edit] for edit in made]
    return Mended(text, tuple(fixed), left)
