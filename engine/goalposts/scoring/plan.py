"""From goals to a plan: what all of them need, merged so that every stream is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.errors import InputError
from goalposts.locale import Text, number
from goalposts.scoring.asked import requests_of
from goalposts.scoring.slots import StreamPlan, stream_plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from goalposts.model import ResolvedGoal
    from goalposts.scoring.asked import Asked, Request

BUDGET_BYTES: Final = 2 << 30
"""What a cube may take in memory unless the caller says otherwise."""


@frozen
class Plan:
    """What to accumulate over the local days `[first_day, end_day)`.

    Attributes:
        timezone: IANA name of the zone in which days are cut.
        streams: one for each event type and time anchor that some goal uses.
    """

    timezone: str
    first_day: date
    end_day: date
    streams: tuple[StreamPlan, ...]

    @property
    def days(self) -> int:
        """Number of calendar days."""
        return (self.end_day - self.first_day).days

    @property
    def bytes(self) -> int:
        """An estimate of the cube's size in memory."""
        return self.days * sum(stream.bytes_per_day for stream in self.streams)

    def needed(self, event_type: str) -> frozenset[str]:
        """The fields and dimensions to read of an event type; none of one that no goal uses."""
        return frozenset().union(*(stream.needed for stream in self.streams if stream.event_type == event_type))

    def by_own_time(self, event_type: str) -> bool:
        """Whether every stream of an event type is put into days by the type's own time."""
        return all(stream.anchor == stream.time for stream in self.streams if stream.event_type == event_type)

    def locate(self, goal: ResolvedGoal) -> tuple[int, int]:
        """The positions of the stream and of the tally that answer a goal, of a quotient the first of them.

        Raises:
            ValueError: the plan was not made for this goal.
        """
        return self.find(requests_of(goal)[0])

    def find(self, request: Request) -> tuple[int, int]:
        """The positions of the stream and of the tally that answer a request.

        Raises:
            ValueError: the plan was not made for it.
        """
        wanted = (request.event_type, request.anchor)
        position = [(stream.event_type, stream.anchor) for stream in self.streams].index(wanted)
        return position, self.streams[position].find(request.asked)


def plan(
    goals: Sequence[ResolvedGoal],
    timezone: str,
    first_day: date,
    end_day: date,
    budget_bytes: int = BUDGET_BYTES,
    segments: Mapping[str, tuple[str, ...]] | None = None,
) -> Plan:
    """Merge what all goals need into one plan.

    Args:
        goals: any number; equal slices, measures and expressions are kept once.
        timezone: IANA name of the zone in which days are cut.
        first_day: the first local day that any window needs.
        end_day: the day after the last.
        budget_bytes: the largest cube to accept, by the estimate `Plan.bytes`.
        segments: by event type, the dimensions to cut the days by.

    Raises:
        InputError: the cube would exceed the budget.
    """
    streams: dict[tuple[str, str, str], list[Asked]] = {}
    for request in (request for goal in goals for request in requests_of(goal)):
        streams.setdefault((request.event_type, request.anchor, request.time), []).append(request.asked)
    cuts = segments or {}
    merged = tuple(stream_plan(*stream, asked, cuts.get(stream[0], ())) for stream, asked in streams.items())
    made = Plan(timezone, first_day, end_day, merged)
    if made.bytes > budget_bytes:
        raise InputError(_too_large(made.bytes, budget_bytes), hint=_SHORTEN)
    return made


_SHORTEN: Final = Text(
    en="shorten the windows or leave out quantile KPIs", ru="сократите окна или уберите показатели-квантили"
)


def _too_large(size: int, budget_bytes: int) -> Text:
    return Text(
        en="the goals need about {size} MB of memory, the limit is {limit} MB",
        ru="для расчёта целей нужно около {size} МБ памяти, предел — {limit} МБ",
    ).fill(size=number(size / 2**20, 0), limit=number(budget_bytes / 2**20, 0))
