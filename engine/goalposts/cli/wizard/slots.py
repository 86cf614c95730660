"""The sources that a project file names, and the text with a file in the place of one of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts.formats.value_edits import values, with_mapping
from goalposts.formats.yaml_text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT: Final = ("name", "until", "from")
"""What a template says of a source whatever file it is."""


@frozen
class Slot:
    """One source of a project file.

    Attributes:
        path: to it in the file.
        source: where the file of the template would lie.
        starts: the first day on which it counts, if that is said.
    """

    path: str
    event_type: str
    name: str = ""
    source: str = ""
    starts: date | None = None

    def is_called(self, word: str) -> bool:
        """Whether an option that names a source means this one."""
        return word in (self.name, self.event_type)


def slots(text: str) -> tuple[Slot, ...]:
    """Return the sources of a project file, in its order."""
    known = values(text)
    found = []
    for key, node in read_yaml(text).by_key()["data"].items():
        places = [node.place.path] if node.kind == "map" else [item.place.path for item in node.value]
        for path in places:
            starts = known.get(f"{path}.from")
            found.append(
                Slot(
                    path,
                    key.text,
                    known.get(f"{path}.name", ""),
                    known.get(f"{path}.source", ""),
                    None if starts is None else date.fromisoformat(starts),
                )
            )
    return tuple(found)


def with_source(text: str, slot: Slot, entry: Mapping[str, Any]) -> str:
    """Return the text with another source in a slot; it keeps its name and its days."""
    known = values(text)
    kept = {key: known[path] for key in _KEPT if (path := f"{slot.path}.{key}") in known}
    days = {key: date.fromisoformat(words) if key in ("until", "from") else words for key, words in kept.items()}
    return with_mapping(text, slot.path, {**days, **entry})
