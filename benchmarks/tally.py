"""How long one scan into the cube takes, beside the same sums by Polars; the answers are compared first.

Run as `python benchmarks/tally.py [ROWS]`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

import goalposts as gp
import numpy as np
import polars as pl
from goalposts.testing import sample_catalogue

ROUNDS = 5


def visits(rows: int) -> pl.DataFrame:
    """A year of visits in random order of days."""
    random = np.random.default_rng(1)
    seconds = random.integers(0, 365 * 86_400, rows)
    return pl.DataFrame(
        {
            "visit_id": np.arange(rows).astype(str),
            "at": pl.Series([datetime(2025, 1, 1)]).dt.epoch("us")[0] + seconds * 1_000_000,
            "wait": random.exponential(30, rows).round(1),
            "done": random.random(rows) < 0.6,
        }
    ).with_columns(pl.col("at").cast(pl.Datetime("us", "UTC")))


def project() -> gp.Project:
    """Two goals on one stream."""
    goals = [
        {"id": "done", "role": "shadow", "kpi": "sample.done_share"},
        {"id": "wait", "role": "shadow", "kpi": "sample.mean_wait"},
    ]
    document = {
        "goalposts": 1,
        "project": "Benchmark",
        "timezone": "UTC",
        "evaluation": {"from": date(2025, 1, 1), "to": date(2026, 1, 1)},
        "data": {"sample.visit": None},
        "goals": goals,
    }
    return gp.project(document, sample_catalogue())


def by_polars(table: pl.DataFrame) -> tuple[float, float]:
    """The same sums, a row a day, then the ratio of sums."""
    days = table.group_by(pl.col("at").dt.date()).agg(
        pl.col("done").sum(), pl.col("wait").sum(), pl.len().alias("n"), pl.col("wait").var().alias("spread")
    )
    return days["done"].sum() / days["n"].sum(), days["wait"].sum() / days["n"].sum()


def best(action: Callable[[], object]) -> float:
    """The shortest of some rounds, in seconds."""
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        took.append(time.perf_counter() - start)
    return min(took)


def main() -> None:
    """Compare the answers, then the times."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    table, loaded, after = visits(rows), project(), date(2026, 1, 1) + timedelta(days=1)
    card = gp.score(loaded, {"sample.visit": table}, as_of=after)
    ours = tuple(card.find(goal).evaluation.value for goal in ("done", "wait"))
    if not np.allclose(ours, by_polars(table), rtol=1e-12):
        raise SystemExit(f"the answers differ: {ours} and {by_polars(table)}")
    tally = best(lambda: gp.tally(loaded, {"sample.visit": table}, as_of=after))
    polars = best(lambda: by_polars(table))
    print(f"{rows} rows: tally {tally:.3f} s, polars {polars:.3f} s, ratio {tally / polars:.1f}")


main()
