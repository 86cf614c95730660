"""A project on a database scores as one on a file of the same rows, and no secret is ever seen."""

import csv
import json
import signal
import sqlite3
from urllib.parse import quote

import pytest
from cli.rollouts import END, START, goalposts, process, write_calls, write_project
from streams.postgres_server import PASSWORD

LOCATION = "  contact_center.call: {source: calls.csv"
HIDDEN = (PASSWORD, quote(PASSWORD, safe=""), "s3cret", "wörd")


def rows_of_calls(folder):
    with write_calls(folder).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def on(folder, source):
    """The project with another source of its calls."""
    line = f"  contact_center.call: {{source: {json.dumps(source)}, query: calls, timezone: Europe/London}}"
    return write_project(folder, **{"contact_center.call": line})


@pytest.fixture
def calls(tmp_path, server, password):
    """The calls in a CSV file, in SQLite and in PostgreSQL."""
    rows = rows_of_calls(tmp_path)
    with sqlite3.connect(tmp_path / "calls.db") as connection:
        connection.execute("create table calls (call_id text, offered_at text, outcome text, wait integer)")
        connection.executemany("insert into calls values (?, ?, ?, ?)", rows)
    connection.close()
    values = ",".join("('{}', '{}', '{}', {})".format(*row) for row in rows)
    server.run(
        "drop table if exists calls;"
        "create table calls (call_id text, offered_at timestamp, outcome text, wait numeric(9, 3), recording bytea);"
        f"insert into calls values {values}"
    )
    return tmp_path


def goals_of(file, **environment):
    """The scored goals but their recipes, which know how the data were asked for."""
    done = process("score", file, "--format", "json", "--as-of", END, folder=file.parent, **environment)
    assert done.returncode == 0, done.stderr
    return [{**goal, "recipe": ""} for goal in json.loads(done.stdout)["goals"]]


def test_databases_score_as_the_file_does(calls, server):
    expected = goals_of(write_project(calls))
    for source in ("calls.db", "sqlite:///calls.db", server.address(), f"sqlite+pysqlite:///{calls}/calls.db"):
        assert goals_of(on(calls, source)) == expected
    address = server.address(password=quote(PASSWORD, safe=""))
    assert goals_of(on(calls, "${CALLS}"), CALLS=address) == expected
    assert {goal["state"] for goal in expected} == {"achieved", "safe"}


def test_no_secret_is_written_or_printed(calls, server):
    file = on(calls, server.address())
    before = {path: path.read_bytes() for path in calls.rglob("*") if path.is_file()}
    printed = []
    for command in (["check"], ["lock"], ["score"], ["score", "--format", "json"], ["report"], ["status"]):
        done = process(*command[:1], file, *command[1:], "--as-of", START if command == ["lock"] else END, folder=calls)
        printed += [done.stdout, done.stderr]
    written = [path for path in calls.rglob("*") if path.is_file() and path.read_bytes() != before.get(path)]
    assert {"goalposts.lock", "goalposts.verdict.json"} <= {path.name for path in written}
    assert any(".goalposts" in path.parts for path in written)
    for text in (*printed, *(path.read_text(encoding="utf-8", errors="replace") for path in written)):
        assert not any(secret in text for secret in HIDDEN)
        assert f"127.0.0.1:{server.port}" not in text


def test_password_in_the_file_is_refused_and_not_repeated(tmp_path):
    file = on(tmp_path, "postgresql://ann:hunter2@host/db")
    for command in ("check", "score", "lock"):
        result = goalposts(command, file)
        assert result.exit_code == 2
        said = result.stdout + result.stderr
        assert "GP013" in said
        assert "the address holds a password that everybody can read; write ${NAME} in its place" in said
        assert "hunter2" not in said


@pytest.mark.parametrize("language", ["en", "ru"])
def test_database_that_is_not_there(tmp_path, server, monkeypatch, language):
    monkeypatch.setenv("WRONG", "wr0ng-one")
    cases = {
        "postgresql://boss:${UNSET}@127.0.0.1/db": ("UNSET is not set", "не задана переменная окружения UNSET"),
        server.address(password="${WRONG}"): ("password authentication failed", "нет связи с базой данных"),
        "calls.db": ("no file matches", "нет такого файла"),
        "duckdb:///calls.duckdb": ("there is no file", "нет файла"),
    }
    for source, said in cases.items():
        result = goalposts("--language", language, "score", on(tmp_path, source), "--as-of", END)
        assert result.exit_code == 2
        assert said[language == "ru"] in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1
        assert "wr0ng" not in result.stderr
        assert not (tmp_path / "goalposts.verdict.json").exists()


def test_server_that_goes_away_leaves_the_verdict_that_was(tmp_path, own_server, password):
    """The rows never end: the server is stopped while they come."""
    own_server.run("create table calls (call_id text, offered_at timestamptz, outcome text, wait int)")
    file = on(tmp_path, own_server.address())
    assert process("score", file, "--as-of", END, folder=tmp_path).returncode == 0
    verdict = (tmp_path / "goalposts.verdict.json").read_bytes()
    endless = (
        "select n::text as call_id, timestamptz '2026-03-01' as offered_at, 'answered' as outcome, 5 as wait"
        " from generate_series(1, 100000000000) n"
    )
    text = file.read_text(encoding="utf-8").replace("query: calls", f'query: "{endless}"')
    file.write_text(text, encoding="utf-8")
    stopping = own_server.stop_when_asked("generate_series", signal.SIGQUIT)
    done = process("score", file, "--as-of", END, folder=tmp_path)
    stopping.join()
    assert done.returncode == 2
    assert "contact_center.call: the database went away while it was read" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "goalposts.verdict.json").read_bytes() == verdict
