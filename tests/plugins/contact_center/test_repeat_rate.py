"""Who calls again, by six calls of two callers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import goalposts as gp
import goalposts_contact_center
import pytest
from plugins.figures import columns, figures, moment, windows

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


# id, caller, hours on 2 January, outcome
TRIES = (
    ("1", "a", 9.0, "abandoned"),  # answered half an hour later: reached
    ("2", "a", 9.5, "answered"),
    ("3", "b", 9.0, "abandoned"),  # tries three times, and gets nobody: one lost caller
    ("4", "b", 9.25, "timeout"),
    ("5", "b", 9.5, "abandoned"),
    ("6", "b", 14.0, "abandoned"),  # in the afternoon once more, and is lost anew
    ("7", "c", 9.0, "abandoned"),  # an agent after 61 minutes: lost, and a caller who was answered
    ("8", "c", 10 + 1 / 60, "answered"),
    ("9", "d", 9.0, "callback"),
    ("10", "e", 9.0, "blocked"),  # reached by a call-back
    ("11", "e", 9.9, "callback"),
    ("12", None, 9.0, "abandoned"),  # nobody knows who
)


def test_a_caller_is_lost_once_however_often_they_try():
    calls = columns(
        ("call_id", "customer", "offered_at", "outcome"),
        [(id_, caller, moment(1, hours), outcome) for id_, caller, hours, outcome in TRIES],
    )
    key = ("contact_center.lost_callers", "")
    found = windows(CATALOGUE, {"contact_center.call": calls}, [key])[key]
    # a, b twice, c twice, d and e; of them b twice and c once
    assert found.value == pytest.approx(3 / 7)
    assert {rule.rule: rule.rows for rule in found.excluded} == {"tried-again": 4}  # 2, 4, 5 and 11
