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
# customer, day of the export, name, telephone, e-mail, tax number, owner, segment, day of the last change, then whether
# it is valid, agrees with a second system, was confirmed and could be reached
CUSTOMERS = (
    ("r1", 8, "Alfa", "+74951", "a@x.ru", "7701", "anna", "small", 0, True, True, None, True),
    ("r2", 8, "Beta", "+74951", "a@x.ru", "нет", "anna", None, -200, False, None, True, False),  # of 208 days ago
    ("r3", 8, "test", "-", "test@test.ru", None, None, "small", None, None, None, None, None),
    ("r1", 22, "Alfa", "+74951", "a@x.ru", "7701", "anna", "small", 0, True, False, False, None),
    ("r4", 22, "Gamma", None, "a@x.ru", "7701", "", "large", -158, False, None, True, False),  # of 180 days ago
)
# alert, days on which it was raised, acted on and its deal closed, whether it was withheld, the outcome, and whether a
# second person agrees; one in five of the ten decided ones is withheld
ALERTS = (
    ("1", 0, 1, 10, False, "won", True),
    ("2", 0, 3, 11, False, "won", True),  # at the third day, which is in time
    ("3", 1, 5, 12, False, "won", True),  # acted on after four days
    ("4", 1, None, 13, False, "won", True),  # nobody acted on it
    ("5", 2, 3, 14, False, "won", False),
    ("6", 2, 3, 15, False, "won", None),  # nobody was asked
    ("7", 3, 4, 16, False, "lost", None),
    ("8", 3, None, 17, False, "lost", None),
    ("9", 4, None, 18, True, "won", None),
    ("10", 4, None, 19, True, "lost", None),
    ("11", 5, 6, None, False, "open", None),
    ("12", 9, 9, 8, False, "won", True),  # the deal was won before the alert
    ("13", 5, 6, 20, None, "won", True),  # whether it was shown is not known
)


def _moment_or_none(day):
    return None if day is None else moment(day)


TABLES = {
    "sales.customer": columns(
        (
            *("customer_id", "snapshot_at", "name", "phone", "email", "tax_id", "owner", "segment", "updated_at"),
            *("valid", "agrees", "confirmed", "reached"),
        ),
        [(who, moment(day), *row[:6], _moment_or_none(row[6]), *row[7:]) for who, day, *row in CUSTOMERS],
    ),
    "sales.open_deal": columns(
        ("deal_id", "snapshot_at", "created_at", "last_activity_at", "next_step_at"),
        [(deal, *map(_moment_or_none, days)) for deal, *days in OPEN_DEALS],
    ),
    "sales.alert": columns(
        ("alert_id", "raised_at", "acted_at", "closed_at", "withheld", "outcome", "agreed"),
        [(row[0], *map(_moment_or_none, row[1:4]), *row[4:]) for row in ALERTS],
    ),
    "sales.user_week": columns(
        ("user", "week_ends_at", "logins", "active_days", "actions", "time_spent"),
        [(user, moment(day), *rest) for user, day, *rest in USER_WEEKS],
    ),
    "sales.recurring_revenue": columns(
        ("customer", "at", "before", "after"), [(who, moment(30), *rest) for who, *rest in PAYMENTS]
    ),
}

# Of five cells each, 5, 3 (Beta lacks tax number and segment), 1 (only the segment), 5 and 4 (no owner) are filled.
EXPECTED = {
    ("base_quality", "composite"): (Fraction(18, 25) + Fraction(4, 5) + Fraction(3, 5)) / 3,
    ("base_quality", "completeness"): Fraction(18, 25),
    ("base_quality", "completeness_people"): Fraction(8, 10),  # r3 has neither a name nor an address
    ("base_quality", "uniqueness"): Fraction(4, 5),  # r2; the r1 of a later export is no duplicate
    ("base_quality", "uniqueness_email"): Fraction(3, 5),  # r2 and r4; two made-up addresses would be none
    ("base_quality", "uniqueness_tax_id"): Fraction(4, 5),  # r4
    ("base_quality", "freshness"): Fraction(3, 5),
    ("base_quality", "validity"): Fraction(2, 4),
    ("base_quality", "consistency"): Fraction(1, 2),
    ("base_quality", "accuracy"): Fraction(2, 3),
    ("base_quality", "reachability"): Fraction(1, 3),
    ("base_validity", ""): Fraction(2, 4),
    ("base_size", ""): Fraction(5, 31),  # per day of January, though two days had an export
    ("next_step_coverage", ""): Fraction(3, 6),  # b twice, and a at last
    ("stale_deals", ""): Fraction(2, 6),  # a and c on day 5
    ("worked_deals", ""): Fraction(2, 6),  # a and b on day 12
    ("active_users", "three_days"): Fraction(2, 5),
    ("active_users", "three_days_and_actions"): Fraction(1, 5),  # four actions of boris are too few
    ("active_users", "logged_in"): Fraction(4, 5),
    ("time_in_system", ""): Fraction(47_400, 10),  # anna's 600 s count, though she did nothing in that week
    ("churn", ""): Fraction(1, 3),  # k4 is new
    ("gross_retention", ""): Fraction(600 - 100 - 50, 600),
    # Of the eight shown ones 6 were won, of the two withheld ones 1: three in four less one in two.
    ("rescue_share", "beyond_chance"): Fraction(6, 8) - Fraction(1, 2),
    ("rescue_share", "logged"): Fraction(2, 8),  # 1 and 2
    # Sundays to Wednesdays have ends of deals in two of four weeks, the other days in fewer: sixteen days.
    ("rescued_deals", ""): Fraction(2, 16),
    ("net_retention", ""): Fraction(0 + 150 + 360, 600),
}
