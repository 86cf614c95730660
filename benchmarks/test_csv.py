"""Case (csv): a CSV file into typed columns, and nothing else."""

from __future__ import annotations

import gc

import pytest
from csv_files import readers, timed, write_calls
from race import Entry, Result, Took


def test_csv(race, size, threads, folder, benchmark):
    """Every engine gives what the writer knows; then they take turns."""
    rows = max(size.rows // 10, 1)
    path = folder / "calls.csv"
    truth = write_calls(path, rows)
    engines = readers(threads)
    for read, facts in engines.values():
        assert facts(read(path)) == pytest.approx(truth, rel=1e-9)
    took = {name: [] for name in engines}

    def turns():
        for _ in range(race.rounds):
            for name, (read, _) in engines.items():
                gc.collect()
                took[name].append(timed(read, path))

    benchmark.pedantic(turns, rounds=1)
    found = {name: Took("", tuple(sorted(seconds))) for name, seconds in took.items()}
    race.keep(Result(Entry("csv", "a CSV file of 8 columns into typed columns", (), aim=1), rows, found))
