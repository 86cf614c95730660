"""The picture of a roadmap: well-formed, to scale, and harmless whatever the goals are called."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import goalposts as gp
import pytest
from goalposts.reporting.gantt import gantt
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import default_goal

SVG = "{http://www.w3.org/2000/svg}"


def drawn(language="en", **changes):
    second = {**default_goal(), "id": "second", "after": "done"}
    found = gp.plan(sample_project(goals=[default_goal(), second], **changes), as_of=TODAY)
    return found, ET.fromstring(gantt(found, language))


def test_the_bars_are_to_scale():
    """From 1 February to a year after the last go-live, 26 April 2027, are 449 days on 726 units of width."""
    found, root = drawn()
    assert found.phases[-1].again == (date(2027, 4, 26),)
    for goal, row in zip(found.goals, root.findall(f"{SVG}g"), strict=True):
        watch = row.findall(f"{SVG}rect")[-1]
        assert float(watch.get("x")) == pytest.approx(210 + (goal.judged.start - TODAY).days / 449 * 726, abs=0.06)
        assert float(watch.get("width")) == pytest.approx((goal.honest - goal.judged.start).days / 449 * 726, abs=0.11)


def test_the_days_on_which_to_measure_again_are_marked():
    found, root = drawn()
    for goal, row in zip(found.goals, root.findall(f"{SVG}g"), strict=True):
        again = next(phase.again for phase in found.phases if phase.name == goal.phase)
        marks = [float(text.get("x")) for text in row.findall(f"{SVG}text") if text.text == "○"]
        assert marks == pytest.approx([210 + (day - TODAY).days / 449 * 726 for day in again], abs=0.06)


def test_a_promise_that_comes_too_early_is_crossed_out():
    _, root = drawn()
    signs = [row.findall(f"{SVG}text")[-1].text for row in root.findall(f"{SVG}g")]
    assert signs == ["◆", "✕"]


@pytest.mark.parametrize(("language", "title"), [("en", "Roadmap: <b>&'\""), ("ru", "План: <b>&'\"")])
def test_names_are_shown_and_never_understood(language, title):
    _, root = drawn(language, project="<b>&'\"")
    assert root.find(f"{SVG}title").text == title
    assert root.get("aria-label") == title


@pytest.mark.parametrize("language", ["en", "ru"])
def test_names_of_months_and_signs_have_room(language):
    """A name of a month is some 46 wide, and the legend ends before the picture does."""
    _, root = drawn(language)
    months = [float(text.get("x")) for text in root.findall(f"{SVG}text") if text.text[:2] == "20"]
    assert min(after - before for before, after in pairwise(months)) > 50
    legend = [text for text in root.findall(f"{SVG}text") if text.get("y") == "48"]
    assert len(legend) == 6
    assert all(float(text.get("x")) + 8 * len(text.text) <= 960 for text in legend)


def test_an_empty_plan_is_a_picture_too():
    found = gp.plan(sample_project(goals=[]), as_of=TODAY)
    assert ET.fromstring(gantt(found, "en")).findall(f"{SVG}g") == []
