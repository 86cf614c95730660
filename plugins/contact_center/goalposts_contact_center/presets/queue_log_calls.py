"""Puts the lines of a queue_log together to calls.

A call is one stay of one caller in one queue: who enters two queues, or one again after a timeout, is offered twice.

What ties lines together is not their order but the moment at which the caller entered: ENTERQUEUE is written at it,
and every later event tells how long ago it was. So lines may be out of order, and a call whose first lines went with
the log of yesterday is whole all the same. Clocks are cut to seconds, hence the slack.

Memory is bounded by lines: a call that has ended is kept for some thousand lines more, in case that one of its lines is
late or is repeated, and a call of which nothing was heard for half a million lines is given up.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from attrs import define, field
from goalposts import Row, WrongRow

from goalposts_contact_center.presets.queue_log_lines import ANSWERED, OUTCOMES, LogEvent

SLACK_SECONDS: Final = 2
UNFINISHED: Final = "unfinished"
UNKNOWN_START: Final = "unknown_start"


@define(eq=False)
class Stay:
    """A caller in a queue, as far as it is known.

    Attributes:
        line, text: where it was first heard of.
        start: when it began, in seconds since 1970.
        entered: whether that is from its ENTERQUEUE.
        heard: the time of its latest event.
        touched: the line of its latest event.
        ending: the event that ended it, and when.
    """

    call: str
    queue: str
    line: int
    text: str
    start: int
    heard: int
    touched: int
    entered: bool = False
    ending: tuple[str, int] | None = None
    outcome: str = ""
    cells: dict[str, Any] = field(factory=dict)

    def is_of(self, event: LogEvent) -> bool:
        """Whether an event can be one of this stay."""
        if event.name == "ENTERQUEUE":
            return abs(self.start - event.at) <= (0 if self.entered else SLACK_SECONDS)
        if self.outcome not in ("", OUTCOMES[event.name]):
            return False
        if event.start is None:
            return self.start <= event.at and (self.ending is None or self.ending == (event.name, event.at))
        return abs(self.start - event.start) <= SLACK_SECONDS

    def likeness(self, event: LogEvent) -> tuple[bool, bool, int]:
        """Less is more alike: repeats go to what they repeat, others rather to a stay that has not ended yet."""
        far = abs(self.start - (event.at if event.start is None else event.start))
        return self.ending != (event.name, event.at), self.ending is not None, far

    def hear(self, event: LogEvent, line: int) -> None:
        """Learn from an event; what is known already stays."""
        self.heard, self.touched = max(self.heard, event.at), line
        if event.name == "ENTERQUEUE":
            self.start, self.entered = event.at, True
            self._learn("customer", event.customer)
            return
        self.outcome = OUTCOMES[event.name]
        self._learn("wait", event.wait)
        if self.outcome == ANSWERED:
            self._learn("agent", event.agent)
            self._learn("ring", event.ring)
            self._learn("talk", event.talk)
        if event.is_end:
            self.ending = self.ending or (event.name, event.at)
            if self.outcome == ANSWERED:
                self._learn("hangup_by", event.hangup_by)
                self._learn("transferred", event.is_transfer)
        if event.wait is None and (event.name == "CONNECT" or self.outcome != ANSWERED):
            self._learn("wait", event.at - self.start)

    def _learn(self, name: str, found: object) -> None:
        if found is not None:
            self.cells.setdefault(name, found)

    def row(self) -> Row | WrongRow:
        """The call; of who is not known to have left the queue nothing is claimed."""
        if not self.outcome:
            return WrongRow(self.line, self.text, UNFINISHED)
        cells = {
            "call_id": self.call,
            "queue": self.queue,
            "offered_at": datetime.fromtimestamp(self.start, UTC),
            "outcome": self.outcome,
            "ended_at": datetime.fromtimestamp(self.heard, UTC),
            **self.cells,
        }
        return Row(self.line, cells)


@define(eq=False)
class QueueLogCalls:
    """Takes events and gives calls.

    Attributes:
        late_lines: for how many lines a call that has ended waits for more of its own.
        silent_lines: after how many lines a call that nothing was heard of is given up.
    """

    late_lines: int = 10_000
    silent_lines: int = 500_000
    _stays: dict[tuple[str, str], list[Stay]] = field(factory=dict, init=False)
    _open: OrderedDict[Stay, None] = field(factory=OrderedDict, init=False)
    _ended: deque[Stay] = field(factory=deque, init=False)

    def take(self, event: LogEvent, line: int, text: str) -> Iterator[Row | WrongRow]:
        """Take an event of a call, and give the calls of which nothing more is expected."""
        stay = self._stay(event, line, text)
        if stay is None:
            yield WrongRow(line, text, UNKNOWN_START)
        else:
            self._hear(stay, event, line)
        while self._ended and self._ended[0].touched < line - self.late_lines:
            yield self._given_up(self._ended.popleft())
        while self._open and next(iter(self._open)).touched < line - self.silent_lines:
            yield self._given_up(self._open.popitem(last=False)[0])

    def restart(self, at: int) -> Iterator[Row | WrongRow]:
        """Asterisk started: whoever was in a queue or with an agent before was cut off."""
        for stay in [stay for stay in self._open if stay.heard <= at]:
            del self._open[stay]
            yield self._given_up(stay)

    def rest(self) -> Iterator[Row | WrongRow]:
        """Give all others, when the log is at its end."""
        for stay in (*self._ended, *self._open):
            yield stay.row()
        self._stays.clear()

    def _stay(self, event: LogEvent, line: int, text: str) -> Stay | None:
        known = self._stays.get((event.call, event.queue), [])
        if alike := [stay for stay in known if stay.is_of(event)]:
            return alike[0] if len(alike) == 1 else min(alike, key=lambda stay: stay.likeness(event))
        if event.start is None:
            return None
        stay = Stay(event.call, event.queue, line, text, event.start, event.at, line)
        self._stays.setdefault((event.call, event.queue), []).append(stay)
        return stay

    def _hear(self, stay: Stay, event: LogEvent, line: int) -> None:
        was_open = stay.ending is None
        stay.hear(event, line)
        if stay.ending is None:
            self._open[stay] = None
            self._open.move_to_end(stay)
        elif was_open:
            self._open.pop(stay, None)
            self._ended.append(stay)

    def _given_up(self, stay: Stay) -> Row | WrongRow:
        key = (stay.call, stay.queue)
        self._stays[key].remove(stay)
        if not self._stays[key]:
            del self._stays[key]
        return stay.row()
