"""What every form says of the data behind the values: the clock, the cut-off, and why rows were filtered."""

from __future__ import annotations

import io
import json

import pytest
from attrs import evolve
from goalposts.formats.records import scorecard_to_dict
from goalposts.locale import Text
from goalposts.model.stream_counts import LeftOut
from goalposts.reporting import html, markdown, terminal
from reporting.scorecards import AS_OF, card, goal
from rich.console import Console

SAID = {
    "en": "Days are those of Europe/Moscow. Rows before {day} count; later ones were not looked at.",
    "ru": "Дни — по часовому поясу Europe/Moscow. Учтены строки до {day}, более поздние не рассматривались.",
}
DAY = {"en": f"{AS_OF.day} {AS_OF:%B} {AS_OF.year}", "ru": f"{AS_OF.day} "}


def shown(found, language):
    console = Console(file=io.StringIO(), width=160, force_terminal=False)
    console.print(terminal(found, language, 160))
    return {
        "console": " ".join(console.file.getvalue().split()),
        "page": html(found, language),
        "markdown": markdown(found, language),
    }


def cut_after_day(text, language):
    return SAID[language].split("{day}")[0] + DAY[language] in text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_form_says_whose_clock_and_up_to_when(language):
    forms = shown(card(goal(), timezone="Europe/Moscow"), language)
    assert [form for form, text in forms.items() if not cut_after_day(text, language)] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_card_that_tells_no_zone_says_nothing_of_it(language):
    beginning = SAID[language].split(" Europe")[0]
    assert [form for form, text in shown(card(goal()), language).items() if beginning in text] == []


def test_json_has_zone_and_cut_off_beside_the_values():
    plain = json.loads(json.dumps(scorecard_to_dict(card(goal(), timezone="Europe/Moscow"))))
    assert (plain["timezone"], plain["as_of"]) == ("Europe/Moscow", AS_OF.isoformat())
    value = plain["goals"][0]["evaluation"]
    assert {"n", "excluded", "censored"} <= set(value)
    assert "variant" in plain["goals"][0]


@pytest.mark.parametrize(("language", "words"), [("en", "test records: 12"), ("ru", "тестовые записи: 12")])
def test_every_form_says_why_rows_were_filtered(language, words):
    found = card(goal())
    left = LeftOut("tests", 12, Text(en="test records", ru="тестовые записи"))
    found = evolve(found, streams=(found.streams[0], evolve(found.streams[1], left_out=(left,))))
    assert [form for form, text in shown(found, language).items() if words not in text.replace("\u00a0", " ")] == []
