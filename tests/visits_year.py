"""A simulated year and a half of visits, as tables; shares no code with the product."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np

START = datetime(2025, 1, 1)
GO_LIVE = datetime(2026, 1, 1)


def visits(
    *,
    days: int = 545,
    effect: float = 0.0,
    per_day: int = 60,
    seed: int = 1,
    first: datetime = START,
    skip: tuple[int, ...] = (),
) -> dict[str, list[Any]]:
    """Visits with a weekly rhythm and day shocks (AR(1), 0.5); from go-live on `effect` is added to the share done."""
    random = np.random.default_rng(seed)
    shocks = np.zeros(days)
    for day in range(1, days):
        shocks[day] = 0.5 * shocks[day - 1] + random.normal(0, 0.02)
    columns: dict[str, list[Any]] = {name: [] for name in ("visit_id", "at", "wait", "items", "paid", "done", "place")}

    for day in range(days):
        moment = first + timedelta(days=day)
        if day in skip:
            continue
        count = per_day - 20 * (moment.weekday() >= 5)
        share = 0.6 + 0.05 * (moment.weekday() in (0, 4)) + shocks[day] + (effect if moment >= GO_LIVE else 0.0)
        done = random.random(count) < np.clip(share, 0, 1)
        seconds = np.sort(random.integers(8 * 3600, 20 * 3600, count))
        columns["visit_id"] += [f"{day}-{number}" for number in range(count)]
        columns["at"] += [(moment + timedelta(seconds=int(second))).isoformat() for second in seconds]
        columns["wait"] += np.round(random.exponential(30, count), 1).tolist()
        columns["items"] += random.integers(1, 5, count).tolist()
        columns["paid"] += np.round(random.lognormal(3, 0.5, count), 2).tolist()
        columns["done"] += done.tolist()
        columns["place"] += random.choice(["north", "south"], count).tolist()
    return columns


def project(**changes: Any) -> dict[str, Any]:
    """The project document that scores these visits; keys may be changed."""
    document: dict[str, Any] = {
        "goalposts": 1,
        "project": "Visits",
        "timezone": "Europe/Moscow",
        "currency": "RUB",
        "go_live": "2026-01-01",
        "baseline": {"from": "2025-01-01", "to": "2026-01-01"},
        "evaluation": {"from": "2026-02-01", "to": "2026-06-01"},
        "data": {"sample.visit": {"name": "book", "timezone": "Europe/Moscow"}},
        "goals": [goal()],
    }
    return {**document, **changes}


def goal(**changes: Any) -> dict[str, Any]:
    """A goal on the share of visits done."""
    return {
        "id": "done",
        "statement": "70 % of visits are done with by June 2026",
        "kpi": "sample.done_share",
        "target": ">= 70%",
        "deadline": "2026-06-01",
        "owner": "Head of reception",
        **changes,
    }
