"""Findings: what a lint rule says, and where."""

from __future__ import annotations

from attrs import field, frozen

from goalposts.locale import Text, optional_text, text_of

COMMENT = "comment"
"""The path of words that stand in a comment, and so are no value of the file."""


@frozen
class Place:
    """Where in which file; line and column count from 1, and are 0 when there is no file.

    Attributes:
        path: the dotted way to the value, as `goals[0].target`.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file or self.path


@frozen
class Edit:
    """One safe change of the text of a project file, which `check --fix` makes.

    An edit never changes what was promised: it writes out what holds anyway, mends what nobody could read, or removes
    a comment. Whoever applies it makes sure that nothing else differs afterwards.

    Attributes:
        place: of the words to replace, or of the value below which a key is added.
        was: the words that stand there; empty where a key is added.
        now: what is written instead, in one line; empty removes a comment.
        key: the key that is added with `now` as its value, beside the one at `place`; empty where words are replaced.
    """

    place: Place
    was: str = ""
    now: str = ""
    key: str = ""


@frozen
class Remark:
    """What a rule function yields; the runner adds the rule's code, name and severity.

    Attributes:
        severity: overrides the rule's own where one rule knows two degrees.
        fix: the edit that mends it, where one is safe.
    """

    place: Place
    message: Text = field(converter=text_of)
    hint: Text | None = field(default=None, converter=optional_text)
    severity: str = ""
    fix: Edit | None = None


@frozen
class Finding:
    """A fault of the project, with its rule, its place and what to do about it; `fix` where a safe edit mends it."""

    code: str
    name: str
    severity: str
    place: Place
    message: Text = field(converter=text_of)
    hint: Text | None = field(default=None, converter=optional_text)
    fix: Edit | None = None

    def line(self, language: str) -> str:
        """Write the finding as `file:line:column CODE message; hint`."""
        hint = f"; {self.hint.get(language)}" if self.hint else ""
        where = f"{self.place.path}: " if self.place.path else ""
        return f"{self.place} {self.code} {where}{self.message.get(language)}{hint}".lstrip()
