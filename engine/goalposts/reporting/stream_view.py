"""What the page shows of the data that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from goalposts.locale import Text, join, number
from goalposts.reporting.labels import FAULT_WORDS, LABELS, named

if TYPE_CHECKING:
    from goalposts.model.scorecard import StreamCount


@frozen
class StreamView:
    """The rows of one source as texts."""

    event_type: str
    instrument: str
    counts: tuple[Text, ...]
    quarantined: Text
    period: str
    note: Text | None


def stream_views(streams: tuple[StreamCount, ...]) -> tuple[StreamView, ...]:
    """Put the counts of every source into texts."""
    return tuple(_view(stream) for stream in streams)


def _view(stream: StreamCount) -> StreamView:
    counts = (stream.rows, stream.accepted, stream.filtered, stream.duplicates, stream.outside)
    return StreamView(
        event_type=stream.event_type,
        instrument=stream.instrument,
        counts=tuple(number(count, 0) for count in counts),
        quarantined=quarantined(stream),
        period=" – ".join(moment[:10] for moment in (stream.first, stream.last) if moment) or "–",
        note=_note(stream),
    )


def _note(stream: StreamCount) -> Text | None:
    """What is worth knowing of rows that count."""
    found = (("ambiguous", stream.ambiguous_times), ("midnight_crossings", stream.midnight_crossings))
    pattern = "{label}: {count}"
    notes = [
        Text(en=pattern, ru=pattern).fill(label=LABELS[label], count=number(count, 0))
        for label, count in found
        if count
    ]
    return join(notes, separator="; ") if notes else None


def quarantined(stream: StreamCount) -> Text:
    """Count the faulty rows by reason: `15 (not a time: 15)`."""
    total = sum(stream.quarantined.values())
    if not total:
        return number(0)
    pattern = "{fault}: {count}"
    faults = join(
        (
            Text(en=pattern, ru=pattern).fill(fault=named(FAULT_WORDS, code), count=number(count, 0))
            for code, count in stream.quarantined.items()
        ),
        separator=", ",
    )
    return Text(en="{total} ({faults})", ru="{total} ({faults})").fill(total=number(total, 0), faults=faults)
