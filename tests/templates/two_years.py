"""Deals, activities, calls and leads of two years, whose figures plain loops can count.

From go-live on more is won, answered, written down and qualified; the rest stays. Every stream is drawn by its own
seed, and of every thing one plain tuple is kept, which the exports write in the shape of some system.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import NamedTuple

FIRST, GO_LIVE, LAST = datetime(2026, 2, 1), datetime(2027, 3, 1), datetime(2028, 1, 1)
"""The streams begin with the longest baseline and end with the longest evaluation."""


class Deal(NamedTuple):
    """One deal as it ended."""

    id: int
    created: datetime
    closed: datetime
    won: bool
    amount: int
    owner: str
    reason: str


class Activity(NamedTuple):
    """One call to a customer, and when it was written down."""

    id: int
    at: datetime
    logged: datetime


class Call(NamedTuple):
    """One call to the contact centre."""

    id: int
    at: datetime
    caller: int
    wait: int
    answered: bool
    talk: int
    result: str


class Lead(NamedTuple):
    """One lead, with when it was qualified and won, if it was."""

    id: int
    at: datetime
    channel: str
    qualified: datetime | None
    won: datetime | None


def deals(a_day=12):
    """Every day deals that take one to nine days; a quarter of them is won before, two fifths after go-live."""
    drawn = random.Random(1)
    return [
        Deal(
            number,
            created,
            created + timedelta(days=drawn.randint(1, 9)),
            drawn.random() < (0.4 if created >= GO_LIVE else 0.25),
            drawn.randint(800, 1200),
            drawn.choice(("Kim", "Lee", "Roy")) if drawn.random() > 0.01 else "",
            drawn.choice(("price", "time")) if drawn.random() < 0.95 else "",
        )
        for number, created in enumerate(_times(drawn, a_day), 1)
    ]


def activities(a_day=15):
    """Every day calls of which half is written down within an hour before go-live, and nine in ten after it."""
    drawn = random.Random(2)
    return [
        Activity(number, at, at + timedelta(hours=1 if drawn.random() < (0.9 if at >= GO_LIVE else 0.5) else 50))
        for number, at in enumerate(_times(drawn, a_day), 1)
    ]


def calls(a_day=40):
    """Every day calls of which half is answered within 10 s before go-live and four fifths after it, the rest in 60."""
    drawn = random.Random(3)
    return [
        Call(
            number,
            at,
            drawn.randrange(10**9),
            10 if drawn.random() < (0.8 if at >= GO_LIVE else 0.5) else 60,
            drawn.random() < 0.95,
            drawn.randint(60, 240),
            "told" if drawn.random() < 0.96 else "",
        )
        for number, at in enumerate(_times(drawn, a_day), 1)
    ]


def leads(a_day=20):
    """Every day leads; of three tenths before go-live and six tenths after it sales makes something."""
    drawn = random.Random(4)
    made = []
    for number, at in enumerate(_times(drawn, a_day), 1):
        qualified = (
            at + timedelta(days=drawn.randint(1, 9)) if drawn.random() < (0.6 if at >= GO_LIVE else 0.3) else None
        )
        won = qualified + timedelta(days=5) if qualified and drawn.random() < 0.3 else None
        made.append(Lead(number, at, drawn.choice(("google", "mail")) if drawn.random() > 0.05 else "", qualified, won))
    return made


def _times(drawn, a_day):
    """Times between nine and five o'clock, ordered, somewhat more or fewer from day to day."""
    for day in range((LAST - FIRST).days):
        opened = FIRST + timedelta(days=day, hours=9)
        for seconds in sorted(drawn.randrange(8 * 3600) for _ in range(a_day + drawn.randint(-3, 3))):
            yield opened + timedelta(seconds=seconds)
