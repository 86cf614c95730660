"""Conversions credited to the channels of touches, beside Polars and DuckDB; the answers are compared first.

Run as `python benchmarks/attribution.py [TOUCHES]`, by default 5 million of a fifth as many people, and a tenth as many
conversions. All sides get the columns in memory, people as whole numbers, and give by channel the credit of the last
touch and of all touches alike (`linear`) within 30 days; a conversion ends a path. Goalposts makes
paths and sums those that led to a conversion, as `channel_credit` does. The peers do it by window functions, each in
two forms.
"""

from __future__ import annotations

import os

os.environ.setdefault("POLARS_MAX_THREADS", "2")  # read when it is imported

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import duckdb
import numpy as np
import polars as pl
from goalposts.scoring.credit.attribution import channel_credit, touch_paths

ROUNDS = 3
CHANNELS = 8
LOOKBACK_DAYS = 30
DAY = 86_400_000_000

Credit = dict[str, list[float]]


def given(touches: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Touches and conversions of a quarter, in no order; no two rows of a person have one time."""
    random = np.random.default_rng(0)
    rows = touches + touches // 10
    people = random.integers(0, max(touches // 5, 1), rows).astype(np.int32)
    times = random.permutation(rows) * (90 * DAY // rows)
    channels = random.integers(0, CHANNELS, touches).astype(np.int32)
    made = pl.DataFrame({"person": people[:touches], "at": times[:touches], "channel": channels})
    return made, pl.DataFrame({"person": people[touches:], "at": times[touches:]})


def by_goalposts(touches: pl.DataFrame, sales: pl.DataFrame) -> Credit:
    """Paths, then both models."""
    columns = [frame[name].to_numpy() for frame in (touches, sales) for name in frame.columns]
    paths = touch_paths(*columns, LOOKBACK_DAYS * 86_400.0)
    led = paths.only(paths.converted)
    return {model: channel_credit(led, model, CHANNELS).tolist() for model in ("last", "linear")}


def polars_forms(touches: pl.DataFrame, sales: pl.DataFrame) -> dict[str, Callable[[], Credit]]:
    """The conversion after each touch by a backward fill over people, and by an asof join."""
    marked = pl.concat(
        [touches.lazy().with_columns(sale=False), sales.lazy().with_columns(channel=pl.lit(0, pl.Int32), sale=True)],
        how="diagonal",
    )
    filled = (
        marked.sort("person", "at", "sale")
        .with_columns(ended=pl.when("sale").then("at").backward_fill().over("person"))
        .filter(~pl.col("sale"))
    )
    ends = sales.lazy().sort("at").with_columns(ended=pl.col("at"))
    joined = touches.lazy().sort("at").join_asof(ends, on="at", by="person", strategy="forward", check_sortedness=False)
    forms = {}
    for name, lazy in (("backward fill", filled), ("asof join", joined)):
        led = lazy.filter(pl.col("ended") - pl.col("at") <= LOOKBACK_DAYS * DAY)
        shares = led.with_columns(
            linear=1.0 / pl.len().over("person", "ended"),
            last=(pl.col("at") == pl.col("at").max().over("person", "ended")).cast(pl.Float64),
        )
        asked = shares.group_by("channel").agg(pl.col("last", "linear").sum()).sort("channel")
        forms[f"polars {name}"] = partial(_from_polars, asked)
    return forms


def _from_polars(asked: pl.LazyFrame) -> Credit:
    found = asked.collect()
    return {model: found[model].to_list() for model in ("last", "linear")}


FILLED = """with marked as (
  select person, "at", channel, false as sale from touches union all select person, "at", 0, true from sales),
ends as (select *, min("at") filter (where sale) over (
  partition by person order by "at", sale rows between current row and unbounded following) as ended from marked),
led as (select person, "at", channel, ended from ends where not sale and ended - "at" <= {lookback})"""
JOINED = """with led as (select t.person, t."at", t.channel, s."at" as ended from touches t asof join sales s
on t.person = s.person and t."at" <= s."at" where s."at" - t."at" <= {lookback})"""
CREDITED = """, shares as (select channel, 1.0::double / count(*) over path as linear,
  ("at" = max("at") over path)::int::double as last from led window path as (partition by person, ended))
select channel, sum(last) as last, sum(linear) as linear from shares group by channel order by channel"""


def duckdb_forms(connection: duckdb.DuckDBPyConnection) -> dict[str, Callable[[], Credit]]:
    """The conversion after each touch by a window, and by an asof join."""

    def run(text: str) -> Credit:
        found: dict[str, Any] = connection.sql(text).fetchnumpy()
        return {model: found[model].tolist() for model in ("last", "linear")}

    texts = {"window": FILLED, "asof join": JOINED}
    lookback = LOOKBACK_DAYS * DAY
    return {f"duckdb {name}": partial(run, text.format(lookback=lookback) + CREDITED) for name, text in texts.items()}


def run(touches: int, rounds: int = ROUNDS) -> dict[str, tuple[float, ...]]:
    """Compare the answers of all forms, then let them take turns: the seconds of every round, by form."""
    met, sales = given(touches)
    with duckdb.connect() as connection:
        connection.execute("set threads to 2")
        for name, frame in (("touches", met), ("sales", sales)):
            connection.register("given", frame.to_arrow())
            connection.execute(f"create table {name} as select * from given")
        forms = {
            "goalposts": lambda: by_goalposts(met, sales),
            **polars_forms(met, sales),
            **duckdb_forms(connection),
        }
        answers = {name: form() for name, form in forms.items()}
        for name, answer in answers.items():
            for model, credit in answers["goalposts"].items():
                if not np.allclose(credit, answer[model], rtol=1e-9):
                    raise SystemExit(f"{name} differs in {model}: {answer[model]} and {credit}")
        took: dict[str, list[float]] = {name: [] for name in forms}
        for _ in range(rounds):
            for name, form in forms.items():
                start = time.perf_counter()
                form()
                took[name].append(time.perf_counter() - start)
    return {name: tuple(seconds) for name, seconds in took.items()}


def main() -> None:
    """Print the seconds of every form, and how many times those of Goalposts they are."""
    touches = int(float(sys.argv[1])) if len(sys.argv) > 1 else 5_000_000
    best = {name: min(seconds) for name, seconds in run(touches).items()}
    for name, seconds in best.items():
        print(f"{name:24} {seconds:.3f} s   {seconds / best['goalposts']:.1f}x")
    fastest = min(seconds for name, seconds in best.items() if name != "goalposts")
    print(f"{touches} touches: {fastest / best['goalposts']:.1f} times the fastest peer")


if __name__ == "__main__":
    main()
