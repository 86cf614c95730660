"""`draft` understands what people say of a help desk, beside every other plugin that is installed."""

from datetime import date

import goalposts as gp
import pytest

SAID = {
    "70 % of tickets solved without a second contact by 1 October 2027": "helpdesk.solved_at_once",
    "75 % of first-line tickets done with at the first contact by 1 October 2027": "helpdesk.solved_at_once",
    "Halve the share of tickets that come back by 1 October 2027": "helpdesk.reopened",
    "Reduce the age of the ticket backlog by 20 % by 31 December 2027": "helpdesk.backlog_age",
    "85 % of users satisfied with the help desk by 1 October 2027": "helpdesk.satisfied",
    "Half of the users answer the survey by 1 October 2027": "helpdesk.survey_answered",
    "70 % инцидентов решать с первого обращения к 1 октября 2027": "helpdesk.solved_at_once",
    "Вдвое сократить долю повторно открытых заявок к 1 октября 2027": "helpdesk.reopened",
    "Сократить очередь заявок на 20 % к 31 декабря 2027": "helpdesk.backlog_age",
    "85 % пользователей довольны поддержкой к 1 октября 2027": "helpdesk.satisfied",
}


@pytest.mark.parametrize(("words", "kpi"), SAID.items())
def test_the_words_mean_the_kpi(words, kpi):
    found = gp.draft(words, gp.load_catalogue(), as_of=date(2026, 11, 26))
    assert found.kpi == kpi, found.candidates
