"""Heuristics that plugins bring: two of the bundled ones, and one of a stranger that compares criteria in pairs."""

from datetime import date

import goalposts as gp
import goalposts_contact_center
import numpy as np
import pytest
from goalposts import Domain, Heuristic
from goalposts.testing import TODAY, check_domain, sample_project
from goalposts.testing.sample import default_goal
from goalposts_contact_center.heuristics import LOST_CALL_COST
from goalposts_sales.heuristics import LEAKING_MONEY
from priorities.by_hand import ranked, scores, sure

PAIRS = ((1, 3, 5), (1 / 3, 1, 2), (1 / 5, 1 / 2, 1))
"""How much more money matters than customers (3) and staff (5), and customers than staff (2)."""
RANDOM_INDEX = 0.58
"""Of three criteria: the consistency index of pairs that are filled in by chance."""


def weights_of(pairs):
    """The principal eigenvector by repeated multiplication, its eigenvalue, and the consistency ratio (Saaty 1980)."""
    weights, size = [1.0] * len(pairs), len(pairs)
    for _ in range(100):
        product = [sum(cell * weight for cell, weight in zip(row, weights, strict=True)) for row in pairs]
        largest = sum(product) / sum(weights)
        weights = [value / sum(product) for value in product]
    return weights, largest, (largest - size) / (size - 1) / RANDOM_INDEX


def by_pairs(money, customers, staff):
    weights, _, ratio = weights_of(PAIRS)
    if ratio >= 0.1:
        raise ValueError(f"the pairs contradict one another: consistency ratio {ratio:.2f}")
    return sum(weight * vote for weight, vote in zip(weights, (money, customers, staff), strict=True))


WORDS = {"en": "Criteria compared in pairs.", "ru": "Попарное сравнение критериев."}
AHP = Heuristic(
    "pairs.ahp", WORDS, ("money", "customers", "staff"), by_pairs, formula="sum of weight * vote", weaknesses=WORDS
)


def test_the_weights_of_pairs_are_the_known_ones():
    weights, largest, ratio = weights_of(PAIRS)
    assert [round(weight, 3) for weight in weights] == [0.648, 0.230, 0.122]
    assert (round(largest, 4), round(ratio, 4)) == (3.0037, 0.0032)
    assert largest == pytest.approx(max(np.linalg.eigvals(np.array(PAIRS)).real))


def test_a_stranger_ranks_goals_by_pairs():
    domain = Domain("pairs", prefix="PRS", heuristics=[AHP])
    check_domain(domain)
    votes = {"cash": {"money": 9, "customers": 1, "staff": 1}, "calm": {"money": 1, "customers": 1, "staff": 9}}
    goals = [{**default_goal(), "id": name, "priority": own} for name, own in votes.items()]
    found = gp.plan(sample_project(domain, goals=goals), as_of=TODAY)
    assert found.ranked_by == "pairs.ahp"
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
