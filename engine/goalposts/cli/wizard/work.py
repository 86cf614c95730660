"""What the wizard was given, and how far its project file has come: a text that every step takes a little further."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from goalposts.formats.value_edits import values

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Template


@frozen
class Given:
    """The answers that options give; what is empty is asked, or proposed.

    Attributes:
        data: `FILE`, or `WHERE=FILE` with the event type or the source that the file is for.
        columns: by field the column that it is read from.
        goals: sentences, each a goal.
        drop: ids of goals of the template that are left out.
        guardrails: by KPI the margin of a guardrail.
        fills: by key what is written into blanks, and into other values of goals.
    """

    name: str = ""
    go_live: str = ""
    baseline: str = ""
    evaluation: str = ""
    timezone: str = ""
    currency: str = ""
    data: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(factory=dict)
    goals: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    guardrails: Mapping[str, str] = field(factory=dict)
    owner: str = ""
    fills: Mapping[str, str] = field(factory=dict)

    def __bool__(self) -> bool:
        return self != Given()


@frozen
class Work:
    """The project file so far.

    Attributes:
        file: where it will be written; sources are relative to its folder.
        text: of the file.
        given: the answers of the options.
        used: the keys of `given.fills` that found their place.
        fields: by event type the fields that the data have, where somebody named a file.
        first: the first day of the data, if there are any.
    """

    file: Path
    catalogue: Catalogue
    today: date
    given: Given
    template: Template | None = None
    text: str = ""
    used: frozenset[str] = frozenset()
    fields: Mapping[str, frozenset[str]] = field(factory=dict)
    first: date | None = None

    def with_text(self, text: str, **changes: Any) -> Work:
        """The same work one step further."""
        return evolve(self, text=text, **changes)

    def filled(self, *keys: str) -> str | None:
        """What an option says under the first of these keys that is given."""
        return next((self.given.fills[key] for key in keys if key in self.given.fills), None)

    def using(self, *keys: str) -> Work:
        """The same work, with the options of these keys used."""
        return evolve(self, used=self.used | (set(keys) & set(self.given.fills)))

    def values(self) -> dict[str, str]:
        """What every scalar of the text says, by its path."""
        return values(self.text)
