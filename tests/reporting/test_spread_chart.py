"""Words under every model, drawn: ranges and places are those of the scorecard, in the picture and in the table."""

from __future__ import annotations

import json

from goalposts.model.spread import Spread, SpreadLine, SpreadValue
from goalposts.reporting import html, pictures
from goalposts.reporting.live_chart import live
from goalposts.reporting.spread_chart import spread_chart, spread_heads, spread_rows
from reporting.scorecards import card, goal


def value(first, last, best=None, worst=None):
    known = [each for each in (first, last) if each is not None]
    return SpreadValue({"first": first, "last": last}, min(known, default=None), max(known, default=None), best, worst)


LINES = (
    SpreadLine("mail", value(100.0, 200.0, 1, 2), value(100.0, 100.0, 1, 1)),
    SpreadLine("search", value(150.0, None, 1, 2), value(120.0, 300.0, 2, 2)),
    SpreadLine("direct", None, value(None, None)),
)


def costly(lines=LINES, **others):
    return goal(unit="money", spread=Spread("channel", lines), **others)


def plain(rows):
    return [[cell.en.replace("\xa0", " ") for cell in row] for row in rows]


def drawn(spec, mark):
    return [row for each in spec["layer"] if each["mark"]["type"] == mark for row in each["data"]["values"]]


def test_a_bar_goes_from_the_least_to_the_most_and_agreement_is_a_dot():
    spec = spread_chart(costly(), "EUR", "en")
    assert [(row["x"], row["end"]) for row in drawn(spec, "rect")] == [(100.0, 200.0), (120.0, 300.0)]
    assert [row["x"] for row in drawn(spec, "circle")] == [100.0, 150.0]


def test_the_last_place_is_named_and_what_has_no_value_is_not_drawn():
    words = [row["name"] for row in drawn(spread_chart(costly(), "EUR", "en"), "text")]
    assert words == ["mail", "search", "place 1", "place 2"]
    before = tuple(SpreadLine(line.word, line.baseline, None) for line in LINES[:2])
    words = [row["name"] for row in drawn(spread_chart(costly(before), "EUR", "en"), "text")]
    assert words[2:] == ["places 1 to 2: undetermined"] * 2


def test_the_table_has_all_words_and_both_windows():
    assert plain(spread_rows(costly(), "EUR")) == [
        ["mail", "from €100 to €200", "1 to 2: undetermined", "€100", "1"],
        ["search", "€150", "1 to 2: undetermined", "from €120 to €300", "2"],
        ["direct", "–", "–", "–", "–"],
    ]
    assert len(spread_heads(costly())) == 5


def test_one_model_has_values_and_no_places():
    alone = SpreadValue({"all": 50.0}, 50.0, 50.0, 1, 1)
    found = costly((SpreadLine("mail", alone, alone),))
    assert plain(spread_rows(found, "EUR")) == [["mail", "€50", "€50"]]
    assert [head.en for head in spread_heads(found)] == ["channel", "Before", "After"]
    assert [row["name"] for row in drawn(spread_chart(found, "EUR", "en"), "text")] == ["mail"]


def test_every_bar_says_its_numbers():
    known = json.loads(live(spread_chart(costly(), "RUB", "ru", answers=True), "ru"))
    said = [words.replace("\xa0", " ") for words in known["said"]]
    assert said[0] == "mail, до: от 100 ₽ до 200 ₽; места 1–2: не определить"
    assert said[-1] == "search, после: от 120 ₽ до 300 ₽; место 2"


def test_page_and_pictures_have_it_where_the_kpi_has_it():
    shown = card(costly(), goal(id="other"))
    assert html(shown, "en").count('class="drawing models"') == 1
    assert [name for name, _ in pictures(shown, "ru") if "models" in name] == ["01-faster-answers-models.svg"]
    assert spread_chart(goal(), "", "en") is None
