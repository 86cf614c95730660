"""Notes the keys of goals that a rule asks for places, and tells those that no goal has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from goalposts.formats.goal_shape import KEYS

if TYPE_CHECKING:
    from goalposts.model import Place, Project

GOAL_KEYS: Final = frozenset(key.name for key in KEYS)
"""Every key that a goal may have."""


@frozen
class AskedPlaces(Mapping[str, "Place"]):
    """The places of a goal's keys; what is asked for and is no key of any goal is noted in `strange`."""

    places: Mapping[str, Place]
    strange: set[str] = field(eq=False)

    def __getitem__(self, key: str) -> Place:
        if key and key not in GOAL_KEYS:
            self.strange.add(key)
        return self.places[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def noting(project: Project, strange: set[str]) -> Project:
    """The same project, whose goals note in `strange` what they are asked for."""
    return evolve(
        project, goals=tuple(evolve(goal, places=AskedPlaces(goal.places, strange)) for goal in project.goals)
    )
