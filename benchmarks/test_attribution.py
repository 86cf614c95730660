"""Case (k): touches credited with conversions; `attribution.run` checks its answers and times all forms itself."""

from __future__ import annotations

import attribution
from race import Entry, Result, Took


def test_attribution(race, size, benchmark):
    """`run` gives the seconds of every round by form; the name of a form begins with its engine."""
    touches = max(size.rows // 4, 1)
    took = benchmark.pedantic(attribution.run, args=(touches, size.rounds), rounds=1)
    forms = [Took(name, tuple(sorted(seconds))) for name, seconds in took.items()]
    engines = {
        engine: min((form for form in forms if form.form.startswith(engine)), key=lambda form: form.best)
        for engine in ("goalposts", "polars", "duckdb")
    }
    race.keep(Result(Entry("k", f"an attribution, {max(touches // 5, 1):,} people", ()), touches, engines))
