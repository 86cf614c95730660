"""Reads one line of a queue_log of Asterisk: `epoch|callid|queue|agent|EVENT|data1|data2|...`."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

_EPOCH: Final = re.compile(r"(\d{1,10})(?:\.\d*)?", re.ASCII)
_POSITION: Final = re.compile(r"\d{1,4}", re.ASCII)
_FIELDS: Final = 5
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
_TRANSFERS: Final = ("TRANSFER", "BLINDTRANSFER", "ATTENDEDTRANSFER")
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
    """

    at: int
    call: str
    queue: str
    agent: str | None
    name: str
    data: tuple[str, ...]

    @property
    def wait(self) -> int | None:
        """Seconds in the queue; None where the event does not tell them."""
        if self.name in _WAIT_AT:
            return self._number(_WAIT_AT[self.name])
        if self.name in _TRANSFERS:
            return self._number(self._first_time)
        return self._number(0) if self.name == "CONNECT" or self.name in _HANGUP_BY else None

    @property
    def talk(self) -> int | None:
        """Seconds with the agent, of an event that ends them."""
        if self.name in _TRANSFERS:
            return self._number(self._first_time + 1)
        return self._number(1) if self.name in _HANGUP_BY else None

    @property
    def ring(self) -> int | None:
        """Seconds that the agent's telephone rang before it was answered; older versions do not tell."""
        return self._number(2) if self.name == "CONNECT" else None

    @property
    def start(self) -> int | None:
        """When the caller entered the queue, which almost every event tells: its own time less what passed since."""
        if self.name == "ENTERQUEUE":
            return self.at
        talk = 0 if self.name == "CONNECT" or self.name in _WAIT_AT else self.talk
        return None if self.wait is None or talk is None else self.at - self.wait - talk

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
        if self.data[:1] not in ((), ("",)) and len(self.data) > 1:
            place = len(self.data) - (2 if _POSITION.fullmatch(self.data[-1]) else 3)
        found = self.data[place] if 0 < place < len(self.data) else ""
        return found.strip() or None

    @property
    def _first_time(self) -> int:
        """Where a transfer writes the wait: after two fields, but its method may need a field more."""
        return max(2, len(self.data) - 3) if self.name == "ATTENDEDTRANSFER" else 2

    def _number(self, place: int) -> int | None:
        found = self.data[place].strip() if place < len(self.data) else ""
        return int(found) if found.isascii() and found.isdigit() else None


def read_line(text: str) -> LogEvent | None:
    """Read a line; None when it is none of a queue_log."""
    fields = text.split("|")
    epoch = _EPOCH.fullmatch(fields[0].strip())
    if epoch is None or len(fields) < _FIELDS:
        return None
    call, queue, agent, name = (part.strip() for part in fields[1:_FIELDS])
    data = fields[_FIELDS:]
    while data and not data[-1].strip():
        data.pop()
    return LogEvent(int(epoch[1]), call, queue, None if agent in NO_CALL else agent, name.upper(), tuple(data))
