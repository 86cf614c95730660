"""Why there are no events although the sources have rows: none could be read, or none met the condition."""

from __future__ import annotations

from goalposts.locale import Text, counted, number
from goalposts.model import ResolvedGoal
from goalposts.model.doubt_words import doubt_of
from goalposts.model.scorecard import Reason
from goalposts.model.stream_counts import FILES_DISAGREE, FileDoubt, StreamCount

_ROWS = (("row", "rows"), ("строки", "строк", "строк"))
_REFUSED = Text(
    en="none of the {rows} of {instrument} could be read; line {line}, {field}: '{value}'",
    ru="ни одной из {rows} источника {instrument} не удалось прочитать; строка {line}, {field}: «{value}»",
)
_TORN = Text(
    en="none of the {rows} of {instrument} could be read; the first is line {line}",
    ru="ни одной из {rows} источника {instrument} не удалось прочитать; первая из них — строка {line}",
)
_FILTERED = Text(
    en="none of the {rows} of {instrument} counts: none meets its condition `where`",
    ru="ни одна из {rows} источника {instrument} не учтена: ни одна не отвечает условию `where`",
)


def nothing_accepted(goal: ResolvedGoal, streams: tuple[StreamCount, ...]) -> Reason | None:
    """Say that a goal has no events at all because of how its sources were read; None where some row counts.

    Args:
        goal: whose event types are looked at.
        streams: the counts of all sources.
    """
    own = [stream for stream in streams if stream.event_type in goal.event_types and stream.rows > stream.outside]
    if not own or any(stream.accepted for stream in own):
        return None
    worst = max(own, key=lambda stream: sum(stream.quarantined.values()))
    if worst.details:
        return Reason("all_refused", _refused(worst))
    filtered = max(own, key=lambda stream: stream.filtered)
    return Reason("all_filtered", _told(_FILTERED, filtered)) if filtered.filtered else None


def in_doubt(doubt: FileDoubt) -> Reason:
    """Say of which files nothing tells which rows count."""
    return Reason("files_disagree" if doubt.kind == FILES_DISAGREE else "files_alike", doubt_of(doubt))


def _refused(stream: StreamCount) -> Text:
    example = max(stream.details, key=lambda detail: detail.count)
    said = _REFUSED if example.field else _TORN
    return _told(said, stream, line=number(example.line, 0), field=example.field, value=example.value)


def _told(said: Text, stream: StreamCount, **example: Text | str) -> Text:
    return said.fill(rows=counted(stream.rows - stream.outside, *_ROWS), instrument=stream.instrument, **example)
