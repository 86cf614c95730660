"""Rows that leave a KPI of marketing are counted rule by rule; the counts are taken by hand from the tables."""

from __future__ import annotations

from plugins.figures import columns, moment, windows
from plugins.marketing.test_golden_marketing import CATALOGUE

from plugins.marketing import customers_by_hand

# id, day, valid, days until it was qualified, days until it bought, customer
LEADS = (
    ("1", 0, True, 2, 10, "a"),
    ("2", 1, False, None, None, "b"),
    ("3", 2, None, None, None, "a"),  # nobody judged it, and a asked two days before
    ("4", 3, True, None, None, "c"),
    ("5", 40, True, None, None, "b"),  # in February
)
TABLES = {
    "marketing.cost": columns(("at", "channel", "amount"), [(moment(0), "search", 100.0)]),
    "marketing.lead": columns(
        ("lead_id", "at", "valid", "qualified_at", "won_at", "customer"),
        [
            (
                id_,
                moment(day),
                valid,
                None if qualified is None else moment(day + qualified),
                None if bought is None else moment(day + bought),
                customer,
            )
            for id_, day, valid, qualified, bought, customer in LEADS
        ],
    ),
}
OF_LEADS = {
    ("cpl", "all"): {},
    ("cpl", "valid"): {"not-valid": 1},
    ("cpl", "qualified"): {"not-qualified": 3},  # 2, 3 and 4
    ("cpl", "unique"): {"asked-before": 1},  # 3
    ("cac", ""): {"not-bought": 3},
    ("leads", "all"): {},
    ("leads", "valid"): {"not-valid": 1},
}


def excluded(tables, kpis, **more):
    found = windows(CATALOGUE, tables, [(f"marketing.{kpi}", variant) for kpi, variant in kpis], **more)
    return {
        (kpi.partition(".")[2], variant): {rule.rule: rule.rows for rule in window.excluded}
        for (kpi, variant), window in found.items()
    }


def test_leads_that_leave_a_kpi_are_counted_by_rule():
    """Also where the KPI is over costs, and the leads are only what it divides by."""
    assert excluded(TABLES, OF_LEADS) == OF_LEADS


def test_no_lead_is_lost_from_the_account():
    """Of January's four leads two are valid, one is not, and of one nobody said it."""
    window = windows(CATALOGUE, TABLES, [("marketing.leads", "valid")])["marketing.leads", "valid"]
    assert (window.n, window.unknown) == (2, 1)
    assert window.n + window.unknown + sum(rule.rows for rule in window.excluded) == 4


def test_a_condition_of_the_goal_holds_for_what_is_left_out_too():
    tables = {
        **TABLES,
        "marketing.lead": {**TABLES["marketing.lead"], "channel": ["search", "mail", "search", "x", "x"]},
    }
    found = excluded(tables, [("cpl", "valid")], where='channel == "search"')
    assert found == {("cpl", "valid"): {"not-valid": 0}}


OF_PURCHASES = {
    ("ltv", "cohort_H"): {"beyond-the-age": 1},  # the 181st day of a
    ("ltv_to_cac", ""): {"beyond-the-age": 1},
    ("romi_ltv", ""): {"beyond-the-age": 1},
    ("payback", ""): {"beyond-90-days": 3},  # of a on day 181, of b on 189, of c on 110
    # too early: c on day 49.5; too late: a on 181, b on 189, c on 110; again: the second of a in the span
    ("retention", "bounded"): {"too-early": 1, "too-late": 3, "again": 1},
    ("retention", "classic"): {"too-early": 1, "after-that-day": 5, "again": 0},
    ("new_customers", ""): {"bought-before": 31},  # d was won in December, and bought every day
}


def test_purchases_that_leave_a_kpi_are_counted_by_rule():
    assert excluded(customers_by_hand.TABLES, OF_PURCHASES) == OF_PURCHASES


def test_no_purchase_of_the_customers_won_is_lost_from_the_account():
    """Of the ten purchases of a, b and c three are the first ones, two are in the span, and the rest left by a rule."""
    window = windows(CATALOGUE, customers_by_hand.TABLES, [("marketing.retention", "bounded")])
    rules = window["marketing.retention", "bounded"].excluded
    assert 3 + 2 + sum(rule.rows for rule in rules) == 10
