"""Who calls again, by six calls of two callers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import goalposts as gp
import goalposts_contact_center
import pytest
from plugins.figures import columns, figures, moment

CATALOGUE = gp.load_catalogue([goalposts_contact_center])
# id, caller, day, direction, outcome
CALLS = (
    ("0", "a", -3, "in", "abandoned"),
    ("1", "a", 0, "in", "answered"),  # called 3 days before; calls again after 5 days
    ("2", "a", 5, "in", "abandoned"),  # lost, but a repeated call all the same
    ("3", "a", 6, "out", "answered"),  # our own call is none of theirs
    ("4", "b", 1, "in", "answered"),  # again only after 8 days
    ("5", "b", 9, "in", "answered"),
)


def test_repeated_calls_are_found_forwards_and_backwards():
    calls = columns(
        ("call_id", "customer", "offered_at", "direction", "outcome"),
        [(id_, caller, moment(day), direction, outcome) for id_, caller, day, direction, outcome in CALLS],
    )
    keys = [("contact_center.repeat_rate", variant) for variant in ("again", "called_before")]
    keys.append(("contact_center.fcr_by_repeat", ""))
    found = figures(CATALOGUE, {"contact_center.call": calls}, keys, as_of=date(2026, 3, 1))
    assert found[keys[0]] == pytest.approx(float(Fraction(1, 3)))  # of 1, 4 and 5
    assert found[("contact_center.fcr_by_repeat", "")] == pytest.approx(float(Fraction(2, 3)))  # 4 and 5
    assert found[keys[1]] == pytest.approx(float(Fraction(2, 4)))  # 1 and 2, of January's inbound calls
