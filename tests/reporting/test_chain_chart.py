"""The steps of a chain, drawn: counts and shares are those of the scorecard, in the picture and in the table."""

from __future__ import annotations

import json

from goalposts.locale import Text
from goalposts.model.chain import ChainStep
from goalposts.reporting import html, pictures
from goalposts.reporting.chain_chart import chain_chart, chain_heads, chain_rows
from goalposts.reporting.live_chart import live
from reporting.scorecards import card, goal

STEPS = tuple(
    ChainStep(Text(en=f"Stage {place}", ru=f"Этап {place}"), *counts)
    for place, counts in enumerate([(1000, 500), (400, 300), (100, 150)], 1)
)
NEW = tuple(ChainStep(step.name, None, step.evaluation) for step in STEPS)


def plain(rows):
    return [[cell.en.replace("\xa0", " ") for cell in row] for row in rows]


def test_bars_are_shares_of_the_first_step():
    """1000, 400 and 100 before; 500, 300 and 150 after."""
    spec = chain_chart(STEPS, "en")
    bars = [row["end"] for drawn in spec["layer"] if drawn["mark"]["type"] == "rect" for row in drawn["data"]["values"]]
    assert bars == [1.0, 1.0, 0.4, 0.6, 0.1, 0.3]


def test_the_widest_bar_has_room_where_more_came_to_a_later_step():
    spec = chain_chart((ChainStep(Text.of("one"), 100, None), ChainStep(Text.of("two"), 130, None)), "en")
    widths = [drawn["encoding"]["x"]["scale"]["domain"] for drawn in spec["layer"] if drawn["mark"]["type"] == "rect"]
    assert widths == [[0, 1.3], [0, 1.3]]


def test_the_table_says_of_every_step_how_many_of_the_one_before_came():
    assert plain(chain_rows(STEPS)) == [
        ["Stage 1", "1,000", "–", "500", "–"],
        ["Stage 2", "400", "40%", "300", "60%"],
        ["Stage 3", "100", "25%", "150", "50%"],
    ]
    assert len(chain_heads(STEPS)) == 5


def test_a_window_without_counts_is_left_out():
    assert plain(chain_rows(NEW))[1] == ["Stage 2", "300", "60%"]
    assert chain_chart((), "en") is None
    assert chain_chart((ChainStep(Text.of("one"), None, None),), "en") is None


def test_a_step_that_nobody_came_to_does_not_divide():
    """None of the first step came to the second, so of its share on the third nothing is known."""
    gone = (STEPS[0], ChainStep(Text.of("two"), 0, 5), ChainStep(Text.of("three"), 0, 4))
    assert plain(chain_rows(gone))[2] == ["three", "0", "–", "4", "80%"]


def test_every_bar_says_its_numbers():
    known = json.loads(live(chain_chart(STEPS, "ru", answers=True), "ru"))
    said = [words.replace("\xa0", " ") for words in known["said"]]
    assert said[0] == "Этап 1, до: 1 000"
    assert said[-1] == "Этап 3, после: 150, 50 % от предыдущего шага, 30 % от первого"


def test_page_and_pictures_have_it_where_the_kpi_has_it():
    shown = card(goal(chain=STEPS), goal(id="other"))
    assert html(shown, "en").count('class="drawing steps"') == 1
    assert [name for name, _ in pictures(shown, "ru") if "steps" in name] == ["01-faster-answers-steps.svg"]
