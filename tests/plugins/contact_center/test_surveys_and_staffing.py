"""What callers say afterwards, whole calls, and how agents' time is used, by rows small enough to reckon by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import goalposts as gp
import goalposts_contact_center
import pytest
from plugins.figures import columns, figures, moment

CATALOGUE = gp.load_catalogue([goalposts_contact_center])
# call, first leg, outcome, talk, hold, after-call work, recommends, ease
LEGS = (
    ("1", "1", "answered", 100.0, 10.0, 20.0, 10.0, 7.0),
    ("2", "1", "answered", 200.0, 0.0, 30.0, 9.0, 5.0),  # passed on from call 1
    ("3", "3", "abandoned", None, None, None, 0.0, 1.0),  # nobody was asked who was not served
    ("4", "3", "answered", 60.0, 0.0, 0.0, 6.0, 4.0),  # the same caller's call, in another queue
    ("5", "5", "abandoned", None, None, None, None, None),
    ("6", "6", "answered", 40.0, None, 5.0, 8.0, None),  # its time on hold is not known
    ("7", "7", "answered", 300.0, 0.0, 0.0, 0.0, 6.0),
    ("8", "8", "answered", 80.0, 0.0, 10.0, None, None),
)
CALLS = columns(
    ("call_id", "root_call", "outcome", "talk", "hold", "acw", "recommends", "ease", "offered_at"),
    [(*leg, moment(3, 10 + place / 10)) for place, leg in enumerate(LEGS)],
)
# agent, handling, idle, paid, scheduled, in the scheduled status, logged in
AGENT_DAYS = columns(
    ("agent", "handling", "idle", "paid", "scheduled", "as_scheduled", "worked", "at"),
    [
        ("anna", 18_000.0, 3_600.0, 28_800.0, 28_800.0, 27_000.0, 28_800.0, moment(3)),
        ("boris", 7_200.0, 10_800.0, 28_800.0, 28_800.0, 20_000.0, 30_000.0, moment(3)),
        ("anna", 0.0, 0.0, 28_800.0, 0.0, 0.0, 0.0, moment(4)),  # on leave, and paid
    ],
)
EXPECTED = {
    # Promoters 1 and 2, detractors 4 and 7, and 6 is neither: of five served callers who answered.
    ("nps", ""): Fraction(100 * 2 - 100 * 2, 5),
    ("ces", ""): Fraction(7 + 5 + 4 + 6, 4),
    ("found_it_easy", ""): Fraction(3, 4),
    # Calls 1 (legs 1 and 2), 3 (leg 4), 7 and 8; call 6 leaves, as part of it is not known.
    ("aht_whole_call", ""): Fraction(130 + 230 + 60 + 300 + 90, 4),
    ("occupancy", ""): Fraction(25_200, 25_200 + 14_400),
    ("utilisation", ""): Fraction(25_200, 86_400),
    ("shrinkage", ""): Fraction(86_400 - 39_600, 86_400),
    ("adherence", ""): Fraction(47_000, 57_600),
    ("conformance", ""): Fraction(58_800, 57_600),
}


@pytest.fixture(scope="module")
def found():
    tables = {"contact_center.call": CALLS, "contact_center.agent_day": AGENT_DAYS}
    keys = [(f"contact_center.{kpi}", variant) for kpi, variant in EXPECTED]
    return figures(CATALOGUE, tables, keys, as_of=date(2026, 3, 1))


@pytest.mark.parametrize(("kpi", "variant"), EXPECTED)
def test_every_figure_is_that_reckoned_by_hand(found, kpi, variant):
    assert found[f"contact_center.{kpi}", variant] == pytest.approx(float(EXPECTED[kpi, variant]), abs=1e-9)


def test_more_promoters_than_detractors_is_above_zero():
    """Of four served callers three would recommend and one would not."""
    marks = (10.0, 9.0, 9.0, 2.0)
    calls = columns(
        ("call_id", "outcome", "recommends", "offered_at"),
        [(str(place), "answered", mark, moment(3, 10 + place)) for place, mark in enumerate(marks)],
    )
    keys = [("contact_center.nps", "")]
    value = figures(CATALOGUE, {"contact_center.call": calls}, keys, as_of=date(2026, 3, 1))[keys[0]]
    assert value == pytest.approx(50.0)


def test_handle_time_by_legs_is_shorter_than_that_of_whole_calls(found):
    """Five legs of known length took as long as four calls: a transfer makes the mean of legs shorter."""
    keys = [("contact_center.aht", "")]
    legs = figures(CATALOGUE, {"contact_center.call": CALLS}, keys, as_of=date(2026, 3, 1))[keys[0]]
    assert legs == pytest.approx((130 + 230 + 60 + 300 + 90) / 5)
    assert legs < found["contact_center.aht_whole_call", ""]
