"""Reads one line of a queue_log of Asterisk: `epoch|callid|queue|agent|EVENT|data1|data2|...`."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

_EPOCH: Final = re.compile(r"(\d{1,10})(?:\.\d*)?", re.ASCII)
_POSITION: Final = re.compile(r"\d{1,4}", re.ASCII)
_FIELDS: Final = 4
NO_CALL: Final = ("", "NONE", "REALTIME")

ANSWERED: Final = "answered"
OUTCOMES: Final = {
    "CONNECT": ANSWERED,
    "COMPLETECALLER": ANSWERED,
    "COMPLETEAGENT": ANSWERED,
    "TRANSFER": ANSWERED,
    "BLINDTRANSFER": ANSWERED,
    "ATTENDEDTRANSFER": ANSWERED,
    "ABANDON": "abandoned",
    "EXITWITHTIMEOUT": "timeout",
    "EXITWITHKEY": "exit_key",
    "EXITEMPTY": "exit_empty",
}
"""What an event says of how the caller left the queue."""

_WAIT_AT: Final = {"ABANDON": 2, "EXITWITHTIMEOUT": 2, "EXITEMPTY": 2, "EXITWITHKEY": 3}
_TRANSFERS: Final = frozenset(("TRANSFER", "BLINDTRANSFER", "ATTENDEDTRANSFER"))
_HANGUP_BY: Final = {"COMPLETECALLER": "caller", "COMPLETEAGENT": "agent"}


@frozen
class LogEvent:
    """An event of a queue.

    Attributes:
        at: when it was written, in seconds since 1970, UTC.
        call: the unique id of the caller's channel; `NONE` or `REALTIME` where it is about no call.
        queue: its name.
        agent: a channel or a name, whichever Asterisk was told to write; None where it is about none.
        name: such as `CONNECT`.
        data: the rest, without empty fields at the end.
        wait: seconds in the queue; None where the event does not tell them, and so the others.
        talk: seconds with the agent.
        ring: seconds that the agent's telephone rang before it was answered.
        start: when the caller entered the queue, which almost every event tells: its time less what passed since.
    """

    at: int
    call: str
    queue: str
    agent: str | None
    name: str
    data: list[str]
    wait: int | None = None
    talk: int | None = None
    ring: int | None = None
    start: int | None = None

    @property
    def is_end(self) -> bool:
        """Whether the caller is gone from the queue and from its agent."""
        return self.name in OUTCOMES and self.name != "CONNECT"

    @property
    def is_transfer(self) -> bool:
        """Whether the agent passed the caller on."""
        return self.name in _TRANSFERS

    @property
    def hangup_by(self) -> str | None:
        """Who ended the conversation."""
        return _HANGUP_BY.get(self.name)

    @property
    def customer(self) -> str | None:
        """The caller's number, of ENTERQUEUE: `url|number|position`, since Asterisk 11 with `|name` after it.

        A url may hold bars itself. Then it is counted from the end, which a name that is a short number misleads.
        """
        place = 1
        if len(self.data) > 1 and self.data[0]:
            place = len(self.data) - (2 if _POSITION.fullmatch(self.data[-1]) else 3)
        found = self.data[place] if 0 < place < len(self.data) else ""
        return found.strip() or None


def read_line(text: str) -> LogEvent | None:
    """Read a line; None when it is none of a queue_log."""
    written, *fields = text.split("|")
    epoch = _EPOCH.fullmatch(written.strip())
    if epoch is None or len(fields) < _FIELDS:
        return None
    at, (call, queue, agent, name), data = int(epoch[1]), fields[:_FIELDS], fields[_FIELDS:]
    while data and not data[-1].strip():
        data.pop()
    call, queue, agent, name = call.strip(), queue.strip(), agent.strip(), name.strip().upper()
    who = None if agent in NO_CALL else agent
    if name == "ENTERQUEUE":
        return LogEvent(at, call, queue, who, name, data, start=at)
    if name not in OUTCOMES:
        return LogEvent(at, call, queue, who, name, data)
    return LogEvent(at, call, queue, who, name, data, *_times(at, name, data))


def _times(at: int, name: str, data: list[str]) -> tuple[int | None, int | None, int | None, int | None]:
    """The wait, the talk, the ringing and the start that an event tells."""
    if name == "CONNECT":
        wait = _number(data, 0)
        return wait, None, _number(data, 2), None if wait is None else at - wait
    if name in _WAIT_AT:
        wait = _number(data, _WAIT_AT[name])
        return wait, None, None, None if wait is None else at - wait
    first = _first_time(name, data)
    wait, talk = _number(data, first), _number(data, first + 1)
    return wait, talk, None, None if wait is None or talk is None else at - wait - talk


def _first_time(name: str, data: list[str]) -> int:
    """Where the end of a conversation writes the wait: a transfer after two fields, or one more for its method."""
    if name in _TRANSFERS:
        return max(2, len(data) - 3) if name == "ATTENDEDTRANSFER" else 2
    return 0


def _number(data: list[str], place: int) -> int | None:
    found = data[place].strip() if place < len(data) else ""
    return int(found) if found.isascii() and found.isdigit() else None
