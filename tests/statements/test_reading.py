"""Statements as people write them, and what a person reads in them; today is 15 January 2027."""

from __future__ import annotations

import time
from datetime import date

import pytest
from goalposts.statements import read_statement
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2027, 1, 15)

# (statement, target, deadline): a target is written as in a project file, with `level` where the words leave a side
# open and `?` where they leave the way open; a dash stands for nothing said.
READ = [
    ("80 % of calls answered within 20 s by 1 October 2026", "level 80 %", "2026-10-01"),
    ("At least 80 % of calls are answered within 20 seconds by 2027-10-01", ">= 80 %", "2027-10-01"),
    ("At most 2 % of new deals are without an owner by 1 January 2028", "<= 2 %", "2028-01-01"),
    ("The share of won deals grows by 3 points by 1 January 2028", "+3 pp", "2028-01-01"),
    ("10 points more calls are answered within 20 s by 1 November 2027", "+10 pp", "2027-11-01"),
    ("A qualified lead costs 15 % less by 1 November 2027", "-15 %", "2027-11-01"),
    ("Reduce average handle time by 10% by Q2 2027", "-10 %", "2027-06-30"),
    ("Increase conversion from 12 % to 15 % by year end", ">= 15 %", "2027-12-31"),
    ("Cut waiting to 30 seconds by the end of March", "<= 30 s", "2027-03-31"),
    ("AHT to 180 s", "level 180 s", "-"),
    ("AHT under 3 minutes by May 2027", "<= 3 min", "2027-05-01"),
    ("Double the number of visits by March 1, 2027", "x 2", "2027-03-01"),
    ("Halve the waiting time in six months", "x 0.5", "2027-07-15"),
    ("Increase sales by 200 %", "+200 %", "-"),
    ("Grow threefold within two years", "x 3", "2029-01-15"),
    ("3 times more offers by the end of 2028", "x? 3", "2028-12-31"),
    ("No more than 15 % of callers call again within 7 days", "<= 15 %", "-"),
    ("Not less than twenty-five percent of leads by 31.12.2027", ">= 25 %", "2027-12-31"),
    ("Average deal up by $4,000 in the third quarter", "+4000 USD", "2027-09-30"),
    ("Raise the average deal to 1.5 million rub by 1 March", ">= 1500000 RUB", "2027-03-01"),
    ("Service level 80/20 by the end of June", "level 80 %", "2027-06-30"),
    ("Everybody works in the CRM", "-", "-"),
    ("Better service as soon as possible", "-", "-"),
    ("Lower the cost of a lead to £40 by 5 April 2027", "<= 40 GBP", "2027-04-05"),
    ("Answer everyone within 20 s", "-", "-"),
    ("It may be 5 % better", "level 5 %", "-"),
    ("From 35 % (March 2026 to May 2026) to 85 % by 30 Nov 2026", "level 85 %", "2026-11-30"),
    ("Deliver in H1 2027 at least 95 % on time", ">= 95 %", "2027-06-30"),
    ("Снизить AHT до 180 с", "<= 180 s", "-"),
    ("Увеличить продажи на 200 %", "+200 %", "-"),
    ("Уменьшить CPL на 30 %", "-30 %", "-"),
    ("100 % звонков за 20 секунд", "level 100 %", "-"),
    ("Доля выигранных сделок выросла на 3 п.п. к 1 января 2028 года", "+3 pp", "2028-01-01"),
    ("Новых сделок без ответственного не больше 2 % к 1 января 2028 года", "<= 2 %", "2028-01-01"),
    ("Квалифицированный лид стоит на 15 % дешевле к 1 ноября 2027 года", "-15 %", "2027-11-01"),
    ("У 90 % принятых вызовов записан результат к 1 ноября 2027 года", "level 90 %", "2027-11-01"),
    ("Повторно в течение 7 дней звонят не больше 15 % клиентов", "<= 15 %", "-"),
    ("80 % звонков и встреч занесены в систему за 24 часа к 1 января 2028 года", "level 80 %", "2028-01-01"),
    ("Снизить потери до двадцати процентов к концу II квартала", "<= 20 %", "2027-06-30"),
    ("Повысить конверсию с 12 % до 15 % до конца года", ">= 15 %", "2027-12-31"),
    ("Повысить конверсию на двадцать пять процентов за полгода", "+25 %", "2027-07-15"),
    ("Сократить ожидание в 2 раза в течение трёх месяцев", "x 0.5", "2027-04-15"),
    ("Вырасти вдвое к концу 2028 года", "x 2", "2028-12-31"),
    ("Сократить срок сделки вдвое", "x 0.5", "-"),
    ("Средний чек не менее 1,5 млн руб. к 1 марта 2027", ">= 1500000 RUB", "2027-03-01"),
    ("Средний чек не ниже 40 000 ₽", ">= 40000 RUB", "-"),
    ("Уровень сервиса 80/20 до конца марта", "level 80 %", "2027-03-31"),
    ("Довести SL до 80/20", "level 80 %", "-"),
    ("Ожидание не дольше 30 сек. к 01.03.2027", "<= 30 s", "2027-03-01"),
    ("Менеджеры должны работать в CRM", "-", "-"),
    ("Повысить лояльность", "-", "-"),
    ("Не терять ни одного лида", "-", "-"),
    ("Окупить CRM за 3 месяца", "-", "2027-04-15"),
    ("Доля занесённых контактов выросла с 35 % (март–май 2026) до 85 % к 30.11.2026", ">= 85 %", "2026-11-30"),
    ("Доля вторых покупок за 180 дней: 22 → 26 %", "level 26 %", "-"),
    ("Закрывать месяц за полторы недели", "-", "2027-01-25"),
    ("Конверсия 15 процентов к первому полугодию 2028", "level 15 %", "2028-06-30"),
    ("Конверсия +5 п.п. к маю", "+5 pp", "2027-05-01"),
    ("Поднять на 5 процентных пунктов в третьем квартале 2027 года", "+5 pp", "2027-09-30"),
    ("Не более трёх минут ожидания к началу июня", "<= 3 min", "2027-06-01"),
    ("К 30.02.2027 не менее 95 % карточек", ">= 95 %", "-"),
    ("Снизить до 5 % к 1 января", "<= 5 %", "2028-01-01"),
]


def shown(said):
    """A target as the table above writes it."""
    if said is None:
        return "-"
    if said.text:
        return said.text
    return {"level": "level ", "change": "?", "factor": "x? "}[said.kind.value] + str(said.quantity)


@pytest.mark.parametrize(("statement", "target", "deadline"), READ, ids=[row[0] for row in READ])
def test_a_statement_says_what_a_person_reads_in_it(statement, target, deadline):
    said = read_statement(statement, TODAY)
    assert shown(said.target) == target
    assert (str(said.deadline.day) if said.deadline else "-") == deadline


@pytest.mark.parametrize("statement", [row[0] for row in READ])
def test_the_language_is_that_of_the_letters(statement):
    assert read_statement(statement, TODAY).language == (
        "ru" if any("а" <= sign <= "я" for sign in statement) else "en"
    )


def test_places_are_those_of_the_written_text():
    statement = "Снизи\u200bть потери  до\u00a0двадцати процентов к концу II квартала"
    said = read_statement(statement, TODAY)
    assert statement[said.target.start : said.target.end] == "двадцати процентов"
    assert statement[said.deadline.start : said.deadline.end] == "концу II квартала"


def test_latin_letters_in_russian_words_are_read_as_they_look():
    assert shown(read_statement("Cнизить пoтери дo 5 %", TODAY).target) == "<= 5 %"  # C, o and o are Latin


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text):
    said = read_statement(text, TODAY)
    for part in (said.target, said.deadline):
        assert part is None or 0 <= part.start < part.end <= len(text)


WORDS = st.sampled_from(
    (
        *("на", "до", "к", "за", "с", "by", "to", "from", "at least", "5", "80", "%", "п.п.", "points", "раз", "вдвое"),
        *("double", "май", "2027", "конца", "года", "quarter", "II", "q2", "/", ".", ",", "1e9"),
    )
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_heap_of_its_own_words_is_too_odd(text):
    said = read_statement(text, TODAY)
    for part in (said.target, said.deadline):
        assert part is None or text[part.start : part.end].strip()


@pytest.mark.parametrize("part", ["5 % ", "1 000 ", "до ", "двадцать ", "1.", "п. ", "конца "])
def test_a_hundred_kilobytes_are_read_in_a_moment(part):
    started = time.perf_counter()
    read_statement(part * (100_000 // len(part)), TODAY)
    assert time.perf_counter() - started < 1


def test_periods_count_from_today_and_end_with_short_months():
    assert read_statement("за месяц", date(2027, 1, 31)).deadline.day == date(2027, 2, 28)
    assert read_statement("within 6 weeks", date(2027, 1, 1)).deadline.day == date(2027, 2, 12)
    assert read_statement("within 30 days", TODAY).deadline is None
