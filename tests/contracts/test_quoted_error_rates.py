"""What the page against the t-test quotes of simulated error rates is what the page of error rates says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
QUOTING = (DOCS / "why-not-a-t-test.md").read_text(encoding="utf-8")
FIGURES = (DOCS / "validity.md").read_text(encoding="utf-8")


def table(first_heading):
    """Every table of the error rates that begins with a heading: rows by the words of their first cells."""
    rows, headings = {}, []
    for line in FIGURES.splitlines():
        cells = [cell.strip().strip("*") for cell in line.strip("| ").split("|")] if line.startswith("|") else []
        if not cells:
            headings = []
        elif cells[0] == first_heading:
            headings = cells
        elif headings and set(cells[0]) != {"-"}:
            rows[cells[0], *(cells[1:2] if headings[1] == "effect" else ())] = dict(zip(headings, cells, strict=True))
    assert rows, first_heading
    return rows


FALSE_ALARMS, POWER, WORDS = table("series"), table("days before/after"), table("the rollout does")
EVENTS, DAYS, TREND = "Welch's t on events", "Welch's t on days", "Newey–West with a trend"


def false_alarms(series, method):
    return float(FALSE_ALARMS[(series,)][method])


def quoted(pattern):
    """The numbers of a sentence of the page; it must be there, once."""
    found = re.findall(pattern, QUOTING)
    assert len(found) == 1, f"{pattern!r} must stand once in why-not-a-t-test.md, found {len(found)} times"
    (numbers,) = found
    return [float(number) for number in ([numbers] if isinstance(numbers, str) else numbers)]


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (r"Welch's t-test on events finds a change in (\d+) of 100", [false_alarms("main", EVENTS)]),
        (r"the same test is wrong in (\d+) of 100", [false_alarms("trend", DAYS)]),
        (
            r"still finds a change in nothing (\d+) to (\d+) times in 100",
            [pick(float(row[TREND]) for row in FALSE_ALARMS.values()) for pick in (min, max)],
        ),
        (
            r"two standard deviations of a day is found in about (\d+) of 100 rollouts, one of 0.9 in (\d+)",
            [float(POWER["60/60", effect]["Goalposts"]) for effect in ("2.0 sd", "0.88 sd")],
        ),
    ],
)
def test_quoted_figures_are_those_of_the_page_of_error_rates(sentence, figures):
    """Rounded to whole numbers; a figure in the middle may go either way."""
    for said, figure in zip(quoted(sentence), figures, strict=True):
        assert abs(said - figure) <= 0.5, (sentence, said, figure)


def test_quoted_shares_in_words_are_those_of_the_page_of_error_rates():
    """More than half, and half."""
    assert "a year's wave of which four months are seen it is wrong in more than half" in QUOTING
    assert false_alarms("annual", DAYS) > 50
    assert "is right in half of the rollouts that do nothing" in QUOTING
    assert 40 <= float(WORDS[("nothing",)]["right direction"]) <= 60
    assert "it should be 5" in QUOTING
    assert "in about 5 of 100" in " ".join(FIGURES.split())
