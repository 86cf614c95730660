"""Words of grand promises, of outcomes beyond reach, of watching people and of comparing with nothing."""

import pytest
from goalposts.catalogue.resolve import resolvable
from goalposts.linting import lint
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import default_goal


def found(statement, **keys):
    goal = {**default_goal(), "statement": statement, **keys}
    project = sample_project(goals=[goal])
    return {
        known.code for known in lint(project, resolvable(project), {}, TODAY) if known.place.path.endswith("statement")
    }


INDIRECT = {"kpi": "sample.quick_share", "variant": "all", "guardrails": []}


@pytest.mark.parametrize(
    ("statement", "grand"),
    [
        ("Twice as many visits served by May", True),
        ("Double the visits served by May", True),
        ("Visits served up by 200 %", True),
        ("Visits served up by 200%", True),
        ("10x more visits", True),
        ("Three times more visits", True),
        ("Dramatically more visits", True),
        ("Обслуживать в 2 раза больше", True),
        ("Обслуживать в разы больше", True),
        ("Вырасти вдвое", True),
        ("Увеличить на 200 %", True),
        ("Кратно увеличить поток", True),
        ("Резко ускорить приём", True),
        ("Visits served up by 20 %", False),
        ("From 80 % to 100 % of visits", False),
        ("Grow by 100 visits", False),
        ("Call back two times a day", False),
        ("Увеличить на 20 %", False),
        ("Увеличить на 100 посещений", False),
        ("Обслуживать 3 раза в день", False),
        ("Аккуратно вести журнал", False),
        ("Вести журнал однократно", False),
    ],
)
def test_multiples_are_more_than_a_process_gives(statement, grand):
    assert ("GP304" in found(statement, **INDIRECT)) is grand


def test_what_the_rollout_does_by_itself_may_double():
    assert "GP304" not in found("Twice as many visits done with by May")


@pytest.mark.parametrize(
    ("statement", "beyond"),
    [
        ("Win 5 points of market share", True),
        ("Increase our revenue by 10 %", True),
        ("10 % revenue growth", True),
        ("Beat the competitors by May", True),
        ("Рост продаж на 10 %", True),
        ("Увеличить выручку на 10 %", True),
        ("Доля рынка 20 %", True),
        ("Обогнать конкурентов к маю", True),
        ("Share of visits done with 90 %", False),
        ("Доля завершённых посещений 90 %", False),
        ("Рост доли завершённых посещений", False),
    ],
)
def test_outcomes_of_the_market_are_beyond_the_rollout(statement, beyond):
    assert ("GP402" in found(statement)) is beyond


def test_an_untouched_kpi_beside_it_answers_for_the_market():
    untouched = {"id": "same-demand", "role": "negative_control", "kpi": "sample.visits", "margin": "10%"}
    project = sample_project(goals=[{**default_goal(), "statement": "10 % revenue growth"}, untouched])
    assert "GP402" not in {known.code for known in lint(project, resolvable(project), {}, TODAY)}


@pytest.mark.parametrize(
    ("statement", "watching"),
    [
        ("Control the managers by May", True),
        ("Monitor all employees", True),
        ("See who slacks", True),
        ("Контролировать менеджеров", True),
        ("Усилить контроль за сотрудниками", True),
        ("Видеть, кто не работает", True),
        ("Чтобы никого не уводили", True),
        ("Control the quality of visits", False),
        ("See who waits", False),
        ("Контролировать качество", False),
        ("Видеть, кто ждёт", False),
    ],
)
def test_watching_people_is_no_goal(statement, watching):
    assert ("GP408" in found(statement)) is watching


@pytest.mark.parametrize(
    ("statement", "unnamed"),
    [
        ("More visits done with than now", True),
        ("A higher share of visits than before by 1 May 2026", True),
        ("Больше, чем сейчас", True),
        ("Завершать чаще, чем раньше, к 1 мая 2026", True),
        ("Рост относительно прошлого года", True),
        ("5 points more visits done with than now", False),
        ("На 5 п.п. больше, чем раньше", False),
        ("90 % of visits are done with", False),
    ],
)
def test_a_comparison_names_its_number(statement, unnamed):
    assert ("GP207" in found(statement)) is unnamed
