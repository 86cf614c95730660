"""The forms of a scorecard: tables for frames, Markdown for chats, and a light piece of HTML for notebooks."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import goalposts as gp
import pandas as pd
import polars as pl
import pytest
from goalposts.testing import sample_catalogue
from visits_year import goal, project, visits

AFTER = date(2026, 6, 2)


@pytest.fixture(scope="module")
def card():
    goals = [goal(), {"id": "wait", "role": "guardrail", "kpi": "sample.mean_wait", "margin": "20 s"}]
    asked = gp.project(project(goals=goals, segments=["place"]), sample_catalogue())
    return gp.score(asked, {"sample.visit": visits(effect=0.15, per_day=40)}, as_of=AFTER)


def test_goals_are_a_row_each(card):
    rows = card.to_arrow().to_pylist()

    assert [row["id"] for row in rows] == ["done", "wait"]
    assert rows[0]["evaluation"] == card.find("done").evaluation.value
    assert card.to_arrow("goals") == card.to_arrow()


def test_series_are_a_row_a_day_and_add_up_to_the_values(card):
    """Summed over a window by a frame's own means, they give what the scorecard says."""
    series = pl.from_arrow(card.to_arrow("series")).filter(pl.col("goal") == "done")
    before = series.filter(pl.col("day") < date(2026, 1, 1))

    assert series.schema["day"] == pl.Date
    assert before["numerator"].sum() / before["denominator"].sum() == pytest.approx(card.find("done").baseline.value)
    assert before["events"].sum() == card.find("done").baseline.n


def test_segments_are_a_row_a_word(card):
    frame = card.to_arrow("segments").to_pandas()

    done = frame[frame["goal"] == "done"].set_index("word")
    assert set(done.index) == {"north", "south"}
    assert done["baseline_n"].sum() == card.find("done").baseline.n
    assert done.loc["north", "evaluation"] == card.find("done").segments[0].lines[0].evaluation.value


def test_parts_add_up_to_the_observed_change(card):
    frame = card.to_arrow("parts").to_pandas()

    assert isinstance(frame, pd.DataFrame)
    assert frame[frame["goal"] == "done"]["amount"].sum() == pytest.approx(card.find("done").observed)


@pytest.mark.parametrize("name", ["goals", "series", "segments", "parts"])
def test_tables_without_rows_keep_their_columns(card, name):
    """Whoever stacks the tables of many projects meets one with no segments, or no goals."""
    asked = gp.project(project(goals=[goal(role="shadow", target=None)]), sample_catalogue())
    empty = gp.score(asked, {"sample.visit": visits(days=0)}, as_of=AFTER)

    assert empty.to_arrow(name).schema == card.to_arrow(name).schema


def test_an_unknown_table_is_refused_in_a_sentence(card):
    with pytest.raises(gp.InputError) as caught:
        card.to_arrow("serie")

    assert str(caught.value) == "to_arrow: a scorecard has no table 'serie'; did you mean 'series'?"
    assert "возможно" in caught.value.sentence("ru")


def test_markdown_is_the_report_in_the_language_asked_for(card):
    assert card.to_markdown().startswith("# Visits\n\n**Success.**")
    assert card.to_markdown("ru").startswith("# Visits\n\n**Успех.**")


def test_a_summary_is_the_first_page_of_the_markdown(card):
    """Short enough for a chat: no chapters of goals, no months."""
    summary = card.to_markdown(summary=True)

    assert card.to_markdown().startswith(summary)
    assert summary.count("\n#") == 0
    assert "70 % of visits are done with by June 2026 | achieved" in summary


class _Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.open = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_notebook_shows_a_light_piece_without_scripts_and_style_sheets(card):
    """It stands inside somebody else's page: no document, no styles for others, nothing loaded."""
    shown = card._repr_html_()
    seen = _Seen()
    seen.feed(shown)

    assert seen.open == []
    assert set(seen.tags) & {"html", "head", "body", "script", "style", "link", "img", "iframe"} == set()
    assert seen.attributes <= {"lang", "style"}
    assert len(shown.encode()) < 8_000
    assert "Success." in shown
    assert re.search("[▁▂▃▄▅▆▇█]{4}", shown)
    assert seen.tags.count("tr") == 3


def test_the_words_of_strangers_are_no_markup_in_a_notebook(card):
    asked = gp.project(project(project="<script>alert(1)</script>"), sample_catalogue())
    shown = gp.score(asked, {"sample.visit": visits(days=0)}, as_of=AFTER)._repr_html_()

    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_console_shows_one_line(card):
    assert repr(card) == "<Scorecard of 'Visits' as of 2026-06-02: success, 2 goals>"


def test_one_goal_is_no_goals():
    alone = gp.score(gp.project(project(goals=[]), sample_catalogue()), {"sample.visit": visits(days=0)}, as_of=AFTER)
    one = gp.score(
        gp.project(project(goals=[{"id": "x", "role": "shadow", "kpi": "sample.visits"}]), sample_catalogue()),
        {"sample.visit": visits(days=0)},
        as_of=AFTER,
    )
    assert repr(alone).endswith(", 0 goals>")
    assert repr(one).endswith(", 1 goal>")
