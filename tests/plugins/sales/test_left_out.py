"""Rows that leave a KPI of sales are counted rule by rule; the counts are taken by hand from the golden tables.

In January ten deals were created, and five closed: 1, 2 and 7 won, 9 lost, and 8 moved to another pipeline.
"""

from __future__ import annotations

import pytest
from plugins.figures import windows
from plugins.sales.test_golden_sales import CATALOGUE, MORE, TABLES

BY_HAND = {
    ("funnel_conversion", "incidence_T"): {"moved": 1},
    ("win_rate", "count"): {"not-decided": 1},
    ("time_to_close", "km_median_closed"): {"moved": 1},
    ("avg_deal_size", "won"): {"not-won": 2},
    ("avg_deal_size", "exclude_zero"): {"not-won": 2, "zero": 1},  # 8 and 9, and of the won 7
    ("shadow_deals", ""): {"not-won": 2},
    ("loss_reason_recorded", ""): {"not-lost": 4},
    ("deals_created", ""): {"moved": 1},
    ("revenue", "amount"): {"not-won": 2},
    ("response_in_time", "clock_hours"): {"moved": 1},
    ("effective_calls", ""): {"not-a-call": 3, "not-done": 0},
    ("results_recorded", ""): {"no-talk": 1, "not-done": 1},  # the mail, and the meeting that is planned
    ("logging_delay", "median"): {"logged-before": 0},
    ("stage_dwell", ""): {"closed-stage": 1},
    ("repeat_share", "repeat_in_period"): {"later-in-the-month": 1},  # order 4, the second of its buyer
    ("repeat_share", "repurchase_W"): {"later-orders": 2},  # 1 is not the first of its buyer, nor is 4
    ("repeat_share", "orders"): {},
}
ROWS = {"deal": 10, "closed deal": 5, "activity": 6}
"""Of January."""


@pytest.fixture(scope="module")
def seen():
    keys = [(f"sales.{kpi}", variant) for kpi, variant in BY_HAND]
    return windows(CATALOGUE, TABLES, keys, document=MORE)


@pytest.mark.parametrize(("kpi", "variant"), BY_HAND)
def test_every_rule_takes_the_rows_counted_by_hand(seen, kpi, variant):
    found = {rule.rule: rule.rows for rule in seen[f"sales.{kpi}", variant].excluded}
    assert found == BY_HAND[kpi, variant]


@pytest.mark.parametrize(
    ("kpi", "variant", "rows"),
    [
        ("win_rate", "count", "closed deal"),
        ("avg_deal_size", "won", "closed deal"),
        ("avg_deal_size", "exclude_zero", "closed deal"),
        ("shadow_deals", "", "closed deal"),
        ("loss_reason_recorded", "", "closed deal"),
        ("response_in_time", "clock_hours", "deal"),
        ("effective_calls", "", "activity"),
        ("results_recorded", "", "activity"),
    ],
)
def test_no_row_is_lost_from_the_account(seen, kpi, variant, rows):
    """Those that count, those without a value and those that left make up all of January's."""
    window = seen[f"sales.{kpi}", variant]
    assert window.n + window.unknown + sum(rule.rows for rule in window.excluded) == ROWS[rows]
