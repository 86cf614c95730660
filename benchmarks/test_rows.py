"""Case (h): a twentieth, a half, and five times the ordinary rows: 1, 10 and 100 million; the most from Parquet."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ours
import pytest
from answers import Form
from attrs import evolve
from calls import QUEUES
from entries import in_memory, makers
from measures import NINE
from parquet_inputs import files, parquet_makers
from race import Entry

MOST_BYTES = 1_500_000_000


@pytest.mark.parametrize("part", [20, 2])
def test_rows_in_memory(race, size, threads, part):
    entry = Entry("h", "nine KPIs, 20 queues, ordered", NINE)
    race.run(entry, in_memory(NINE, size, threads, rows=size.rows // part), makers(NINE, threads))


class Tallying:
    """A Goalposts process that tallies one file when asked."""

    def __init__(self, process: subprocess.Popen[str], dump: Path):
        self.process, self.dump = process, dump

    def run(self, dump: str = "") -> str:
        """Tally once; write the cube where wanted."""
        self.process.stdin.write(f"{dump}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def read(self, _: str):
        """The answers, of a run more: cubes do not differ from run to run."""
        self.run(str(self.dump))
        return ours.dumped_answers(self.dump.read_bytes(), NINE, QUEUES)

    def form(self) -> Form:
        """The only way to ask it."""
        return Form(self.run, self.read)


@contextmanager
def tallying(path: Path, dump: Path) -> Iterator[Tallying]:
    """Start the process, end it."""
    program = Path(__file__).with_name("tally_process.py")
    command = [sys.executable, program, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Tallying(process, dump)


def test_rows_from_parquet(race, size, threads, folder):
    """The process that tallies must do with 1.5 GB, whatever the size of the file."""
    entry = Entry("h", "nine KPIs, 20 queues, from Parquet, a process of its own", NINE)
    inputs, peers = files(folder, size, 5 * size.rows, threads), parquet_makers(threads)
    with tallying(inputs.full, folder / "cube") as started:

        def by_goalposts(path: Path) -> dict[str, Form]:
            return {"tally": started.form()} if path == inputs.full else peers["goalposts"](path)

        fewer = evolve(race, rounds=min(race.rounds, 3))
        result = fewer.run(entry, inputs, {**peers, "goalposts": by_goalposts})
        peak = int(started.process.communicate()[0])
    race.results[race.results.index(result)] = evolve(result, peak_bytes=peak)
    assert peak < MOST_BYTES
