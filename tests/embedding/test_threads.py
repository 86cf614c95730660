"""A service that judges many projects in threads gives each the answer that it would have alone."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import duckdb
import goalposts as gp
import pyarrow as pa
import pyarrow.csv
import pytest
from goalposts.model import Quarantine
from goalposts.testing import sample_catalogue
from visits_year import goal, project, visits

NAME = "sample.visit"
THREADS = 8
ZONES = ("Europe/Moscow", "America/New_York", "UTC", "Asia/Kathmandu")
KPIS = ({}, {"kpi": "sample.quick_share"}, {"kpi": "sample.mean_wait", "target": "<= 25 s"})


def case(number):
    """A project of many, and its table: another effect, zone, KPI and clock in each."""
    document = project(
        project=f"Branch {number}",
        timezone=ZONES[number % len(ZONES)],
        goals=[goal(**KPIS[number % len(KPIS)]), {"id": "sold", "role": "shadow", "kpi": "sample.total_paid"}],
        language=("en", "ru")[number % 2],
    )
    table = visits(effect=0.02 * (number % 10), per_day=22 + number % 5, seed=number)
    return document, pa.table(table), date(2026, 6, 2 + number % 20)


def judged(made, catalogue):
    """Everything that a service would show of one project, as one text."""
    document, table, as_of = made
    asked = gp.project(document, catalogue)
    cube = gp.tally(asked, {NAME: table}, as_of=as_of)
    card = gp.score(asked, cube, as_of=as_of)
    findings = [finding.line(card.language) for finding in gp.check(asked, cube, as_of=as_of)]
    return json.dumps([card.to_dict(), findings, card.to_markdown(), card._repr_html_()], ensure_ascii=False)


def same_as_alone(projects):
    cases, catalogue = [case(number) for number in range(projects)], sample_catalogue()
    alone = [judged(made, catalogue) for made in cases]
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(lambda made: judged(made, catalogue), cases))
    assert len(set(alone)) == projects
    assert together == alone


def test_projects_judged_side_by_side_come_out_as_one_by_one():
    same_as_alone(projects=8)


@pytest.mark.slow
def test_two_hundred_projects_judged_side_by_side_come_out_as_one_by_one():
    same_as_alone(projects=200)


def test_threads_that_share_a_store_and_a_quarantine_get_the_same(tmp_path):
    """Half of them share one store, half open the folder anew; all write the refused rows to one place."""
    table = visits(effect=0.15, per_day=30)
    table["at"][3] = "never"
    pyarrow.csv.write_csv(pa.table(table), tmp_path / "visits.csv")
    source = {"name": "book", "source": "visits.csv", "timezone": "Europe/Moscow"}
    asked = gp.project(project(data={NAME: source}), sample_catalogue(), folder=tmp_path)
    folder, rows = tmp_path / "kept", Quarantine(tmp_path / "refused")
    shared = gp.Store(folder)

    def judged_from_files(number):
        store = shared if number % 2 else gp.Store(folder)
        card = gp.score(asked, as_of=date(2026, 6, 2 + number % 3), store=store, quarantine=rows)
        return number % 3, json.dumps(card.to_dict())

    alone = {number: json.dumps(gp.score(asked, as_of=date(2026, 6, 2 + number)).to_dict()) for number in range(3)}
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(judged_from_files, range(16)))

    assert {answer for _, answer in found} == set(alone.values())
    assert [number for number, answer in found if answer != alone[number]] == []
    assert {path.suffix for path in (folder / "store").iterdir()} == {".kept"}
    assert [path.name for path in (tmp_path / "refused").iterdir() if path.suffix == ".part"] == []


AT_ONCE = """\
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import goalposts as gp

sys.setswitchinterval(1e-4)
barrier = Barrier({threads})

def work(number):
    barrier.wait()
    {work}

with ThreadPoolExecutor({threads}) as pool:
    print(len(set(pool.map(work, range({threads})))))
"""


def answers_at_once(work, *arguments, sent=""):
    """How many different answers threads get that all begin where nothing is loaded yet."""
    program = AT_ONCE.format(threads=THREADS // 2, work=work)
    command = [sys.executable, "-W", "error", "-c", program, *arguments]
    done = subprocess.run(command, input=sent, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_catalogues_are_loaded_at_once():
    """Plugins are watched while they load; what other threads load meanwhile is not held against them."""
    work = "catalogue = gp.load_catalogue(); return tuple(sorted(catalogue.kpis)), str(catalogue.versions)"
    assert answers_at_once(work) == 1


def test_the_first_scores_of_a_process_come_at_once(tmp_path):
    """Libraries, tables of time zones and formats of numbers are all met for the first time, by everybody."""
    document, table, _ = case(1)
    pyarrow.csv.write_csv(table, tmp_path / "visits.csv")
    document["data"] = {NAME: {"name": "book", "source": "visits.csv", "timezone": "UTC"}}
    (tmp_path / "goalposts.yaml").write_text(json.dumps(document), encoding="utf-8")
    work = (
        "from goalposts.testing import sample_catalogue; from datetime import date; import json; "
        "card = gp.score(gp.load_project(sys.argv[1], sample_catalogue()), as_of=date(2026, 6, 2)); "
        "return json.dumps(card.to_dict()) + card.to_html()"
    )
    assert answers_at_once(work, str(tmp_path / "goalposts.yaml")) == 1


def test_threads_open_one_database_at_once(tmp_path):
    """DuckDB wants the same settings of all connections to a file."""
    document, table, _ = case(2)
    with duckdb.connect(str(tmp_path / "visits.duckdb")) as connection:
        connection.register("seen", table)
        connection.execute("CREATE TABLE visits AS SELECT * FROM seen")
    document["data"] = {
        NAME: {"name": "book", "source": "visits.duckdb", "query": "SELECT * FROM visits", "timezone": "UTC"}
    }
    (tmp_path / "goalposts.yaml").write_text(json.dumps(document), encoding="utf-8")
    work = (
        "from goalposts.testing import sample_catalogue; from datetime import date; "
        "return gp.tally(gp.load_project(sys.argv[1], sample_catalogue()), as_of=date(2026, 6, 2)).dump()"
    )
    assert answers_at_once(work, str(tmp_path / "goalposts.yaml")) == 1


def test_standard_input_is_not_divided_among_threads():
    """All get the same file, with everything in it."""
    work = (
        "from goalposts.streams.files.standard_input import standard_input; "
        "path = standard_input(sys.stdin.buffer); assert path.read_bytes() == b'7' * 1_000_000; return path"
    )
    assert answers_at_once(work, sent="7" * 1_000_000) == 1
