"""The parts of a Genesys Cloud conversation: who took part, through which sessions, in which segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from attrs import frozen

from goalposts_contact_center.presets.json_parts import mappings_at, moment_at, text_at

_AGENTS: Final = ("agent", "user")
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@frozen
class Segment:
    """A stretch of a session.

    Attributes:
        kind: `interact`, `alert`, `hold`, `wrapup`, ...
        end: None while it goes on.
        disconnect: how it ended the session, when it did.
    """

    kind: str
    start: datetime
    end: datetime | None
    queue: str | None
    disconnect: str
    wrap_up: str | None

    @property
    def seconds(self) -> float | None:
        """How long it took; None while it goes on."""
        return None if self.end is None else (self.end - self.start).total_seconds()


@frozen(eq=False)
class Session:
    """One medium of one participant.

    Attributes:
        purpose: what the participant is: `customer`, `acd` (a queue), `agent`, `ivr`, ...
        media: `voice`, `chat`, `callback`, ...
        caller: the number that it came from.
        metrics: milliseconds, or counts, by name.
    """

    purpose: str
    user: str | None
    media: str
    caller: str | None
    segments: tuple[Segment, ...]
    metrics: Mapping[str, float]

    @property
    def began(self) -> datetime:
        """Its first moment; the last of all times where it lists no segments."""
        return min((segment.start for segment in self.segments), default=_NEVER)

    @property
    def answered(self) -> datetime:
        """When it began to talk."""
        return min((segment.start for segment in self.segments if segment.kind == "interact"), default=_NEVER)

    @property
    def has_talked(self) -> bool:
        """Whether somebody talked, and was not only rung."""
        return self.answered != _NEVER or (not self.segments and "tTalkComplete" in self.metrics)

    @property
    def queue(self) -> str | None:
        """The first queue that it names."""
        return next((segment.queue for segment in self.segments if segment.queue), None)

    @property
    def wrap_up(self) -> str | None:
        """The last code that the agent set."""
        return next((segment.wrap_up for segment in reversed(self.segments) if segment.wrap_up), None)

    @property
    def ending(self) -> str:
        """How the conversation with it ended; what comes later, such as after-call work, has no part in that."""
        return next((found.disconnect for found in reversed(self._conversing) if found.disconnect), "")

    @property
    def passed_on(self) -> bool:
        """Whether it ended by handing the caller to somebody else."""
        return "transfer" in self.ending.lower() or self.metrics.get("nTransferred", 0) > 0

    @property
    def _conversing(self) -> list[Segment]:
        return [segment for segment in self.segments if segment.kind in ("interact", "hold")]

    def seconds(self, kind: str, metric: str) -> float | None:
        """The time in segments of a kind; where it lists no segments, its metric; None where neither tells."""
        if self.segments:
            return total(segment.seconds for segment in self.segments if segment.kind == kind)
        return self.metrics[metric] / 1000 if metric in self.metrics else None


@frozen
class Parts:
    """What matters of a conversation for its first answer.

    Attributes:
        all: every session.
        queued: those with queues before the first agent answered.
        agents: those of agents who talked; who called back later is none of them.
    """

    all: tuple[Session, ...]
    queued: tuple[Session, ...]
    agents: tuple[Session, ...]
    asked_for_callback: bool


def parts(conversation: Mapping[str, Any]) -> Parts:
    """Find the parts, each in the order of time."""
    known = tuple(sorted(_sessions(conversation), key=lambda session: session.began))
    callbacks = [session for session in known if session.media == "callback"]
    called_back = min((session.began for session in callbacks), default=None)
    live = [
        session
        for session in known
        if session not in callbacks and (called_back is None or session.began < called_back)
    ]
    agents = sorted((session for session in live if session.purpose in _AGENTS and session.has_talked), key=_answered)
    queued = [session for session in live if session.purpose == "acd"]
    if agents:
        queued = [session for session in queued if session.began <= agents[0].answered]
    return Parts(known, tuple(queued), tuple(agents), bool(callbacks))


def total(times: Iterable[float | None]) -> float | None:
    """Add times up; None where one of them is not known."""
    known = list(times)
    return None if None in known else sum(time for time in known if time is not None)


def _answered(session: Session) -> datetime:
    return session.answered


def _sessions(conversation: Mapping[str, Any]) -> Iterator[Session]:
    for participant in mappings_at(conversation, "participants"):
        for session in mappings_at(participant, "sessions"):
            yield Session(
                text_at(participant, "purpose") or "",
                text_at(participant, "userId"),
                text_at(session, "mediaType") or "",
                text_at(session, "ani"),
                tuple(sorted(_segments(session), key=lambda segment: segment.start)),
                _metrics(session),
            )


def has_lost_moments(conversation: Mapping[str, Any]) -> bool:
    """Whether some segment has no readable start: what lies in it would count as if it had not been."""
    return any(
        moment_at(segment, "segmentStart") is None
        for participant in mappings_at(conversation, "participants")
        for session in mappings_at(participant, "sessions")
        for segment in mappings_at(session, "segments")
    )


def _segments(session: Mapping[str, Any]) -> Iterator[Segment]:
    for segment in mappings_at(session, "segments"):
        start = moment_at(segment, "segmentStart")
        if start is not None:
            yield Segment(
                text_at(segment, "segmentType") or "",
                start,
                moment_at(segment, "segmentEnd"),
                text_at(segment, "queueId"),
                text_at(segment, "disconnectType") or "",
                text_at(segment, "wrapUpCode"),
            )


def _metrics(session: Mapping[str, Any]) -> dict[str, float]:
    found: dict[str, float] = {}
    for metric in mappings_at(session, "metrics"):
        name, value = text_at(metric, "name"), metric.get("value")
        if name and isinstance(value, int | float) and not isinstance(value, bool):
            found[name] = found.get(name, 0) + value
    return found
