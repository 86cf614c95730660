"""A project from spreadsheets is checked and locked while its CRM is still empty, in both languages."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import openpyxl
import pytest
from cli.rollouts import goalposts
from goalposts.simulating import simulate

EMPTY = {"en": '{"results": []}', "ru": '{"result": []}'}
HEADINGS = {
    "en": ["Deal no", "Date", "Closed", "Status", "Amount", "Manager"],
    "ru": ["№ сделки", "Дата", "Закрыта", "Статус", "Сумма", "Менеджер"],
}
DAYS = ("--go-live", "2027-03-01", "--baseline", "2026-02-01 .. 2027-02-01", "--evaluation", "2027-06-01 .. 2028-01-01")
FILLS = ("influence=x", "reasons-known.why=y", "more-won.why=z")


@pytest.mark.parametrize("language", EMPTY)
def test_a_crm_without_rows_yet_is_no_obstacle(tmp_path, monkeypatch, language):
    monkeypatch.chdir(tmp_path)
    plan = gp.SimulationPlan(start=date(2026, 2, 1), size=0.3)
    deals = simulate(gp.load_catalogue().stream_models["sales"], plan).tables["sales.deal"].to_pylist()
    for folder in ("sheets", "crm", "activities"):
        (tmp_path / folder).mkdir()
    book = openpyxl.Workbook()
    book.active.append(HEADINGS[language])
    for deal in deals:
        days = [deal["created_at"].date(), deal["closed_at"] and deal["closed_at"].date()]
        book.active.append([deal["deal_id"], *days, deal["status"], deal["amount"], deal["owner"]])
    book.save("sheets/2026.xlsx")
    for folder in ("crm", "activities"):
        (tmp_path / folder / "all.json").write_text(EMPTY[language], encoding="utf-8")
    said = ("--language", language, "--as-of", "2027-01-31", "--quiet")
    named = ("--name", "CRM", "--owner", "Ann", "--timezone", "Europe/London", *DAYS)
    fills = [part for text in FILLS for part in ("--fill", text)]
    made = goalposts("init", "--template", "from-excel", "--yes", *named, *fills, *said)
    assert made.exit_code == 0, made.output
    locked = goalposts("lock", *said)
    assert locked.exit_code == 0, locked.output
    assert "goalposts.lock" in locked.stdout
