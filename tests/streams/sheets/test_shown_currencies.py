"""Amounts that a workbook shows in another currency are not taken for those of the source."""

from datetime import date

import openpyxl
import pytest
from goalposts.model import SourceCurrency
from streams.orders import opened, read, rule, source

EURO, ROUBLE, DOLLAR = "#,##0.00 [$€-407]", '#,##0\\ "₽"', "[$$-409]#,##0.00"


def count_of(folder, formats, project="RUB", **stated):
    book = openpyxl.Workbook()
    book.active.append(["", "order_id", "at", "Sum", "items"])
    for number, form in enumerate(formats):
        book.active.append(["", number, date(2026, 3, 1), 100.5 + number, 3])
        for place in (4, 5):
            book.active.cell(number + 2, place).number_format = form
    book.save(folder / "orders.xlsx")
    given = source(locations=("orders.xlsx",), fields={"amount": rule("Sum")}, **stated)
    return read(opened(given, folder=folder, currency=project))


@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize("currency", ["RUB", ""])
def test_amounts_with_the_sign_of_another_currency_are_refused(tmp_path, currency, decimal):
    """Where the project names none, of another one than most; other numbers may be shown as anybody likes."""
    table, count = count_of(tmp_path, [ROUBLE, EURO, ROUBLE, "General", DOLLAR], currency, decimal=decimal)
    assert table["amount"] == [100.5, 102.5, 103.5]
    assert table["items"] == [3, 3, 3]
    assert count.quarantined == {"other_currency": 2}
    (detail,) = count.details
    assert (detail.line, detail.value) == (3, f"101{decimal}5 EUR")


def test_another_currency_than_the_projects_alone_is_refused_too(tmp_path):
    assert count_of(tmp_path, [EURO] * 3)[1].quarantined == {"other_currency": 3}


@pytest.mark.parametrize(
    ("formats", "currency", "stated"),
    [
        ([EURO] * 3, "", {}),
        ([EURO, "0.00", '0" шт."'], "EUR", {}),
        (["#,##0.00_р_.", "0.00"], "EUR", {}),
        ([EURO] * 3, "RUB", {"currency": SourceCurrency(code="EUR", rates="rates.csv")}),
    ],
)
def test_one_currency_is_read_as_it_stands(tmp_path, formats, currency, stated):
    (tmp_path / "rates.csv").write_text("date,currency,rate\n2026-01-01,EUR,1\n", encoding="utf-8")
    table, count = count_of(tmp_path, formats, currency, **stated)
    assert (count.quarantined, table["amount"]) == ({}, [100.5 + row for row in range(len(formats))])
