"""`goalposts init` by options: every template, every language, without anybody to ask."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

import openpyxl
import pytest
from cli.rollouts import goalposts
from goalposts import load_catalogue
from goalposts.cli.session import Session
from goalposts.cli.wizard.dialogue import Dialogue
from goalposts.cli.wizard.places import currency
from goalposts.cli.wizard.unfilled import blanks
from goalposts.cli.wizard.work import Given, Work
from goalposts.formats.value_edits import values
from templates import as_exported as exported
from templates import two_years
from templates.blanks import BLANKS

CATALOGUE = load_catalogue()
TODAY = ("--as-of", "2026-11-26")
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])
BLANK = re.compile(r"<[^<>=.]+>")
OF_GOAL = re.compile(r"(goals\[\d+\])\.(\w+)")


def answers(text):
    """What a user of options says to the blanks of a template."""
    known = values(text)
    for path, words in known.items():
        blank = BLANK.search(words)
        if blank is None:
            continue
        goal = OF_GOAL.fullmatch(path)
        key = f"{known[goal[1] + '.id']}.{goal[2]}" if goal else "influence" if path.startswith("influ") else path
        yield from ("--fill", f"{key}={BLANKS[blank[0]]}")


def written(folder):
    return values((folder / "goalposts.yaml").read_text(encoding="utf-8"))


def refused(folder, *arguments):
    done = goalposts("init", folder, *TODAY, *arguments)
    assert done.exit_code == 2, done.output
    assert not (folder / "goalposts.yaml").exists()
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


@LANGUAGES
@pytest.mark.parametrize("name", sorted(CATALOGUE.templates))
def test_every_template_leads_to_a_file_without_a_finding(tmp_path, name, language):
    text = CATALOGUE.templates[name].text.get(language)
    start = () if "go_live" not in values(text) else ("--go-live", "2027-05-01")
    done = goalposts("init", tmp_path, "--template", name, "--language", language, *start, *answers(text), *TODAY)
    assert done.exit_code == 0, done.output
    none = {"en": "No findings in the file itself; the data", "ru": "В самом файле замечаний нет; данных нет"}
    assert none[language] in done.stdout
    again = goalposts("check", tmp_path, "--format", "json", *TODAY)
    assert json.loads(again.stdout) == []
    file = written(tmp_path)
    if start:
        assert file["go_live"] == "2027-05-01"
    comments = [line for line in text.splitlines() if line.startswith("#")]
    kept = (tmp_path / "goalposts.yaml").read_text(encoding="utf-8").splitlines()
    assert set(comments) <= set(kept)


def test_blanks_that_stay_are_told_and_the_file_does_not_pass(tmp_path):
    done = goalposts("init", tmp_path, "--template", "from-excel", "--owner", "Ann Lee", *TODAY)
    assert done.exit_code == 1
    assert "Ann Lee" in (tmp_path / "goalposts.yaml").read_text(encoding="utf-8")
    assert "goal more-won, why: the blank" in " ".join(done.stdout.split())


def test_nothing_else_will_happen(tmp_path):
    goalposts("init", tmp_path, "--template", "from-excel", "--fill", "influence=none", *TODAY)
    assert not [path for path in written(tmp_path) if path.startswith("influences")]


@pytest.fixture
def deals(tmp_path):
    """A workbook of deals as a Russian sales department keeps it, up to the day before yesterday."""
    file = tmp_path / "продажи.xlsx"
    kept = [deal for deal in two_years.deals() if deal.closed < datetime(2026, 11, 25)]
    exported.excel_deals(file, kept, "Europe/Moscow")
    return file, kept


def test_a_workbook_is_understood_and_read(tmp_path, deals):
    file, kept = deals
    folder = tmp_path / "project"
    done = goalposts(
        "init", folder, "--template", "from-excel", "--language", "ru", "--data", f"spreadsheet={file}",
        *answers(CATALOGUE.templates["from-excel"].text.ru), *TODAY,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    said = " ".join(done.stderr.replace("\N{NO-BREAK SPACE}", " ").split())
    assert "sales.deal по пресету excel.deals" in said
    assert f"{len(kept) // 1000} {len(kept) % 1000:03} событ" in said
    file_says = written(folder)
    assert file_says["data.sales.deal[0].name"] == "spreadsheet"
    assert file_says["data.sales.deal[0].source"] == str(file)
    assert file_says["data.sales.deal[1].format"] == "bitrix24.deals"
    assert file_says["data.sales.deal[0].until"] == file_says["go_live"]


def test_a_path_is_relative_to_the_project(tmp_path, deals, monkeypatch):
    monkeypatch.chdir(tmp_path)
    goalposts("init", "project", "--template", "from-excel", "--data", "продажи.xlsx", "--yes", *TODAY)
    assert written(tmp_path / "project")["data.sales.deal[0].source"] == "../продажи.xlsx"


def test_a_copied_path_may_stand_in_quotes(tmp_path, deals, monkeypatch):
    monkeypatch.chdir(tmp_path)
    goalposts("init", ".", "--template", "from-excel", "--data", 'spreadsheet="продажи.xlsx"', "--yes", *TODAY)
    assert written(tmp_path)["data.sales.deal[0].source"] == "продажи.xlsx"


def odd_sheet(folder):
    """Deals under headings that nobody knows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Key", "Begun", "Over", "State", "Worth"])
    for number in range(60):
        state = ("yes", "no", "maybe")[number % 3]
        sheet.append([number, datetime(2026, 3, 1 + number % 28, 10), datetime(2026, 4, 1, 10), state, 100 + number])
    book.save(folder / "odd.xlsx")
    return folder / "odd.xlsx"


COLUMNS = ("deal_id=Key", "created_at=Begun", "closed_at=Over", "status=State", "amount=Worth")


def columns(*left_out):
    return [word for pair in COLUMNS if pair not in left_out for word in ("--column", pair)]


def test_strange_headings_and_words_are_told_and_then_read(tmp_path):
    """The sentence names what only people can tell, and how to say it; said so, every row is an event."""
    data = ("--template", "crm", "--data", f"sales.deal={odd_sheet(tmp_path)}")
    project = tmp_path / "project"
    assert "--column" in refused(project, *data)
    assert '--fill "status.yes=..."' in refused(project, *data, *columns())
    assert "none of: open, won, lost" in refused(project, *data, *columns(), "--fill", "status.yes=great")
    meanings = [w for pair in ("yes=won", "no=lost", "maybe=open") for w in ("--fill", f"status.{pair}")]
    done = goalposts("init", project, *TODAY, *data, *columns(), *meanings)
    assert "60 events" in done.stderr
    assert "rows that cannot be read: 0" in " ".join(done.stderr.split())
    assert written(project)["data.sales.deal.fields.status.values.maybe"] == "open"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (("--fill", "influence=none"), "nothing to fill in for 'influence'"),
        (("--fill", "larger-deal.why=x"), "nothing to fill in for 'larger-deal.why'"),
        (("--fill", "larger-deals.target=nice"), "GP006"),
        (("--drop", "more"), "has no goal 'more'"),
        (("--goal", "Make it nice"), "no KPI can be told"),
        (("--evaluation", "2027-09-01 .. 2027-06-01"), "not after it starts"),
    ],
)
def test_options_are_judged_before_any_file_is_read(tmp_path, wrong, sentence):
    """They were after it, minutes later; the sheet, whose headings nobody knows, would be refused when it is read."""
    data = ("--template", "crm", "--data", f"sales.deal={odd_sheet(tmp_path)}")
    assert sentence in refused(tmp_path / "project", *data, *wrong)


def test_a_sign_within_numbers_is_one_of_two_things(tmp_path):
    """Any other word than `whole` stood for a fraction, so that 1,234 was read as 1.234."""
    lines = [
        f'{number},2026-03-{1 + number % 28:02},2026-04-01,won,"{1 + number % 9},{234 + number}"'
        for number in range(60)
    ]
    file = tmp_path / "deals.csv"
    file.write_text("\n".join(("Key,Begun,Over,State,Worth", *lines)), encoding="utf-8")
    data = ("--template", "crm", "--data", f"sales.deal={file}", *columns())
    assert "'hole' is none of: whole, fraction" in refused(tmp_path / "project", *data, "--fill", "amount.number=hole")
    done = goalposts("init", tmp_path / "project", *TODAY, *data, "--fill", "amount.number=whole", "--owner", "Ann")
    assert done.exit_code == 0, done.output
    assert written(tmp_path / "project")["data.sales.deal.thousands"] == ","


def test_data_that_cannot_be_read_are_not_called_without_findings(tmp_path):
    """The rules that look at data did not run."""
    lines = [f"{n},2026-03-{1 + n % 28:02},2026-04-01,won,{100 + n},{'USD' if n % 9 else 'GBP'}" for n in range(60)]
    file = tmp_path / "deals.csv"
    file.write_text("\n".join(("Key,Begun,Over,State,Worth,Currency", *lines)), encoding="utf-8")
    text = CATALOGUE.templates["crm"].text.en
    said = ("--template", "crm", "--data", f"sales.deal={file}", *columns(), *answers(text))
    done = goalposts("init", tmp_path / "project", *TODAY, *said)
    assert done.exit_code == 2, done.output
    assert "amounts are in several currencies" in " ".join(done.stderr.split())
    assert "No findings" not in done.output


def test_words_that_mean_nothing_are_set_aside_by_an_option_too(tmp_path):
    """`-` was taken at the terminal only; the sheet says "maybe" in every third row."""
    data = ("--template", "crm", "--data", f"sales.deal={odd_sheet(tmp_path)}", *columns())
    meanings = [w for pair in ("yes=won", "no=lost", "maybe=-") for w in ("--fill", f"status.{pair}")]
    done = goalposts("init", tmp_path / "project", *TODAY, *data, *meanings)
    assert done.exit_code == 1, done.output  # `check` says that a third of the rows cannot be read
    said = {path: words for path, words in written(tmp_path / "project").items() if ".status.values." in path}
    assert said == {
        "data.sales.deal.fields.status.values.yes": "won",
        "data.sales.deal.fields.status.values.no": "lost",
    }
    assert "status is 'maybe' (unknown_value)" in " ".join(done.output.split())


def test_a_way_to_write_times_is_one_of_those_that_fit(tmp_path):
    """Every other text was written down as the format, and no row could be read."""
    lines = [f"{number},0{1 + number % 9}/0{1 + number % 8}/2026,,open,5" for number in range(60)]
    file = tmp_path / "deals.csv"
    file.write_text("\n".join(("Key,Begun,Over,State,Worth", *lines)), encoding="utf-8")
    data = ("--template", "crm", "--data", f"sales.deal={file}", *columns())
    said = refused(tmp_path / "project", *data, "--fill", "created_at.format=%Y")
    assert "'%Y' is none of: %d/%m/%Y, %m/%d/%Y" in said
    goalposts("init", tmp_path / "project", *TODAY, *data, "--fill", "created_at.format=%m/%d/%Y")
    assert written(tmp_path / "project")["data.sales.deal.fields.created_at.format"] == "%m/%d/%Y"


def test_a_goal_is_added_with_what_guards_it(tmp_path):
    goal = "80 % of calls are answered within 30 s by 1 November 2027"
    done = goalposts(
        "init", tmp_path, "--template", "contact_center", "--drop", "faster-answers", "--drop", "nobody-lost",
        "--goal", goal, "--owner", "Ann Lee", "--guardrail", "contact_center.lost_rate=1pp", *TODAY,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    file = written(tmp_path)
    ids = {words: path.removesuffix(".id") for path, words in file.items() if path.endswith(".id")}
    added = {key.rpartition(".")[2]: words for key, words in file.items() if key.startswith(ids["service-level"])}
    assert added["statement"] == goal
    assert (added["target"], added["deadline"], added["owner"]) == (">= 80 %", "2027-11-01", "Ann Lee")
    assert added["within"] == "30 s"
    assert file[f"{ids['lost-rate-intact']}.margin"] == "1pp"
    assert "faster-answers" not in ids
    assert "nobody-lost" not in ids


def test_an_option_sets_any_value_of_a_goal(tmp_path):
    fills = ("faster-answers.target=>= 70%", "faster-answers.statement=70 % of calls within 20 s by 1 October 2027")
    given = [word for fill in fills for word in ("--fill", fill)]
    done = goalposts("init", tmp_path, "--template", "contact_center", *given, "--owner", "Ann", *TODAY)
    assert done.exit_code == 0, done.output
    assert ">= 70%" in written(tmp_path).values()


def test_windows_move_the_deadlines_and_the_words(tmp_path):
    window = ("--evaluation", "1 April 2027 to 1 December 2027", "--baseline", "2026-01-01 .. 2027-01-01")
    goalposts("init", tmp_path, "--template", "contact_center", *window, *TODAY)
    file = written(tmp_path)
    assert file["goals[0].deadline"] == "2027-12-01"
    assert file["goals[0].statement"].endswith("by 1 December 2027")
    assert (file["baseline.from"], file["baseline.to"]) == ("2026-01-01", "2027-01-01")


def test_zone_and_currency_are_those_of_all_sources_and_amounts(tmp_path):
    goalposts("init", tmp_path, "--template", "crm", "--timezone", "Омск", "--currency", "kzt", *TODAY)
    file = written(tmp_path)
    zones = {words for path, words in file.items() if path.endswith("timezone")}
    assert zones == {"Asia/Omsk"}
    assert file["currency"] == "KZT"
    text = "currency: GBP\ntimezone: Europe/London\ngoals:\n- {id: larger, margin: 4_000 GBP}\n"
    work = Work(tmp_path, CATALOGUE, date(2026, 11, 26), Given(currency="kzt"), text=text)
    assert currency(work, Dialogue(Session(), asking=False)).values()["goals[0].margin"] == "4_000 KZT"


def test_who_answers_is_said_by_an_option_and_not_by_the_template(tmp_path):
    """A template of somebody else may name people; an option for one goal beats the one for all."""
    text = CATALOGUE.templates["crm"].text.en.replace("<head of sales, one name or one post>", "Invented Person")
    given = Given(owner="Ann Lee", fills={"amounts-entered.owner": "Bo Li"})
    done = blanks(Work(tmp_path, CATALOGUE, date(2026, 11, 26), given, text=text), Dialogue(Session(), asking=False))
    assert [words for path, words in done.values().items() if path.endswith("].owner")] == ["Ann Lee", "Bo Li"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--name", "x"), "no template is named"),
        (("--template", "crmm", "--yes"), "crm, crm-not-satisfying"),
        (("--template", "crm", "--go-live", "soon"), "--go-live: 'soon' names no day"),
        (("--template", "crm", "--go-live", "2027-02-30"), "'2027-02-30' names no day"),
        (("--template", "crm", "--go-live", "9999-12-01"), "--go-live: with 1 December 9999 other days"),
        (("--template", "crm-not-satisfying", "--go-live", "2027-03-01"), "has no go-live"),
        (("--template", "crm", "--baseline", "2026"), "--baseline: '2026' does not name two days"),
        (("--template", "crm", "--evaluation", "2027-09-01 .. 2027-06-01"), "not after it starts"),
        (("--template", "crm", "--timezone", "Mosow"), "did you mean 'Europe/Moscow'?"),
        (
            ("--template", "crm", "--timezone", "Istanbul"),
            "'Istanbul' names several time zones; write one of them: Asia",
        ),
        (("--template", "crm", "--currency", "rubel"), "--currency: 'rubel' is no code"),
        (("--template", "crm", "--data", "no-such.csv"), "no-such.csv"),
        (("--template", "crm", "--data", "sales.deals=x.csv"), "called 'sales.deals'; there are: sales.deal"),
        (("--template", "crm", "--column", "amount"), "--column: 'amount' has no '='"),
        (("--template", "crm", "--drop", "more"), "has no goal 'more'; it has: larger-deals"),
        (("--template", "crm", "--goal", "Managers must work in the CRM"), "no number is promised"),
        (("--template", "crm", "--goal", "Make it nice"), "no KPI can be told"),
        (("--template", "crm", "--goal", "Raise conversion by 5 % by 1 June 2028"), "may mean"),
        (("--template", "crm", "--goal", " "), "no words in this goal"),
        (("--template", "crm", "--guardrail", "sales.win_rate=1pp"), "guards no goal"),
        (("--template", "crm", "--fill", "nonsense=1"), "nothing to fill in for 'nonsense'"),
        (("--template", "crm", "--fill", "larger-deals.target=nice"), "GP006"),
        (("--template", "crm", "--plain", "--yes"), "--plain: what it writes is fixed"),
        (("--template", "crm", "--demo-data", "--name", "x"), "--demo-data: what it writes is fixed"),
    ],
)
def test_a_wrong_answer_is_one_sentence_and_nothing_is_written(tmp_path, arguments, sentence):
    assert sentence in refused(tmp_path / "new", *arguments)
    assert not (tmp_path / "new").exists()


def test_a_file_is_only_overwritten_when_somebody_says_so(tmp_path):
    goalposts("init", tmp_path, "--template", "crm")
    before = (tmp_path / "goalposts.yaml").read_bytes()
    again = ("init", tmp_path, "--template", "contact_center", "--owner", "Ann", "--yes", *TODAY)
    done = goalposts(*again)
    assert (done.exit_code, (tmp_path / "goalposts.yaml").read_bytes()) == (2, before)
    assert "--overwrite" in done.stderr
    assert goalposts(*again, "--overwrite").exit_code == 0
    assert written(tmp_path)["system"] == "contact_center"


def test_locked_goals_are_never_overwritten(tmp_path):
    goalposts("init", tmp_path, "--template", "crm", "--yes", *TODAY)
    (tmp_path / "goalposts.lock").write_text("{}", encoding="utf-8")
    done = goalposts("init", tmp_path, "--template", "crm", "--yes", "--overwrite", *TODAY)
    assert done.exit_code == 2
    assert "locked" in done.stderr


def test_without_answers_the_template_is_copied_and_has_no_today(tmp_path):
    assert goalposts("init", tmp_path, "--template", "crm").exit_code == 0
    assert (tmp_path / "goalposts.yaml").read_text(encoding="utf-8") == CATALOGUE.templates["crm"].text.en
    assert "judges nothing by a day" in refused(tmp_path / "new", "--template", "crm")
