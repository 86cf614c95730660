"""What people say of sales is understood in both languages, and a tool is told from an outcome."""

from __future__ import annotations

import goalposts_contact_center
import goalposts_sales
import pytest
from goalposts.host import catalogue_of
from goalposts.linting.phrases import compiled, named_kpis, plain, trapped
from goalposts_sales.phrases import PHRASES

CATALOGUE = catalogue_of(goalposts_sales, goalposts_contact_center)

DEAL_SIZE = (
    "The average deal size grows by 15 % by 1 January 2028",
    "Deal value up by 15 %",
    "AOV up by 15 %",
    "Mean order value of 5 000 RUB",
    "Средний чек сделки вырос на 15 %",
    "Средняя сумма заказа не менее 5 000 ₽",
    "Сумма сделки выросла на 15 %",
)

OTHER = (
    "The average deal cycle is 30 days",
    "Deals won: at least 40 a month",
    "Средний возраст сделки не больше 30 дней",
    "Чек выдан каждому покупателю",
)

TOOLS = (
    "Implement CRM by 1 May",
    "Roll out the new CRM",
    "Introducing Bitrix24 in the sales department",
    "Switch the sales team to HubSpot",
    "Managers must work in the CRM",
    "Everyone works in CRM",
    "Keep all customers in the CRM",
    "Automate the sales process",
    "CRM adoption of the whole team",
    "Adoption of the CRM",
    "Migrate old deals to the CRM",
    "Внедрить CRM к 1 мая",
    "Внедрение CRM в отделе продаж",
    "Запустить Битрикс24",
    "Перейти на amoCRM",
    "Менеджеры должны работать в CRM",
    "Сотрудники работают в CRM",
    "Чтобы менеджеры вели клиентов в CRM",
    "Вести клиентов в CRM",
    "Завести всю базу в CRM",
    "Всё в битриксе",
    "Все сделки в амо",
    "Автоматизировать продажи",
    "Автоматизация продаж",
    "Пересадить менеджеров на CRM",
)

VANITY = (
    "Number of logins",
    "40 daily log-ins to the CRM",
    "5 000 customer cards",
    "Количество входов",
    "50 входов в день",
    "Число карточек",
    "50 calls per day",
    "Number of calls made",
    "40 звонков в день",
    "Количество звонков",
)

INFLUENCED = ("Sales up by 15 %", "Grow our sales by 15 %", "Продажи выросли на 15 %", "Увеличить продажи на 15 %")
WATCHED = ("Track every rep",)

OUTCOMES = (
    "Average deal size up by 15 % six months after the CRM went live",
    "After implementing the CRM, the average deal size grows by 15 %",
    "85 % of customer interactions recorded in the CRM within 24 h",
    "Средний чек вырос на 15 % через полгода после внедрения CRM",
    "Доля контактов, занесённых в CRM в течение 24 ч, не менее 85 %",
    "После запуска CRM средний чек не ниже прежнего",
)


@pytest.mark.parametrize("statement", DEAL_SIZE)
def test_a_statement_names_the_average_deal_size(statement):
    assert named_kpis(statement, CATALOGUE) == ("sales.avg_deal_size",)


@pytest.mark.parametrize("statement", OTHER)
def test_other_words_do_not(statement):
    assert "sales.avg_deal_size" not in named_kpis(statement, CATALOGUE)


@pytest.mark.parametrize("statement", TOOLS)
def test_a_goal_to_use_a_tool_is_a_trap(statement):
    assert trapped("tool-not-outcome", statement, CATALOGUE)


@pytest.mark.parametrize("statement", VANITY)
def test_a_figure_that_proves_nothing_is_told(statement):
    assert trapped("vanity-metric", statement, CATALOGUE)


@pytest.mark.parametrize("statement", INFLUENCED)
def test_sales_depend_on_more_than_the_rollout(statement):
    assert trapped("out-of-influence", statement, CATALOGUE)


@pytest.mark.parametrize("statement", WATCHED)
def test_watching_people_is_told(statement):
    assert trapped("control-of-people", statement, CATALOGUE)


def test_what_a_slogan_is_about_can_be_measured():
    meant = {phrase.kpi for phrase in PHRASES if phrase.trap and phrase.kpi}
    assert meant == {"sales.capture_completeness"}
    assert named_kpis("Managers must work in the CRM", CATALOGUE) == (), "a slogan names no KPI by itself"


@pytest.mark.parametrize("statement", OUTCOMES)
def test_a_goal_that_only_mentions_the_tool_is_no_trap(statement):
    assert not trapped("tool-not-outcome", statement, CATALOGUE)


def test_every_pattern_has_an_example():
    """A phrase that no statement of this file meets might as well not exist."""
    said = [plain(statement) for statement in (*DEAL_SIZE, *TOOLS, *VANITY, *INFLUENCED, *WATCHED)]
    idle = [phrase.pattern for phrase in PHRASES if not any(compiled(phrase.pattern).search(words) for words in said)]
    assert idle == []
