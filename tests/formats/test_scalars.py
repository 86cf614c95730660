"""The small languages: targets, quantities, periods and days as people write them."""

from datetime import date

import pytest
from goalposts.expressions import Quantity
from goalposts.formats.scalars import after_period, read_day, read_quantity, read_target
from goalposts.model import Target, TargetKind

NARROW, NO_BREAK, MINUS = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5", 5, ""),
        ("80%", 80, "%"),
        ("80 %", 80, "%"),
        ("1_000", 1000, ""),
        ("1 000", 1000, ""),
        (f"1{NO_BREAK}000", 1000, ""),
        (f"12{NARROW}000{NARROW}000 RUB", 12_000_000, "RUB"),
        ("1.5 h", 1.5, "h"),
        ("1,5 h", 1.5, "h"),
        ("1 000,5", 1000.5, ""),
        ("-3 s", -3, "s"),
        (f"{MINUS}3 s", -3, "s"),
        ("20s", 20, "s"),
        ("250 ms", 250, "ms"),
        ("5_000 RUB", 5000, "RUB"),
        ("5 000 ₽", 5000, "RUB"),
        ("5 €", 5, "EUR"),
        ("5 $", 5, "USD"),
        ("1pp", 1, "pp"),
        ("1 п.п.", 1, "pp"),
        ("1 п. п.", 1, "pp"),
        ("1 пп", 1, "pp"),
        ("1e-05", 0.00001, ""),
        ("1e+16", 1e16, ""),
    ],
)
def test_a_quantity_is_read_as_people_write_it(text, value, unit):
    assert read_quantity(text) == Quantity(value, unit)


@pytest.mark.parametrize(
    "text", ["", "s", "5 q", "5 rub", "1 00", "1.2.3", "5 s s", "--5", "9" * 400, "1e999", "inf", "nan", "0x10", "5 ss"]
)
def test_what_is_no_quantity_is_refused(text):
    with pytest.raises(ValueError):
        read_quantity(text)


@pytest.mark.parametrize("value", [0.0, 1e-300, 1e-05, 0.62, 1 / 3, 1e15, 1e16, 1.7e308, -2.5])
@pytest.mark.parametrize("unit", ["", "%", "pp", "ms", "s", "min", "h", "d", "RUB"])
def test_a_written_quantity_is_read_back(value, unit):
    assert read_quantity(str(Quantity(value, unit))) == Quantity(value, unit)


ABSOLUTE, RELATIVE, POINTS = TargetKind.ABSOLUTE, TargetKind.RELATIVE, TargetKind.POINTS
DIFFERENCE, FACTOR, BAND = TargetKind.DIFFERENCE, TargetKind.FACTOR, TargetKind.BAND


@pytest.mark.parametrize(
    ("text", "kind", "low", "upward"),
    [
        (">= 80%", ABSOLUTE, Quantity(80, "%"), True),
        (">=80%", ABSOLUTE, Quantity(80, "%"), True),
        ("≥ 80 %", ABSOLUTE, Quantity(80, "%"), True),
        ("at least 80%", ABSOLUTE, Quantity(80, "%"), True),
        ("At  least 80%", ABSOLUTE, Quantity(80, "%"), True),
        ("не менее 80%", ABSOLUTE, Quantity(80, "%"), True),
        ("Не менее 1 000", ABSOLUTE, Quantity(1000), True),
        ("<= 20 s", ABSOLUTE, Quantity(20, "s"), False),
        ("≤ 1,5 h", ABSOLUTE, Quantity(1.5, "h"), False),
        ("at most 5 min", ABSOLUTE, Quantity(5, "min"), False),
        ("не более 5 min", ABSOLUTE, Quantity(5, "min"), False),
        (">= 1_000 RUB", ABSOLUTE, Quantity(1000, "RUB"), True),
        (">= -5", ABSOLUTE, Quantity(-5), True),
        ("+10%", RELATIVE, Quantity(10, "%"), True),
        ("-10 %", RELATIVE, Quantity(-10, "%"), True),
        (f"{MINUS}10%", RELATIVE, Quantity(-10, "%"), True),
        ("+5pp", POINTS, Quantity(5, "pp"), True),
        ("-5 п.п.", POINTS, Quantity(-5, "pp"), True),
        ("+20 s", DIFFERENCE, Quantity(20, "s"), True),
        ("-1.5 h", DIFFERENCE, Quantity(-1.5, "h"), True),
        ("+500 RUB", DIFFERENCE, Quantity(500, "RUB"), True),
        ("x 2", FACTOR, Quantity(2), True),
        ("x2", FACTOR, Quantity(2), True),
        ("х 1,5", FACTOR, Quantity(1.5), True),
        ("× 0.5", FACTOR, Quantity(0.5), True),
    ],
)
def test_a_promise_is_read_as_people_write_it(text, kind, low, upward):
    assert read_target(text) == Target(" ".join(text.split()), kind, low, upward=upward)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("200 s .. 260 s", Quantity(200, "s"), Quantity(260, "s")),
        ("200..260 s", Quantity(200, "s"), Quantity(260, "s")),
        ("70%..85%", Quantity(70, "%"), Quantity(85, "%")),
        ("5 min .. 1 h", Quantity(5, "min"), Quantity(1, "h")),
        ("-5 .. 5", Quantity(-5), Quantity(5)),
    ],
)
def test_a_band_has_two_ends(text, low, high):
    assert read_target(text) == Target(text, BAND, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "80%",
        "more",
        ">=",
        ">= ",
        "> 80%",
        "= 80%",
        ">= 80% or so",
        "+",
        "+-5%",
        "--5%",
        f"-{MINUS}5%",
        "x",
        "x two",
        "x 2 s",
        "x -2",
        "x 0",
        "x 50%",
        "..",
        "5 ..",
        "5 s .. 3 s",
        "5 .. 5",
        "5 s .. 10 RUB",
        "5% .. 10 s",
        "1 .. 2 .. 3",
        "у 2",
    ],
)
def test_what_is_no_promise_is_refused(text):
    with pytest.raises(ValueError):
        read_target(text)


def test_a_day_is_written_in_one_way():
    assert read_day("2026-02-28") == date(2026, 2, 28)
    for text in ("2026-02-30", "2026-2-28", "28.02.2026", "20260228", "2026-W01-1", "2026-02-28T00:00", ""):
        with pytest.raises(ValueError):
            read_day(text)


def test_a_month_later_is_the_same_day_or_the_last():
    assert after_period(date(2026, 1, 31), "1 month") == date(2026, 2, 28)
    assert after_period(date(2026, 12, 31), "2 months") == date(2027, 2, 28)
    assert after_period(date(2026, 1, 31), " 2 w ") == date(2026, 2, 14)


@pytest.mark.parametrize("text", ["", "month", "1 year", "-1 days", "1.5 months", "1 month and a day", "9999999 days"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError):
        after_period(date(2026, 1, 1), text)
