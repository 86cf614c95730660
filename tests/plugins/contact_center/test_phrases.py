"""What people say is understood in both languages, and a tool is told from an outcome."""

from __future__ import annotations

import goalposts_contact_center
import goalposts_sales
import pytest
from goalposts.host import catalogue_of
from goalposts.linting.phrases import compiled, named_kpis, plain, trapped
from goalposts_contact_center.phrases import PHRASES

CATALOGUE = catalogue_of(goalposts_contact_center, goalposts_sales)

NAMED = {
    "80 % of calls answered within 20 s by 1 October 2026": "service_level",
    "Within 20 seconds 80 % of callers are answered": "service_level",
    "Service level up by 10 points": "service_level",
    "80 % вызовов принято за 20 с к 1 октября 2026 года": "service_level",
    "Отвечаем на 80 % звонков за 20 секунд": "service_level",
    "В течение 20 секунд отвечено на 80 % вызовов": "service_level",
    "Уровень сервиса вырос на 10 п.п.": "service_level",
    "Уровень обслуживания 80 %": "service_level",
    "Average speed of answer below 30 s": "asa",
    "Average waiting time below 30 s": "asa",
    "ASA below 30 s": "asa",
    "Средняя скорость ответа не больше 30 с": "asa",
    "Среднее время ожидания не больше 30 с": "asa",
    "95 % of callers wait less than 2 minutes": "wait_p95",
    "The 95th percentile of waiting below 2 minutes": "wait_p95",
    "Waiting, 95th percentile: below 2 minutes": "wait_p95",
    "95 % клиентов ждут не дольше 2 минут": "wait_p95",
    "95-й перцентиль ожидания не больше 2 минут": "wait_p95",
    "Время ожидания, 95-й перцентиль: не больше 2 минут": "wait_p95",
    "Abandoned calls below 5 %": "abandon_rate",
    "The abandonment rate falls to 5 %": "abandon_rate",
    "5 % of callers hang up before an answer": "abandon_rate",
    "Потерянные вызовы не более 5 %": "abandon_rate",
    "Доля потерянных звонков не более 5 %": "abandon_rate",
    "Потери вызовов не более 5 %": "abandon_rate",
    "Вызовов потеряно не более 5 %": "abandon_rate",
    "Не дождались ответа не более 5 % клиентов": "abandon_rate",
    "Missed calls below 8 %": "lost_rate",
    "Calls without an answer below 8 %": "lost_rate",
    "Пропущенные звонки не более 8 %": "lost_rate",
    "Не более 8 % вызовов остаются без ответа": "lost_rate",
    "Average time to abandon above 60 s": "ata",
    "ATA above 60 s": "ata",
    "Abandonment time above 60 s": "ata",
    "Среднее время до отказа не менее 60 с": "ata",
    "Ожидание потерянных вызовов не менее 60 с": "ata",
    "AHT between 200 and 260 s": "aht",
    "Average handling time below 260 s": "aht",
    "Среднее время обработки вызова не больше 260 с": "aht",
    "Время обслуживания не больше 260 с": "aht",
    "Average talk time shorter by 10 %": "att",
    "ATT shorter by 10 %": "att",
    "Duration of conversations shorter by 10 %": "att",
    "Среднее время разговора меньше на 10 %": "att",
    "Длительность разговоров меньше на 10 %": "att",
    "After-call work below 40 s": "acw",
    "ACW below 40 s": "acw",
    "Wrap-up below 40 s": "acw",
    "Поствызывная обработка не больше 40 с": "acw",
    "Постобработка не больше 40 с": "acw",
    "Обработка после звонка не больше 40 с": "acw",
    "Short calls below 2 %": "short_calls",
    "Calls shorter than 10 s below 2 %": "short_calls",
    "Коротких разговоров не больше 2 %": "short_calls",
    "95 % of answered calls have a recorded result": "outcome_recorded",
    "The outcome is recorded for 95 % of calls": "outcome_recorded",
    "У 95 % принятых вызовов записан результат": "outcome_recorded",
    "Итог звонка заполнен в 95 % карточек": "outcome_recorded",
    "SLA of 80 % by May": "service_level",
    "SLA не ниже 80 %": "service_level",
    "FCR of 75 %": "fcr",
    "First-call resolution of 75 %": "fcr",
    "75 % of questions settled at the first call": "fcr",
    "75 % вопросов решено с первого звонка": "fcr",
    "С первого обращения решаем 75 % вопросов": "fcr",
    "CSAT of 85 %": "csat",
    "Customer satisfaction of 85 %": "csat",
    "85 % satisfied callers": "csat",
    "Удовлетворённость клиентов 85 %": "csat",
    "Оценка клиентов не ниже 85 %": "csat",
    "Transferred calls at most 10 %": "transfer_rate",
    "At most 10 % of calls are transferred": "transfer_rate",
    "Call transfers at most 10 %": "transfer_rate",
    "Переводы звонков не больше 10 %": "transfer_rate",
    "Переведённых вызовов не больше 10 %": "transfer_rate",
    "Вызовы, переведённые на другую линию, не больше 10 %": "transfer_rate",
    "Repeat call rate of at most 15 %": "repeat_rate",
    "At most 15 % of callers call again": "repeat_rate",
    "Повторных звонков не больше 15 %": "repeat_rate",
    "Перезванивают не больше 15 % клиентов": "repeat_rate",
    "Calls on hold at most 20 %": "held_calls",
    "Вызовы с удержанием не больше 20 %": "held_calls",
    "Потерянных не больше 5 %": "abandon_rate",
    "Клиенты ждут ответа не дольше 30 с": "asa",
    "Вопросы закрываем с первого звонка": "fcr",
    "Blocked calls at most 1 %": "blocked_rate",
    "Time in the queue below 30 s": "asa",
    "At most 5 % of callers give up": "abandon_rate",
    "Dropped calls below 5 %": "abandon_rate",
    "Dropouts in the queue below 5 %": "abandon_rate",
    "At most 8 % of calls go unanswered": "lost_rate",
    "Calls we never answer: at most 8 %": "lost_rate",
    "Lose fewer calls: 8 %": "lost_rate",
    "Calls not answered: at most 8 %": "lost_rate",
    "Time on each call below 260 s": "aht",
    "Conversation length shorter by 10 %": "att",
    "Talks last 10 % less": "att",
    "Notes after the call take 40 s": "acw",
    "Post-call work below 40 s": "acw",
    "At the first call 75 % of questions are solved": "fcr",
    "Callers who ring again: at most 15 %": "repeat_rate",
    "Call outcomes entered for 95 %": "outcome_recorded",
    "NPS of 40": "nps",
    "Net promoter score of 40": "nps",
    "Customers likely to recommend: 40": "nps",
    "More people recommend us": "nps",
    "Occupancy of 80 %": "occupancy",
    "Shrinkage of 25 %": "shrinkage",
    "Adherence of 92 %": "adherence",
    "Сервис-левел 80 %": "service_level",
    "Ожидание на линии не больше 30 с": "asa",
    "Бросают трубку не больше 5 %": "abandon_rate",
    "Потерь на линии не больше 5 %": "abandon_rate",
    "Звонков, на которые не ответили, не больше 8 %": "lost_rate",
    "Пропускаем звонки реже: 8 %": "lost_rate",
    "Не берём трубку не чаще чем в 8 % случаев": "lost_rate",
    "Разговоры короче на 10 %": "att",
    "Оформление после звонка не больше 40 с": "acw",
    "Решение с первого раза 75 %": "fcr",
    "Довольных обслуживанием 85 %": "csat",
    "Клиенты довольны: 85 %": "csat",
    "Оценка обслуживания 85 %": "csat",
    "Звонков с переводом не больше 10 %": "transfer_rate",
    "Звонят снова не больше 15 %": "repeat_rate",
    "Снова обращаются не больше 15 %": "repeat_rate",
    "Перезвонов не больше 15 %": "repeat_rate",
    "Ставим на удержание не чаще чем в 20 %": "held_calls",
    "Звонки с итогом: 95 %": "outcome_recorded",
    "NPS не ниже 40": "nps",
    "Индекс лояльности 40": "nps",
    "Готовность рекомендовать 40": "nps",
    "Рекомендуют 40 %": "nps",
    "Загрузка операторов 80 %": "occupancy",
    "Соблюдение графика 92 %": "adherence",
}

UNNAMED = (
    "80 % of letters answered within 2 days",
    "The level of the water in the service shaft",
    "Handle of the door fixed within a week",
    "The project was abandoned after a year",
    "The results of the year are better",
    "80 % писем отвечено за 2 дня",
    "Уровень воды не выше 2 метров",
    "Разговоры в коридоре прекращены",
    "Среднее время доставки не больше 2 дней",
    "Потерянные посылки не более 1 %",
    "Результаты года лучше прошлогодних",
)

TOOLS = (
    "Implement the new telephony by 1 May",
    "Roll out the contact-centre platform by 1 May",
    "Move everybody to the new PBX",
    "Everyone works with the softphone",
    "Agents work in the new desktop",
    "Automate call handling",
    "Внедрить новую телефонию к 1 мая",
    "Внедрение платформы контакт-центра",
    "Перейти на новую АТС",
    "Операторы должны работать в новой платформе",
    "Чтобы все пользовались софтфоном",
    "Операторы работают в новой программе",
    "Автоматизировать обработку звонков",
)

HEADS = ("Cut the number of agents", "Сократить количество операторов", "Отказаться от операторов")
WATCHED = ("Monitor every agent", "Следить за операторами")
WHOLE = ("No missed calls", "Не терять звонки")

OUTCOMES = (
    "75 % of calls answered within 20 s six months after the new telephony went live",
    "After deploying the new PBX, abandoned calls stay below 5 %",
    "Average talk time on the new platform at most 180 s",
    "Automate 30 % of calls by 1 May",
    "75 % вызовов принято за 20 с через полгода после внедрения телефонии",
    "Потерянные вызовы не более 5 % после перехода на новую АТС",
    "Среднее время разговора на новой платформе не больше 180 с",
    "Автоматизировать 30 % обращений к 1 мая",
)


@pytest.mark.parametrize("statement", NAMED)
def test_a_statement_names_its_kpi_and_no_other(statement):
    assert named_kpis(statement, CATALOGUE) == (f"contact_center.{NAMED[statement]}",)


@pytest.mark.parametrize("statement", UNNAMED)
def test_other_words_name_no_kpi(statement):
    assert named_kpis(statement, CATALOGUE) == ()


@pytest.mark.parametrize("statement", TOOLS)
def test_a_goal_to_use_a_tool_is_a_trap(statement):
    assert trapped("tool-not-outcome", statement, CATALOGUE)


@pytest.mark.parametrize("statement", WATCHED)
def test_watching_people_is_told(statement):
    assert trapped("control-of-people", statement, CATALOGUE)


@pytest.mark.parametrize("statement", WHOLE)
def test_none_at_all_is_perfection(statement):
    assert trapped("unmeasurable-word", statement, CATALOGUE)


@pytest.mark.parametrize("statement", HEADS)
def test_counting_agents_is_counting_heads(statement):
    assert trapped("headcount", statement, CATALOGUE)


@pytest.mark.parametrize("statement", OUTCOMES)
def test_a_goal_that_only_mentions_the_tool_is_no_trap(statement):
    assert not trapped("tool-not-outcome", statement, CATALOGUE)


def test_every_pattern_has_an_example():
    """A phrase that no statement of this file meets might as well not exist."""
    said = [plain(statement) for statement in (*NAMED, *TOOLS, *HEADS, *WATCHED, *WHOLE)]
    idle = [phrase.pattern for phrase in PHRASES if not any(compiled(phrase.pattern).search(words) for words in said)]
    assert idle == []
