"""`goalposts init` at a real terminal of 80 columns, in both languages."""

from __future__ import annotations

import re
import signal
from datetime import datetime
from pathlib import Path

import pytest
from cli.wizard.terminal import COLUMNS, Terminal
from goalposts.formats.value_edits import values
from templates import as_exported as exported
from templates import two_years

GUIDE = Path(__file__).parents[3] / "docs" / "goals.md"
TODAY = ("--as-of", "2026-11-26")
ENTER = ""
CLEAR = "\x15"
"""What an editor of lines takes away all that stands on it with."""


def written(folder):
    return values((folder / "goalposts.yaml").read_text(encoding="utf-8"))


def too_wide(shown):
    """Lines that the terminal would break, but those that are typed; a bar of progress replaces itself."""
    own = (line for line in shown.split("\n") if not line.startswith("> ") and "━" not in line)
    return [line for line in own if len(line) > COLUMNS]


def test_a_manager_with_a_workbook_gets_to_a_file_that_passes_check(tmp_path):
    kept = [deal for deal in two_years.deals() if deal.closed < datetime(2026, 11, 25)]
    exported.excel_deals(tmp_path / "продажи.xlsx", kept, "Europe/Moscow")
    with Terminal("init", *TODAY, folder=tmp_path, language="ru") as person:
        assert "Enter — Русский" in person.answer(ENTER).replace("Enter: Русский", "Enter — Русский")
        assert "5. from-excel" in person.answer("from-excel")
        person.answer("CRM филиала в Туле")
        assert "Enter — 1 марта 2027" in person.answer("завтра")
        assert "в «завтра» нет дня" in person.answer("1 апреля 2027")
        person.answer("Екатеринбург", ENTER)
        assert "источник spreadsheet" in person.answer("нет-такого.xlsx")
        person.answer("продажи.xlsx")
        assert "по пресету excel.deals" in person.answer(ENTER)
        assert "с 1 марта 2026 по 1 марта 2027" in person.answer(ENTER)
        person.answer(ENTER)
        assert "80 % звонков и встреч" in person.answer("убрать")
        person.answer(ENTER, "2")
        said = person.answer(f"{CLEAR}Доля выигранных сделок выросла на 4 п.п. к 1 февраля 2028 года")
        assert "Скажите эту цель одним предложением" in said
        assert "+4 pp" in person.answer("взять")
        person.answer("Сократить штат на 10 человек")
        assert "headcount" in person.answer("не брать")
        person.answer(ENTER)
        person.answer("новый прайс", "1 сентября 2027 — 1 октября 2027")
        person.answer("Пётр Лис", "какой товар убрать", ENTER, "пункт — это сорок сделок в год")
        assert "Записать goalposts.yaml?" in person.answer("д")
        code, said = person.ended()
        assert code == 0, person.shown
        assert too_wide(person.shown) == []
    file = written(tmp_path)
    goals = {words: path.removesuffix(".id") for path, words in file.items() if path.endswith(".id")}
    assert "logged-in-time" not in goals
    won = goals["more-won"]
    assert file[f"{won}.statement"] == "Доля выигранных сделок выросла на 4 п.п. к 1 февраля 2028 года"
    assert (file[f"{won}.target"], file[f"{won}.owner"]) == ("+4 pp", "Пётр Лис")
    assert (file["timezone"], file["go_live"]) == ("Asia/Yekaterinburg", "2027-04-01")
    assert (file["influences[0].name"], file["influences[0].from"]) == ("новый прайс", "2027-09-01")
    assert "Дальше:" in said


def test_a_person_who_goes_back_answers_again(tmp_path):
    with Terminal("init", "--language", "en", "--template", "contact_center", *TODAY, folder=tmp_path) as person:
        person.answer("First name", "<")
        assert "What is the rollout called?" in person.answer("<")
        assert "This is the first question." in person.answer("Second name")
        person.answer("2027-04-01", "London", ENTER, ENTER, ENTER, ENTER, ENTER, ENTER, "Ann Lee", "Bo Li", "y")
        assert person.ended()[0] == 0, person.shown
    assert (written(tmp_path)["project"], written(tmp_path)["go_live"]) == ("Second name", "2027-04-01")


def test_a_goal_in_words_gets_what_it_lacks(tmp_path):
    options = ("--language", "en", "--template", "contact_center", "--name", "Calls", "--go-live", "2027-03-01")
    windows = ("--baseline", "2026-03-01 .. 2027-03-01", "--evaluation", "2027-04-01 .. 2027-10-01")
    with Terminal("init", *options, *windows, "--timezone", "London", *TODAY, folder=tmp_path) as person:
        person.answer(ENTER, "drop", "drop", "Answer calls quickly", "take", "many", "10 %", ENTER, "20%", ENTER)
        person.answer("Ann Lee", "a new rota", "y")
        assert person.ended()[0] == 0, person.shown
        assert "'many' is no promise" in person.shown
        assert too_wide(person.shown) == []
    file = written(tmp_path)
    goals = {words: path.removesuffix(".id") for path, words in file.items() if path.endswith(".id")}
    own = {key.rpartition(".")[2]: words for key, words in file.items() if key.startswith(goals["lost-rate"])}
    assert own["statement"] == "Answer calls quickly: ≤ 10 % by 1 October 2027"
    assert (own["target"], own["deadline"], own["lever"]) == ("<= 10 %", "2027-10-01", "a new rota")
    assert file[f"{goals['wait-p95-intact']}.margin"] == "20%"


def test_an_option_without_a_place_is_told_before_the_first_question(tmp_path):
    given = ("--language", "en", "--template", "crm", "--fill", "influence=none")
    with Terminal("init", *given, *TODAY, folder=tmp_path) as person:
        code, said = person.ended()
    assert code == 2
    assert "nothing to fill in for 'influence'" in said.replace("\r\n", " ").replace("\n", " ")
    assert "What is the rollout called?" not in person.shown


@pytest.mark.parametrize("how", ["interrupt", "end of input"])
def test_who_stops_leaves_nothing_behind(tmp_path, how):
    with Terminal("init", "new", "--language", "ru", "--template", "crm", *TODAY, folder=tmp_path) as person:
        person.answer("Имя")
        person.question()
        if how == "interrupt":
            person.process.send_signal(signal.SIGINT)
        else:
            person.type("", end="\x04")
        code, said = person.ended()
    assert code == 130
    assert "Ничего не записано." in said
    assert list(tmp_path.iterdir()) == []


def test_who_does_not_want_it_written_keeps_nothing(tmp_path):
    given = ("--language", "en", "--template", "crm-not-satisfying", "--name", "x", "--timezone", "London")
    with Terminal("init", *given, "--currency", "EUR", *TODAY, folder=tmp_path) as person:
        person.answer(ENTER, ENTER, ENTER, ENTER, ENTER, "n")
        code, said = person.ended()
    assert (code, list(tmp_path.iterdir())) == (130, []), said


def test_a_file_that_is_there_stays_unless_its_loss_is_agreed(tmp_path):
    (tmp_path / "goalposts.yaml").write_text("mine", encoding="utf-8")
    with Terminal("init", "--language", "en", *TODAY, folder=tmp_path) as person:
        assert "goalposts.yaml is here already" in person.answer(ENTER)
        code, said = person.ended()
    assert (code, (tmp_path / "goalposts.yaml").read_text(encoding="utf-8")) == (2, "mine")
    assert "not overwritten" in said


def test_tab_completes_the_path_of_a_file(tmp_path):
    (tmp_path / "exports").mkdir()
    exported.deals_in_english(tmp_path / "exports" / "deals.csv", two_years.deals()[:200], "Europe/London")
    given = ("--language", "en", "--template", "crm", "--name", "x", "--go-live", "2027-03-01", "--timezone", "London")
    with Terminal("init", *given, "--currency", "GBP", *TODAY, folder=tmp_path) as person:
        person.question()
        person.type("exp", end="\t")
        person.type("de", end="\t")
        person.type("")
        said = person.question()
    assert "exports/deals.csv" in said
    assert "What does 'Lost' in column 'Stage' mean?" in said


def dialogue():
    """The conversation of the guide: how it begins, and what is typed behind its prompts."""
    page = GUIDE.read_text(encoding="utf-8")
    shown = re.search(r"^```text\n\$ goalposts (init.*?)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return shown[1].split(), shown[2], re.findall(r"^> ?(.*)$", shown[2], re.MULTILINE)


def test_the_conversation_of_the_guide_goes_as_it_is_shown(tmp_path):
    arguments, shown, typed = dialogue()
    with Terminal(*arguments, folder=tmp_path) as person:
        person.answer(*typed)
        assert person.ended()[0] == 0, person.shown
        said = [line.rstrip() for line in person.shown.strip().splitlines()]
    assert said == [line.rstrip() for line in shown.strip().splitlines()]
