"""Numbers, shares, durations, money, days and counts as people read them, in English and Russian."""

from datetime import date

import pytest
from goalposts.locale import counted, day, duration, money, number, percent, points, quantity

BREAK, MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"


def both(text):
    return text.en, text.ru


@pytest.mark.parametrize(
    ("shown", "en", "ru"),
    [
        (number(1234567), "1,234,567", f"1{BREAK}234{BREAK}567"),
        (number(12.34), "12.3", "12,3"),
        (number(1.234), "1.23", "1,23"),
        (number(0.01234), "0.0123", "0,0123"),
        (number(0), "0", "0"),
        (number(-5), f"{MINUS}5", f"{MINUS}5"),
        (number(-0.00001), "0", "0"),
        (percent(0.805), "80.5%", f"80,5{BREAK}%"),
        (percent(1), "100%", f"100{BREAK}%"),
        (percent(-0.1), f"{MINUS}10%", f"{MINUS}10{BREAK}%"),
        (points(0.111), f"11.1{BREAK}pp", f"11,1{BREAK}п.{BREAK}п."),
        (duration(20), f"20{BREAK}s", f"20{BREAK}с"),
        (duration(299.9), f"299.9{BREAK}s", f"299,9{BREAK}с"),
        (duration(600), f"10{BREAK}min", f"10{BREAK}мин"),
        (duration(7200), f"2{BREAK}h", f"2{BREAK}ч"),
        (duration(259200), f"3{BREAK}d", f"3{BREAK}дн."),
        (duration(-20), f"{MINUS}20{BREAK}s", f"{MINUS}20{BREAK}с"),
        (money(5000, "RUB"), "₽5,000", f"5{BREAK}000{BREAK}₽"),
        (money(5.5, "EUR"), "€5.50", f"5,50{BREAK}€"),
        (money(-5.004, "EUR"), f"{MINUS}€5", f"{MINUS}5{BREAK}€"),
        (money(5000, ""), "5,000", f"5{BREAK}000"),
        (money(5000, "CHF"), f"5,000{BREAK}CHF", f"5{BREAK}000{BREAK}CHF"),
        (day(date(2026, 10, 5)), "5 October 2026", "5 октября 2026"),
        (day(date(2026, 3, 1)), "1 March 2026", "1 марта 2026"),
    ],
)
def test_shown_as_people_read_it(shown, en, ru):
    assert both(shown) == (en, ru)


def test_a_quantity_is_shown_in_its_unit():
    assert quantity(0.5, "%") == percent(0.5)
    assert quantity(90, "s") == duration(90)
    assert quantity(5, "money", "EUR") == money(5, "EUR")
    assert quantity(5, "") == number(5)


@pytest.mark.parametrize(
    ("count", "en", "ru"),
    [
        (0, "0 goals", "0 целей"),
        (1, "1 goal", "1 цель"),
        (2, "2 goals", "2 цели"),
        (5, "5 goals", "5 целей"),
        (11, "11 goals", "11 целей"),
        (12, "12 goals", "12 целей"),
        (21, "21 goals", "21 цель"),
        (22, "22 goals", "22 цели"),
        (111, "111 goals", "111 целей"),
        (1001, "1,001 goals", f"1{BREAK}001 цель"),
    ],
)
def test_a_noun_has_the_form_that_its_count_asks_for(count, en, ru):
    assert both(counted(count, ("goal", "goals"), ("цель", "цели", "целей"))) == (en, ru)
