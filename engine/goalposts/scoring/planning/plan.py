"""From goals to a plan: what all of them need, merged so that every stream is read once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from goalposts.errors import InputError
from goalposts.locale import Text, number
from goalposts.scoring.planning.asked import requests_of
from goalposts.scoring.planning.slots import StreamPlan, stream_plan

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from goalposts.model import ResolvedGoal
    from goalposts.scoring.planning.asked import Asked, Request

BUDGET_BYTES: Final = 4 << 30
"""What a cube may take in memory unless the caller says otherwise."""

MOST_WORDS: Final = 10_000
LEAST_WORDS: Final = 200
"""How many words a dimension may have, if memory allows, and at least: as many as are reported."""

WORTH_TELLING: Final = 256 << 20
"""From so many bytes on, without words, a person is told what a plan takes at most."""

_LOG: Final = logging.getLogger("goalposts.scoring")
_AT_MOST: Final = Text(
    en="The figures of all days take {whole} MB of memory, by segments and parts {most} MB at most.",
    ru="Показатели по всем дням займут {whole} МБ памяти, по разрезам и частям — не больше {most} МБ.",
)


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
        """An estimate of the cube's size in memory while it is filled, with as many words as a dimension may have."""
        return sum(self.bytes_with(stream.most_words, stream) for stream in self.streams)

    def bytes_with(self, words: int, stream: StreamPlan) -> int:
        """The part of a stream whose dimensions have so many words."""
        return self.days * (stream.bytes_per_day + (words + 1) * stream.bytes_per_day_and_word)

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
    apart: Collection[str] = (),
) -> Plan:
    """Merge what all goals need into one plan.

    Args:
        goals: any number; equal slices, measures and expressions are kept once.
        timezone: IANA name of the zone in which days are cut.
        first_day: the first local day that any window needs.
        end_day: the day after the last.
        budget_bytes: the largest cube to accept, by the estimate `Plan.bytes`.
        segments: by event type, the dimensions to cut the days by.
        apart: event types of which what every instrument saw is kept for itself too.

    Raises:
        InputError: the cube would exceed the budget.
    """
    streams: dict[tuple[str, str, str], list[Asked]] = {}
    for request in (request for goal in goals for request in requests_of(goal)):
        streams.setdefault((request.event_type, request.anchor, request.time), []).append(request.asked)
    cuts = segments or {}
    merged = tuple(
        evolve(stream_plan(*stream, asked, cuts.get(stream[0], ())), apart=stream[0] in apart)
        for stream, asked in streams.items()
    )
    made = Plan(timezone, first_day, end_day, merged)
    for fewer in (merged, tuple(evolve(stream, heavy_by_word=False) for stream in merged)):
        made = _with_words(Plan(timezone, first_day, end_day, fewer), budget_bytes)
        if made.bytes <= budget_bytes:
            whole = sum(made.bytes_with(-1, stream) for stream in made.streams)
            said = _AT_MOST.fill(whole=_megabytes(whole), most=_megabytes(made.bytes))
            _LOG.log(logging.INFO if whole >= WORTH_TELLING else logging.DEBUG, said)
            return made
    raise InputError(_too_large(made.bytes, budget_bytes), hint=_SHORTEN)


def _megabytes(size: int) -> str:
    return str(-(-size >> 20))  # as plain digits: the formats of languages take a tenth of a second to load


def _with_words(made: Plan, budget_bytes: int) -> Plan:
    """The plan with as many words a dimension as the budget allows, the same for all, but so many as are reported."""
    without = sum(made.bytes_with(-1, stream) for stream in made.streams)
    a_word = sum(made.bytes_with(0, stream) for stream in made.streams) - without
    words = (budget_bytes - without) // a_word - 1 if a_word else 0
    most = max(LEAST_WORDS, min(MOST_WORDS, words))
    return evolve(made, streams=tuple(evolve(s, most_words=most) if s.segments else s for s in made.streams))


_SHORTEN: Final = Text(
    en="shorten the windows, or leave out quantile KPIs or `segments`",
    ru="сократите окна либо уберите показатели-квантили или `segments`",
)


def _too_large(size: int, budget_bytes: int) -> Text:
    return Text(
        en="the goals need about {size} MB of memory, the limit is {limit} MB",
        ru="для расчёта целей нужно около {size} МБ памяти, предел — {limit} МБ",
    ).fill(size=number(size / 2**20, 0), limit=number(budget_bytes / 2**20, 0))
