"""Which rules a project file wants to hear of, and which lines it has an answer for."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from goalposts.model.findings import Place


@frozen
class Suppression:
    """A comment that silences rules on one line: `# goalposts: ignore[GP203] reason`.

    Attributes:
        line: the line that it is about, counted from 1.
        rules: codes, beginnings of codes or names.
        reason: why; without one nothing is silenced.
        place: of the comment itself.
        text: the whole comment, as it stands in the file.
    """

    line: int
    rules: tuple[str, ...]
    reason: str
    place: Place
    text: str = ""


@frozen
class RuleChoice:
    """The keys `select`, `ignore` and `severity` of a project file, and its suppressions; they change no verdict.

    Attributes:
        select, ignore: codes, beginnings of codes or names.
        severity: by code, beginning of a code or name, the severity in place of the rule's own.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(factory=dict)
    suppressions: tuple[Suppression, ...] = ()
