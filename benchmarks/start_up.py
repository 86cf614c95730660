"""How long a fresh process takes until it has its answer: every case is a process of its own, from start to end.

Run as `python benchmarks/start_up.py [ROWS]`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import call_files
import pyarrow as pa
import pyarrow.csv

ROUNDS: Final = 7
_GOALPOSTS: Final = ("-m", "goalposts.cli.main")
_AS_OF: Final = ("--as-of", "2027-01-02")
_CHECK: Final = "goalposts check --no-data"
_SCORE: Final = "goalposts score"
_TALLY: Final = """
from datetime import date
import goalposts as gp
project = gp.load_project({project!r})
{table}
cube = gp.tally(project, {tables}, as_of=date(2027, 1, 2))
(count,) = cube.streams
assert count.accepted + count.outside == count.rows == {rows}, count
"""
_TABLE: Final = "import pyarrow as pa; table = pa.ipc.open_file(pa.memory_map({file!r})).read_all()"


def run(rows: int = 100_000, rounds: int = ROUNDS) -> dict[str, float]:
    """Time every case in turn, round by round.

    Returns:
        The median of the rounds in seconds, by the name of the case.
    """
    with tempfile.TemporaryDirectory() as folder:
        cases, here = _cases(Path(folder), rows), _environment(folder)
        took: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(rounds + 1):
            for name, arguments in cases.items():
                start = time.perf_counter()
                _done(name, arguments, folder, here)
                took[name].append(time.perf_counter() - start)
    # the first round writes byte code and warms the disk
    return {name: statistics.median(times[1:]) for name, times in took.items()}


def _cases(folder: Path, rows: int) -> Mapping[str, tuple[str, ...]]:
    table = pa.concat_tables(call_files.call_tables(rows))
    call_files.write_parquet(folder / "calls.parquet", rows)
    pa.csv.write_csv(table, folder / "calls.csv")
    with pa.ipc.new_file(folder / "calls.arrow", table.schema) as file:
        file.write_table(table)
    project = {}
    for form in ("csv", "parquet"):
        project[form] = str(folder / f"{form}.yaml")
        Path(project[form]).write_text(call_files.project_text(f"calls.{form}"), encoding="utf-8")
    read = _TABLE.format(file=str(folder / "calls.arrow"))
    in_memory = _TALLY.format(project=project["csv"], table=read, tables='{"contact_center.call": table}', rows=rows)
    from_file = {form: _TALLY.format(project=project[form], table="", tables="None", rows=rows) for form in project}
    return {
        "python": ("-c", "pass"),
        "python, import numpy and pyarrow.compute": ("-c", "import numpy, pyarrow.compute"),
        "import goalposts": ("-c", "import goalposts"),
        "goalposts --help": (*_GOALPOSTS, "--help"),
        _CHECK: (*_GOALPOSTS, *_AS_OF, "check", "--no-data", project["csv"]),
        "tally, Arrow table": ("-c", in_memory),
        "tally, Parquet": ("-c", from_file["parquet"]),
        "tally, CSV": ("-c", from_file["csv"]),
        f"{_SCORE}, Parquet": (*_GOALPOSTS, *_AS_OF, "score", project["parquet"]),
        f"{_SCORE}, CSV": (*_GOALPOSTS, *_AS_OF, "score", project["csv"]),
    }


def _environment(folder: str) -> dict[str, str]:
    """As installed: byte code is kept, here for the time of the run."""
    here = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(folder, "byte-code"))}
    here.pop("PYTHONDONTWRITEBYTECODE", None)
    return here


def _done(name: str, arguments: tuple[str, ...], folder: str, environment: Mapping[str, str]) -> str:
    """Run a case to its end; only a check has found something when it exits with 1, any other has failed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in ({0, 1} if name == _CHECK else {0}):
        raise SystemExit(f"{name}: {done.stdout}{done.stderr}")
    return done.stdout


def scored(rows: int) -> dict[str, list[dict[str, object]]]:
    """The goals of the scorecards that the last cases print, by the name of the case."""
    with tempfile.TemporaryDirectory() as folder:
        cases = {name: each for name, each in _cases(Path(folder), rows).items() if name.startswith(_SCORE)}
        printed = {
            name: _done(name, (*each, "--format", "json"), folder, _environment(folder)) for name, each in cases.items()
        }
    return {name: json.loads(text)["goals"] for name, text in printed.items()}


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"{count} rows, {len(call_files.GOALS)} KPIs; seconds from the start of a process to its end, the median")
    for case, seconds in run(count).items():
        print(f"{case:42}{seconds:7.2f}")
