"""Exports of Bitrix24: every expected row is written out by hand after the sample beside it."""

from datetime import date

import pytest
from goalposts import SourceError
from plugins.sales.exports import NO, SAMPLES, at, refused, rows_of
from streams.drawn import Drawn, write

DEAL = "deal_id created_at status closed_at amount customer owner pipeline source"


def test_answer_of_deals():
    """Newest of a repeated deal; a template out; a stage of one's own refused where closed, open where not.

    107 knows the day of closing only, which is that of its creation; 108 that of another day; 102 the time.
    """
    rows, count = rows_of("bitrix24.deals", "bitrix24_deals.json", DEAL)
    assert rows == [
        ("102", at("2026-03-02T11:30"), "won", at("2026-03-20T18:45:10"), 250000.0, "C_71", "3", "0", "CALL"),
        ("103", at("2026-03-03T09:00"), "lost", at("2026-03-04T09:00"), 0.0, NO, "4", "1", NO),
        ("106", at("2026-03-04T13:00"), "open", NO, NO, "CO_9", "5", "2", "WEB"),
        ("107", at("2026-03-05T16:20"), "won", at("2026-03-05T16:20"), 300.0, "C_72", "3", "0", "CALL"),
        ("108", at("2026-03-05T16:30"), "lost", at("2026-03-09T00:00"), 400.0, "C_72", "3", "0", "CALL"),
        ("101", at("2026-03-02T10:00"), "open", NO, 1200.0, "CO_7", "3", "0", "WEB"),
    ]
    assert (count.rows, count.accepted, count.filtered, count.duplicates) == (9, 6, 1, 1)
    assert refused(count) == [(5, "status", "C2:UC_PAID")]


def test_answer_of_items():
    rows, count = rows_of("bitrix24.deals", "bitrix24_items.json", DEAL)
    assert rows == [
        ("201", at("2026-03-02T10:00"), "open", NO, 10.5, "CO_7", "3", "3", "WEB"),
        ("202", at("2026-03-02T11:00"), "won", at("2026-03-02T17:00"), 20.0, "C_71", "3", "3", NO),
    ]
    assert (count.rows, count.filtered) == (3, 1)


@pytest.mark.parametrize("name", ["bitrix24_deals.csv", "bitrix24_deals.xls"])
def test_export_with_goods(name):
    """A deal of three goods is 36 000 + 15 999.96 + 36 000; the export has it three times, each with one of them."""
    rows, count = rows_of("bitrix24.deals", name, DEAL)
    assert rows == [
        (
            *("301", at("2026-03-02T10:00"), "open", NO, 1000.5),
            *('ООО "Ромашка"', "Пётр Лис", "Общая", "Веб-сайт"),
        ),
        (
            *("302", at("2026-03-02T23:30"), "won", at("2026-03-20T00:00"), 87999.96),
            *("Яна Цой", "Пётр Лис", "Общая", "Звонок"),
        ),
        ("303", at("2026-03-03T09:00"), "lost", at("2026-03-03T09:00"), 1000.0, NO, "Ида Вуд", "Тендеры", NO),
        ("305", at("2026-03-04T09:00"), "open", NO, NO, "ИП Бок", "Ида Вуд", "Общая", "Веб-сайт"),
    ]
    assert (count.rows, count.accepted, count.duplicates, count.quarantined) == (7, 4, 2, {"bad_timestamp": 1})
    assert refused(count) == [(7, "created_at", "31.02.2026 09:00:00")]


def test_workbook_of_the_same_export(tmp_path):
    """Typed cells: whole numbers as ids, true times."""
    drawn = [["ID", "Стадия сделки", "Группа стадий", "Сумма", "Дата создания"]]
    drawn += [[301.0, "Новая", "В работе", 1000.5, date(2026, 3, 2)], [302, "Сделка успешна", "Успех", 5, "03.03.2026"]]
    name = write(tmp_path / "deals.xlsx", Drawn("Сделки", drawn))
    rows, _ = rows_of("bitrix24.deals", name, "deal_id created_at status amount", tmp_path)
    assert rows == [
        ("301", at("2026-03-02T00:00"), "open", 1000.5),
        ("302", at("2026-03-03T00:00"), "won", 5.0),
    ]


def test_stages_without_their_group():
    """Stages of the box are known; another one is open unless it is closed, and then nobody knows how."""
    rows, count = rows_of("bitrix24.deals", "bitrix24_stages.csv", "deal_id status amount", encoding="cp1251")
    assert rows == [("401", "open", 100.5), ("403", "won", 1300.0), ("404", "lost", 400.0)]
    assert refused(count) == [(3, "status", "Оплачено")]
    stated = {"status": {"column": "Стадия сделки", "values": {"Оплачено": "won", "Думают": "open"}}}
    rows, count = rows_of("bitrix24.deals", "bitrix24_stages.csv", "deal_id status", encoding="cp1251", fields=stated)
    assert rows == [("401", "open"), ("402", "won")]


def test_own_columns_slice_and_filter():
    """A project may slice by, and filter on, any column of the file beside those of the preset."""
    stated = {"dimensions": {"branch": "Филиал"}, "where": "`Филиал` == 'Север'"}
    rows, count = rows_of("bitrix24.deals", "bitrix24_deals.csv", "deal_id branch", **stated)
    assert rows == [("301", "Север"), ("303", "Север")]
    assert (count.rows, count.filtered) == (7, 5)


def test_fields_without_a_column_are_absent():
    """What the file does not give is missing as a whole, and not a column of nothing."""
    rows, _ = rows_of("bitrix24.deals", "bitrix24_stages.csv", "deal_id", encoding="cp1251")
    assert len(rows) == 3
    with pytest.raises(KeyError):
        rows_of("bitrix24.deals", "bitrix24_stages.csv", "closed_at", encoding="cp1251")


def test_two_currencies_are_not_added_up(tmp_path):
    lines = "ID;STAGE_ID;OPPORTUNITY;CURRENCY_ID;DATE_CREATE", "1;NEW;5;RUB;2026-03-02", "2;WON;6;EUR;2026-03-03"
    (tmp_path / "d.csv").write_text("\n".join((*lines, "3;NEW;0;USD;2026-03-04")))
    with pytest.raises(SourceError, match=r'd\.csv:3: amounts are in RUB and in EUR.*`where: currency == "RUB"`'):
        rows_of("bitrix24.deals", "d.csv", "deal_id", tmp_path)
    for where in ("CURRENCY_ID != ''", "CURRENCY_ID == 'EUR' or CURRENCY_ID == 'RUB'"):
        with pytest.raises(SourceError, match="cannot be added up"):
            rows_of("bitrix24.deals", "d.csv", "deal_id", tmp_path, where=where)
    (tmp_path / "labelled.csv").write_text("\n".join((*lines, "")).replace("CURRENCY_ID", "Currency"))
    rows, _ = rows_of("bitrix24.deals", "labelled.csv", "deal_id", tmp_path, where="Currency == 'EUR'")
    assert rows == [("2",)]
    rows, count = rows_of("bitrix24.deals", "d.csv", "deal_id amount", tmp_path, where="CURRENCY_ID == 'EUR'")
    assert (rows, count.filtered) == ([("2", 6.0)], 2)
    rows, _ = rows_of("bitrix24.deals", "d.csv", "amount", tmp_path, fields={"amount": "OPPORTUNITY"})
    assert rows == [(5.0,), (6.0,), (0.0,)]


def test_a_condition_that_only_mentions_the_currency_keeps_none(tmp_path):
    lines = "ID;TITLE;STAGE_ID;OPPORTUNITY;CURRENCY_ID;DATE_CREATE", "1;a;NEW;5;RUB;2026-03-02"
    (tmp_path / "d.csv").write_text("\n".join((*lines, "2;b;WON;6;EUR;2026-03-03")))
    loose = "TITLE != 'x and CURRENCY_ID == '", "not (CURRENCY_ID == 'USD')", "CURRENCY_ID == TITLE or ID != ''"
    for where in loose:
        with pytest.raises(SourceError, match="cannot be added up"):
            rows_of("bitrix24.deals", "d.csv", "deal_id", tmp_path, where=where)
    for where in ("ID != '' and currency == 'EUR'", "'EUR' == CURRENCY_ID", "TITLE != ' or ' and CURRENCY_ID == 'EUR'"):
        rows, count = rows_of("bitrix24.deals", "d.csv", "deal_id amount", tmp_path, where=where)
        assert (rows, count.filtered) == ([("2", 6.0)], 1)


def test_amounts_are_read_by_the_signs_of_the_source(tmp_path):
    (tmp_path / "d.csv").write_text(
        "ID;STAGE_ID;OPPORTUNITY;DATE_CREATE\n1;NEW;1,234;2026-03-02\n2;NEW;1.234;2026-03-02\n"
    )
    whole, _ = rows_of("bitrix24.deals", "d.csv", "deal_id amount", tmp_path)
    assert whole == [("1", 1234.0), ("2", 1.234)]
    rows, count = rows_of("bitrix24.deals", "d.csv", "deal_id amount", tmp_path, decimal=",")
    assert (rows, dict(count.quarantined)) == ([("1", 1.234)], {"bad_number": 1})
    rows, _ = rows_of("bitrix24.deals", "d.csv", "deal_id amount", tmp_path, decimal=",", thousands=".")
    assert rows == [("1", 1.234), ("2", 1234.0)]


def test_currencies_that_the_project_converts_may_be_mixed(tmp_path):
    lines = "ID;STAGE_ID;OPPORTUNITY;CURRENCY_ID;DATE_CREATE", "1;NEW;5;RUB;2026-03-02", "2;WON;6;EUR;2026-03-03"
    (tmp_path / "d.csv").write_text("\n".join((*lines, "3;NEW;7;USD;2026-03-04")))
    (tmp_path / "rates.csv").write_text("date,currency,rate\n2026-03-01,EUR,90\n")
    stated = {"column": "currency", "rates": "rates.csv"}
    rows, count = rows_of("bitrix24.deals", "d.csv", "deal_id amount", tmp_path, currency=stated)
    assert (rows, dict(count.quarantined)) == ([("1", 5.0), ("2", 540.0)], {"no_rate": 1})


def test_templates_and_empty_amounts_mix_no_currencies(tmp_path):
    lines = "ID;STAGE_ID;OPPORTUNITY;CURRENCY_ID;DATE_CREATE;IS_RECURRING", "1;NEW;5;RUB;2026-03-02;N"
    (tmp_path / "d.csv").write_text("\n".join((*lines, "2;WON;6;EUR;2026-03-03;Y", "3;NEW;;USD;2026-03-04;N")))
    rows, count = rows_of("bitrix24.deals", "d.csv", "deal_id amount", tmp_path)
    assert (rows, count.filtered) == ([("1", 5.0), ("3", NO)], 1)


def test_rows_without_a_number_are_refused_one_by_one(tmp_path):
    (tmp_path / "d.csv").write_text("ID;STAGE_ID;OPPORTUNITY;DATE_CREATE\n;NEW;5;2026-03-02\n;WON;6;2026-03-03\n")
    rows, count = rows_of("bitrix24.deals", "d.csv", "", tmp_path)
    assert (rows, count.quarantined) == ([], {"missing_value": 2})


def test_another_file_is_told_by_its_columns(tmp_path):
    (tmp_path / "d.csv").write_text("id,name\n1,x\n")
    with pytest.raises(SourceError, match=r"d\.csv: none of the columns DATE_CREATE, .*; found: id"):
        rows_of("bitrix24.deals", "d.csv", "deal_id", tmp_path)


def test_stage_history():
    """Rows stand in any order; a repeated row and one that changes no stage are left out."""
    rows, count = rows_of(
        "bitrix24.stage_history", "bitrix24_stage_history.json", "deal_id at stage from_stage pipeline semantic"
    )
    assert rows == [
        ("102", at("2026-03-20T18:45:10"), "WON", "UC_TALK", "0", "won"),
        ("101", at("2026-03-02T10:00"), "NEW", NO, "0", "open"),
        ("102", at("2026-03-02T11:30"), "NEW", NO, "0", "open"),
        ("102", at("2026-03-05T11:30"), "UC_TALK", "NEW", "0", "open"),
        ("101", at("2026-03-06T10:00"), "C1:NEW", "NEW", "1", "open"),
        ("101", at("2026-03-08T10:00"), "C1:LOSE", "C1:NEW", "1", "lost"),
    ]
    assert (count.rows, count.accepted, count.filtered) == (8, 6, 2)


def test_activities():
    columns = "activity_id at kind completed customer deal_id owner duration logged_at direction"
    rows, count = rows_of("bitrix24.activities", "bitrix24_activities.ndjson", columns)
    assert rows == [
        (
            *("1", at("2026-03-02T10:00"), "call", True, "C_70", "101", "3", 200.0),
            *(at("2026-03-02T10:03:25"), "out"),
        ),
        ("2", at("2026-03-03T15:00"), "meeting", False, "C_70", "101", "3", 3600.0, at("2026-03-01T09:00"), NO),
        ("3", at("2026-03-03T08:00"), "email", True, "CO_7", NO, "4", NO, at("2026-03-03T08:00:02"), "in"),
        ("4", at("2026-03-09T18:00"), "task", False, NO, "102", "3", NO, at("2026-03-04T12:00"), NO),
        ("5", at("2026-03-04T12:00"), "message", True, NO, "102", "5", NO, at("2026-03-04T12:00"), "in"),
    ]
    assert (count.rows, count.accepted, count.filtered) == (8, 5, 2)
    assert refused(count) == [(8, "kind", "REST_APP_X")]


def test_calls():
    """One with a customer, one missed of a lead, one cancelled, one redirected to a deal, one failed; a robot's out."""
    columns = "interaction_id at recorded_at customer deal_id kind owner outcome direction"
    rows, count = rows_of("bitrix24.calls", "bitrix24_calls.json", columns)
    assert rows == [
        (
            *("externalCall.a1", at("2026-03-02T10:00"), at("2026-03-02T10:03:20"), "C_70", NO),
            *("call", "3", "answered", "in"),
        ),
        (
            *("externalCall.a2", at("2026-03-02T11:00"), at("2026-03-02T11:00"), NO, NO),
            *("call", "3", "missed", "in"),
        ),
        ("externalCall.a3", at("2026-03-02T12:00"), NO, "CO_7", NO, "call", "4", "cancelled", "out"),
        ("externalCall.a4", at("2026-03-02T13:00"), NO, NO, "101", "call", NO, "answered", "in"),
        ("externalCall.a5", at("2026-03-02T14:00"), NO, NO, NO, "call", "4", "failed", "out"),
    ]
    assert (count.rows, count.filtered) == (6, 1)


@pytest.mark.parametrize("kind", ["lines", "list", "pages"])
def test_deals_in_every_shape_of_json(tmp_path, kind):
    """The same answer as one deal a line, as a plain list, and as one answer a line."""
    import json

    answer = json.loads((SAMPLES / "bitrix24_deals.json").read_text(encoding="utf-8"))
    deals = answer["result"]
    shapes = {
        "lines": "\n".join(map(json.dumps, deals)),
        "list": json.dumps(deals, indent=1),
        "pages": "\n".join(json.dumps({"result": part, "total": 9}) for part in (deals[:4], deals[4:])),
    }
    (tmp_path / "deals.json").write_text(shapes[kind], encoding="utf-8")
    found, count = rows_of("bitrix24.deals", "deals.json", DEAL, tmp_path)
    assert (found, count.rows) == (rows_of("bitrix24.deals", "bitrix24_deals.json", DEAL)[0], 9)
