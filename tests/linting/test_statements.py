"""How people word goals, in both languages: what is caught, and what must not be."""

import pytest
from goalposts.linting import lint
from goalposts.linting.phrases import named_kpis, plain, trapped
from goalposts.linting.quantities import names_part, names_quantity
from goalposts.model import Domain, Phrase
from goalposts.testing import SAMPLE, TODAY, sample_catalogue, sample_project
from goalposts.testing.sample import default_goal


def codes_of(statement, *others, **keys):
    project = sample_project(*others, goals=[{**default_goal(), "statement": statement, **keys}])
    return {finding.code for finding in lint(project, (), {}, TODAY)}


@pytest.mark.parametrize(
    "statement",
    [
        "Receptionists work in the visit book",
        "Roll out the new system by 1 October 2026",
        "Implement an ERP",
        "Everybody uses the new platform",
        "Move everyone to the new system",
        "Automate the process of registration",
        "Stop using spreadsheets",
        "Администраторы работают в журнале посещений",
        "Внедрить новую систему к 1 октября 2026",
        "Все должны работать в системе",
        "ВСЁ ВЕСТИ В НОВОЙ СИСТЕМЕ",
        "Чтобы сотрудники пользовались системой",
        "Перейти на единую платформу",
        "Автоматизировать процесс записи",
        "Отказаться от Экселя",
    ],
)
def test_goal_to_use_a_tool_is_found(statement):
    assert "GP103" in codes_of(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "98 % of visits are recorded within 24 h by 1 October 2026",
        "90 % of visits are served within 20 s by 1 October 2026",
        "Доля посещений с результатом выросла с 35 % до 85 % к 30.11.2026",
        "Среднее ожидание снизилось до 40 с к 1 октября 2026",
    ],
)
def test_outcome_is_not_taken_for_a_tool_or_a_wish(statement):
    assert codes_of(statement) & {"GP102", "GP103", "GP104", "GP204", "GP403", "GP404"} == set()


def test_yo_and_letter_case_do_not_matter_in_the_phrases_of_a_plugin():
    phrase = Phrase("ru", "Учётн(?:ая|ой) книг[аеи]", trap="tool-not-outcome")
    book = Domain("book", prefix="BK", phrases=[phrase])
    assert "GP103" in codes_of("Все записи в УЧЕТНОЙ книге", book)
    assert "GP103" in codes_of("Все записи в учётной книге", book)


@pytest.mark.parametrize(
    "statement",
    [
        "Improve the service by 1 October 2026",
        "World-class reception",
        "Повысить качество к 1 марта 2027",
        "Навести порядок до II квартала",
    ],
)
def test_wish_without_a_number_is_vague(statement):
    assert "GP102" in codes_of(statement)


@pytest.mark.parametrize(
    ("statement", "quantity"),
    [
        ("by 2026-10-01", False),
        ("до 01.10.2026", False),
        ("by 1st of March 2027", False),
        ("March 15", False),
        ("к 1 марта 2027", False),
        ("Q2 2027", False),
        ("во 2 квартале 2027", False),
        ("wait 20 s", True),
        ("в 2 раза", True),
        ("вдвое", True),
        ("двадцать процентов", True),
        ("double the share", True),
        ("до 85 % к 1 марта 2027", True),
    ],
)
def test_day_is_not_a_quantity(statement, quantity):
    assert names_quantity(statement) is quantity


@pytest.mark.parametrize(
    ("statement", "absolute"),
    [
        ("100 % звонков за 20 секунд", True),
        ("from 80 % to 100 % of visits", True),
        ("grow by 100 %", False),
        ("вырасти на 100 %", False),
        ("Не терять ни одного посетителя", True),
        ("all visits served within 20 s", False),
    ],
)
def test_promise_without_exceptions(statement, absolute):
    assert ("GP204" in codes_of(statement)) is absolute


def test_the_whole_is_no_part():
    assert not names_part("100 % of visits by 1 May 2026")
    assert not names_part("100 процентов посещений")
    assert names_part("all visits within 20 s")


def test_two_kpis_in_one_statement_are_compound_but_overlapping_words_are_one_kpi():
    longer = Domain("longer", prefix="LNG", phrases=[Phrase("en", "mean wait at noon", kpi="sample.longest_wait")])
    catalogue = sample_catalogue(longer)
    assert named_kpis("served within 20 s, mean wait 40 s", catalogue) == ("sample.quick_share", "sample.mean_wait")
    assert named_kpis("mean wait at noon", catalogue) == ("sample.longest_wait",)


@pytest.mark.parametrize("words", ["As soon as possible: 90 % are done", "90 % в ближайшее время"])
def test_deadline_in_vague_words_is_a_warning_when_a_day_is_given(words):
    project = sample_project(goals=[{**default_goal(), "statement": words}])
    assert [(known.code, known.severity) for known in lint(project, (), {}, TODAY)] == [("GP501", "warning")]


@pytest.mark.parametrize(
    "words", ["Сократить штат на 10 человек", "Reduce headcount by 10", "Сократить 10 менеджеров", "уволить 5 человек"]
)
def test_cutting_staff_is_no_goal(words):
    assert "GP403" in codes_of(words)


def test_words_are_folded_for_matching():
    assert plain("  Всё\n ЕЩЁ ") == "все еще"
    assert trapped("no-such-trap", "anything", sample_catalogue()) == ""
    assert trapped("tool-not-outcome", "They WORK in the visit   book", sample_catalogue()) == "WORK in the visit book"
    assert trapped("tool-not-outcome", "Автоматизировать  ПРОЦЕССЫ", sample_catalogue()) == "Автоматизировать ПРОЦЕССЫ"
    assert SAMPLE.phrases
