"""Case (e): stage changes folded into deals, beside Polars and DuckDB; the answers are compared first.

Run as `python benchmarks/folds.py [EVENTS] [KEYS]`, by default 20 million events of 4 million keys. All sides get the
columns in memory and give, for every deal, the time of its first event, the time of its first `won`, the stages that
it has seen and its last amount. Each peer is timed in the best form found, and Goalposts from the batches of events to
the columns of entities: conditions, partitioning, tables, and reading the answers out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial

import duckdb
import numpy as np
import polars as pl
from goalposts.expressions import ValueType, any_of, first, last
from goalposts.expressions.columns import Column
from goalposts.model import Batch, event_type, field, fold
from goalposts.scoring import Folding

ROUNDS = 2
STAGES = ("new", "called", "met", "offered", "lost", "won")
BATCH_ROWS = 1 << 17

STEP = event_type(
    "bench.step",
    time="at",
    fields=[field.id("deal"), field.time("at"), field.category("stage"), field.money("amount")],
)
DEAL = fold(
    "bench.deal",
    over=STEP,
    key="deal",
    at="first_at",
    fields={
        "first_at": first(STEP.at),
        "won_at": first(STEP.at, where=STEP.stage == "won"),
        "amount": last(STEP.amount),
        **{f"seen_{stage}": any_of(STEP.stage == stage) for stage in STAGES},
    },
)


def events(rows: int, keys: int) -> dict[str, np.ndarray]:
    """A year of stage changes in the order of time; keys are 64-bit numbers that are not dense."""
    random = np.random.default_rng(0)
    return {
        "deal": random.integers(0, keys, rows) * 7919 + 13,
        "at": np.sort(random.integers(0, 365 * 86_400_000_000, rows)),
        "stage": random.integers(0, len(STAGES), rows).astype(np.int32),
        "amount": random.lognormal(8, 1, rows),
    }


def batches(columns: dict[str, np.ndarray]) -> list[Batch]:
    """The events as the batches that a stream gives."""
    made = []
    for start in range(0, columns["deal"].size, BATCH_ROWS):
        part = {name: values[start : start + BATCH_ROWS] for name, values in columns.items()}
        cells = {
            "deal": Column(ValueType.ID, part["deal"]),
            "at": Column(ValueType.TIMESTAMP, part["at"]),
            "stage": Column(ValueType.CATEGORY, part["stage"], None, STAGES),
            "amount": Column(ValueType.MONEY, part["amount"]),
        }
        made.append(Batch(STEP.id, "bench", part["deal"].size, cells))
    return made


def by_goalposts(made: list[Batch]) -> list[Batch]:
    """Fold and read out; keys stay as they are, the other columns as the cube would get them."""
    folding = Folding.of(DEAL, DEAL.fold.reducers, ["bench"])
    for batch in made:
        folding.add(batch)
    return list(folding.batches())


def checked(made: list[Batch]) -> dict[str, tuple[float, ...]]:
    """Sums over all entities that differ if any of them does, whatever their order."""
    found = by_goalposts(made)
    columns = {name: [batch.columns[name] for batch in found] for name in DEAL.fold.reducers}
    return {name: _sums(parts) for name, parts in columns.items()}


def _sums(parts: list[Column]) -> tuple[float, ...]:
    values = np.concatenate([part.values.astype(np.float64) for part in parts])
    valid = np.concatenate([np.ones(len(part), bool) if part.valid is None else part.valid for part in parts])
    return int(valid.sum()), float(values[valid].sum()), float((values[valid] ** 2).sum())


def polars_forms(table: pl.DataFrame) -> dict[str, Callable[[], pl.DataFrame]]:
    """Two ways to write it; `bitwise_or` of a prepared column, in memory and streaming."""
    won = pl.when(pl.col("stage") == 5).then(pl.col("at")).min()
    bits = table.lazy().with_columns(bit=pl.lit(2).pow(pl.col("stage")).cast(pl.UInt8))
    lazy = bits.group_by("deal").agg(
        first_at=pl.col("at").min(), won_at=won, seen=pl.col("bit").bitwise_or(), amount=pl.col("amount").last()
    )
    flags = [(pl.col("stage") == code).any().alias(f"s{code}") for code in range(6)]
    other = (
        table.lazy()
        .group_by("deal")
        .agg(pl.col("at").min().alias("first_at"), won.alias("won_at"), pl.col("amount").last(), *flags)
    )
    return {
        "polars bits": lazy.collect,
        "polars bits streaming": partial(lazy.collect, engine="streaming"),
        "polars any": other.collect,
        "polars any streaming": partial(other.collect, engine="streaming"),
    }


SQL = """select deal, min("at") as first_at, min("at") filter (where stage = 5) as won_at,
bit_or((1 << stage)::utinyint) as seen, {amount} as amount from events group by deal"""


def duckdb_forms(connection: duckdb.DuckDBPyConnection) -> dict[str, Callable[[], object]]:
    """With the last amount by time, and by position."""
    return {
        f"duckdb {name}": lambda text=text: connection.sql(SQL.format(amount=text)).to_arrow_table()
        for name, text in (("arg_max", 'arg_max(amount, "at")'), ("last", "last(amount)"))
    }


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    """Compare the answers, then the times."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000
    keys = int(sys.argv[2]) if len(sys.argv) > 2 else max(rows // 5, 1)
    columns = events(rows, keys)
    made, table = batches(columns), pl.DataFrame(columns)
    connection = duckdb.connect()
    connection.execute("set threads to 2")
    connection.register("given", table.to_arrow())
    connection.execute("create table events as select * from given")
    check(checked(made), polars_forms(table)["polars bits"]())
    forms = {"goalposts": lambda: by_goalposts(made), **polars_forms(table), **duckdb_forms(connection)}
    took: dict[str, list[float]] = {name: [] for name in forms}
    for _ in range(ROUNDS):
        for name, action in forms.items():
            took[name].append(timed(action))
    best = {name: min(times) for name, times in took.items()}
    for name, seconds in best.items():
        print(f"{name:24} {seconds:.3f} s   {seconds / best['goalposts']:.1f}x")
    fastest = min(seconds for name, seconds in best.items() if name != "goalposts")
    print(f"{rows} events, {keys} keys: {fastest / best['goalposts']:.1f} times the fastest peer")


def check(ours: dict[str, tuple[float, ...]], theirs: pl.DataFrame) -> None:
    """Compare counts, sums and sums of squares of every field over all entities."""
    seen = {f"seen_{stage}": (theirs["seen"] // 2**code) % 2 == 1 for code, stage in enumerate(STAGES)}
    wanted = {**{name: theirs[name] for name in ("first_at", "won_at", "amount")}, **seen}
    for name, series in wanted.items():
        values = series.drop_nulls().cast(pl.Float64)
        answer = (values.len(), values.sum(), (values**2).sum())
        if not np.allclose(ours[name], answer, rtol=1e-9):
            raise SystemExit(f"the answers differ in {name}: {ours[name]} and {answer}")


main()
