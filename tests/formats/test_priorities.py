"""What ranks a goal: numbers, ranges, and the class of MoSCoW."""

import pytest
from goalposts.errors import ProjectFileError
from goalposts.model import Estimate
from goalposts.testing import sample_project
from goalposts.testing.sample import default_goal


def read(**priority):
    return sample_project(goals=[{**default_goal(), "priority": priority}]).goals[0].priority


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (8, 8.0),
        ("80%", 0.8),
        ("5 .. 8", Estimate(5, 6.5, 8)),
        ("5 .. 6 .. 8", Estimate(5, 6, 8)),
        ("10..20..40%", Estimate(0.1, 0.2, 0.4)),
        ("-2 .. 3", Estimate(-2, 0.5, 3)),
    ],
)
def test_an_input_is_a_number_or_a_range(written, meant):
    assert read(value=written)["value"] == meant


@pytest.mark.parametrize("written", ["8 .. 5", "5 .. 9 .. 8", "5 ..", "1 .. 2 .. 3 .. 4", "3 .. 3", "1 h .. 2 h", "no"])
def test_what_is_neither_is_refused(written):
    with pytest.raises(ProjectFileError):
        read(value=written)


def test_a_class_is_one_of_four_words():
    assert read(moscow="should")["moscow"] == 2
    with pytest.raises(ProjectFileError, match="did you mean 'should'"):
        read(moscow="shoud")
