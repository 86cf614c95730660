"""The store: `goalposts score` of files that did not change, grew, or came, beside the same without a store."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import call_files
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pytest
import xlsxwriter

AFTERWARDS = ("--as-of", "2027-01-02")


def write_csv(file, rows):
    """The same calls as text."""
    with file.open("wb") as out:
        for number, table in enumerate(call_files.call_tables(rows)):
            times = pc.strftime(table["offered_at"].cast(pa.timestamp("s", "UTC")), "%Y-%m-%dT%H:%M:%SZ")
            plain = table.set_column(1, "offered_at", times)
            schema = pa.schema([(name, pa.string()) for name in ("offered_at", "outcome", "queue", "result")])
            kinds = [schema.field(f.name) if f.name in schema.names else f for f in plain.schema]
            options = pa.csv.WriteOptions(include_header=not number, quoting_style="needed")
            pa.csv.write_csv(plain.cast(pa.schema(kinds)), out, options)


def scored(project, *options):
    """The digest of the whole answer, and what the process took from its start to its end."""
    command = [sys.executable, "-m", "goalposts.cli.main", "score", str(project), "--format", "json", "--quiet"]
    start = time.perf_counter()
    done = subprocess.run([*command, *AFTERWARDS, *options], capture_output=True, check=True)
    return hashlib.sha256(done.stdout).hexdigest(), time.perf_counter() - start


@pytest.mark.parametrize(("name", "write"), [("calls.parquet", call_files.write_parquet), ("calls.csv", write_csv)])
@pytest.mark.usefixtures("threads")
def test_rescoring(folder, size, again, name, write):
    """Every answer is that without a store; rows that did not change are answered faster than by reading them."""
    file, project = Path(folder) / name, Path(folder) / "goalposts.yaml"
    write(file, size.rows)
    project.write_text(call_files.project_text(name), encoding="utf-8")
    times = {}

    def compare(step):
        answer, times[f"{step}, without"] = scored(project, "--no-cache")
        for turn in ("", ", again"):
            kept, times[step + turn] = scored(project)
            assert kept == answer, f"{step}{turn}: another answer than without a store"

    compare("first")
    if name.endswith(".csv"):
        with file.open("rb") as stream:
            stream.readline()
            row = stream.readline()
        with file.open("ab") as stream:
            stream.write(row * 1000)
        compare("grown")
    again |= {f"{size.rows:,} rows of {name}, {step}": seconds for step, seconds in times.items()}
    if size.rows >= 1_000_000:
        assert times["first, again"] < times["first, without"]


@pytest.mark.usefixtures("threads")
def test_a_workbook(folder, size, again):
    """A workbook gives what the same calls give as Parquet."""
    rows = max(size.rows // 100, 1_000)
    found = {}
    for name, write in (("calls.xlsx", write_workbook), ("calls.parquet", call_files.write_parquet)):
        place = Path(folder) / name.replace(".", "-")
        place.mkdir()
        write(place / name, rows)
        project = place / "goalposts.yaml"
        project.write_text(call_files.project_text(name), encoding="utf-8")
        command = [sys.executable, "-m", "goalposts.cli.main", "score", str(project), "--format", "json", "--no-cache"]
        start = time.perf_counter()
        done = subprocess.run([*command, "--quiet", *AFTERWARDS], capture_output=True, check=True)
        if name.endswith(".xlsx"):
            again[f"{rows:,} rows of {name}"] = time.perf_counter() - start
        goals = json.loads(done.stdout)["goals"]
        found[name] = [(goal["evaluation"]["n"], goal["evaluation"]["value"]) for goal in goals]
    for one, other in zip(*found.values(), strict=True):
        assert one == pytest.approx(other, rel=1e-9)


def write_workbook(file, rows):
    """The same calls as a sheet, with true times."""
    with xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        sheet, at = book.add_worksheet("calls"), 0
        for table in call_files.call_tables(rows):
            if not at:
                sheet.write_row(0, 0, table.column_names)
            for row in table.to_pylist():
                at += 1
                for place, value in enumerate(row.values()):
                    if isinstance(value, datetime):
                        sheet.write_datetime(at, place, value.replace(tzinfo=None))
                    else:
                        sheet.write(at, place, value)
