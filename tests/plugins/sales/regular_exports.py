"""What is exported every week or month, small enough to reckon by hand, and what follows from it."""

from __future__ import annotations

from fractions import Fraction

from plugins.figures import columns, moment

# deal, days of the export, of its creation, of the last activity and of the next step
OPEN_DEALS = (
    ("a", 5, -60, -40, None),  # left alone for 45 days
    ("b", 5, 0, None, 6),
    ("c", 5, -30, None, 4),  # never worked on in 35 days, and its step is overdue
    ("a", 12, -60, 10, 20),
    ("b", 12, 0, 5, 12),  # worked on seven days ago; its step is due at that very time
    ("d", 12, -100, -18, None),  # thirty days are not yet too long
)
# user, last day of the week, logins, days with actions, actions, seconds in the system
USER_WEEKS = (
    ("anna", 3, 5, 5, 40, 36_000.0),
    ("boris", 3, 3, 3, 4, 7_200.0),
    ("clara", 3, 2, 2, 30, 3_600.0),
    ("dmitri", 3, 0, 0, 0, 0.0),
    ("anna", 10, 1, 0, 0, 600.0),
)
# customer, payment at the start of the month and at its end
PAYMENTS = (("k1", 100.0, 0.0), ("k2", 200.0, 150.0), ("k3", 300.0, 360.0), ("k4", 0.0, 50.0))


def _moment_or_none(day):
    return None if day is None else moment(day)


TABLES = {
    "sales.open_deal": columns(
        ("deal_id", "snapshot_at", "created_at", "last_activity_at", "next_step_at"),
        [(deal, *map(_moment_or_none, days)) for deal, *days in OPEN_DEALS],
    ),
    "sales.user_week": columns(
        ("user", "week_ends_at", "logins", "active_days", "actions", "time_spent"),
        [(user, moment(day), *rest) for user, day, *rest in USER_WEEKS],
    ),
    "sales.recurring_revenue": columns(
        ("customer", "at", "before", "after"), [(who, moment(30), *rest) for who, *rest in PAYMENTS]
    ),
}

EXPECTED = {
    ("next_step_coverage", ""): Fraction(3, 6),  # b twice, and a at last
    ("stale_deals", ""): Fraction(2, 6),  # a and c on day 5
    ("worked_deals", ""): Fraction(2, 6),  # a and b on day 12
    ("active_users", "three_days"): Fraction(2, 5),
    ("active_users", "three_days_and_actions"): Fraction(1, 5),  # four actions of boris are too few
    ("active_users", "logged_in"): Fraction(4, 5),
    ("time_in_system", ""): Fraction(47_400, 10),  # anna's 600 s count, though she did nothing in that week
    ("churn", ""): Fraction(1, 3),  # k4 is new
    ("gross_retention", ""): Fraction(600 - 100 - 50, 600),
    ("net_retention", ""): Fraction(0 + 150 + 360, 600),
}
