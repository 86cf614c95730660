"""The line that a promise draws, and who keeps it, by hand-computed cases."""

import pytest
from goalposts.formats.scalars import read_target
from goalposts.model import BAND, DOWN, NONE, UP


@pytest.mark.parametrize(
    ("text", "baseline", "line"),
    [
        (">= 80%", None, 0.8),
        (">= 80%", 0.62, 0.8),
        ("<= 5 min", 400.0, 300.0),
        ("-10%", 200.0, 180.0),
        ("+10%", 200.0, 220.0),
        ("+10%", -200.0, -180.0),
        ("-10%", -200.0, -220.0),
        ("+5pp", 0.62, 0.67),
        ("-5pp", 0.62, 0.57),
        ("+20 s", 200.0, 220.0),
        ("-1 min", 200.0, 140.0),
        ("x 2", 30.0, 60.0),
        ("x 0.5", 30.0, 15.0),
        ("200 s .. 260 s", 300.0, 260.0),
        ("200 s .. 260 s", 100.0, 200.0),
        ("200 s .. 260 s", 229.0, 200.0),
        ("200 s .. 260 s", 230.0, 260.0),
        ("200 s .. 260 s", None, 260.0),
    ],
)
def test_the_line_in_the_units_of_the_kpi(text, baseline, line):
    assert read_target(text).line(baseline) == pytest.approx(line, abs=1e-12)


@pytest.mark.parametrize("text", ["-10%", "+5pp", "+20 s", "x 2"])
def test_a_change_has_no_line_without_a_baseline(text):
    assert read_target(text).needs_baseline
    assert read_target(text).line(None) is None


@pytest.mark.parametrize("text", [">= 80%", "200 s .. 260 s"])
def test_a_line_in_absolute_units_needs_no_baseline(text):
    assert not read_target(text).needs_baseline


@pytest.mark.parametrize(
    ("text", "line", "kept", "broken"),
    [
        (">= 80%", 0.8, (0.8, 0.9), (0.79,)),
        ("<= 20 s", 20.0, (20.0, 5.0), (20.1,)),
        ("-10%", 180.0, (180.0, 100.0), (180.1,)),
        ("+10%", 220.0, (220.0, 300.0), (219.0,)),
        ("+5pp", 0.67, (0.67, 0.7), (0.66,)),
        ("-20 s", 180.0, (180.0, 100.0), (181.0,)),
        ("x 2", 60.0, (60.0, 70.0), (59.0,)),
        ("x 0.5", 15.0, (15.0, 10.0), (16.0,)),
        ("200 s .. 260 s", 260.0, (200.0, 230.0, 260.0), (199.9, 260.1)),
    ],
)
def test_who_keeps_the_promise(text, line, kept, broken):
    target = read_target(text)
    assert all(target.met_by(value, line) for value in kept)
    assert not any(target.met_by(value, line) for value in broken)


@pytest.mark.parametrize(
    ("text", "up", "down"),
    [
        (">= 80%", False, True),
        ("<= 80%", True, False),
        ("+10%", False, True),
        ("-10%", True, False),
        ("+5pp", False, True),
        ("x 2", False, True),
        ("x 0.5", True, False),
        ("x 1", False, True),
        ("70% .. 80%", False, False),
    ],
)
def test_a_promise_may_go_against_the_good_direction(text, up, down):
    target = read_target(text)
    assert (target.goes_against(UP), target.goes_against(DOWN)) == (up, down)
    assert not target.goes_against(NONE)
    assert not target.goes_against(BAND)


@pytest.mark.parametrize(
    ("text", "direction"),
    [(">= 5", UP), ("<= 5", DOWN), ("+10%", UP), ("-10%", DOWN), ("x 0.5", DOWN), ("1 .. 2", BAND)],
)
def test_a_target_gives_its_direction_to_a_kpi_without_one(text, direction):
    assert read_target(text).direction(NONE) is direction
    assert read_target(text).direction(BAND) is direction
    assert read_target(text).direction(UP) is (BAND if direction is BAND else UP)
    assert read_target(text).direction(DOWN) is (BAND if direction is BAND else DOWN)
