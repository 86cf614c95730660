"""Goals as they are really brought to the first meeting, in both languages, and what is said of each."""

import goalposts_contact_center
import goalposts_marketing
import goalposts_sales
import pytest
from goalposts.catalogue.resolve import resolvable
from goalposts.formats import project_from_mapping
from goalposts.linting import lint
from goalposts.testing import TODAY, sample_catalogue
from goalposts.testing.sample import default_goal, sample_mapping

CATALOGUE = sample_catalogue(goalposts_contact_center, goalposts_marketing, goalposts_sales)
GOALS = [
    ("Managers must work in the CRM", {}, {"GP103"}),
    ("Менеджеры должны работать в CRM", {}, {"GP103"}),
    ("Increase revenue by 200 %", {"kpi": "sales.revenue", "target": "+200%"}, {"GP302", "GP304", "GP402"}),
    ("Увеличить продажи на 200 %", {"kpi": "sales.revenue", "target": "+200%"}, {"GP302", "GP304", "GP402"}),
    ("Cut staff by ten through automation", {}, {"GP403"}),
    ("Сократить 10 менеджеров за счёт автоматизации", {}, {"GP403"}),
    ("AHT to 180 s", {"kpi": "contact_center.aht", "target": "<= 180 s"}, {"CCT401", "GP406"}),
    ("Снизить AHT до 180 с", {"kpi": "contact_center.aht", "target": "<= 180 s"}, {"CCT401", "GP406"}),
    ("100 % of calls in 20 s", {"kpi": "contact_center.service_level", "target": ">= 100%"}, {"GP303", "CCT101"}),
    ("100 % звонков за 20 секунд", {"kpi": "contact_center.service_level", "target": ">= 100%"}, {"GP303", "CCT101"}),
    ("Never lose a lead", {}, {"GP204"}),
    ("Не терять ни одного лида", {}, {"GP204"}),
    ("Keep the whole customer base in the CRM", {}, {"GP103"}),
    ("Вести всю базу в CRM", {}, {"GP103"}),
    ("Improve loyalty", {"kpi": None}, {"GP101", "GP102"}),
    ("Повысить лояльность", {"kpi": None}, {"GP101", "GP102"}),
    ("CPL down by 30 %", {"kpi": "marketing.cpl", "target": "-30%"}, {"MKT401"}),
    ("Уменьшить CPL на 30 %", {"kpi": "marketing.cpl", "target": "-30%"}, {"MKT401"}),
    ("See who is not working", {}, {"GP408"}),
    ("Видеть, кто не работает", {}, {"GP408"}),
    ("Higher conversion than last year", {}, {"GP207"}),
    ("Конверсия выше, чем раньше", {}, {"GP207"}),
    ("As soon as possible, 80 % recorded", {"deadline": None}, {"GP501"}),
    ("80 % записано, по мере необходимости", {"deadline": None}, {"GP501"}),
]


def codes(*goals):
    """What is said of goals on the sample project, whose sources have all events of the three trades."""
    kept = [{key: value for key, value in {**default_goal(), **goal}.items() if value is not None} for goal in goals]
    project = project_from_mapping(sample_mapping(CATALOGUE, goals=kept, segments=None), CATALOGUE)
    return {found.code for found in lint(project, resolvable(project), {}, TODAY)}


@pytest.mark.parametrize(("statement", "keys", "expected"), GOALS, ids=[row[0] for row in GOALS])
def test_what_is_wrong_with_it_is_said(statement, keys, expected):
    assert expected <= codes({"statement": statement, **keys})


@pytest.mark.parametrize(("statement", "keys", "expected"), GOALS, ids=[row[0] for row in GOALS])
def test_nothing_of_it_is_said_of_an_honest_goal(statement, keys, expected):
    assert not expected & codes({})


def test_fourteen_goals_at_once_are_too_many():
    goals = [{"id": f"goal-{n}", "where": f"items > {n}"} for n in range(14)]
    assert "GP601" in codes(*goals)
