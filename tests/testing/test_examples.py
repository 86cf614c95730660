"""Examples of rules are laid over a project that keeps every rule."""

from datetime import date

import pytest
from goalposts import load_catalogue
from goalposts.errors import ProjectFileError
from goalposts.locale import Text
from goalposts.testing import TODAY, read_example, sample_catalogue
from goalposts.testing.examples import told_example

CATALOGUE = sample_catalogue()
NO_PLUGINS = load_catalogue([])


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


@pytest.mark.parametrize(
    "facts",
    [
        "facts: {computable: true, value: 42}",
        "facts:\n  {computable: true,\n   value: 42}",
        "facts:\n  value: 42\n  computable: true",
    ],
)
def test_what_the_baseline_says_is_told_in_words_beside_the_other_keys(facts):
    stated, said = told_example(f"kpi: sample.mean_wait\n{facts}\nproject:\n  segments: null\n", NO_PLUGINS, "en")
    assert stated == "kpi: sample.mean_wait\nproject:\n  segments: null\n"
    assert said == ("the baseline measures 42\N{NO-BREAK SPACE}s",)


@pytest.mark.parametrize("text", ["owner: null", "facts: {cmputable: true}", "facts: 3", "facts: {", "target: facts"])
def test_an_example_without_facts_or_that_cannot_be_read_is_told_as_it_is(text):
    assert told_example(text, NO_PLUGINS, "ru") == (text, ())


def test_words_for_people_may_stand_in_both_languages():
    text = """\
statement:
  {en: "Done: 90 % by 1 October 2026", ru: "Завершены, 90 %, к 1 октября 2026"}
owner: {en: Head of reception, ru: Руководитель приёмной} # {en: a remark, ru: замечание}
where: kind == "long"
facts: {computable: false, why_not: {en: no rows, ru: нет строк}}
"""
    (goal,) = read_example(text, CATALOGUE, "ru").project.goals
    assert (goal.statement, goal.owner) == ("Завершены, 90 %, к 1 октября 2026", "Руководитель приёмной")
    assert read_example(text, CATALOGUE).project.goals[0].owner == "Head of reception"
    assert read_example(text, CATALOGUE, "ru").facts["done"].why_not == Text(en="no rows", ru="нет строк")
    stated, said = told_example(text, NO_PLUGINS, "ru")
    assert stated.splitlines() == [
        'statement: "Завершены, 90 %, к 1 октября 2026"',
        "owner: Руководитель приёмной # замечание",
        'where: kind == "long"',
    ]
    assert said == ("базовое значение вычислить нельзя: нет строк",)
