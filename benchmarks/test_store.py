"""The store: `goalposts score` of files that did not change, grew, or came, beside the same without a store."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import call_files
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pytest

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
def test_rescoring(folder, size, capsys, name, write):
    """Every answer is that without a store; rows that did not change are answered faster than by reading them."""
    file, project = Path(folder) / name, Path(folder) / "goalposts.yaml"
    write(file, size.rows)
    project.write_text(call_files.project_text(name), encoding="utf-8")
    times = {}

    def compare(step):
        answer, times[f"{step}, without"] = scored(project, "--no-cache")
        for again in ("", ", again"):
            kept, times[step + again] = scored(project)
            assert kept == answer, f"{step}{again}: another answer than without a store"

    compare("first")
    if name.endswith(".csv"):
        with file.open("rb") as stream:
            stream.readline()
            row = stream.readline()
        with file.open("ab") as stream:
            stream.write(row * 1000)
        compare("grown")
    with capsys.disabled():
        sys.stdout.write(f"\n{name}, {size.rows:,} rows\n")
        sys.stdout.writelines(f"  {step:18} {seconds:6.2f} s\n" for step, seconds in times.items())
    if size.rows >= 1_000_000:
        assert times["first, again"] < times["first, without"]
