"""Several exports dropped into one source: rows that stand twice, and older rows that would beat newer ones."""

from __future__ import annotations

import csv
import gzip
import json
import random
from datetime import date, timedelta

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from cli.rollouts import goalposts

AS_OF = "2026-03-05"
HEADER = ("at", "channel", "campaign", "amount", "clicks")
CAMPAIGNS = ("brand", "search", "social")
JANUARY, MIDDLE, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 16), date(2026, 2, 1), date(2026, 3, 1)
FIRST, SECOND = (JANUARY, MIDDLE), (FEBRUARY, MARCH)
"""The days of two exports, of which 15 are the same."""

PROJECT = """\
goalposts: 1
project: Costs
language: {language}
timezone: Europe/London
currency: GBP
go_live: 2026-02-10
baseline: {{from: 2026-01-01, to: 2026-02-10}}
evaluation: {{from: 2026-02-10, to: 2026-03-01}}
data:
  {data}
goals:
  - {{id: goal, role: shadow, kpi: {kpi}}}
"""


def project(folder, more="", language="en", source="costs*"):
    data = f'marketing.cost: {{source: "{source}", timezone: Europe/London{more}}}'
    file = folder / "goalposts.yaml"
    file.write_text(PROJECT.format(language=language, data=data, kpi="marketing.cpc"), encoding="utf-8")
    return file


def costs(first, end, cost=None, seed=""):
    """Rows of three campaigns a day; what a campaign costs on a day is the same in every export."""
    days = [first + timedelta(day) for day in range((end - first).days)]
    for day in days:
        for campaign in CAMPAIGNS:
            drawn = random.Random(f"{day}{campaign}{seed}")
            amount = drawn.randint(1_000, 99_999) / 100 if cost is None else cost
            yield str(day), "ads", campaign, amount, drawn.randint(5, 100) if cost is None else 10


def write(path, rows, header=HEADER):
    match path.suffix:
        case ".xlsx":
            book = openpyxl.Workbook()
            for row in (header, *rows):
                book.active.append(row)
            book.save(path)
        case ".json":
            path.write_text("".join(json.dumps(dict(zip(header, row, strict=True))) + "\n" for row in rows))
        case ".parquet":
            columns = zip(*rows, strict=True)
            pa.parquet.write_table(pa.table(dict(zip(header, map(list, columns), strict=True))), path)
        case ".gz":
            with gzip.open(path, "wt", newline="") as file:
                csv.writer(file).writerows((header, *rows))
        case _:
            with path.open("w", newline="") as file:
                csv.writer(file).writerows((header, *rows))


def run(*arguments):
    return goalposts(*arguments, "--as-of", AS_OF)


def spent(file):
    """What counts in the end: accepted rows, and cost per click."""
    card = json.loads(run("score", file, "--format", "json").stdout)
    (goal,) = card["goals"]
    return card["streams"][0]["accepted"], goal["evaluation"]["value"]


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".xlsx", ".json", ".parquet"])
@pytest.mark.parametrize("command", ["score", "check", "lock"])
def test_exports_that_overlap_are_refused_with_files_days_and_rows(tmp_path, command, suffix):
    write(tmp_path / f"costs-1{suffix}", costs(*FIRST))
    write(tmp_path / f"costs-2{suffix}", costs(*SECOND))
    found = run(command, project(tmp_path))
    assert found.exit_code == 2
    assert (
        f"marketing.cost: costs-1{suffix} and costs-2{suffix} hold the same rows (45 rows, from 1 February 2026 to "
        "15 February 2026), which would be counted twice; leave out one of the files" in found.stderr
    )
    assert "`same_rows: keep`" in found.stderr


def test_the_refusal_is_said_in_russian(tmp_path):
    for name, days in (("costs-1.csv", FIRST), ("costs-2.csv", SECOND)):
        write(tmp_path / name, costs(*days))
    found = run("score", project(tmp_path, language="ru"), "--language", "ru")
    assert "в costs-1.csv и в costs-2.csv есть одни и те же строки (45 строк, с 1 февраля 2026" in found.stderr
    assert "`same_rows: keep`" in found.stderr


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_file_that_was_saved_twice_is_refused(tmp_path, suffix):
    for name in ("costs", "costs of spring"):
        write(tmp_path / f"{name}{suffix}", costs(FEBRUARY, MARCH))
    found = run("score", project(tmp_path))
    assert (found.exit_code, "(84 rows, from 1 February 2026 to 28 February 2026)" in found.stderr) == (2, True)


def test_sheets_of_a_workbook_are_compared_too(tmp_path):
    book = openpyxl.Workbook()
    for title, days in (("One", FIRST), ("Two", SECOND)):
        page = book.create_sheet(title)
        for row in (HEADER, *costs(*days)):
            page.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "costs.xlsx")
    found = run("score", project(tmp_path, ', sheet: "*"'))
    assert found.exit_code == 2
    assert "hold the same rows (45 rows" in found.stderr


def test_a_column_that_numbers_the_rows_hides_nothing(tmp_path):
    for name, days in (("costs-1.csv", FIRST), ("costs-2.csv", SECOND)):
        rows = [(number, *row) for number, row in enumerate(costs(*days), 1)]
        write(tmp_path / name, rows, ("No.", *HEADER))
    assert "hold the same rows (45 rows" in run("score", project(tmp_path)).stderr


def test_every_cure_gives_the_numbers_of_a_single_export(tmp_path):
    (tmp_path / "once").mkdir()
    write(tmp_path / "once" / "costs.csv", costs(JANUARY, MARCH))
    once = spent(project(tmp_path / "once"))
    for name, days in (("costs-1.csv", FIRST), ("costs-2.csv", SECOND)):
        write(tmp_path / name, costs(*days))
    assert spent(project(tmp_path, ", dedupe: [at, channel, campaign]")) == once
    write(tmp_path / "costs-2.csv", costs(MIDDLE, MARCH))
    assert spent(project(tmp_path)) == once


def test_rows_are_kept_where_that_is_stated(tmp_path):
    for name, days in (("costs-1.csv", FIRST), ("costs-2.csv", SECOND)):
        write(tmp_path / name, costs(*days))
    assert spent(project(tmp_path, ", same_rows: keep"))[0] == (46 + 28) * len(CAMPAIGNS)


def test_it_is_refused_again_however_much_of_it_was_kept(tmp_path):
    """What was read is kept in parts; a second export that comes is compared with the first all the same."""
    write(tmp_path / "costs-1.csv", costs(*FIRST))
    file = project(tmp_path)
    assert run("score", file).exit_code in (0, 3)
    write(tmp_path / "costs-2.csv", costs(*SECOND))
    assert [run("score", file).exit_code for _ in range(3)] == [2, 2, 2]


def test_a_locked_source_may_state_that_its_rows_are_separate(tmp_path):
    """It moves no goalpost: nothing is counted otherwise than before."""
    write(tmp_path / "costs-1.csv", costs(*FIRST))
    file = project(tmp_path)
    assert goalposts("lock", file, "--as-of", "2026-02-10").exit_code == 0
    write(tmp_path / "costs-2.csv", costs(*SECOND))
    assert run("score", file).exit_code == 2
    card = json.loads(run("score", project(tmp_path, ", same_rows: keep"), "--format", "json").stdout)
    assert (card["lock"]["status"], card["lock"]["differences"]) == ("locked", [])


@pytest.mark.parametrize("names", [("north.csv", "south.csv"), ("north.xlsx", "south.xlsx")])
def test_branches_that_say_the_same_every_day_are_two_branches(tmp_path, names):
    """One row a day and 100 in each: nothing tells that they are one file, so both count, and it is said."""
    for name in names:
        write(tmp_path / name, [row for row in costs(FEBRUARY, MARCH, cost=100) if row[2] == "brand"])
    file = project(tmp_path, source="*th.*")
    found = run("score", file, "--format", "json")
    (stream,) = json.loads(found.stdout)["streams"]
    assert (stream["accepted"], found.exit_code != 2) == (56, True)
    said = {"kind": "files_alike", "files": list(names), "rows": 28, "copied": "", "column": ""}
    assert stream["doubts"] == [said]
    assert "the same rows (28 rows) stand in north" in run("check", file).stdout
    assert "в обоих" not in run("check", file, "--language", "ru").stdout
    assert "одни и те же строки (28 строк)" in run("check", file, "--language", "ru").stdout
    assert not json.loads(
        run("score", project(tmp_path, ", same_rows: keep", source="*th.*"), "--format", "json").stdout
    )["streams"][0]["doubts"]


def test_a_copy_by_name_is_one_even_if_it_says_the_same_every_day(tmp_path):
    for name in ("costs.csv", "costs (1).csv"):
        write(tmp_path / name, costs(FEBRUARY, MARCH, cost=100))
    found = run("score", project(tmp_path))
    assert found.exit_code == 2
    assert "by its name costs (1).csv is a second download, or a copy, of costs.csv" in found.stderr


def test_other_costs_of_the_same_days_are_added_up(tmp_path):
    """Two accounts: on Sundays neither spends anything, and else each its own."""
    for seed in ("one", "two"):
        rows = [
            (*row[:3], *((0, 0) if date.fromisoformat(row[0]).isoweekday() == 7 else row[3:]))
            for row in costs(JANUARY, MARCH, seed=seed)
        ]
        write(tmp_path / f"costs-{seed}.csv", rows)
    found = run("score", project(tmp_path), "--format", "json")
    (stream,) = json.loads(found.stdout)["streams"]
    assert (stream["accepted"], stream["doubts"]) == (2 * 59 * len(CAMPAIGNS), [])


def test_folders_that_name_a_column_tell_rows_apart(tmp_path):
    for branch in ("north", "south"):
        (tmp_path / "costs" / f"branch={branch}").mkdir(parents=True)
        write(tmp_path / "costs" / f"branch={branch}" / "costs.csv", costs(FEBRUARY, MARCH))
    file = project(tmp_path, ", dimensions: {branch: branch}", source="costs")
    assert spent(file)[0] == 2 * 28 * len(CAMPAIGNS)


def test_profile_says_it_before_there_is_a_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, days in (("costs-1.csv", FIRST), ("costs-2.csv", SECOND)):
        write(tmp_path / name, costs(*days))
    assert "costs-1.csv and costs-2.csv hold the same rows (45 rows" in goalposts("profile", "costs*.csv").stdout
    found = json.loads(goalposts("profile", "costs-1.csv", "costs-2.csv", "--format", "json").stdout)
    (between,) = found["between_files"]
    assert (between["kind"], between["files"], between["rows"]) == ("same_rows", ["costs-1.csv", "costs-2.csv"], 45)


DEALS = ("id", "created", "closed", "stage", "changed at")
OLD = [("1", "2026-01-05", "", "open", "2026-01-06"), ("2", "2026-02-11", "2026-02-15", "won", "2026-02-15")]
NEW = [("1", "2026-01-05", "2026-02-20", "lost", "2026-02-20"), OLD[1]]


def deals(folder, more="", names=("deals.csv", "deals (1).csv"), suffix=""):
    """An older export, and a newer one in which a deal was lost meanwhile."""
    for name, rows in zip(names, (OLD, NEW), strict=True):
        write(folder / f"{name}{suffix}", rows, DEALS)
    fields = "deal_id: id, created_at: created, closed_at: closed, status: stage"
    data = f'sales.deal: {{source: "deals*", timezone: Europe/London, fields: {{{fields}}}{more}}}'
    file = folder / "goalposts.yaml"
    file.write_text(PROJECT.format(language="en", data=data, kpi="sales.win_rate"), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("names", "kept", "dropped", "copied"),
    [
        (("deals.csv", "deals (1).csv"), "deals.csv", "deals (1).csv", "deals (1).csv"),
        (("deals.xlsx", "deals - Copy.xlsx"), "deals.xlsx", "deals - Copy.xlsx", "deals - Copy.xlsx"),
        (("deals-b.csv", "deals-a.csv"), "deals-b.csv", "deals-a.csv", ""),
    ],
)
def test_rows_that_contradict_each_other_are_told_with_the_cure(tmp_path, names, kept, dropped, copied):
    """The file that counts is the older one, since it comes last by name."""
    file = deals(tmp_path, ", dedupe: deal_id", names)
    (stream,) = json.loads(run("score", file, "--format", "json").stdout)["streams"]
    said = {"kind": "files_disagree", "files": [dropped, kept], "rows": 1, "copied": copied, "column": "changed at"}
    assert (stream["duplicates"], stream["doubts"]) == (2, [said])
    checked = run("check", file).stdout
    assert f"in 1 row of the same key {kept} says otherwise than {dropped}" in checked
    assert "GP219" in checked
    assert "`dedupe_by: changed at`" in checked
    assert ("named as a second download" in checked) == bool(copied)
    assert f"{kept} расходится с {dropped}" in run("check", file, "--language", "ru").stdout
    assert "files_disagree" in [
        reason["code"]
        for goal in json.loads(run("score", file, "--format", "json").stdout)["goals"]
        for reason in goal["reasons"]
    ]


def test_dedupe_by_takes_the_newer_row_whatever_the_names(tmp_path):
    def judged(file):
        card = json.loads(run("score", file, "--format", "json").stdout)
        return card["goals"][0]["evaluation"]["value"], card["streams"][0]["doubts"]

    assert judged(deals(tmp_path, ", dedupe: deal_id"))[0] == 1.0
    assert judged(deals(tmp_path, ", dedupe: deal_id, dedupe_by: changed at")) == (0.5, [])


def test_rows_that_repeat_what_others_say_are_no_contradiction(tmp_path):
    """They differ in a column that nobody asks for."""
    for name, seen in (("deals-1.csv", "1"), ("deals-2.csv", "2")):
        write(tmp_path / name, [(*row, seen) for row in NEW], (*DEALS, "exported"))
    file = deals(tmp_path, ", dedupe: deal_id")
    for name in ("deals.csv", "deals (1).csv"):
        (tmp_path / name).unlink()
    (stream,) = json.loads(run("score", file, "--format", "json").stdout)["streams"]
    assert (stream["duplicates"], stream["doubts"]) == (2, [])


def test_profile_tells_contradictions_of_ids_without_a_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    deals(tmp_path)
    arguments = ("profile", "deals*.csv", "--timezone", "Europe/London")
    found = json.loads(goalposts(*arguments, "--format", "json").stdout)["between_files"]
    assert ("files_disagree", ["deals (1).csv", "deals.csv"], 1) in [
        (between["kind"], between["files"], between["rows"]) for between in found
    ]
    assert "`dedupe_by: changed at`" in goalposts(*arguments).stdout
