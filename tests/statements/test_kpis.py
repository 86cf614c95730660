"""Which KPI people mean, by the words of the bundled trades; in every row a person has said which."""

import pytest
from goalposts import load_catalogue
from goalposts.statements import likeliest, said_kpis
from goalposts.testing import lint_example, sample_catalogue
from hypothesis import given
from hypothesis import strategies as st

CATALOGUE = load_catalogue()
MEANT = [
    ("Снизить стоимость лида на 30 %", "marketing.cpl"),
    ("Уменьшить CPL на 30 %", "marketing.cpl"),
    ("Квалифицированный лид стоит на 15 % дешевле", "marketing.cpl"),
    ("Доля выигранных сделок выросла на 3 п.п.", "sales.win_rate"),
    ("Повысить долю выигранных среди закрытых сделок", "sales.win_rate"),
    ("Сократить срок сделки вдвое", "sales.time_to_close"),
    ("Цикл продаж 60 дней", "sales.time_to_close"),
    ("Средний чек 1,5 млн", "sales.avg_deal_size"),
    ("Снизить AHT до 180 с", "contact_center.aht"),
    ("Уровень сервиса 80/20", "contact_center.service_level"),
    ("Потерянные звонки не более 5 %", "contact_center.abandon_rate"),
    ("Доля повторных покупок 26 %", "sales.repeat_share"),
    ("Доля покупателей, сделавших вторую покупку", "sales.repeat_share"),
    ("Окупаемость маркетинга 30 %", "marketing.romi"),
    ("ROMI 30 %", "marketing.romi"),
    ("CAC до 5000 руб", "marketing.cac"),
    ("Кликабельность 2 %", "marketing.ctr"),
    ("Возвраты не более 3 %", "sales.return_rate"),
    ("Полнота фиксации контактов 85 %", "sales.capture_completeness"),
    ("Доля внешних контактов, занесённых в CRM в течение 24 ч", "sales.capture_completeness"),
    ("Повысить конверсию лида в продажу до 12 %", "marketing.lead_to_sale"),
    ("Среднее время до отказа", "contact_center.ata"),
    ("Новых сделок без ответственного не больше 2 %", "sales.ownerless_deals"),
    ("У 90 % проигранных сделок указана причина", "sales.loss_reason_recorded"),
    ("80 % звонков и встреч занесены за 24 часа", "sales.logged_on_time"),
    ("Лидов неизвестного происхождения не больше 10 %", "marketing.unattributed"),
    ("Переведённых вызовов не больше 10 %", "contact_center.transfer_rate"),
    ("Increase the win rate to 25 %", "sales.win_rate"),
    ("The share of closed deals that are won grows by 3 points", "sales.win_rate"),
    ("Reduce average handle time by 10%", "contact_center.aht"),
    ("Cost per lead down 15 %", "marketing.cpl"),
    ("A qualified lead costs 15 % less", "marketing.cpl"),
    ("Leads of unknown origin at most 10 %", "marketing.unattributed"),
    ("90 % of lost deals have a reason", "sales.loss_reason_recorded"),
    ("Deals without an owner at most 2 %", "sales.ownerless_deals"),
    ("80 % of calls and meetings are logged within 24 hours", "sales.logged_on_time"),
    ("At most 15 % of callers call again within 7 days", "contact_center.repeat_rate"),
    ("The average deal cycle is 30 days", "sales.time_to_close"),
    ("85 % of customer interactions recorded in the CRM within 24 h", "sales.capture_completeness"),
    ("75 % of calls answered within 20 s", "contact_center.service_level"),
    ("95 % of answered calls have a recorded result", "contact_center.outcome_recorded"),
    ("Return on advertising spend 400 %", "marketing.roas"),
]
NOTHING = [
    "Менеджеры должны работать в CRM",
    "Повысить лояльность",
    "Закрыть месяц за 3 дня",
    "Навести порядок",
    "Everybody uses the system",
    "Improve the quality of work",
    "",
]


@pytest.mark.parametrize(("statement", "kpi"), MEANT, ids=[row[0] for row in MEANT])
def test_the_likeliest_kpi_is_the_one_that_is_meant(statement, kpi):
    assert [found.kpi for found in likeliest(said_kpis(statement, CATALOGUE))] == [kpi]


@pytest.mark.parametrize("statement", NOTHING)
def test_a_slogan_names_no_kpi(statement):
    assert said_kpis(statement, CATALOGUE) == ()


def test_what_is_ambiguous_is_told_and_not_guessed():
    said = likeliest(said_kpis("Average handle time and win rate", CATALOGUE))
    assert {found.kpi for found in said} == {"contact_center.aht", "sales.win_rate"}


def test_words_are_shown_as_they_are_written():
    statement = "Снизить  СТОИМОСТЬ\u00a0лида"
    found = said_kpis(statement, CATALOGUE)[0]
    assert statement[found.start : found.end] == "СТОИМОСТЬ\u00a0лида"


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text):
    for found in said_kpis(text, CATALOGUE):
        assert 0 < found.score <= 1
        assert 0 <= found.start < found.end <= len(text)


@given(st.permutations([row[0] for row in MEANT][:6]))
def test_scores_fall_and_every_kpi_stands_once(parts):
    said = said_kpis("; ".join(parts), CATALOGUE)
    assert [found.score for found in said] == sorted((found.score for found in said), reverse=True)
    assert len({found.kpi for found in said}) == len(said)


def test_a_goal_without_a_kpi_is_told_which_one_it_sounds_like():
    catalogue = sample_catalogue()
    keys = "kpi: null\nstatement: 80 % of visits served within 20 s by 1 October 2026"
    (finding,) = (found for found in lint_example(keys, catalogue) if found.code == "GP101")
    assert "sample.quick_share" in finding.hint.en
    (plain,) = (found for found in lint_example("kpi: null", catalogue) if found.code == "GP101")
    assert plain.hint is None
