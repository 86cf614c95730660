"""A clean-up merges customer records: buyers who looked new are known ones then, and nobody buys more often.

Everybody buys every 60 days, under either of two records by chance. From go-live on orders carry the one that is left.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import pytest
from plugins.figures import columns

CATALOGUE = gp.load_catalogue()
BEGIN, GO_LIVE, END = date(2024, 7, 1), date(2026, 1, 1), date(2026, 7, 1)
EVERY_DAYS, PEOPLE = 60, 600


def orders(*, merged_from):
    """Every order with the record that it was put on; one a person from a day on."""
    chance, rows = random.Random(7), []
    for person in range(PEOPLE):
        day = BEGIN + timedelta(days=person % EVERY_DAYS)
        while day < END:
            record = "a" if day >= merged_from else chance.choice("ab")
            at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(minutes=person)
            rows.append((f"o{len(rows)}", f"{person}{record}", at.isoformat(), 100.0))
            day += timedelta(days=EVERY_DAYS + chance.randrange(-9, 10))
    return columns(("order_id", "customer", "at", "amount"), sorted(rows, key=lambda row: row[2]))


def judged(data, tables, variant, as_of=END):
    project = gp.project(
        {
            "goalposts": 1,
            "project": "Clean base",
            "timezone": "UTC",
            "currency": "RUB",
            "go_live": GO_LIVE.isoformat(),
            "baseline": {"from": "2025-01-01", "to": GO_LIVE.isoformat()},
            "evaluation": {"from": GO_LIVE.isoformat(), "to": END.isoformat()},
            "data": {"sales.order": data},
            "goals": [
                {"id": "loyal", "kpi": "sales.repeat_share", "variant": variant, "target": "+1pp", "guardrails": []}
            ],
        },
        CATALOGUE,
    )
    return gp.score(project, tables, as_of=as_of).find("loyal")


VARIANTS = ("repeat_in_period", "orders")


@pytest.mark.parametrize("variant", VARIANTS)
def test_merging_during_the_rollout_looks_like_loyalty(variant):
    """What the declared sources below guard against: with one source nobody can tell."""
    found = judged({}, {"sales.order": orders(merged_from=GO_LIVE)}, variant)
    assert found.evaluation.value > found.baseline.value


@pytest.mark.parametrize("variant", [*VARIANTS, "next_order_W", "repurchase_W", "revenue"])
def test_records_merged_between_the_windows_are_another_instrument(variant):
    """The same export as two sources, until the clean-up and from it on: no variant is compared."""
    table = orders(merged_from=GO_LIVE)
    day = GO_LIVE.isoformat()
    later = date(2027, 2, 1)  # all followed for half a year
    seen = {"observed_until": later.isoformat()}
    sources = [{"name": "two records each", "until": day, **seen}, {"name": "merged", "from": day, **seen}]
    found = judged(sources, {"two records each": table, "merged": table}, variant, later)
    assert found.state == "not_comparable"
    assert "two records each" in found.reasons[0].text.en
    assert found.change.low is None


def test_a_parallel_run_does_not_make_them_comparable():
    """Both ways of counting wrote into the same histories."""
    table = orders(merged_from=GO_LIVE)
    sources = [{"name": "before", "until": "2026-01-20"}, {"name": "merged", "from": "2026-01-05"}]
    project = gp.project(
        {
            "goalposts": 1,
            "project": "Clean base",
            "timezone": "UTC",
            "go_live": "2026-01-20",
            "baseline": {"from": "2025-01-01", "to": "2026-01-20"},
            "evaluation": {"from": "2026-01-20", "to": END.isoformat()},
            "bridge": {"sales.order": {"from": "2026-01-05", "to": "2026-01-20"}},
            "data": {"sales.order": sources},
            "goals": [{"id": "loyal", "kpi": "sales.repeat_share", "target": "+1pp", "guardrails": []}],
        },
        CATALOGUE,
    )
    found = gp.score(project, {"before": table, "merged": table}, as_of=END).find("loyal")
    assert (found.state, found.reasons[0].code) == ("not_comparable", "bridge_of_histories")


@pytest.mark.parametrize("variant", VARIANTS)
def test_one_list_of_customers_for_both_windows_is_compared_and_shows_nothing(variant):
    """The orders of both windows exported anew after the clean-up."""
    found = judged({}, {"sales.order": orders(merged_from=BEGIN)}, variant)
    assert found.state not in ("not_comparable", "achieved", "improved")
    assert found.baseline.value == pytest.approx(found.evaluation.value, abs=0.05)
