"""A project is checked and locked while its new CRM is still empty, in both languages."""

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


@pytest.mark.parametrize("template", ["replace-crm", "crm-not-satisfying"])
def test_a_field_of_ones_own_may_be_asked_of_an_answer_without_rows(tmp_path, monkeypatch, template):
    """Which fields a portal has is seen by the first row; until then none of them can be missing."""
    monkeypatch.chdir(tmp_path)
    for folder in ("old", "new", "deals", "activities"):
        (tmp_path / folder).mkdir()
    headings = "ID,Дата создания,Дата закрытия,Стадия,Сумма,Ответственный,Причина отказа"
    (tmp_path / "old" / "deals.csv").write_text(headings + "\n", encoding="utf-8")
    for place in ("new/deals.json", "deals/all.json", "activities/all.json"):
        (tmp_path / place).write_text(EMPTY["ru"], encoding="utf-8")
    made = goalposts("init", "--template", template, "--plain", "--language", "ru")
    assert made.exit_code == 0, made.output
    text = (tmp_path / "goalposts.yaml").read_text(encoding="utf-8")
    assert "fields: {loss_reason: Причина отказа}" in text
    checked = goalposts("check", "--as-of", "2027-01-31")
    assert "Причина отказа" not in checked.stderr
    assert checked.exit_code != 2, checked.output
