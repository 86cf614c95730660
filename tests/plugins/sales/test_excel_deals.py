"""A sheet of deals that a sales department keeps by hand, in every kind of file."""

from datetime import date

import pytest
from plugins.hand_kept import events_of
from streams.drawn import Drawn, write
from streams.orders import utc

NO = None
MARCH = Drawn(
    "Март",
    [
        [NO, NO, NO, NO, NO, NO, NO],
        [NO, "Сделки отдела, март 2026", NO, NO, NO, NO, NO],
        [NO, "Дата", "Контрагент", "Ответственный", "Сумма, руб.", "Статус", "Откуда узнали"],
        [NO, "12.03.26", "ООО «Ромашка»", "Петрова", "1\u00a0234,50", "Выиграна", "сайт"],
        [NO, date(2026, 3, 13), "Иванов ИП", "петрова ", 500, "в работе", "Выставка"],
        [NO, "Итого", NO, NO, "1 734,50", NO, NO],
        [NO, "14.03.2026", "Сидоров", "Козлов", "10 000", "ОТКАЗ", NO],
        [NO, "15.03.2026", "Ким", "Козлов", NO, "закрыто", "\u00a0"],
        [NO, "сегодня", "Ли", "Козлов", 1, "новая", "сайт"],
        [NO, "16.03.2026", "Пак", "Козлов", 1, "странно", "сайт"],
        [NO, "Всего за март:", NO, NO, 11736.5, NO, NO],
    ],
    ((2, 2, 2, 7),),
)
APRIL = Drawn(
    "Апрель", [["Этап", "Когда", "Клиент", "Чек", "Менеджер"], ["Успешно", "01.04.2026", "Ким", 7.25, "Козлов"]]
)
EXPECTED = {
    "created_at": [utc(f"2026-03-{day}T21:00") for day in (11, 12, 13, 14)],
    "status": ["won", "open", "lost", "won"],
    "amount": [1234.5, 500.0, 10000.0, None],
    "customer": ["ООО «Ромашка»", "Иванов ИП", "Сидоров", "Ким"],
    "owner": ["Петрова", "петрова", "Козлов", "Козлов"],
    "source": ["сайт", "Выставка", None, None],
}


@pytest.mark.parametrize("kind", [".xlsx", ".xls", ".ods", ".html"])
def test_sheet_of_a_month(tmp_path, kind):
    table, count = events_of("excel.deals", tmp_path, write(tmp_path / f"deals{kind}", MARCH))
    title = "" if kind == ".html" else " Март"
    assert table["deal_id"] == [f"deals{kind}{title} {row}" for row in (4, 5, 7, 8)]
    assert {field: table[field] for field in EXPECTED} == EXPECTED
    assert (count.rows, count.accepted, count.filtered) == (8, 4, 2)
    assert count.quarantined == {"bad_timestamp": 1, "unknown_value": 1}
    assert {(found.line, found.value) for found in count.details} == {(9, "сегодня"), (10, "странно")}


def test_months_with_other_names_for_the_same(tmp_path):
    """Each sheet by its own header; April has no source of deals, and so its deals have none."""
    table, count = events_of("excel.deals", tmp_path, write(tmp_path / "deals.xlsx", MARCH, APRIL), sheet="*")
    assert (table["deal_id"][-1], table["status"][-1], table["amount"][-1]) == ("deals.xlsx Апрель 2", "won", 7.25)
    assert (table["customer"][-1], table["owner"][-1]) == ("Ким", "Козлов")
    assert (count.rows, count.accepted) == (9, 5)


def test_english_sheet(tmp_path):
    rows = [
        ["Deal ID", "Date", "Customer", "Owner", "Amount", "Stage", "Close date"],
        [17, "2026-03-12", "Acme", "Ann", "1 234.50", "Closed won", date(2026, 4, 1)],
        ["D-18", date(2026, 3, 13), "Total Energy", "Bob", 2.5, "LOST", "13.04.2026"],
        ["Total", NO, NO, NO, 1237, NO, NO],
    ]
    table, count = events_of("excel.deals", tmp_path, write(tmp_path / "d.xlsx", Drawn("s", rows)), decimal=".")
    assert table["deal_id"] == ["17", "D-18"]
    assert table["amount"] == [1234.5, 2.5]
    assert table["status"] == ["won", "lost"]
    assert table["closed_at"] == [utc("2026-03-31T21:00"), utc("2026-04-12T21:00")]
    assert (count.rows, count.accepted, count.filtered) == (3, 2, 1)
