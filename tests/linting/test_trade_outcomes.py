"""What is work of the project elsewhere may be what a trade is for: its own words decide, if they say more."""

import goalposts as gp
import pytest
from goalposts import Domain, Phrase
from goalposts.linting.phrases import trapped
from goalposts.testing import TODAY, sample_catalogue, sample_mapping
from goalposts.testing.sample import default_goal

LESSONS = Phrase("en", r"\d ?% of courses\b.{0,30}\bcompleted\b", kpi="sample.done_share")
RU_LESSONS = Phrase("ru", r"\d ?% курсов\b.{0,30}\bпройден\w+", kpi="sample.done_share")
SCHOOL = Domain("school", prefix="SCH", phrases=[LESSONS, RU_LESSONS])


def codes(statement, *domains):
    catalogue = sample_catalogue(*domains)
    goal = {**default_goal(), "statement": statement}
    project = gp.project(sample_mapping(catalogue, goals=[goal]), catalogue)
    return {finding.code for finding in gp.check(project, as_of=TODAY)}


@pytest.mark.parametrize(
    "statement", ["90 % of courses are completed by 1 October 2026", "90 % курсов пройдено к 1 октября 2026 года"]
)
def test_the_phrase_of_a_trade_makes_an_outcome_of_it(statement):
    assert "GP103" in codes(statement)
    assert "GP103" not in codes(statement, SCHOOL)


def test_words_that_the_phrase_does_not_cover_stay_work_of_the_project():
    assert "GP103" in codes("The training is completed by 1 October 2026", SCHOOL)


def test_a_phrase_that_says_no_more_than_the_trap_takes_nothing_away():
    """Else a plugin could silence the rule by repeating its words."""
    same = Phrase("en", r"courses are completed", kpi="sample.done_share")
    statement = "90 % of courses are completed by 1 October 2026"
    known = sample_catalogue(Domain("school", prefix="SCH", phrases=[same]))
    assert trapped("delivery-not-outcome", statement, known) == "courses are completed"
