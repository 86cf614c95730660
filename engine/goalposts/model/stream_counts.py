"""What became of the rows of the sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from goalposts.locale import Text, text_of

OTHER_ORDER: Final = "other_order"
"""Why a time is refused that could be read if day and month changed places."""


@frozen
class QuarantineDetail:
    """Rows refused for one reason in one field, with the first such line."""

    reason: str
    field: str
    count: int
    line: int
    value: str = ""


@frozen
class LeftOut:
    """How many rows are no events for one reason: a name of `leave_out`, or what the format says, with its words."""

    reason: str
    rows: int
    text: Text = field(converter=text_of)


FILES_DISAGREE: Final = "files_disagree"
"""Rows of the same key differ, and nothing says which is newer."""

FILES_ALIKE: Final = "files_alike"
"""All rows of one file stand in the other too, and say too little to be sure that they are the same."""


@frozen
class FileDoubt:
    """What only people can tell of two files of a source.

    Attributes:
        kind: `files_disagree`, where the rows of the second file count, or `files_alike`, where all rows count.
        files: their names.
        rows: how many rows of the second file that concerns.
        copied: the file that is named as a second download, or a copy, of the other one; empty where none is.
        column: of files that disagree: a column that seems to say when a row was changed; empty where none does.
    """

    kind: str
    files: tuple[str, str]
    rows: int
    copied: str = ""
    column: str = ""


@frozen
class LaterTimes:
    """How many accepted rows have a moment in a field that lies after the clock's day, with the first such line."""

    field: str
    rows: int
    line: int
    value: str


@frozen
class StreamCount:
    """What became of the rows of one source: rows = accepted + filtered + duplicates + outside + quarantined.

    `left_out` says of the filtered rows why they are no events, where that is known.
    `without_key` counts, by folded event type, the accepted rows that name no entity and are folded into none.
    `midnight_crossings` counts the differences of clock readings that are negative but for the midnight between them.
    `later_times` tells moments of other fields than the events' time that nobody can know yet: they count as not there.
    `digest` is the fingerprint of the accepted rows a day, in a scorecard only.
    `doubts` name files of which it is not certain which rows count.
    """

    event_type: str
    instrument: str
    rows: int
    accepted: int
    filtered: int = 0
    left_out: tuple[LeftOut, ...] = ()
    duplicates: int = 0
    outside: int = 0
    quarantined: Mapping[str, int] = field(factory=dict)
    ambiguous_times: int = 0
    first: str | None = None
    last: str | None = None
    details: tuple[QuarantineDetail, ...] = ()
    without_key: Mapping[str, int] = field(factory=dict)
    midnight_crossings: int = 0
    later_times: tuple[LaterTimes, ...] = ()
    digest: str = ""
    doubts: tuple[FileDoubt, ...] = ()
