"""Dated influences of a project file: what is read, and every fault with its place."""

from __future__ import annotations

from datetime import date

import pytest
from formats.project_texts import TEXT, problems, read
from goalposts.formats import document
from goalposts.model import Influence

PROJECT = """\
influences:
  - {name: advertising, from: 2026-05-01, to: 2026-06-01}
  - {name: new offices, from: 2026-04-15}
"""


def test_influences_are_read_with_and_without_an_end():
    assert read(TEXT + PROJECT).influences == (
        Influence("advertising", date(2026, 5, 1), date(2026, 6, 1)),
        Influence("new offices", date(2026, 4, 15)),
    )


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("", ("advertising", "new offices")),
        ("    influences: []\n", ()),
        ("    influences: [{name: strike, from: 2026-01-05, to: 2026-01-07}]\n", ("strike",)),
    ],
)
def test_a_goal_has_its_own_or_those_of_the_project(own, expected):
    project = read(TEXT + own + PROJECT)
    assert tuple(influence.name for influence in project.influences_of(project.goals[0])) == expected


def test_influences_are_in_the_document_that_is_sealed():
    written = document(read(TEXT + "    influences: []\n" + PROJECT))
    assert written["influences"] == [
        {"name": "advertising", "from": "2026-05-01", "to": "2026-06-01"},
        {"name": "new offices", "from": "2026-04-15"},
    ]
    assert written["goals"][0]["influences"] == []


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("influences: soon", "goalposts.yaml:14:13 GP003 influences: this must be a list"),
        ("influences: [{from: 2026-05-01}]", "goalposts.yaml:14:14 GP008 influences[0]: key 'name' is missing"),
        ("influences: [{name: x}]", "goalposts.yaml:14:14 GP008 influences[0]: key 'from' is missing"),
        (
            "influences: [{name: x, from: 2026-02-30}]",
            "goalposts.yaml:14:30 GP004 influences[0].from: '2026-02-30' is not a day",
        ),
        (
            "influences: [{name: x, from: 2026-05-02, to: 2026-05-02}]",
            "goalposts.yaml:14:14 GP010 influences[0]: the window ends (2026-05-02) before it starts (2026-05-02)",
        ),
        (
            "influences: [{name: x, form: 2026-05-01, from: 2026-05-01}]",
            "goalposts.yaml:14:24 GP002 influences[0].form: unknown key 'form'; did you mean 'from'?",
        ),
        (
            "influences: [{name: x, from: 2026-05-01}, {name: x, from: 2026-06-01}]",
            "goalposts.yaml:14:50 GP009 influences[1].name: two influences have the name 'x'; rename one",
        ),
    ],
)
def test_every_fault_is_told_with_its_place(written, line):
    (found,) = problems(TEXT + written + "\n")
    assert found.startswith(line)


def test_an_influence_ends_after_it_starts():
    with pytest.raises(ValueError, match="must end after it starts"):
        Influence("x", date(2026, 5, 1), date(2026, 5, 1))
