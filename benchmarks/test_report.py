"""The page of twenty goals with three years of days: its answers first, then its time and size."""

from __future__ import annotations

import timeit
from collections import defaultdict
from datetime import timedelta
from statistics import fmean

import pytest
import report_pages
from goalposts.reporting.live_chart import script

CALLS_A_DAY = 5
LARGEST = 3_000_000


def weeks_of(rows, queue):
    """The mean wait in every calendar week, by its Thursday, from plain loops."""
    waits = defaultdict(list)
    for row in rows:
        if row["queue"] == queue:
            day = row["offered_at"].date()
            waits[day - timedelta(days=day.weekday()) + timedelta(days=3)].append(row["wait"])
    return {day.isoformat(): fmean(values) for day, values in waits.items()}


def test_report_of_twenty_goals(benchmark, folder, size, reports):
    """Every chart answers with what loops over the calls give; the size is asserted, the time is told."""
    rows = report_pages.calls(CALLS_A_DAY)
    card = report_pages.scored(folder, rows)
    script()  # is made once a user, and kept
    found = report_pages.made(card)
    assert len(found.charts) == report_pages.GOALS
    for place, chart in found.charts.items():
        assert dict(report_pages.said(chart)) == pytest.approx(weeks_of(rows, f"q{place - 1}"), rel=1e-9)
    assert found.size < LARGEST
    drawings = report_pages.made(card, live=False)
    assert drawings.charts == {}
    assert drawings.size < found.size
    benchmark.extra_info |= {"bytes": found.size, "bytes without scripts": drawings.size}
    benchmark.pedantic(report_pages.made, args=(card,), rounds=size.rounds)
    reports["charts that answer"] = fastest(size.rounds, card, live=True), found.size
    reports["drawings alone"] = fastest(size.rounds, card, live=False), drawings.size


def fastest(rounds, card, *, live):
    """The shortest time that the page takes, in seconds."""
    return min(timeit.repeat(lambda: report_pages.made(card, live=live), number=1, repeat=rounds))
