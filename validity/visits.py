"""Single events of a simulated rollout, scored by the whole product: tally, then scorecard.

Visits over half a year before a go-live and 60 days after. Every day has shocks (AR(1), rho 0.5) of its own for volume,
success, wait and price; what the rollout does is known. Events are as few a day as the claim allows, so that a
scorecard takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import goalposts as gp
import numpy as np
import pyarrow as pa
from attrs import field, frozen
from goalposts.model import Project
from goalposts.model.scorecard import Scorecard
from goalposts.testing import sample_catalogue

from validity.arrays import Counts, Floats
from validity.processes import BURN_IN, autoregressive

BASELINE_DAYS, EVALUATION_DAYS = 182, 60
DAYS: Final = BASELINE_DAYS + EVALUATION_DAYS
FIRST: Final = date(2025, 7, 3)
GO_LIVE: Final = FIRST + timedelta(days=BASELINE_DAYS)
END: Final = FIRST + timedelta(days=DAYS)
RHO: Final = 0.5
SHARE, SHARE_SD, PRICE, PRICE_SD, VOLUME_SD = 0.55, 0.03, 5.0, 0.5, 0.1
WEEK: Final = np.array([0.3, 0.6, 0.9, 0.3, -0.3, -0.9, -0.9])
_MIDNIGHT: Final = np.datetime64(FIRST, "us")


@frozen
class Rollout:
    """What a rollout truly does, and how its visits scatter.

    Attributes:
        done: added to the share of visits that are done.
        wait: seconds added to every wait.
        price: added to what is paid for an item.
        volume: logarithm of the factor on the number of visits.
        per_day: mean number of visits a day.
        usual_wait: mean wait before the rollout, seconds.
        wait_sd: sd of a day's shock in the wait, seconds.
        visit_sd: sd of a visit's wait around its day's, seconds.
    """

    done: float = field(default=0.0, kw_only=True)
    wait: float = field(default=0.0, kw_only=True)
    price: float = field(default=0.0, kw_only=True)
    volume: float = field(default=0.0, kw_only=True)
    per_day: float = field(default=40.0, kw_only=True)
    usual_wait: float = field(default=300.0, kw_only=True)
    wait_sd: float = field(default=15.0, kw_only=True)
    visit_sd: float = field(default=40.0, kw_only=True)


def project(goals: Sequence[tuple[str, str, str]], **changes: Any) -> Project:
    """Make a project whose goals are (id, formula, target), upward and without guardrails."""
    document: dict[str, Any] = {
        "goalposts": 1,
        "project": "Simulated visits",
        "timezone": "UTC",
        "currency": "EUR",
        "go_live": GO_LIVE.isoformat(),
        "baseline": {"from": FIRST.isoformat(), "to": GO_LIVE.isoformat()},
        "evaluation": {"from": GO_LIVE.isoformat(), "to": END.isoformat()},
        "data": {"sample.visit": None},
        "kpis": [
            {"id": f"local.{name}", "over": "sample.visit", "value": formula, "direction": "up"}
            for name, formula, _ in goals
        ],
        "goals": [
            {"id": name, "kpi": f"local.{name}", "target": target, "guardrails": []} for name, _, target in goals
        ],
    }
    return gp.project({**document, **changes}, sample_catalogue())


def visits(rollout: Rollout, random: np.random.Generator) -> pa.Table:
    """Draw the visits of one rollout, in order of time."""
    shocks = autoregressive(RHO, random.standard_normal((4, BURN_IN + DAYS)))
    after = np.arange(DAYS) >= BASELINE_DAYS
    week = WEEK[np.arange(DAYS) % 7]
    counts = random.poisson(rollout.per_day * np.exp(VOLUME_SD * (shocks[0] + week) + rollout.volume * after))
    of_day: Counts = np.repeat(np.arange(DAYS), counts)
    share = SHARE + SHARE_SD * (shocks[1] + week) + rollout.done * after
    wait = rollout.usual_wait + rollout.wait_sd * (shocks[2] + week) + rollout.wait * after
    price = PRICE + PRICE_SD * (shocks[3] + week) + rollout.price * after
    items = 1 + random.poisson(2.0, of_day.size)
    return table(
        of_day,
        done=random.random(of_day.size) < share[of_day],
        wait=wait[of_day] + rollout.visit_sd * (random.standard_exponential(of_day.size) - 1.0),
        items=items.astype(float),
        paid=items * price[of_day] + random.standard_normal(of_day.size),
    )


def table(of_day: Counts, **columns: Floats | Any) -> pa.Table:
    """Make a table of visits out of their days, counted from the first one, and further columns."""
    at = _MIDNIGHT + of_day * np.timedelta64(1, "D") + np.timedelta64(9, "h")
    return pa.table(
        {
            "visit_id": pa.array(np.arange(of_day.size)).cast(pa.string()),
            "at": pa.array(at, pa.timestamp("us", "UTC")),
            **columns,
        }
    )


def scored(asked: Project, found: pa.Table, as_of: date = END) -> Scorecard:
    """Score a project by its visits, as a user does."""
    cube = gp.tally(asked, {"sample.visit": found}, as_of=as_of)
    return gp.score(asked, cube, as_of=as_of)
