"""The course of a KPI in one line: low is low, high is high, a gap is a gap, the go-live stands where it was."""

import io
from datetime import date, timedelta

import pytest
from attrs import evolve
from goalposts.model.scorecard import Series
from goalposts.reporting import terminal
from goalposts.reporting.sparkline import sparkline
from reporting.scorecards import bare_goal, card, goal, window
from rich.console import Console

FIRST = date(2026, 1, 1)


def drawn(shares, width=60, go_live=None):
    """Of a goal with these daily shares, None for a day without rows."""
    days = tuple(FIRST + timedelta(days=place) for place in range(len(shares)))
    series = Series(
        days, tuple((share or 0.0) * 10 for share in shares), tuple(10.0 * (share is not None) for share in shares)
    )
    known = [share for share in shares if share is not None]
    before = window(sum(known) / len(known), start=FIRST, end=FIRST + timedelta(days=len(shares)))
    return sparkline(goal(series=series, baseline=before, go_live=go_live), width)


def test_the_lowest_is_the_lowest_bar_and_the_highest_the_highest():
    assert drawn([place / 10 for place in range(1, 9)]) == "▁▂▃▄▅▆▇█"


def test_a_day_without_rows_is_a_gap():
    assert drawn([0.1, None, 0.9]) == "▁·█"


def test_what_never_moved_has_bars_of_one_height():
    assert drawn([0.5, 0.5, 0.5]) == "▅▅▅"


def test_neighbours_are_averaged_where_there_is_no_room():
    assert drawn([0.1, 0.3, 0.8, 1.0], width=2) == "▁█"


@pytest.mark.parametrize(("day", "line"), [(2, "▁▁|██"), (0, "|▁▁██"), (9, "▁▁██")])
def test_the_go_live_stands_between_the_days(day, line):
    assert drawn([0.1, 0.1, 0.9, 0.9], go_live=FIRST + timedelta(days=day)) == line


def test_without_readings_there_is_nothing_to_draw():
    assert sparkline(bare_goal("no_data"), 60) == ""


@pytest.mark.parametrize(("language", "heading"), [("en", "How it went"), ("ru", "Как менялось")])
def test_the_console_shows_the_courses_within_eighty_columns(language, heading):
    console = Console(file=io.StringIO(), width=80, force_terminal=False)
    console.print(terminal(card(evolve(goal(), statement="Fast")), language, 80))
    text = console.file.getvalue()
    assert heading in text
    assert any(set(line.strip()) <= set("▁▂▃▄▅▆▇█·|") and len(line) > 40 for line in text.splitlines())
    assert max(map(len, text.splitlines())) <= 80
