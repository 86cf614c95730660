"""The log of queues in a table gives the calls that the same log gives as a file."""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from goalposts.errors import SourceError
from plugins.contact_center.exports import SAMPLES, by_start, calls_of

PRESET = "asterisk.queue_log_table"
HEADER = ("time", "callid", "queuename", "agent", "event", "data1", "data2", "data3", "data4", "data5")
MOSCOW = ZoneInfo("Europe/Moscow")


def rows_of_the_sample(time):
    """The lines of the sample that a table can hold, with the time written another way.

    Left out are the line that is none, and those with more than five fields of data.
    """
    lines = (SAMPLES / "queue_log").read_text(encoding="utf-8").splitlines()
    for at, *rest in (line.split("|") for line in lines if line.count("|") > 3):
        while len(rest) > 9 and not rest[-1]:
            rest.pop()
        if len(rest) <= 9:
            yield (time(int(at)), *rest, *[""] * (9 - len(rest)))


def seconds(at):
    return str(at)


def in_moscow(at):
    return datetime.fromtimestamp(at, MOSCOW).strftime("%Y-%m-%d %H:%M:%S.123456")


def with_offset(at):
    return datetime.fromtimestamp(at, UTC).isoformat()


@pytest.fixture
def expected(tmp_path):
    """The calls of the same lines as a file."""
    text = "".join("|".join(row) + "\n" for row in rows_of_the_sample(seconds))
    (tmp_path / "log").write_text(text, encoding="utf-8")
    calls, count = calls_of("asterisk.queue_log", tmp_path, "log")
    assert count.accepted == 19  # of the transfer that needs six fields there is the CONNECT
    return by_start(calls)


def table(path, time, kind):
    rows = list(rows_of_the_sample(time))
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[name.upper() for name in HEADER], *rows])
    elif kind == "json":
        path.write_text("".join(json.dumps(dict(zip(HEADER, row, strict=True))) + "\n" for row in rows))
    else:
        with sqlite3.connect(path) as database:
            database.execute(f"create table queue_log ({', '.join(f'{name} text' for name in HEADER)})")
            database.executemany(f"insert into queue_log values ({', '.join('?' * len(HEADER))})", rows)
        database.close()


@pytest.mark.parametrize(
    ("time", "stated"),
    [(seconds, {}), (in_moscow, {"timezone": "Europe/Moscow"}), (with_offset, {})],
    ids=["seconds", "local", "offset"],
)
@pytest.mark.parametrize("kind", ["csv", "json", "sqlite"])
def test_the_same_calls_from_any_table(tmp_path, expected, kind, time, stated):
    path = tmp_path / f"export.{kind}"
    table(path, time, kind)
    query = {"query": "select * from queue_log"} if kind == "sqlite" else {}
    location = f"sqlite:///{path}" if kind == "sqlite" else path.name
    calls, _ = calls_of(PRESET, tmp_path, location, **stated, **query)
    assert by_start(calls) == expected


def test_local_times_without_a_zone_are_refused(tmp_path):
    table(tmp_path / "export.csv", in_moscow, "csv")
    with pytest.raises(SourceError, match="has no time zone, and the source names none"):
        calls_of(PRESET, tmp_path, "export.csv")
