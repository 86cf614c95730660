"""The time limit in a statement is no promise, and is told apart from days and numbers that are."""

import pytest
from goalposts.statements import said_limit


@pytest.mark.parametrize(
    ("statement", "limit"),
    [
        ("80 % of calls are answered within 30 seconds by 1 March 2027", "30 s"),
        ("80 % звонков принято за 30 с", "30 s"),
        ("90 % встреч занесены в течение 24 часов", "24 h"),
        ("Отвечать за 1,5 минуты", "1.5 min"),
        ("Settle it within 2 weeks", "14 d"),
    ],
)
def test_limit_is_read_with_its_unit(statement, limit):
    assert str(said_limit(statement)) == limit


@pytest.mark.parametrize(
    "statement",
    [
        "80 % of calls are answered by 1 March 2027",
        "Talk time down to 120 s",
        "Within 20 s, or within 30 s on Mondays",
        "Снизить на 20 секунд за год",
        "Продажи выросли на 5 % за 3 рубля",
        "",
    ],
)
def test_words_without_one_limit_give_none(statement):
    assert said_limit(statement) is None
