"""Nine contact-centre KPIs a day and queue: Goalposts beside Polars and DuckDB, answers compared first.

Run as `python benchmarks/aggregates.py [ROWS]`; 20 million rows by default, 2 threads for everybody. Everybody reads
the same columns in memory and gives the same statistics: counts of all conditions, sums, second moments.
"""

from __future__ import annotations

import os
import sys

THREADS = 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)

import time
from collections.abc import Callable
from datetime import date

import duckdb
import numpy as np
import polars as pl
from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.expressions.parser import parse
from goalposts.model import Batch
from goalposts.scoring.asked import Asked
from goalposts.scoring.days import local_midnights
from goalposts.scoring.fused import Scanned, scanned
from goalposts.scoring.slots import StreamPlan, stream_plan

ROUNDS = 5
DAYS = 365
OUTCOMES = ("answered", "abandoned", "timeout")
CASES = (
    ("(a) ordered, 20 queues", 20, True),
    ("(b) shuffled, 20 queues", 20, False),
    ("(c) shuffled, 500 queues", 500, False),
)

ANSWERED, ABANDONED = 'outcome == "answered"', 'outcome == "abandoned"'
KPIS = {
    "service_level": ("counts", None, f"{ANSWERED} and wait <= 20 s"),
    "abandon_rate": ("counts", None, ABANDONED),
    "short_abandons": ("counts", None, f"{ABANDONED} and wait < 5 s"),
    "lost_rate": ("counts", None, 'outcome in ["abandoned", "timeout"]'),
    "asa": ("moments", ANSWERED, "wait"),
    "att": ("moments", ANSWERED, "talk"),
    "acw": ("moments", ANSWERED, "acw"),
    "aht": ("moments", ANSWERED, "talk + hold + acw"),
    "ata": ("moments", ABANDONED, "wait"),
}


def calls(rows: int, queues: int, *, ordered: bool) -> dict[str, np.ndarray]:
    """A year of calls."""
    random = np.random.default_rng(0)
    at = (
        random.integers(0, DAYS * 86_400, rows) * 1_000_000
        + (date(2025, 1, 1) - date(1970, 1, 1)).days * 86_400_000_000
    )
    outcome = random.choice(np.arange(3, dtype=np.int32), rows, p=[0.9, 0.08, 0.02])
    answered = outcome == 0
    return {
        "offered_at": np.sort(at) if ordered else at,
        "queue": random.integers(0, queues, rows).astype(np.int32),
        "outcome": outcome,
        "wait": random.exponential(25, rows).round(1),
        "talk": np.where(answered, random.lognormal(5, 0.6, rows).round(), 0.0),
        "hold": np.where(answered, random.exponential(10, rows).round(), 0.0),
        "acw": np.where(answered, random.exponential(30, rows).round(), 0.0),
    }


def planned() -> StreamPlan:
    """The nine KPIs as one plan."""
    asked = [Asked(kind, None, parse(among) if among else None, parse(of), None) for kind, among, of in KPIS.values()]
    return stream_plan("contact_center.call", "offered_at", "offered_at", asked)


def batch_of(data: dict[str, np.ndarray], queues: int) -> Batch:
    """The columns as a batch."""
    words = {"queue": tuple(f"q{code}" for code in range(queues)), "outcome": OUTCOMES}
    types = {"offered_at": ValueType.TIMESTAMP, "queue": ValueType.CATEGORY, "outcome": ValueType.CATEGORY}
    columns = {
        name: Column(types.get(name, ValueType.DURATION), values, None, words.get(name, ()))
        for name, values in data.items()
    }
    return Batch("contact_center.call", "benchmark", len(data["wait"]), columns)


def polars_query(frame: pl.DataFrame) -> pl.DataFrame:
    """All statistics in one lazy query, conditions as masks: one idiomatic lazy form."""
    wait, talk, acw, outcome = pl.col("wait"), pl.col("talk"), pl.col("acw"), pl.col("outcome")
    answered, abandoned, handle = outcome == 0, outcome == 1, pl.col("talk") + pl.col("hold") + pl.col("acw")

    def both(name: str, value: pl.Expr, mask: pl.Expr) -> list[pl.Expr]:
        kept = pl.when(mask).then(value).otherwise(0.0)
        return [kept.sum().alias(name), (kept * kept).sum().alias(f"{name}2")]

    return (
        frame.lazy()
        .with_columns(day=(pl.col("offered_at") // 86_400_000_000).cast(pl.Int32))
        .group_by("day", "queue")
        .agg(
            pl.len().alias("n"),
            answered.sum().alias("answered"),
            (answered & (wait <= 20)).sum().alias("service_level"),
            abandoned.sum().alias("abandon_rate"),
            (abandoned & (wait < 5)).sum().alias("short_abandons"),
            (abandoned | (outcome == 2)).sum().alias("lost_rate"),
            *both("asa", wait, answered),
            *both("att", talk, answered),
            *both("acw", acw, answered),
            *both("aht", handle, answered),
            *both("ata", wait, abandoned),
        )
        .collect()
    )


def duckdb_query() -> str:
    """The same in SQL, with filters."""
    sums = {"asa": ("wait", 0), "att": ("talk", 0), "acw": ("acw", 0), "aht": ("talk+hold+acw", 0), "ata": ("wait", 1)}
    parts = [
        f"sum(case when outcome={code} then {value} else 0 end) as {name}, "
        f"sum(case when outcome={code} then ({value})*({value}) else 0 end) as {name}2"
        for name, (value, code) in sums.items()
    ]
    counts = {
        "answered": "outcome=0",
        "service_level": "outcome=0 and wait<=20",
        "abandon_rate": "outcome=1",
        "short_abandons": "outcome=1 and wait<5",
        "lost_rate": "outcome=1 or outcome=2",
    }
    parts += [f"sum(case when {condition} then 1 else 0 end) as {name}" for name, condition in counts.items()]
    return f"select offered_at//86400000000 as day, queue, count(*) as n, {', '.join(parts)} from calls group by all"


def check(found: Scanned, frame: pl.DataFrame, queues: int) -> None:
    """Refuse to time answers that differ: counts must be equal, sums and variances agree."""
    frame = frame.sort("day", "queue")
    first = (date(2025, 1, 1) - date(1970, 1, 1)).days
    cells = (frame["day"].to_numpy() - first + 1) * (queues + 1) + frame["queue"].to_numpy()
    for tally, (name, (kind, _, _)) in enumerate(KPIS.items()):
        state = found.states[tally][0]
        theirs = frame[name].to_numpy()
        if kind == "counts":
            same = (state.k[cells] == theirs).all() and (state.n[cells] == frame["n"].to_numpy()).all()
        else:
            n = np.maximum(state.n[cells], 1)
            squares = state.yy[cells] + state.sum_y[cells] ** 2 / n
            same = np.allclose(state.sum_y[cells], theirs, rtol=1e-9) and np.allclose(
                squares, frame[f"{name}2"], rtol=1e-9
            )
        if not same:
            raise SystemExit(f"the answers to {name} differ")


def times(actions: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """The rounds of every action in seconds, interleaved, ascending."""
    took: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(ROUNDS + 1):
        for name, action in actions.items():
            start = time.perf_counter()
            action()
            if turn:
                took[name].append(time.perf_counter() - start)
    return {name: sorted(rounds) for name, rounds in took.items()}


def main() -> None:
    """Compare, then time, case by case."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000
    stream, midnights = planned(), local_midnights("UTC", date(2025, 1, 1), DAYS)
    print(f"{rows} rows, {THREADS} threads; seconds as shortest/middle of {ROUNDS} rounds")
    for case, queues, ordered in CASES:
        data = calls(rows, queues, ordered=ordered)
        batch, frame = batch_of(data, queues), pl.DataFrame(data)
        connection = duckdb.connect()
        connection.sql(f"set threads={THREADS}")
        arrow = frame.to_arrow()
        connection.sql("create table calls as from arrow")
        actions: dict[str, Callable[[], object]] = {
            "goalposts": lambda batch=batch: scanned(stream, batch, midnights, by="queue", threads=THREADS),
            "polars": lambda frame=frame: polars_query(frame),
            "duckdb": lambda connection=connection: connection.sql(duckdb_query()).to_arrow_table(),
        }
        check(actions["goalposts"](), polars_query(frame), queues)
        check(actions["goalposts"](), pl.DataFrame(actions["duckdb"]()), queues)
        took = times(actions)
        best, middle = ({name: rounds[place] for name, rounds in took.items()} for place in (0, ROUNDS // 2))
        ratios = [min(part["polars"], part["duckdb"]) / part["goalposts"] for part in (best, middle)]
        shown = "  ".join(f"{name} {best[name]:.3f}/{middle[name]:.3f}" for name in took)
        print(f"{case}: {shown}  ahead of the faster {ratios[0]:.1f}/{ratios[1]:.1f}", flush=True)
        del arrow, frame, batch, data


main()
