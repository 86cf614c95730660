"""Case (e): stage changes folded into deals; `folds.run` checks its answers and times all forms itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from race import Entry, Result, Took

HAS_RUN = "def run(" in Path(__file__).with_name("folds.py").read_text(encoding="utf-8")


@pytest.mark.skipif(not HAS_RUN, reason="folds.py has no `run(rows, keys, rounds)` yet")
def test_fold(race, size, benchmark):
    """`run` gives the seconds of every round by form; the name of a form begins with its engine."""
    import folds

    keys = max(size.rows // 5, 1)
    took = benchmark.pedantic(folds.run, args=(size.rows, keys, size.rounds), rounds=1)
    forms = [Took(name, tuple(sorted(seconds))) for name, seconds in took.items()]
    engines = {
        engine: min((form for form in forms if form.form.startswith(engine)), key=lambda form: form.best)
        for engine in ("goalposts", "polars", "duckdb")
    }
    race.keep(Result(Entry("e", f"a fold, {keys:,} keys", (), aim=6), size.rows, engines))
