"""Sections that plugins add to a report."""

import sys

import goalposts as gp
import pytest
from goalposts import Domain, ReportSection, SectionTable
from goalposts.reporting import html, markdown, told_sections
from goalposts.testing import laws_of, sample_catalogue
from reporting.scorecards import bare_goal, card, goal

TITLE = {"en": "Beside the goals", "ru": "Кроме целей"}


def catalogue(tell):
    return sample_catalogue(Domain("desk", prefix="DSK", sections=[ReportSection("desk.beside", TITLE, tell)]))


def waiting(shown):
    rows = [(known.id, known.state) for known in shown.goals if known.state == "not_due"]
    if rows:
        yield {"en": "Not yet: <b>", "ru": "Ещё нет: <b>"}
        yield SectionTable(({"en": "Goal", "ru": "Цель"}, "|"), rows)


@pytest.mark.parametrize(
    ("language", "title", "said"), [("en", "Beside the goals", "Not yet"), ("ru", "Кроме целей", "Ещё нет")]
)
def test_a_section_stands_in_page_and_markdown_with_everything_escaped(language, title, said):
    shown = card(goal(), bare_goal("not_due", id="later"))
    sections = told_sections(shown, catalogue(waiting))
    page, text = html(shown, language, sections=sections), markdown(shown, language, sections)
    assert f"<h2>{title}</h2>" in page
    assert f"<p>{said}: &lt;b&gt;</p>" in page
    assert "<td>later</td><td>not_due</td>" in page
    assert f"## {title}\n\n{said}: &lt;b&gt;\n\n" in text
    assert "| later | not\\_due |" in text


def test_a_section_with_nothing_to_say_has_no_heading():
    shown = card(goal())
    assert told_sections(shown, catalogue(waiting)) == ()


def raising(shown):
    yield shown.nothing


def printing(shown):
    sys.stdout.write("hello\n")
    yield "a"


@pytest.mark.parametrize(
    ("tell", "said"),
    [
        (raising, "report section 'desk.beside' raised AttributeError"),
        (printing, "printed 'hello'"),
        (lambda _: [5], "gave int; texts in both languages"),
        (lambda _: [SectionTable(("a", "b"), [("c",)])], "a row of 1 cells under a head of 2"),
        (lambda _: None, "raised TypeError"),
    ],
)
def test_a_section_that_misbehaves_is_named(tell, said):
    with pytest.raises(gp.PluginError, match="desk") as caught:
        told_sections(card(goal()), catalogue(tell))
    assert said in str(caught.value)


def counting():
    seen = []

    def tell(_):
        seen.append(1)
        yield str(len(seen))

    return tell


@pytest.mark.parametrize(
    ("tell", "said"),
    [
        (waiting, []),
        (counting(), ["tells something else the second time"]),
        (lambda _: [{"en": "a", "ru": " "}], ["says nothing in one of the languages"]),
        (raising, ["raised AttributeError"]),
    ],
)
def test_the_law_of_sections(tell, said):
    domain = Domain("desk", prefix="DSK", sections=[ReportSection("desk.beside", TITLE, tell)])
    (law,) = (law for law in laws_of(domain) if law.record == "report section desk.beside")
    told = list(law.told())
    assert len(told) == 2 * len(said)
    assert all(words in breach for words in said for breach in told)


def test_an_id_belongs_to_one_plugin():
    domains = [
        Domain(name, prefix=name.upper(), sections=[ReportSection("desk.beside", TITLE, waiting)])
        for name in ("desk", "deck")
    ]
    with pytest.raises(gp.PluginError, match=r"report section 'desk\.beside'"):
        sample_catalogue(*domains)
