"""Customers who buy again, and leads of the same customers, with the figures of January reckoned by hand."""

from __future__ import annotations

from fractions import Fraction

from plugins.figures import columns, moment

# person, day, revenue, margin; a, b and c are won in January
PURCHASES = (
    ("a", 0, 100.0, 40.0),
    ("a", 33, 200.0, 80.0),
    ("a", 45, -50.0, -20.0),  # sent back
    ("a", 181, 1000.0, 400.0),  # older than 180 days
    ("b", 10, 300.0, 120.0),
    ("b", 40.5, 20.0, 8.0),  # half a day after the 30th
    ("b", 189, 10.0, 5.0),  # just younger than 180 days
    ("c", 20, 500.0, 200.0),
    ("c", 49.5, 70.0, 30.0),  # half a day before the 30th
    ("c", 110, 80.0, 32.0),  # 90 days old, so not in the first 90
    ("d", -5, 900.0, 300.0),  # won in December
    *(("d", day, 60.0, 25.0) for day in range(31)),  # every day, so none is taken for closed
    ("e", 40, 1000.0, 500.0),  # won in February
)
# id, customer, day, day of qualification, day of buying
LEADS = (
    ("1", "x", 0, 2, 10),
    ("2", "x", 20, 40, 50),  # asked 20 days before
    ("3", "y", 5, 8, None),
    ("4", "z", -10, None, None),
    ("5", "z", 25, 26, 126),  # asked 35 days before; bought too late
    ("6", None, 6, None, 26),  # nobody knows who
)
# day, cost, what the platform claims
COSTS = ((0, 600.0, 3.0), (1, 300.0, 2.0), (2, 100.0, None))


def _when(day):
    return None if day is None else moment(day)


TABLES = {
    "marketing.cost": columns(
        ("at", "channel", "amount", "conversions"), [(moment(day), "search", cost, own) for day, cost, own in COSTS]
    ),
    "marketing.lead": columns(
        ("lead_id", "customer", "at", "qualified_at", "won_at"),
        [(number, who, moment(day), _when(qualified), _when(won)) for number, who, day, qualified, won in LEADS],
    ),
    "marketing.conversion": columns(
        ("person", "at", "value", "margin"), [(person, moment(day), *rest) for person, day, *rest in PURCHASES]
    ),
}
NEW = 3
MARGIN_180 = (40 + 80 - 20) + (120 + 8 + 5) + (200 + 30 + 32)
REVENUE_180 = (100 + 200 - 50) + (300 + 20 + 10) + (500 + 70 + 80)
MARGIN_90 = (40 + 80 - 20) + (120 + 8) + (200 + 30)
SPENT = 1000
MONTHS_OF_90_DAYS = Fraction(90) * 12 / Fraction("365.25")

EXPECTED = {
    ("ltv", "cohort_H"): Fraction(MARGIN_180, NEW),
    ("ltv", "revenue_H"): Fraction(REVENUE_180, NEW),
    ("ltv_to_cac", ""): Fraction(MARGIN_180, SPENT),
    ("romi_ltv", ""): Fraction(MARGIN_180 - SPENT, SPENT),
    ("payback", ""): MONTHS_OF_90_DAYS * Fraction(SPENT, MARGIN_90),
    ("retention", "bounded"): Fraction(2, NEW),  # a and b; a came twice and is one customer
    ("retention", "classic"): Fraction(1, NEW),  # b
    ("new_customers", ""): Fraction(NEW, 31),
    ("platform_claims", ""): Fraction(5, 34),  # a, b and c once, d every day
    ("cpl", "unique"): Fraction(SPENT, 3),  # 1, 3 and 5
    ("qualified_to_sale", "reached"): Fraction(1, 3),  # of 1, 3 and 5, which were qualified in January
    ("qualified_to_sale", "cohort"): Fraction(1, 3),
    # Of five leads of January three buy within 90 days, after 10, 20 and 30 days: half of 3/5 is reached by the second.
    ("time_to_purchase", ""): Fraction(20 * 86_400),
}
