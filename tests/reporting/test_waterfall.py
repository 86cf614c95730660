"""The waterfall goes from the value before to the value after, says all that it shows, and is safe on any page."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from goalposts.reporting.labels import PART_WORDS
from goalposts.reporting.parts_view import claimable, console_lines, steps
from goalposts.reporting.waterfall import WIDTH, waterfall
from reporting.scorecards import AFTER, BEFORE, bare_goal, goal

PARTS = {
    "trend": 0.02,
    "season": -0.009,
    "influence: ads": 0.0,
    "measurement": 0.05,
    "rollout": 0.05,
    "unexplained": 0.0,
}


def parted(parts=None, **others):
    known = goal(**others)
    return evolve(known, attribution=evolve(known.attribution, parts=PARTS if parts is None else parts))


def drawn(found, language="en"):
    return ET.fromstring(str(waterfall(found, 3, "RUB", language)))


def test_the_steps_lead_from_before_to_after_each_from_where_the_last_ended():
    found = steps(parted(), "")
    assert (found[0].end, found[-1].end) == (BEFORE, AFTER)
    assert [step.start for step in found[1:-1]] == pytest.approx([step.end for step in found[:-2]])
    assert found[-2].end == pytest.approx(AFTER)


def test_parts_that_round_to_nothing_are_left_out():
    names = [step.name.en for step in steps(parted(), "")]
    assert names == [
        "Before",
        "trend that was there before",
        "season and calendar",
        "another instrument measures",
        "step at go-live",
        "After",
    ]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_picture_says_for_ears_what_it_shows(language):
    root = drawn(parted(), language)
    named = root.get("aria-labelledby").split()
    texts = {child.get("id"): child.text for child in root if child.get("id")}
    assert root.get("role") == "img"
    assert [*texts] == named
    for step in steps(parted(), "RUB"):
        assert step.shown.get(language) in texts[named[1]]
        assert step.name.get(language) in texts[named[1]]


def test_bars_lie_inside_the_picture_as_wide_as_their_parts():
    root = drawn(parted())
    bars = [(float(bar.get("x")), float(bar.get("width"))) for bar in root if bar.tag == "rect"]
    assert all(left >= 0 and left + width <= WIDTH for left, width in bars)
    sizes = [abs(PARTS[name]) for name in ("trend", "season", "measurement", "rollout")]
    assert [width / bars[0][1] for _, width in bars] == pytest.approx([size / sizes[0] for size in sizes], rel=0.02)


def test_texts_stand_apart_and_keep_to_the_width():
    """A letter of 13 units takes 7.5 at most; a name is cut rather than run into its amount."""
    long = parted({"influence: " + "x" * 80: 0.05, "rollout": 0.061})
    rows = [child for child in drawn(long, "ru") if child.tag == "text"]
    for name, size in zip(rows[::2], rows[1::2], strict=True):
        assert name.get("y") == size.get("y")
        assert 7.5 * len(name.text) + 7.5 * len(size.text) <= WIDTH - 8
    heights = [float(row.get("y")) for row in rows[::2]]
    assert min(later - earlier for earlier, later in pairwise(heights)) >= 30


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("part", sorted(PART_WORDS))
def test_no_name_of_the_products_own_is_cut(part, language):
    """Not even beside the largest change of a share, −99.9 pp."""
    names = [child.text for child in drawn(parted({part: -0.999}), language) if child.get("class") == "name"]
    assert PART_WORDS[part].get(language) in names


def test_nothing_that_a_stranger_wrote_is_markup():
    found = parted({"influence: <script>x</script>": 0.05, "rollout": 0.061}, statement='<b onload="x">')
    text = str(waterfall(found, 1, "", "en"))
    assert "<script>" not in text
    assert "<b " not in text
    assert ET.fromstring(text) is not None


def test_it_needs_no_style_of_its_own_and_no_address():
    """The page's rules forbid inline styles, and SVG in a page needs no namespace."""
    text = str(waterfall(parted(), 1, "", "en"))
    assert not re.search(r"style=|href|xmlns|url\(", text)


def test_without_parts_or_values_there_is_no_picture():
    assert waterfall(bare_goal("no_data"), 1, "", "en") is None
    assert waterfall(parted({}), 1, "", "en") is None
    assert console_lines(bare_goal("no_data"), "") == ()


def test_the_console_writes_amounts_below_each_other():
    lines = [line.en for line in console_lines(parted(), "")]
    assert len({len(line) for line in lines}) == 1
    assert lines[0].split() == ["Before", "62%"]
    assert all(line.startswith("  ") for line in lines)


@pytest.mark.parametrize(
    ("size", "said"), [(None, None), (0.0, "nothing"), (1e-9, "nothing"), (0.04, "at most +4\N{NO-BREAK SPACE}pp")]
)
def test_what_may_be_claimed_is_said_with_its_bound(size, said):
    known = goal()
    found = claimable(evolve(known, attribution=evolve(known.attribution, claimable=size)), "")
    assert (found and found.en) == said


def test_parts_of_a_plain_number_have_as_many_decimals_as_it_can_carry():
    """Beside 20.7 deals a day a part of 0.3669 is 0.37; beside a ratio of 0.3 all four digits are kept."""
    known = parted({"trend": 2.4123, "rollout": 0.3669})
    plain = evolve(
        known,
        unit="",
        baseline=evolve(known.baseline, value=20.7),
        evaluation=evolve(known.evaluation, value=23.5),
    )
    assert [step.shown.en for step in steps(plain, "")][1:3] == ["+2.41", "+0.37"]
    small = evolve(plain, baseline=evolve(known.baseline, value=0.3), evaluation=evolve(known.evaluation, value=0.7))
    assert [step.shown.en for step in steps(small, "")][2] == "+0.3669"
