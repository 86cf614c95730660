"""`draft` understands what people say of staff, beside every other plugin that is installed."""

from datetime import date

import goalposts as gp
import pytest

SAID = {
    "Fill vacancies in 30 days instead of 42 by 1 October 2027": "hr.time_to_fill",
    "Time to hire down to 30 days by 1 October 2027": "hr.time_to_fill",
    "Fewer people leave within probation: 8 % instead of 12 % by 1 October 2027": "hr.early_attrition",
    "Staff turnover down from 20 % to 15 % by 1 October 2027": "hr.turnover",
    "Sick leave down from 6 % to 5 % by 1 October 2027": "hr.absence_rate",
    "Закрывать вакансии за 30 дней вместо 42 к 1 октября 2027": "hr.time_to_fill",
    "Снизить текучку с 20 % до 15 % к 1 октября 2027": "hr.turnover",
    "Снизить долю ушедших на испытательном сроке с 12 % до 8 % к 1 октября 2027": "hr.early_attrition",
    "Снизить долю больничных с 6 % до 5 % к 1 октября 2027": "hr.absence_rate",
}


@pytest.mark.parametrize(("words", "kpi"), SAID.items())
def test_the_words_mean_the_kpi(words, kpi):
    found = gp.draft(words, gp.load_catalogue(), as_of=date(2026, 11, 26))
    assert found.kpi == kpi, found.candidates
