"""Exports of amoCRM: every expected row is written out by hand after the sample beside it."""

import csv

from plugins.sales.exports import NO, SAMPLES, at, refused, rows_of
from streams.drawn import Drawn, write

LEAD = "deal_id created_at status closed_at amount customer owner pipeline source loss_reason"
FILE = "deal_id created_at status closed_at amount customer owner pipeline source"
EXPORTED = [
    ("601", at("2026-03-02T10:00"), "open", NO, 1000.0, "ООО «Ромашка»", "Пётр Лис", "Воронка", "Сайт"),
    (
        *("602", at("2026-03-02T11:00"), "won", at("2026-03-20T18:45:10"), 250000.0),
        *("Яна Цой", "Пётр Лис", "Воронка", "Звонок"),
    ),
    ("603", at("2026-03-02T12:00"), "lost", at("2026-03-03T12:00"), 0.0, NO, "Ида Вуд", "Тендеры", NO),
    ("604", at("2026-03-02T13:00"), "open", NO, NO, NO, "Ида Вуд", "Воронка", NO),
]


def test_answer_of_leads():
    """142 and 143 end every pipeline; 504 was reopened; 505 deleted; of 502 the later snapshot stays."""
    rows, count = rows_of("amocrm.leads", "amocrm_leads.json", LEAD)
    assert rows == [
        ("501", at("2026-03-02T10:00"), "open", NO, 1000.0, "companies/7", "31", "11", "900", NO),
        ("503", at("2026-03-02T12:00"), "lost", at("2026-03-03T12:00"), 0.0, NO, "32", "12", NO, "Too dear"),
        ("504", at("2026-03-02T13:00"), "open", NO, NO, NO, "32", "11", NO, NO),
        (
            *("502", at("2026-03-02T11:00"), "won", at("2026-03-20T18:45:10"), 240000.0),
            *("contacts/72", "31", "11", NO, NO),
        ),
    ]
    assert (count.rows, count.accepted, count.filtered, count.duplicates) == (6, 4, 1, 1)


def test_export_in_an_old_encoding():
    """A stage of one's own is open without a day of closing, refused with one; two columns of one name do not hurt."""
    rows, count = rows_of("amocrm.leads", "amocrm_leads.csv", FILE, encoding="cp1251")
    assert rows == EXPORTED
    assert refused(count) == [(6, "status", "Оплачено")]


def test_export_as_a_workbook(tmp_path):
    with (SAMPLES / "amocrm_leads.csv").open(encoding="cp1251", newline="") as file:
        drawn = [[cell or None for cell in row] for row in csv.reader(file, delimiter=";")]
    name = write(tmp_path / "amocrm_export.xlsx", Drawn("Сделки", drawn))
    rows, count = rows_of("amocrm.leads", name, FILE, tmp_path)
    assert (rows, count.rows) == (EXPORTED, 5)


def test_events():
    """Of two leads that were added one names its stage; a call is no change; one event came twice."""
    rows, count = rows_of("amocrm.events", "amocrm_events.json", "deal_id at stage from_stage pipeline semantic by")
    assert rows == [
        ("501", at("2026-03-02T10:00"), "70001", NO, "11", "open", "31"),
        ("502", at("2026-03-02T12:00"), "70002", "70001", "11", "open", "31"),
        ("502", at("2026-03-20T18:45:10"), "142", "70002", "11", "won", "0"),
        ("503", at("2026-03-03T12:00"), "143", "80001", "12", "lost", "32"),
    ]
    assert (count.rows, count.accepted, count.filtered, count.duplicates) == (7, 4, 2, 1)
