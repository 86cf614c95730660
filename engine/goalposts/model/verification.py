"""What came of computing a stored verdict again."""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

Cause: TypeAlias = Literal["data", "project", "engine", "answer"]
"""What a differing field is about; an `answer` follows from the others, or was changed in the file itself."""

ENGINE_PATH: Final = "engine."


@frozen
class Difference:
    """A field of a stored verdict that comes out otherwise.

    Attributes:
        path: of the JSON, entries of lists by their id, day or source: `goals[faster-answers].change.low`.
        stored, found: both values as in the JSON; None where one has no such field.
    """

    path: str
    stored: Any
    found: Any
    cause: Cause


@frozen
class Verification:
    """A stored verdict against the one that comes out now."""

    differences: tuple[Difference, ...] = ()

    @property
    def reproduced(self) -> bool:
        """Whether every answer comes out again; by which versions is no answer."""
        return all(difference.path.startswith(ENGINE_PATH) for difference in self.differences)

    @property
    def causes(self) -> tuple[Cause, ...]:
        """What changed: of `project`, `data` and `engine` those that differ; `answer` when only answers do."""
        found = {difference.cause for difference in self.differences}
        order: tuple[Cause, ...] = ("project", "data", "engine")
        known = tuple(cause for cause in order if cause in found)
        return known or (("answer",) if found else ())
