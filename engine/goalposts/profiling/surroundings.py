"""What a profile knows beside the files themselves, in the place of a project that is not there yet."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, frozen

from goalposts.formats import project_from_mapping
from goalposts.model import Catalogue, EventType, Source
from goalposts.streams.opening import open_source
from goalposts.streams.source_stream import SourceStream

ANY_ZONE: Final = "UTC"
"""In which days are counted as long as nobody says where the times were written."""

_FAR_FUTURE: Final = date(9999, 1, 1)


@frozen
class Surroundings:
    """Where files lie, what they may be, and what somebody said of them.

    Attributes:
        catalogue: its presets are tried, its event types guessed, its KPIs judged.
        folder: what paths are relative to.
        timezone: where naive times were written; empty where nobody said so.
        kept: the workbook that was opened last, which every preset is tried on.
        currency: in which money is counted, whose sign may stand beside amounts; empty where nobody said so.
        event_type: what the files hold, if somebody said so; else every event type is tried.
        columns: by field the column that it is read from, where somebody said so.
        today: after which day no event can lie; None where nobody asks.
    """

    catalogue: Catalogue
    folder: Path = Path()
    timezone: str = ""
    currency: str = ""
    kept: MutableMapping[str, Any] = field(factory=dict, eq=False, repr=False)
    event_type: str = ""
    columns: Mapping[str, str] = field(factory=dict)
    today: date | None = None

    @property
    def zone(self) -> str:
        """The zone whose days are counted."""
        return self.timezone or ANY_ZONE

    def source_of(self, entry: Mapping[str, Any], event_type: str) -> Source:
        """Read the entry of a source as a project file would be read.

        Raises:
            ProjectFileError: it is none.
        """
        written = {
            "goalposts": 1,
            "project": "profile",
            "timezone": "UTC",
            "evaluation": {"from": "2000-01-01", "to": "2000-01-02"},
            "data": {event_type: dict(entry)},
        }
        return project_from_mapping(written, self.catalogue, self.folder).sources[0]

    def opened(self, source: Source, event_type: EventType, timezone: str = ANY_ZONE) -> SourceStream:
        """Open a source for all of its fields and days, which are told in a zone.

        Raises:
            SourceError: it cannot be opened so.
        """
        return open_source(
            evolve(source, currency=None),  # there are no rates yet to convert by
            event_type,
            timezone=timezone,
            as_of=_FAR_FUTURE,
            folder=self.folder,
            currency=self.currency,
            formats=self.catalogue.formats,
            kept=self.kept,
        )
