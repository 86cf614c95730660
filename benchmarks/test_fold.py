"""Case (e): stage changes folded into deals; `folds.run` checks its answers and times all forms itself."""

from __future__ import annotations

import cold_folds
import folds
from parts import Part
from race import Entry, Result, Took


def test_fold(race, size, benchmark, folder):
    """The name of a side begins with its engine; of the peers `run` times the best form, warm, then cold."""
    keys = max(size.rows // 5, 1)
    (found,) = benchmark.pedantic(folds.run, args=(size.rows, keys), rounds=1)
    engines = {name.split(",")[0]: Took(name, tuple(sorted(took))) for name, took in found["seconds"].items()}
    parts = tuple(Part(what, min(took)) for what, took in found["parts"].items())
    race.keep(Result(Entry("e", f"a fold, {keys:,} keys", (), aim=6), size.rows, engines, parts=parts))
    cold(race, size.rows, keys, folder, {name: took.form for name, took in engines.items() if name != "goalposts"})


def cold(race, rows, keys, folder, peers):
    """The first fold of a process; it has no aim, but belongs beside the other."""
    took = cold_folds.run(folder, rows, keys, peers)
    seconds = {engine: tuple(sorted(found["seconds"][0] for found in rounds)) for engine, rounds in took.items()}
    del seconds[cold_folds.SMALL]
    engines = {engine: Took(peers.get(engine, engine), first) for engine, first in seconds.items()}
    entry = Entry("e, cold", f"the first fold of a process, {keys:,} keys", ())
    race.keep(Result(entry, rows, engines, parts=cold_folds.parts(took)))
