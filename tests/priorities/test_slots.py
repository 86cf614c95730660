"""Phases by the calendar: working weeks, and nothing in a blackout."""

from datetime import date

from goalposts.model import Window
from goalposts.priorities.slots import slots

DECEMBER = date(2026, 12, 1)
NEW_YEAR = Window(date(2026, 12, 25), date(2027, 1, 11))


def test_a_slot_is_as_many_weeks_as_it_should_be():
    first, second = slots(DECEMBER, 2, 2, ())
    assert (first.start, first.go_live, first.weeks) == (DECEMBER, date(2026, 12, 15), 2)
    assert (second.start, second.go_live) == (date(2026, 12, 15), date(2026, 12, 29))


def test_a_blackout_is_no_time_to_work():
    """From 1 December to 24 December are 24 days; the other 4 of the 28 are 11 to 14 January."""
    (only,) = slots(DECEMBER, 4, 1, (NEW_YEAR,))
    assert (only.go_live, only.weeks) == (date(2027, 1, 15), 4)


def test_nothing_goes_live_in_a_blackout():
    """The last of the 24 days is followed by the blackout; the day that is stated lies in it."""
    (only,) = slots(DECEMBER, 3, 1, (Window(date(2026, 12, 22), date(2027, 1, 11)),))
    assert only.go_live == date(2027, 1, 11)
    (stated,) = slots(DECEMBER, 3, 1, (NEW_YEAR,), date(2026, 12, 31))
    assert (stated.go_live, stated.weeks) == (date(2027, 1, 11), 24 / 7)


def test_the_first_go_live_may_be_decided():
    first, second = slots(DECEMBER, 8, 2, (), date(2027, 3, 1))
    assert first.go_live == date(2027, 3, 1)
    assert first.weeks == 90 / 7
    assert second.go_live == date(2027, 4, 26)
