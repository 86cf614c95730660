"""Case (e): stage changes folded into deals; `folds.run` checks its answers and times all forms itself."""

from __future__ import annotations

import folds
from race import Entry, Result, Took


def test_fold(race, size, benchmark):
    """The name of a side begins with its engine; of the peers `run` times the best form."""
    keys = max(size.rows // 5, 1)
    (found,) = benchmark.pedantic(folds.run, args=(size.rows, keys), rounds=1)
    engines = {name.split(",")[0]: Took(name, tuple(sorted(took))) for name, took in found["seconds"].items()}
    race.keep(Result(Entry("e", f"a fold, {keys:,} keys", (), aim=6), size.rows, engines))
