"""Moments that nobody can know yet are counted, and told where they are few."""

import pytest
from goalposts.model.stream_counts import LaterTimes
from streams.orders import opened, read, written

ROWS = 40


def count_of(folder, future, **cut):
    """Of rows whose day of closing is the one given for some of them."""
    rows = (f"o{row},2026-03-01,{future.get(row, '2026-03-05')}" for row in range(ROWS))
    given = written(folder, "\n".join(("order_id,at,closed_at", *rows)))
    return read(opened(given, folder=folder, **cut))[1]


@pytest.mark.parametrize("block_bytes", [1 << 22, 100])
def test_a_day_of_closing_in_the_future_is_told_with_its_first_line(tmp_path, block_bytes):
    count = count_of(tmp_path, {7: "2062-03-05", 9: "2027-02-01"}, block_bytes=block_bytes)
    assert count.accepted == ROWS
    assert count.later_times == (LaterTimes("closed_at", 2, 9, "2062-03-05T00:00:00+00:00"),)


def test_the_clocks_own_day_is_no_future(tmp_path):
    """An export of today may tell of today."""
    assert count_of(tmp_path, {7: "2027-01-01T23:59:59", 8: ""}).later_times == ()
    assert len(count_of(tmp_path, {7: "2027-01-02"}).later_times) == 1


def test_a_field_of_what_is_planned_is_none_of_faults(tmp_path):
    assert count_of(tmp_path, dict.fromkeys(range(5), "2027-03-01")).later_times == ()
    assert len(count_of(tmp_path, dict.fromkeys(range(4), "2027-03-01")).later_times) == 1
