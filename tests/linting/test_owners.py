"""An owner is one person or post: several are an error, a department a warning."""

import pytest
from goalposts.linting import lint
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import default_goal


def severities(owner):
    project = sample_project(goals=[{**default_goal(), "owner": owner}])
    return [known.severity for known in lint(project, (), {}, TODAY) if known.code == "GP301"]


@pytest.mark.parametrize(
    "owner",
    [
        " ",
        "Anna Petrova, Ivan Sidorov",
        "Иванова и Петров",
        "A. Petrova; I. Sidorov",
        "Head of sales, head of IT",
        "Директор + РОП",
    ],
)
def test_nobody_or_several_is_an_error(owner):
    assert severities(owner) == ["error"]


@pytest.mark.parametrize(
    "owner",
    [
        "we",
        "The team",
        "Sales department",
        "management",
        "IT",
        "everyone",
        "отдел продаж",
        "Мы",
        "все",
        "руководство",
        "ИТ",
        "команда внедрения",
        "подрядчик",
    ],
)
def test_nobody_in_particular_is_a_warning(owner):
    assert severities(owner) == ["warning"]


@pytest.mark.parametrize(
    "owner",
    [
        "Anna Petrova",
        "Head of reception",
        "Head of the sales department",
        "Head of Sales and Marketing",
        "РОП Иванова",
        "Иванова, РОП",
        "Начальник отдела продаж",
        "директор по продажам и маркетингу",
        "А. Б. Иванов",
    ],
)
def test_one_person_or_post_is_fine(owner):
    assert severities(owner) == []
