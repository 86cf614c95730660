"""Examples of rules are laid over a project that keeps every rule."""

from datetime import date

import pytest
from goalposts.errors import ProjectFileError
from goalposts.testing import TODAY, read_example, sample_catalogue

CATALOGUE = sample_catalogue()


def test_keys_are_laid_over_the_default_goal_and_null_takes_one_away():
    (goal,) = read_example("owner: null\nkpi: sample.mean_wait\ntarget: -10%", CATALOGUE).project.goals
    assert (goal.kpi, goal.owner, goal.target.text) == ("sample.mean_wait", "", "-10%")
    assert goal.lever


def test_project_key_is_laid_over_the_project_and_its_goals_follow_the_examples_own():
    text = """\
project:
  baseline: null
  language: ru
  goals: [{id: second}, {id: guard, role: guardrail, kpi: sample.visits, margin: 5%}]
"""
    project = read_example(text, CATALOGUE).project
    assert (project.baseline, project.language) == (None, "ru")
    assert [goal.id for goal in project.goals] == ["done", "second", "guard"]
    assert project.goals[1].owner
    assert not project.goals[2].owner


def test_facts_and_today_are_the_examples_own():
    example = read_example("facts: {computable: false, why_not: no rows}\ntoday: 2026-12-01", CATALOGUE)
    assert example.today == date(2026, 12, 1)
    assert example.facts["done"].why_not.ru == "no rows"
    assert read_example("lever: forms", CATALOGUE).today == TODAY


def test_every_event_type_of_the_catalogue_has_a_source():
    assert {source.event_type for source in read_example("id: x", CATALOGUE).project.sources} == {"sample.visit"}


def test_example_with_an_unknown_key_is_refused():
    with pytest.raises(ProjectFileError, match="ownr"):
        read_example("ownr: somebody", CATALOGUE)
