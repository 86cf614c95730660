"""Deals that skip stages, go back, are lost or come late are counted for the stages that they reached in time."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import goalposts as gp
import goalposts_sales
import pytest
from plugins.figures import columns, figures, moment, scored

CATALOGUE = gp.load_catalogue([goalposts_sales])
# deal, day, place of the stage, what the stage means
CHANGES = (
    ("steady", 0, "1", "open"),
    ("steady", 3, "2", "open"),
    ("steady", 9, "3", "open"),
    ("steady", 20, "4", "won"),
    ("skips", 1, "1", "open"),
    ("skips", 2, "3", "open"),  # and so it reached 2
    ("returns", 2, "1", "open"),
    ("returns", 4, "2", "open"),
    ("returns", 6, "1", "open"),  # which takes nothing away
    ("lost", 3, "1", "open"),
    ("lost", 5, "4", "lost"),  # at the end of the funnel, but nowhere in it
    ("late", 4, "1", "open"),
    ("late", 104, "2", "open"),  # after the 90 days
    ("slow", 5, "1", "open"),
    ("slow", 90, "2", "open"),
    ("slow", 97, "3", "open"),  # reached 2 in time, but not 3
    ("written down won", 6, "4", "won"),
    ("of last year", -5, "1", "open"),
    ("of last year", 5, "2", "open"),  # entered before January
)
TABLES = {
    "sales.stage_change": columns(
        ("deal_id", "at", "stage", "position", "semantic"),
        [(deal, moment(day), f"stage {place}", place, meaning) for deal, day, place, meaning in CHANGES],
    )
}


@pytest.mark.parametrize(
    ("variant", "wanted"),
    [
        ("from_1", Fraction(4, 6)),  # steady, skips, returns and slow, but neither the lost nor the late one
        ("from_2", Fraction(2, 4)),  # of these four, steady and skips
        ("from_3", Fraction(1, 2)),
    ],
)
def test_stages_reached_in_time(variant, wanted):
    kpi = ("sales.stage_conversion", variant)
    assert figures(CATALOGUE, TABLES, [kpi])[kpi] == pytest.approx(float(wanted))


@pytest.mark.parametrize("variant", ["from_1", "from_3"])
def test_the_whole_way_is_counted_whatever_step_is_asked_for(variant):
    """Six entered as open; steady, skips, returns and slow came to 2, steady and skips to 3, steady alone to 4."""
    card = scored(CATALOGUE, TABLES, [("sales.stage_conversion", variant)])
    assert [(step.name.en, step.baseline, step.evaluation) for step in card.find("g0").chain] == [
        ("Stage 1", None, 6),
        ("Stage 2", None, 4),
        ("Stage 3", None, 2),
        ("Stage 4", None, 1),
    ]


def test_a_window_without_deals_has_no_steps():
    empty = {"sales.stage_change": {name: [] for name in TABLES["sales.stage_change"]}}
    assert scored(CATALOGUE, empty, [("sales.stage_conversion", "from_1")]).find("g0").chain == ()


def test_a_shorter_window_of_an_unchanged_process_is_no_improvement():
    """A month that was followed for half a year reads like one that was followed for just the 90 days."""
    kpi = ("sales.stage_conversion", "from_1")
    rows = [(f"{day}", day, "1") for day in range(31)] + [(f"{day}", day + 5 * day, "2") for day in range(31)]
    table = {
        "sales.stage_change": columns(
            ("deal_id", "at", "stage", "position"), [(deal, moment(day), place, place) for deal, day, place in rows]
        )
    }
    # The days after which they go on are 0, 5, 10, ...; nineteen of them are at most 90.
    long_after, soon_after = (
        figures(CATALOGUE, table, [kpi], as_of=date(2026, 1, 1) + timedelta(days=day))[kpi] for day in (240, 122)
    )
    assert long_after == soon_after == pytest.approx(19 / 31)
