"""What the page shows of the data that were read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text, counted, join, number
from goalposts.model.doubt_words import doubt_of
from goalposts.reporting import phrasing
from goalposts.reporting.labels import FAULT_WORDS, LABELS, named

if TYPE_CHECKING:
    from goalposts.model.scorecard import Scorecard
    from goalposts.model.stream_counts import LaterTimes, StreamCount


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
    """Why rows were filtered, and what is worth knowing of rows that count."""
    found = (("ambiguous", stream.ambiguous_times), ("midnight_crossings", stream.midnight_crossings))
    pattern = "{label}: {count}"
    notes = [
        Text(en=pattern, ru=pattern).fill(label=label, count=number(count, 0))
        for label, count in (
            *((named.text, named.rows) for named in stream.left_out),
            *((LABELS[label], count) for label, count in found),
        )
        if count
    ]
    notes += map(_later, stream.later_times)
    notes += map(doubt_of, stream.doubts)
    return join(notes, separator="; ") if notes else None


def _later(times: LaterTimes) -> Text:
    """Say which moments nobody can know yet."""
    return Text(
        en="in the future, and so taken as not there: {field} in {rows}, as {value} in line {line}",
        ru="из будущего и потому не в счёт: {field}, {rows}, например {value} в строке {line}",
    ).fill(
        field=times.field,
        rows=counted(times.rows, ("row", "rows"), ("строка", "строки", "строк")),
        value=phrasing.when(date.fromisoformat(times.value[:10])),
        line=number(times.line, 0),
    )


def cut_off(card: Scorecard) -> Text | None:
    """Say on whose clock days are cut, and up to which day rows count; None of a card that does not tell the zone."""
    if not card.timezone:
        return None
    return Text(
        en="Days are those of {zone}. Rows before {day} count; later ones were not looked at.",
        ru="Дни — по часовому поясу {zone}. Учтены строки до {day}, более поздние не рассматривались.",
    ).fill(zone=card.timezone, day=phrasing.when(card.as_of))


def stream_line(stream: StreamCount) -> Text:
    """Say in a line what became of the rows of a source: `- shop: 1,000 rows read, 990 accepted, duplicates 10`."""
    beside = {"filtered": stream.filtered, "duplicates": stream.duplicates, "outside": stream.outside}
    told = [_SAID[key].fill(count=number(count, 0)) for key, count in beside.items() if count]
    if stream.left_out:
        told[0] = Text(en="{said} ({why})", ru="{said} ({why})").fill(said=told[0], why=left_out(stream))
    if stream.quarantined:
        told.append(_SAID["quarantined"].fill(count=quarantined(stream)))
    told += map(_later, stream.later_times)
    rows = Text(
        en=counted(stream.rows, ("row", "rows"), ("", "", "")).en,
        ru=f"строк: {number(stream.rows, 0).ru}",
    )
    said = Text(
        en="- {source}: {rows} read, {accepted} accepted{more}",
        ru="- {source}: прочитано {rows}, принято: {accepted}{more}",
    )
    more = join((Text.of(""), *told), separator=", ")
    if stream.doubts:
        more = join((more, *map(doubt_of, stream.doubts)), separator="; ")
    return said.fill(source=_called(stream), rows=rows, accepted=number(stream.accepted, 0), more=more)


def _called(stream: StreamCount) -> Text:
    """The name of a source, with its event type unless that is its name."""
    if stream.instrument == stream.event_type:
        return Text.of(stream.instrument)
    return Text.of(f"{stream.instrument} ({stream.event_type})")


_SAID: Final = {
    "filtered": Text(en="filtered out {count}", ru="отфильтровано {count}"),
    "duplicates": Text(en="duplicates {count}", ru="повторов {count}"),
    "outside": Text(en="outside the period {count}", ru="вне периода {count}"),
    "quarantined": Text(en="set aside as faulty {count}", ru="отложено с ошибками {count}"),
}


def left_out(stream: StreamCount) -> Text:
    """Say which rows are no events, and how many: `templates: 12, test records: 3`."""
    pattern = "{text}: {rows}"
    return join(
        (Text(en=pattern, ru=pattern).fill(text=each.text, rows=number(each.rows, 0)) for each in stream.left_out),
        separator=", ",
    )


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
