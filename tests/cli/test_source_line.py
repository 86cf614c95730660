"""The line below a finding: the caret stands under its column, whatever the line holds."""

import pytest
from goalposts.cli.source_line import source_lines
from goalposts.model import Place
from rich.cells import cell_len


def shown(line, column, width=80):
    return list(source_lines(Place("f", 2, column), ["first", line], width))


def test_the_caret_stands_under_the_column():
    assert shown('    target: ">= 80%"', 13) == [
        "  |",
        '2 |     target: ">= 80%"',
        "  |             ^",
    ]


@pytest.mark.parametrize(
    ("line", "column", "under"),
    [
        ("цель: 80 %", 7, "8"),
        ("a\tb: x", 6, "x"),
        ("名前: 値", 5, "値"),  # two cells a character
        ("x: " + "y" * 300 + "Z" + "y" * 100_000, 304, "Z"),
        ("Z" + "y" * 300, 1, "Z"),
        ("y" * 300 + "Z", 301, "Z"),
    ],
)
@pytest.mark.parametrize("width", [10, 40, 80])
def test_what_stands_above_the_caret_is_what_the_finding_is_about(line, column, under, width):
    _, above, below = shown(line, column, width)
    assert cell_len(above) <= max(width, 24)
    cells = [character for character in above for _ in range(cell_len(character))]
    assert cells[len(below) - 1] == under


@pytest.mark.parametrize("number", [0, 3])
def test_a_place_without_a_line_shows_none(number):
    assert list(source_lines(Place("f", number, 1), ["first", "second"], 80)) == []


def test_a_column_behind_the_line_is_its_end():
    assert shown("ab", 9)[2] == "  |   ^"
