"""Published cases in which nothing, or nothing that can be shown, happened: they are never called a success."""

from __future__ import annotations

import csv
import math
from datetime import date, datetime

import goalposts as gp
import numpy as np
import pytest
from goalposts.inference import WindowSeries, step_effect
from goalposts.testing import sample_catalogue
from real_data import DATA, needs_real_data

PAID_SEARCH = DATA / "marketing" / "ebay_paid_search" / "paidsearch.csv"
COMPARISON = DATA / "causal" / "causalimpact_comparison" / "comparison_data.csv"
MARKETS, SWITCHED_OFF, KEPT_ON = 210, 68, 142

pytestmark = needs_real_data


def project(go_live, first, last, source, target, direction):
    return gp.project(
        {
            "goalposts": 1,
            "project": "Nothing happened",
            "timezone": "UTC",
            "go_live": go_live,
            "baseline": {"from": first, "to": go_live},
            "evaluation": {"from": go_live, "to": last},
            "data": {"goalposts.reading": source},
            "kpis": [{"id": "local.read", "over": "sample.visit", "value": "mean(of=items)", "direction": direction}],
            "goals": [{"id": "read", "kpi": "local.read", "target": target, "guardrails": []}],
        },
        sample_catalogue(),
    )


def market_days():
    """Log revenue of every market and day, as readings whose daily mean is the off markets' mean minus the others'."""
    with PAID_SEARCH.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            stays_on = row["search stays on"] == "1"
            scale = -MARKETS / KEPT_ON if stays_on else MARKETS / SWITCHED_OFF
            at = datetime.strptime(row["date"] + " +0000", "%d-%b-%y %z").date()
            yield {"at": f"{at}T00:00:00Z", "kpi": "local.read", "value": scale * math.log(float(row["revenue"]))}


def switched_off(target, direction):
    """Searches without paid advertisements in 68 of 210 markets from 22 May 2012 on."""
    asked = project("2012-05-22", "2012-04-01", "2012-07-23", None, target, direction)
    rows = list(market_days())
    table = {name: [row[name] for row in rows] for name in rows[0]} | {"weight": [1.0] * len(rows)}
    return gp.score(asked, {"goalposts.reading": table}, as_of=date(2012, 7, 23)).find("read")


@pytest.mark.parametrize(
    ("target", "direction", "state"),
    [("-0.005", "down", "reached_unproven"), ("-0.01", "down", "inconclusive"), ("+0.01", "up", "inconclusive")],
)
def test_ebays_paid_search_is_never_achieved(target, direction, state):
    """Blake, Nosko and Tadelis 2015; the book's difference of log means is -0.0065868 (interval -0.0175 to 0.0043).

    A promise that the plain difference reaches is reached, and not proven.
    """
    scored = switched_off(target, direction)
    assert scored.observed == pytest.approx(-0.0065868518, abs=1e-9)
    assert scored.state == state
    assert scored.change.low < -0.0175
    assert scored.change.high > 0.0043


def comparison():
    with COMPARISON.open(encoding="utf-8-sig", newline="") as file:
        return [{name: float(cell) for name, cell in row.items() if name != "DATE"} for row in csv.DictReader(file)]


@pytest.mark.parametrize(("target", "direction"), [("+1%", "up"), ("-1%", "down"), ("+0.1%", "up")])
def test_the_comparison_series_is_not_improved(target, direction):
    """The reference run of R's CausalImpact finds nothing; one reading a day over 18 days is too little to say more."""
    source = {
        "source": str(COMPARISON),
        "timezone": "UTC",
        "fields": {"at": {"column": "DATE", "format": "%Y-%m-%d"}},
        "readings": {"CHANGED": {"kpi": "local.read"}},
    }
    asked = project("2019-07-15", "2019-04-16", "2019-08-02", source, target, direction)
    scored = gp.score(asked, as_of=date(2019, 8, 2)).find("read")
    rows = [row["CHANGED"] for row in comparison()]
    assert scored.observed == pytest.approx(math.fsum(rows[90:]) / 18 - math.fsum(rows[:90]) / 90)
    assert scored.state == "inconclusive"


@pytest.mark.parametrize("controls", [(), ("NOT_CHANGED_1", "NOT_CHANGED_2", "NOT_CHANGED_3")])
def test_the_likely_range_of_the_comparison_series_holds_zero_and_what_was_published(controls):
    """R's CausalImpact: -657, interval -2076 to 832; with and without the series that did not change."""
    rows = comparison()
    values = np.array([row["CHANGED"] - sum(row[name] for name in controls) / max(len(controls), 1) for row in rows])
    first = (date(2019, 4, 16) - date(1970, 1, 1)).days
    effect = step_effect("ratio", window(first, values[:90]), window(first + 90, values[90:]))
    assert effect.low < min(-657, 0)
    assert effect.high > 0


def window(first, values):
    """A thousand events a day, so that days are read by themselves."""
    events = np.full(values.size, 1000)
    return WindowSeries(
        first + np.arange(values.size),
        1000.0 * values,
        events.astype(float),
        events,
        events,
        np.zeros(values.size, dtype=bool),
    )
