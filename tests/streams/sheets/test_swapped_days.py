"""Days of a workbook that a spreadsheet took for others are told, and never counted on a day that nobody meant."""

from datetime import date, datetime, timedelta

import openpyxl
import pytest
from streams.orders import opened, read, rule, source

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(120)]


def as_a_spreadsheet_leaves(day):
    """What becomes of 02/13/2026 where the day comes first: a text; of 02/03/2026 the 2nd of March."""
    return datetime(day.year, day.day, day.month) if day.day <= 12 else f"{day:%m/%d/%Y}"


def count_of(folder, cells, form="%m/%d/%Y"):
    book = openpyxl.Workbook()
    book.active.append(["order_id", "Day", "state"])
    for number, cell in enumerate(cells):
        book.active.append([number, cell, "done"])
    book.save(folder / "orders.xlsx")
    given = source(locations=("orders.xlsx",), fields={"at": rule("Day", format=form)})
    return read(opened(given, folder=folder))[1]


@pytest.mark.parametrize("form", ["%m/%d/%Y", "%d/%m/%Y"])
def test_days_that_may_be_others_are_refused(tmp_path, form):
    """Whatever the format of the texts; only where day and month are the same number nothing can be swapped."""
    count = count_of(tmp_path, map(as_a_spreadsheet_leaves, DAYS), form)
    sure = sum(day.day > 12 for day in DAYS)
    same = sum(day.day == day.month for day in DAYS)
    if form == "%m/%d/%Y":
        assert count.accepted == sure + same
    assert count.quarantined == {"other_order": count.rows - count.accepted}
    assert any(detail.value == "2026-02-01 / 2026-01-02" for detail in count.details)


@pytest.mark.parametrize(
    "cells",
    [
        [day if number % 3 else f"{day:%m/%d/%Y}" for number, day in enumerate(DAYS)],
        DAYS,
        [f"{day:%m/%d/%Y}" for day in DAYS],
        [day if day.day > 12 else f"{day:%m/%d/%Y}" for day in DAYS],
        [*DAYS, "02/13/2026", "02/14/2026"],
    ],
)
def test_days_beside_texts_of_any_day_are_what_they_are(tmp_path, cells):
    """A spreadsheet did not choose between them by what it could read."""
    assert count_of(tmp_path, cells).accepted == len(cells)
