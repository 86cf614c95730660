"""Case (e): stage changes folded into deals, beside Polars and DuckDB; the answers are compared first.

Run as `python benchmarks/folds.py [EVENTS] [KEYS]`, by default 20 million events of 4 million deals. All sides get the
columns in memory and give, for every deal, its id, the time of its first event, the time of its first `won`, its last
amount, and the stages that it has seen. Goalposts is timed from the batches of events to the columns of entities:
conditions, packing, partitioning, tables, and reading the answers out. Each peer is timed in the best of several forms,
which two calls of each before the counted rounds find.

The answers of all sides are compared with a dictionary's on a small history, entity by entity, and with each other on
the large one.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median

os.environ.setdefault("POLARS_MAX_THREADS", "2")

import duckdb
import numpy as np
import polars as pl
from goalposts.expressions import ValueType, any_of, first, last
from goalposts.expressions.columns import Column
from goalposts.model import Batch, event_type, field, fold
from goalposts.scoring.scanning import Folding

ROUNDS = 5
SMALL_ROWS, SMALL_KEYS = 300_000, 40_000
STAGES = ("new", "called", "met", "offered", "lost", "won")
WON = STAGES.index("won")
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
FIELDS = ("deal", *DEAL.fold.reducers)
Engine = Callable[[], object]


def events(rows: int, keys: int) -> dict[str, np.ndarray]:
    """A year of stage changes in the order of time, no two at once; ids are 64-bit numbers that are not dense."""
    random = np.random.default_rng(0)
    times = np.sort(random.integers(0, 365 * 86_400_000_000 - rows, rows)) + np.arange(rows)
    return {
        "deal": random.integers(0, keys, rows) * 7919 + 13,
        "at": times,
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


def by_goalposts(made: list[Batch], took: dict[str, list[float]] | None = None) -> list[Batch]:
    """Fold and read out, as the scorer does; `took` gets the seconds of the two parts."""
    started = time.perf_counter()
    folding = Folding.of(DEAL, FIELDS, ["bench"])
    for batch in made:
        folding.add(batch)
    added = time.perf_counter()
    found = list(folding.batches())
    if took is not None:
        took.setdefault("adding", []).append(added - started)
        took.setdefault("folding the rest and reading out", []).append(time.perf_counter() - added)
    return found


def polars_forms(table: pl.DataFrame) -> dict[str, Engine]:
    """The seen stages as bits or one by one, in memory and streaming."""
    won = pl.when(pl.col("stage") == WON).then(pl.col("at")).min().alias("won_at")
    first_at, amount = pl.col("at").min().alias("first_at"), pl.col("amount").last()
    bits = table.lazy().with_columns(bit=pl.lit(2).pow(pl.col("stage")).cast(pl.UInt8))
    flags = [(pl.col("stage") == code).any().alias(f"seen_{stage}") for code, stage in enumerate(STAGES)]
    by_bits = bits.group_by("deal").agg(first_at, won, amount, seen=pl.col("bit").bitwise_or())
    one_by_one = table.lazy().group_by("deal").agg(first_at, won, amount, *flags)
    return {
        "polars, bits": by_bits.collect,
        "polars, bits, streaming": partial(by_bits.collect, engine="streaming"),
        "polars, flags": one_by_one.collect,
        "polars, flags, streaming": partial(one_by_one.collect, engine="streaming"),
    }


FLAGS = ", ".join(f"bool_or(stage = {code}) as seen_{stage}" for code, stage in enumerate(STAGES))
SQL = """select deal, min("at") as first_at, min("at") filter (where stage = 5) as won_at,
arg_max(amount, "at") as amount, {seen} from events group by deal"""


def duckdb_forms(connection: duckdb.DuckDBPyConnection) -> dict[str, Engine]:
    """The seen stages as bits or one by one, given to Arrow or kept as a table; the events are a native table.

    `last(amount)` is faster and wrong: two threads do not keep the order of rows.
    """
    forms: dict[str, Engine] = {}
    for name, seen in (("bits", "bit_or((1 << stage)::utinyint) as seen"), ("flags", FLAGS)):
        query = SQL.format(seen=seen)
        forms[f"duckdb, {name}"] = lambda query=query: connection.sql(query).to_arrow_table()
        forms[f"duckdb, {name}, to a table"] = partial(_kept, connection, query)
    return forms


def _kept(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyRelation:
    connection.execute(f"create or replace temp table found as {query}")
    return connection.table("found")


def by_dictionary(columns: dict[str, np.ndarray]) -> dict[int, tuple[object, ...]]:
    """The naive answer: deal, then first time, first time won, last amount, and seen stages as bits."""
    found: dict[int, list[object]] = {}
    last_at: dict[int, int] = {}
    for deal, at, stage, amount in zip(*(columns[name].tolist() for name in columns), strict=True):
        cells = found.setdefault(deal, [at, None, amount, 0])
        cells[0] = min(cells[0], at)
        if stage == WON:
            cells[1] = at if cells[1] is None else min(cells[1], at)
        if at >= last_at.get(deal, at):
            cells[2], last_at[deal] = amount, at
        cells[3] |= 1 << stage
    return {deal: tuple(cells) for deal, cells in found.items()}


def as_frame(answer: object) -> pl.DataFrame:
    """Any side's answer, ordered by deal, with the seen stages as bits."""
    if isinstance(answer, list):
        frame = pl.DataFrame({name: np.concatenate([one.columns[name].values for one in answer]) for name in FIELDS})
        known = np.concatenate([one.columns["won_at"].valid for one in answer])
        frame = frame.with_columns(won_at=pl.when(pl.Series(known)).then(pl.col("won_at")))
    elif isinstance(answer, duckdb.DuckDBPyRelation):
        frame = pl.from_arrow(answer.to_arrow_table())
    else:
        frame = answer if isinstance(answer, pl.DataFrame) else pl.from_arrow(answer)
    if "seen" not in frame.columns:
        bits = sum(pl.col(f"seen_{stage}").cast(pl.UInt8) * (1 << code) for code, stage in enumerate(STAGES))
        frame = frame.with_columns(seen=bits)
    return frame.select("deal", "first_at", "won_at", "amount", pl.col("seen").cast(pl.UInt8)).sort("deal")


def engines(columns: dict[str, np.ndarray], took: dict[str, list[float]] | None = None) -> dict[str, Engine]:
    """All sides, ready to be called."""
    made, table = batches(columns), pl.DataFrame(columns)
    connection = duckdb.connect()
    connection.execute("set threads to 2")
    connection.register("given", table.to_arrow())
    connection.execute("create table events as select * from given")
    return {"goalposts": partial(by_goalposts, made, took), **polars_forms(table), **duckdb_forms(connection)}


def check_small() -> None:
    """Compare all sides with a dictionary, entity by entity."""
    columns = events(SMALL_ROWS, SMALL_KEYS)
    truth = by_dictionary(columns)
    for name, action in engines(columns).items():
        found = {row[0]: row[1:] for row in as_frame(action()).iter_rows()}
        if found != truth:
            raise SystemExit(f"{name} answers a small history wrongly")


def check_large(sides: dict[str, Engine]) -> dict[str, float]:
    """Compare all sides with each other; return how long each took, the better of this call and another."""
    seconds, expected = {}, None
    for name, action in sides.items():
        started = time.perf_counter()
        answer = action()
        seconds[name] = time.perf_counter() - started
        started = time.perf_counter()
        action()
        seconds[name] = min(seconds[name], time.perf_counter() - started)
        frame = as_frame(answer)
        expected = frame if expected is None else expected
        if not frame.equals(expected):
            raise SystemExit(f"the answers of {name} and goalposts differ")
    return seconds


def run(rows: int = 20_000_000, keys: int | None = None) -> list[dict[str, object]]:
    """Time case (e): one result with all figures, for whoever collects benchmarks.

    Returns:
        A list of one: case, rows, keys; `seconds` of every round by side, the peers in their best forms; `cpu`, those
        of both processors together, which other work on the machine disturbs less; `once`, the calls that chose among
        forms; `parts` of Goalposts' time; `times` and `cpu times`, how many times longer the faster peer takes, by
        the least and by the median times.
    """
    keys = keys or max(rows // 5, 1)
    check_small()
    took: dict[str, list[float]] = {}
    sides = engines(events(rows, keys), took)
    once = check_large(sides)
    peers = [min((name for name in once if name.startswith(peer)), key=once.__getitem__) for peer in ("polars", "duck")]
    seconds: dict[str, list[float]] = {name: [] for name in ("goalposts", *peers)}
    work: dict[str, list[float]] = {name: [] for name in seconds}
    took.clear()
    for _ in range(ROUNDS):
        for name, times in seconds.items():
            gc.collect()
            started, worked = time.perf_counter(), time.process_time()
            sides[name]()
            times.append(time.perf_counter() - started)
            work[name].append(time.process_time() - worked)
    found = {"case": "e", "rows": rows, "keys": keys, "seconds": seconds, "cpu": work, "once": once, "parts": took}
    return [{**found, "times": ratios(seconds, peers), "cpu times": ratios(work, peers)}]


def ratios(seconds: dict[str, list[float]], peers: list[str]) -> dict[str, float]:
    """How many times longer the faster peer takes."""
    return {
        how.__name__: min(how(seconds[name]) for name in peers) / how(seconds["goalposts"]) for how in (min, median)
    }


def main() -> None:
    """Print what `run` finds."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000
    (found,) = run(rows, int(sys.argv[2]) if len(sys.argv) > 2 else None)
    for name, seconds in found["once"].items():
        print(f"{name:28} {seconds:.3f} s before")
    for name, times in (*found["seconds"].items(), *found["parts"].items()):
        print(f"{name:28} {min(times):.3f} s at least, {median(times):.3f} s in the middle")
    for name, times in found["cpu"].items():
        print(f"{name:28} {min(times):.3f} s of processors at least, {median(times):.3f} s in the middle")
    for of in ("times", "cpu times"):
        shown = " and ".join(f"{ratio:.1f} ({how})" for how, ratio in found[of].items())
        print(f"{found['rows']} events, {found['keys']} deals: {shown} {of} the faster peer")


if __name__ == "__main__":
    main()
