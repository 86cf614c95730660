"""What can go wrong, as one tree; each error says where, what was found and what to do.

GoalpostsError                 exit 2
├── InputError                 one thing is wrong with what the user gave
│   ├── ExpressionError        a KPI-language text, with the position
│   ├── SourceError            a file, table or its mapping
│   │   ├── AbsentSourceError  there is no such file, or none is named
│   │   └── MissingColumnError a file lacks a column that its source names or needs
│   └── LockError              the lock file
├── ProjectFileError           all problems of one project file
├── CancelledError             exit 130: the caller stopped the work through its `Cancellation`
└── PluginError                exit 4: third-party code failed or broke its contract
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, fields, frozen, has

from goalposts.locale import Text, optional_text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.model.findings import Finding


class GoalpostsError(Exception, ABC):
    """Anything that Goalposts refuses to do, in one sentence; never a bug of its own."""

    exit_code: ClassVar[int] = 2

    @abstractmethod
    def sentence(self, language: str) -> str:
        """Say in one language where it is, what was found and what to do."""

    def __str__(self) -> str:
        return self.sentence("en")

    def __reduce__(self) -> str | tuple[Any, ...]:
        """Let errors pass from process to process: made again of their fields, which frozen ones cannot be given."""
        kind: type[Any] = type(self)
        if not has(kind):
            return super().__reduce__()
        return kind, tuple(getattr(self, known.name) for known in fields(kind))


@frozen(slots=False, str=False)
class InputError(GoalpostsError):
    """One thing that the user gave is wrong: `where: problem; hint`."""

    problem: Text = field(converter=text_of)
    where: str = ""
    hint: Text | None = field(default=None, converter=optional_text)

    def sentence(self, language: str) -> str:
        """Compose `where: problem; hint`."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self._said(language)}"

    def _said(self, language: str) -> str:
        said = self.problem.get(language) + (f"; {self.hint.get(language)}" if self.hint else "")
        return said if said.endswith(("?", ".")) else f"{said}."


@frozen(slots=False, str=False)
class ExpressionError(InputError):
    """A KPI-language text that cannot be read or does not make sense; `position` is 0-based within the text."""

    position: int = 0
    text: str = ""

    def sentence(self, language: str) -> str:
        """Compose the sentence with the text and the position (1-based for people)."""
        place = f"{self.where}: " if self.where else ""
        column = "символ" if language == "ru" else "column"
        shown = f"`{self.text}` {column} {self.position + 1}: " if self.text else ""
        return f"{place}{shown}{self._said(language)}"


class SourceError(InputError):
    """A source of events, or its mapping, cannot be read."""


class AbsentSourceError(SourceError):
    """A source names no file, or none that is there: the data may simply not be here yet."""


@frozen(slots=False, str=False)
class MissingColumnError(SourceError):
    """A file has no column of a name that its source states, or that its event type needs.

    Attributes:
        columns: the names that were looked for; one of them is enough.
        field: the field that is made of it; empty where a condition or `dedupe_by` reads it.
    """

    columns: tuple[str, ...] = ()
    field: str = ""


class LockError(InputError):
    """The lock file cannot be used or may not be written."""


@frozen(slots=False, str=False)
class ProjectFileError(GoalpostsError):
    """Every problem of one project file, each with its place."""

    problems: tuple[Finding, ...]

    def sentence(self, language: str) -> str:
        """List the problems, one a line."""
        return "\n".join(problem.line(language) for problem in self.problems)


@frozen(slots=False, str=False)
class CancelledError(GoalpostsError):
    """The caller stopped the work; `during` is the source that was being read, empty while goals were judged."""

    during: str = ""

    exit_code: ClassVar[int] = 130

    def sentence(self, language: str) -> str:
        """Say where the work was, and how to have it done after all."""
        return (_STOPPED_READING.fill(source=self.during) if self.during else _STOPPED_JUDGING).get(language)


_STOPPED_READING = Text(
    en="{source}: the reading was stopped on request; call again to start anew.",
    ru="{source}: чтение остановлено по запросу; чтобы начать заново, повторите вызов.",
)
_STOPPED_JUDGING = Text(
    en="the judging of goals was stopped on request; call again to start anew.",
    ru="оценка целей остановлена по запросу; чтобы начать заново, повторите вызов.",
)


@frozen(slots=False, str=False)
class PluginError(GoalpostsError):
    """A plugin cannot be loaded, contradicts another, or raised; the run stops and names it."""

    plugin: str
    problem: Text = field(converter=text_of)
    version: str = ""
    hint: Text | None = field(default=None, converter=optional_text)

    exit_code: ClassVar[int] = 4

    def sentence(self, language: str) -> str:
        """Name the plugin and its version, then the problem and what to do."""
        named = f"{self.plugin} {self.version}" if language == "ru" else f"'{self.plugin}' {self.version}"
        plugin = "плагин" if language == "ru" else "plugin"
        hint = f"; {self.hint.get(language)}" if self.hint else ""
        return f"{plugin} {named.rstrip()}: {self.problem.get(language)}{hint}."


def did_you_mean(word: str, known: Iterable[str]) -> Text | None:
    """Suggest the known word nearest to a mistyped one, or nothing when none is near."""
    found = nearest(word, known)
    return None if found is None else Text(en=f"did you mean '{found}'?", ru=f"возможно, имелось в виду «{found}»?")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to another one, or nothing when none is near.

    A slip of the pen goes first: `wiat` is `wait`, although all of `at` stands in it.
    """
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    names = sorted(known)
    found = process.extractOne(word, names, scorer=OSA.normalized_similarity, score_cutoff=0.7)
    found = found or process.extractOne(word, names, scorer=fuzz.WRatio, score_cutoff=70)
    return None if found is None else str(found[0])


def listed(names: Iterable[str]) -> Text:
    """List names for a `found: ...` or `known: ...` clause."""
    shown = tuple(names)
    return Text.of(", ".join(shown)) if shown else Text(en="nothing", ru="ничего")


__all__ = [
    "AbsentSourceError",
    "CancelledError",
    "ExpressionError",
    "GoalpostsError",
    "InputError",
    "LockError",
    "MissingColumnError",
    "PluginError",
    "ProjectFileError",
    "SourceError",
    "did_you_mean",
    "listed",
    "nearest",
]
