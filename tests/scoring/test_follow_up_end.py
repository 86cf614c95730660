"""To which day the sources of a window were followed; by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from goalposts.expressions import parse_formula
from goalposts.scoring import Cube, followed_until, plan
from scoring.test_quotients import BILL, BILLS, COMERS, GUEST, PER_GUEST, WHOLE, ZONE, wanted
from scoring.test_quotients import FIRST as FIRST_OF_BILLS
from scoring.test_quotients import batch as book
from scoring.visits import batch, goal, visit

FIRST, LATER = date(2025, 3, 1), date(2025, 6, 1)
ASKED = goal(parse_formula('survival(ended=left_at, give="reached", by=7 d)'))


def cube_of(**declared):
    """Counters that saw visitors on 3 and 5 March; the end of follow-up of each, None where none is declared."""
    cube = Cube.empty(plan([ASKED], "UTC", FIRST, FIRST + timedelta(days=31)))
    rows = [visit(datetime(2025, 3, day, 12, tzinfo=UTC)) for day in (3, 5)]
    for name, until in declared.items():
        cube = cube.add(evolve(batch(rows, name), observed_until=until))
    return cube


def test_a_declared_end_counts_and_nothing_after_the_clock():
    cube = cube_of(desk=date(2025, 4, 20))
    assert followed_until(cube, ASKED, ("desk",), LATER) == date(2025, 4, 20)
    assert followed_until(cube, ASKED, ("desk",), date(2025, 4, 2)) == date(2025, 4, 2)


def test_without_a_declared_end_it_is_the_day_after_the_last_one_with_rows():
    assert followed_until(cube_of(desk=None), ASKED, ("desk",), LATER) == date(2025, 3, 6)


@pytest.mark.parametrize(("desk", "door"), [(20, 10), (10, 20), (10, None)])
def test_the_earliest_end_of_several_instruments_holds_for_all(desk, door):
    """Whatever they are called; a source that declares no end was seen to 5 March."""
    ends = [None if day is None else date(2025, 4, day) for day in (desk, door)]
    cube = cube_of(desk=ends[0], door=ends[1])
    earliest = min(date(2025, 3, 6) if end is None else end for end in ends)
    assert followed_until(cube, ASKED, ("desk", "door"), LATER) == earliest
    assert followed_until(cube, ASKED, ("desk",), LATER) == ends[0]


@pytest.mark.parametrize(("bills", "guests"), [(10, 20), (20, 10)])
def test_every_stream_of_a_quotient_counts(bills, guests):
    asked = wanted(PER_GUEST)
    cube = Cube.empty(plan([asked], ZONE, FIRST_OF_BILLS, WHOLE.end))
    for kind, rows, day in ((BILL, BILLS, bills), (GUEST, COMERS, guests)):
        cube = cube.add(evolve(book(kind, rows), observed_until=date(2025, 4, day)))
    assert followed_until(cube, asked, ("shop.bill book", "shop.guest book"), LATER) == date(2025, 4, 10)
