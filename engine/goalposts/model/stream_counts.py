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
