"""A file that its source does not fit: the refusal says what to do, and doing it helps."""

from __future__ import annotations

import json
from datetime import date, timedelta

import goalposts as gp
import openpyxl
import pytest
from goalposts.errors import SourceError

PROJECT = """\
goalposts: 1
project: CRM
timezone: Europe/London
currency: RUB
evaluation: {from: 2026-01-01, to: 2026-03-01}
data:
  sales.deal:
"""
GOALS = """
goals:
  - {id: won, role: shadow, kpi: sales.win_rate, variant: count}
"""
AS_OF = date(2026, 3, 1)
DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(40)]
HUBSPOT = "".join(
    json.dumps(
        {
            "id": str(number),
            "properties": {
                "hs_object_id": str(number),
                "createdate": f"{day}T09:00:00Z",
                "closedate": f"{day}T15:00:00Z",
                "amount": "10",
                "hs_is_closed": "true",
                "hs_is_closed_won": "true",
                "dealstage": "closedwon",
            },
        }
    )
    + "\n"
    for number, day in enumerate(DAYS)
)
SHEET = [["№ сделки", "Дата", "Закрыта", "Статус", "Сумма"]]
SHEET += [[f"C{number}", f"{day:%d.%m.%Y}", f"{day:%d.%m.%Y}", "Выиграна", 5] for number, day in enumerate(DAYS)]


@pytest.fixture(autouse=True)
def _in_the_folder_of_the_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def project(folder, source):
    lines = [f"    {line}" for line in source.strip().splitlines()]
    (folder / "goalposts.yaml").write_text(PROJECT + "\n".join(lines) + GOALS, encoding="utf-8")
    return gp.load_project("goalposts.yaml")


def refusal(folder, source, language="en"):
    with pytest.raises(SourceError) as refused:
        gp.tally(project(folder, source), as_of=AS_OF)
    return refused.value.sentence(language)


def rows(folder, source):
    return gp.tally(project(folder, source), as_of=AS_OF).streams[0].accepted


def workbook(folder, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.save(folder / "deals.xlsx")


def test_a_file_of_another_system_is_called_by_its_preset(tmp_path):
    (tmp_path / "deals.ndjson").write_text(HUBSPOT, encoding="utf-8")
    stated = "source: deals.ndjson\nformat: bitrix24.deals\nfields: {loss_reason: Причина отказа}"
    assert refusal(tmp_path, stated).endswith(
        "; the file looks like hubspot.deals, and the source says bitrix24.deals: write `format: hubspot.deals` "
        "(goalposts.yaml, line 9), and take `loss_reason` out of `fields:`, since the file has no such column."
    )
    assert refusal(tmp_path, stated, "ru").endswith(
        "; файл похож на hubspot.deals, а у источника указано bitrix24.deals: напишите `format: hubspot.deals` "
        "(goalposts.yaml, строка 9) и уберите `loss_reason` из `fields:`, такого столбца в файле нет."
    )
    assert "write `format: hubspot.deals`" in refusal(tmp_path, "source: deals.ndjson\nformat: bitrix24.deals")
    assert rows(tmp_path, "source: deals.ndjson\nformat: hubspot.deals") == len(DAYS)


def test_an_empty_answer_of_another_system_is_called_so(tmp_path):
    (tmp_path / "deals.json").write_text('{"results": []}', encoding="utf-8")
    said = refusal(tmp_path, "source: deals.json\nformat: bitrix24.deals")
    assert "an empty answer of hubspot.deals, and the source says bitrix24.deals (goalposts.yaml, line 9)" in said
    assert '`{"result": []}`' in said
    assert rows(tmp_path, "source: deals.json\nformat: hubspot.deals") == 0
    (tmp_path / "deals.json").write_text('{"result": []}', encoding="utf-8")
    assert rows(tmp_path, "source: deals.json\nformat: bitrix24.deals") == 0


def test_a_column_that_was_renamed_is_named_with_the_line_that_states_it(tmp_path):
    heading = "ID,Created,Closed,Stage,Note"
    lines = [heading, *(f"{number},{day},{day},won,x" for number, day in enumerate(DAYS))]
    (tmp_path / "deals.csv").write_text("\n".join(lines), encoding="utf-8")
    stated = """
source: deals.csv
timezone: Europe/London
fields:
  deal_id: ID
  created_at: Date created
  status: Stage
"""
    said = refusal(tmp_path, stated)
    assert said.endswith("; if the column is called 'Created' now, write that name (goalposts.yaml, line 12).")
    mended = stated.replace("Date created", "Created")
    assert rows(tmp_path, mended) == len(DAYS)
    lost = f"{mended}  loss_reason: Why lost\n"
    assert refusal(tmp_path, lost).endswith(
        "; write what the column is called in the file (goalposts.yaml, line 14), or take `loss_reason` out of "
        "`fields:` if there is no such column."
    )
    needed = mended.replace("Stage", "Outcome")  # which the event cannot do without
    assert refusal(tmp_path, needed).endswith(
        "; if the column is called 'Stage' now, write that name (goalposts.yaml, line 13)."
    )


def test_a_mapping_of_which_most_columns_are_missing_gives_way_to_a_preset(tmp_path):
    (tmp_path / "deals.ndjson").write_text(HUBSPOT, encoding="utf-8")
    said = refusal(tmp_path, "source: deals.ndjson\nfields: {deal_id: ID, created_at: Created, status: Stage}")
    assert said.endswith(
        "; the file looks like hubspot.deals: write `format: hubspot.deals` in place of `fields:` (goalposts.yaml, "
        "line 9)."
    )


def test_headings_that_are_misread_are_told_from_missing_ones(tmp_path):
    """Most letters of UTF-8 are letters of other encodings too, so that only the names of columns look strange."""
    lines = ["номер,дата,этап", *(f"{number},{day},won" for number, day in enumerate(DAYS))]
    (tmp_path / "deals.csv").write_text("\n".join(lines), encoding="utf-8")
    stated = "source: deals.csv\ntimezone: Europe/London\nfields: {deal_id: номер, created_at: дата, status: этап}"
    wrong = f"{stated}\nencoding: cp1251"
    assert refusal(tmp_path, wrong).endswith("; it is UTF-8: take `encoding:` out (goalposts.yaml, line 11).")
    assert refusal(tmp_path, wrong, "ru").endswith("; это UTF-8: уберите `encoding:` (goalposts.yaml, строка 11).")
    assert rows(tmp_path, stated) == len(DAYS)


def test_a_heading_that_no_preset_knows_is_given_to_the_field_that_lacks_one(tmp_path):
    workbook(tmp_path, Deals=[["№ сделки", "Когда пришёл", *SHEET[0][2:]], *SHEET[1:]])
    stated = "source: deals.xlsx\nformat: excel.deals\ntimezone: Europe/London"
    advised = 'fields: {created_at: {column: Когда пришёл, format: "%d.%m.%Y"}}'
    assert refusal(tmp_path, stated).endswith(f"; say which column it is: `{advised}` (goalposts.yaml, line 7).")
    assert rows(tmp_path, f"{stated}\n{advised}") == len(DAYS)


@pytest.mark.parametrize(
    ("good", "said", "written"),
    [
        (["Deals"], "the source fits 'Deals' only", 'sheet: "Deals"'),
        (["Deals 2025", "Deals 2026"], "the source fits 'Deals 2025', 'Deals 2026' only", 'sheet: "Deals 202*"'),
    ],
)
def test_sheets_that_fit_are_named_beside_one_that_does_not(tmp_path, good, said, written):
    sheets = {name: [SHEET[0], *([f"{name} {number}", *rest] for number, *rest in SHEET[1:])] for name in good}
    workbook(tmp_path, **sheets, Phones=[["Manager", "Phone"], ["Ann", "1"], ["Bob", "2"]])
    stated = 'source: deals.xlsx\nformat: excel.deals\nsheet: "*"\ntimezone: Europe/London'
    refused = refusal(tmp_path, stated)
    assert refused.startswith("deals.xlsx:Phones: no column")
    assert refused.endswith(f"; {said}: write `{written}` (goalposts.yaml, line 10).")
    assert rows(tmp_path, stated.replace('sheet: "*"', written)) == len(DAYS) * len(good)


def test_sheets_without_a_common_beginning_become_sources_of_their_own(tmp_path):
    workbook(tmp_path, North=SHEET, South=SHEET, Phones=[["Manager", "Phone"], ["Ann", "1"], ["Bob", "2"]])
    refused = refusal(tmp_path, 'source: deals.xlsx\nformat: excel.deals\nsheet: "*"\ntimezone: Europe/London')
    assert "the source fits 'North', 'South' only: state one source for each" in refused


def test_a_project_of_no_file_is_told_by_the_name_of_its_source(tmp_path):
    (tmp_path / "deals.ndjson").write_text(HUBSPOT, encoding="utf-8")
    document = {
        "goalposts": 1,
        "project": "CRM",
        "timezone": "Europe/London",
        "evaluation": {"from": "2026-01-01", "to": "2026-03-01"},
        "data": {"sales.deal": {"source": str(tmp_path / "deals.ndjson"), "format": "bitrix24.deals"}},
        "goals": [{"id": "won", "role": "shadow", "kpi": "sales.win_rate", "variant": "count"}],
    }
    with pytest.raises(SourceError, match=r"write `format: hubspot.deals` \(source sales.deal\)"):
        gp.tally(gp.project(document), as_of=AS_OF)
