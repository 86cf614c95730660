"""The course of a time to event, drawn: its numbers are those of the scorecard, in the picture and in the table."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from goalposts.reporting import html, pictures
from goalposts.reporting.charts import svg
from goalposts.reporting.follow_up_chart import follow_up_chart, follow_up_heads, follow_up_rows
from goalposts.reporting.live_chart import live
from reporting.scorecards import card, follow_up, goal


def layers(spec, mark):
    return [drawn["data"]["values"] for drawn in spec["layer"] if drawn["mark"]["type"] == mark]


def test_lines_and_bands_are_the_numbers_of_the_scorecard_in_per_cent():
    spec = follow_up_chart(follow_up(), "en")
    before, after = layers(spec, "line")
    assert [(row["x"], row["y"]) for row in after][::15] == [(0, 0), (15, pytest.approx(32.5)), (30, 65)]
    assert before[-1] == {"x": 30, "y": 50}
    assert layers(spec, "area")[1][-1] == {"x": 30, "y": pytest.approx(62), "top": pytest.approx(68)}


def test_no_band_leaves_the_picture_of_shares():
    """A likely share under nothing is nothing."""
    area = layers(follow_up_chart(follow_up(), "en"), "area")[0]
    assert area[0] == {"x": 0, "y": 0, "top": pytest.approx(3)}


def test_below_the_axis_stands_how_many_were_still_open():
    words = [row["name"] for rows in layers(follow_up_chart(follow_up(), "en"), "text") for row in rows]
    assert words[2:] == [
        "Still open by then:",
        *("before", "1,000", "900", "800", "700", "600", "500"),
        *("after", "1,000", "870", "740", "610", "480", "350"),
    ]


def test_the_table_says_the_same_at_some_ages():
    found = follow_up(None)
    heads = [head.en for head in follow_up_heads(found)]
    assert heads == ["Time since the start", "Share by then, after", "Likely range after", "Still open after"]
    rows = [[cell.en.replace("\xa0", " ") for cell in row] for row in follow_up_rows(found)]
    assert rows[0] == ["0 s", "0%", "from 0% to 3%", "1,000"]
    assert rows[-1] == ["30 d", "65%", "from 62% to 68%", "350"]
    assert len(rows) == 6


def test_without_intervals_there_is_no_range():
    found = follow_up(narrow=None)
    assert {row[2].en for row in follow_up_rows(found)} == {"–"}
    assert ET.fromstring(svg(follow_up_chart(found, "ru"), "ru")).tag.endswith("svg")


def test_where_nothing_is_followed_nothing_is_drawn():
    assert follow_up_chart(None, "en") is None
    assert follow_up_chart(follow_up(None, None), "en") is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "30 d, after: 65% (from 62% to 68%); still open: 350"),
        ("ru", "30 дн., после: 65 % (от 62 % до 68 %); ещё открыто: 350"),
    ],
)
def test_every_age_says_its_numbers(language, said):
    spec = follow_up_chart(follow_up(), language, answers=True)
    known = json.loads(live(spec, language))
    assert known["said"][-1].replace("\xa0", " ") == said
    assert len(known["said"]) == 2 * 31


def test_page_and_pictures_have_it_where_the_kpi_has_it():
    shown = card(goal(follow_up=follow_up()), goal(id="other"))
    page = html(shown, "en")
    assert page.count('class="drawing followup"') == 1
    assert "The same as a table" in page
    assert [name for name, _ in pictures(shown, "ru") if "follow-up" in name] == ["01-faster-answers-follow-up.svg"]
