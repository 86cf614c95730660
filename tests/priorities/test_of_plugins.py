"""Heuristics that plugins bring: two of the bundled ones, and one of a stranger that compares criteria in pairs."""

import importlib
import sys
from datetime import date

import goalposts as gp
import goalposts_contact_center
import pytest
from contracts.sources import ROOT
from goalposts import Domain
from goalposts.testing import TODAY, check_domain, sample_project
from goalposts.testing.sample import default_goal
from goalposts_contact_center.heuristics import LOST_CALL_COST
from goalposts_sales.heuristics import LEAKING_MONEY
from priorities.by_hand import ranked, scores, sure


@pytest.fixture
def by_pairs(monkeypatch):
    """The heuristic of a stranger's package, whose own tests hold its weights to the published ones."""
    monkeypatch.syspath_prepend(str(ROOT / "examples" / "plugins" / "goalposts-erp" / "src"))
    yield importlib.import_module("goalposts_erp.priorities").BY_PAIRS
    for name in [name for name in sys.modules if name.partition(".")[0] == "goalposts_erp"]:
        del sys.modules[name]


def test_a_stranger_ranks_goals_by_pairs(by_pairs):
    domain = Domain("erp", prefix="PRS", heuristics=[by_pairs])
    check_domain(domain)
    votes = {
        "cash": {"cash": 9, "customers": 1, "audit": 1},
        "calm": {"cash": 1, "customers": 1, "audit": 9},
    }
    goals = [{**default_goal(), "id": name, "priority": own} for name, own in votes.items()]
    found = gp.plan(sample_project(domain, goals=goals), as_of=TODAY)
    assert found.ranked_by == "erp.by_pairs"
    assert [rank.goal for rank in found.ranking.ranked] == ["cash", "calm"]
    # 9 · 0.648 + 0.230 + 0.122
    assert found.ranking.ranked[0].score == pytest.approx(6.185, abs=0.002)


def test_lost_calls_cost_what_their_orders_would_have_brought():
    """A thousand calls a week, five points fewer lost, one in ten orders for 2,000: 10,000 a week."""
    given = sure(events_a_week=1000, baseline=0.12, line=0.07, order_share=0.1, order_margin=2000)
    assert scores(ranked(LOST_CALL_COST, only=given)) == {"only": pytest.approx(10_000)}


def test_a_better_win_rate_brings_the_margin_of_the_deals_that_it_saves():
    """Forty deals decided a week, five points more won, 30,000 each: 60,000 a week."""
    given = sure(events_a_week=40, baseline=0.2, line=0.25, deal_margin=30_000)
    assert scores(ranked(LEAKING_MONEY, only=given)) == {"only": pytest.approx(60_000)}


def test_what_the_data_give_is_taken_from_the_baseline():
    """Ten calls a day over 70 days of a window of 140, every fifth lost: 35 a week of the window."""
    days = [date.fromordinal(date(2025, 6, 1).toordinal() + number) for number in range(0, 140, 2)]
    calls = {
        "call_id": [f"{day}-{call}" for day in days for call in range(10)],
        "offered_at": [f"{day}T1{call}:00:00Z" for day in days for call in range(10)],
        "outcome": ["abandoned" if call in (3, 8) else "answered" for _ in days for call in range(10)],
        "wait": [30.0] * (10 * len(days)),
    }
    project = gp.project(
        {
            "goalposts": 1,
            "project": "Calls",
            "timezone": "UTC",
            "go_live": "2025-10-19",
            "baseline": {"from": "2025-06-01", "to": "2025-10-19"},
            "evaluation": {"from": "2025-11-01", "to": "2026-03-01"},
            "data": {"contact_center.call": None},
            "goals": [
                {
                    "id": "fewer-lost",
                    "kpi": "contact_center.lost_rate",
                    "target": "<= 10%",
                    "statement": "s",
                    "owner": "o",
                    "deadline": "2026-03-01",
                    "priority": {"order_share": "10%", "order_margin": 2000},
                }
            ],
        },
        gp.load_catalogue([goalposts_contact_center]),
    )
    found = gp.plan(project, {"contact_center.call": calls}, as_of=date(2025, 10, 19))
    assert found.ranked_by == "contact_center.lost_call_cost"
    # 35 calls, ten points, one in ten orders for 2,000
    assert found.ranking.ranked[0].score == pytest.approx(35 * 0.1 * 0.1 * 2000)
