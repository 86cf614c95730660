"""A statement and the keys beside it: the same number, the same day."""

import pytest
from goalposts.catalogue.resolve import resolvable
from goalposts.linting import lint
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import default_goal


def found(statement, **keys):
    """What the rule says of a goal, in English."""
    project = sample_project(goals=[{**default_goal(), "statement": statement, **keys}])
    return [known.message.en for known in lint(project, resolvable(project), {}, TODAY) if known.code == "GP109"]


@pytest.mark.parametrize(
    ("statement", "target"),
    [
        ("90 % of visits", ">= 90%"),
        ("At least ninety percent of visits", ">= 90%"),
        ("Не менее девяноста процентов посещений", ">= 90%"),
        ("Raise it from 62 % to 90 %", ">= 90%"),
        ("5 points more visits", "+5pp"),
        ("10 % more visits", "+10%"),
        ("10 % more visits", "x 1.1"),
        ("Twice as many visits", "x 2"),
        ("Сократить вдвое", "x 0.5"),
        ("На 10 % меньше", "-10%"),
        ("From 62 % to 80 %", "+18pp"),  # a level and a change cannot be held against each other
        ("90 % of visits", "85% .. 95%"),
        ("20 visits of 90 within 20 s", ">= 90%"),
        ("All of them", ">= 90%"),
        ("Wait at most 30 s", ">= 90%"),  # another kind of number
    ],
)
def test_what_says_the_same_or_cannot_be_compared_is_left_alone(statement, target):
    assert found(statement, target=target) == []


@pytest.mark.parametrize(
    ("statement", "target", "said"),
    [
        ("80 % of visits", ">= 90%", "says '80 %', and the target is '>= 90%'"),
        ("At least  eighty percent", ">= 90%", "says 'eighty percent', and the target is '>= 90%'"),
        ("5 points more visits", "+10pp", "says '5 points', and the target is '+10pp'"),
        ("10 % more visits", "+5%", "says '10 %', and the target is '+5%'"),
        ("10 % more visits", "x 1.2", "says '10 %', and the target is 'x 1.2'"),
        ("Twice as many visits", "x 3", "says 'Twice as many', and the target is 'x 3'"),
        ("Вырасти вдвое", "x 1.5", "says 'вдвое', and the target is 'x 1.5'"),
    ],
)
def test_another_number_is_found_with_its_words(statement, target, said):
    assert found(statement, target=target) == [said]


@pytest.mark.parametrize(
    ("words", "differs"),
    [
        ("by 1 October 2026", False),
        ("by 30 September 2026", False),  # the last day of the window, and the first after it
        ("by the end of September 2026", False),
        ("к концу III квартала", False),
        ("by October", False),
        ("by 2 October 2026", True),
        ("by 29 September 2026", True),
        ("by year end", True),
        ("к концу II квартала 2026", True),
    ],
)
def test_another_day_is_found(words, differs):
    assert bool(found(f"90 % of visits are done with {words}")) is differs


def test_days_are_counted_from_the_day_of_the_check():
    assert found("90 % of visits within eight months") == []  # eight months after 1 February
    assert found("90 % of visits within six months") == ["says 'within six months', and the deadline is 1 October 2026"]


def test_other_roles_promise_nothing_in_words():
    assert found("80 % of visits", role="shadow") == []
