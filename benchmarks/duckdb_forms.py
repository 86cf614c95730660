"""DuckDB: the ways to ask for statistics a day and slice that were found fast, of its own tables and of Parquet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
from answers import Answers, Form, day_places, grid
from calls import DAY_MICROSECONDS, Calls, words
from measures import PROBABILITY, Condition, Statistic

DAY = f"offered_at // {DAY_MICROSECONDS}"


def connection_with(calls: Calls, threads: int) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds the calls as its own table."""
    connection = connected(threads)
    given = pl.DataFrame(calls.columns).to_arrow()
    connection.register("given", given)
    connection.execute("create table calls as select * from given")
    connection.unregister("given")
    return connection


def connected(threads: int) -> duckdb.DuckDBPyConnection:
    """An empty database in memory."""
    connection = duckdb.connect()
    connection.execute(f"set threads = {threads}")
    return connection


def statistics_forms(calls: Calls, wanted: tuple[Statistic, ...], threads: int) -> dict[str, Form]:
    """Conditions as `case`, as `filter`, by the outcome as well, and by one number of day, queue and outcome."""
    codes = {word: str(code) for code, word in enumerate(words("outcome", calls.queues))}
    connection, shown = connection_with(calls, threads), codes.__getitem__
    forms = _forms(connection, "calls", DAY, wanted, shown, calls.queues)
    if "by outcome" in forms:
        query = _by_outcome(lambda sums: _packed(sums, calls.queues, len(codes)), wanted, shown)
        forms["packed key"] = Form(partial(_asked, connection, query), forms["by outcome"].read)
    return forms


def _packed(sums: str, queues: int, outcomes: int) -> str:
    key = f"(({DAY} * {queues} + queue) * {outcomes} + outcome)::int"
    parts = {"day": f"cell // {outcomes * queues}", "queue": f"cell // {outcomes} % {queues}"}
    listed = ", ".join(f"{part} as {name}" for name, part in {**parts, "outcome": f"cell % {outcomes}"}.items())
    return f"select {listed}, * exclude cell from (select {key} as cell, {sums} from calls group by cell)"


def parquet_forms(path: Path, wanted: tuple[Statistic, ...], queues: int, threads: int) -> dict[str, Form]:
    """The same from a file, words as words."""
    day = f"epoch_us(offered_at) // {DAY_MICROSECONDS}"
    return _forms(connected(threads), f"read_parquet('{path}')", day, wanted, lambda word: f"'{word}'", queues)


def _forms(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    day: str,
    wanted: tuple[Statistic, ...],
    shown: Callable[[str], str],
    queues: int,
) -> dict[str, Form]:
    queries = {
        name: f"select {day} as day, queue, {_listed(wanted, shown, how)} from {source} group by all"
        for name, how in (("case", _case), ("filter", _filter))
    }
    if any(statistic.among.outcomes for statistic in wanted):
        grouped = f"select {day} as day, queue, outcome, {{}} from {source} group by all"
        queries["by outcome"] = _by_outcome(grouped.format, wanted, shown)
    read = partial(_answers, wanted=wanted, queues=queues)
    return {name: Form(partial(_asked, connection, query), read) for name, query in queries.items()}


def _asked(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    return connection.sql(query).to_arrow_table()


def _listed(wanted: tuple[Statistic, ...], shown: Callable[[str], str], how: Callable[[Statistic, str], str]) -> str:
    return ", ".join(
        f'{how(statistic, _condition(statistic.among, shown))} as "{place}"' for place, statistic in enumerate(wanted)
    )


def _case(statistic: Statistic, condition: str) -> str:
    if not condition:
        return _plain(statistic)
    summed = "1" if statistic.kind == "count" else _summed(statistic)
    return f"sum(case when {condition} then {summed} else 0 end)"


def _filter(statistic: Statistic, condition: str) -> str:
    return f"{_plain(statistic)} filter (where {condition})" if condition else _plain(statistic)


def _plain(statistic: Statistic) -> str:
    return "count(*)" if statistic.kind == "count" else f"sum({_summed(statistic)})"


def _summed(statistic: Statistic) -> str:
    value = "+".join(statistic.of)
    return value if statistic.kind == "sum" else f"({value})*({value})"


def _by_outcome(grouped: Callable[[str], str], wanted: tuple[Statistic, ...], shown: Callable[[str], str]) -> str:
    """Conditions on the outcome become a key; few rows are added up after that.

    Args:
        grouped: from the sums to the query that groups by day, queue and outcome.
        wanted: what is asked for.
        shown: how a word of the outcome is written.
    """
    inner = [Statistic(part.kind, Condition(limits=part.among.limits), part.of) for part in wanted]
    names = {part: f"inner{place}" for place, part in enumerate(dict.fromkeys(inner))}
    parts = ", ".join(f"{_filter(part, _condition(part.among, shown))} as {name}" for part, name in names.items())
    outer = ", ".join(
        f'{_filter_sum(names[part], _condition(Condition(whole.among.outcomes), shown))} as "{place}"'
        for place, (whole, part) in enumerate(zip(wanted, inner, strict=True))
    )
    return f"select day, queue, {outer} from ({grouped(parts)}) group by all"


def _filter_sum(column: str, condition: str) -> str:
    return f"sum({column}) filter (where {condition})" if condition else f"sum({column})"


def _condition(condition: Condition, shown: Callable[[str], str]) -> str:
    named = " or ".join(f"outcome = {shown(word)}" for word in condition.outcomes)
    return " and ".join(
        [f"({named})"] * bool(named) + [f"{column} {sign} {limit}" for column, sign, limit in condition.limits]
    )


def _answers(table: Any, wanted: tuple[Statistic, ...], queues: int) -> Answers:
    given = pl.DataFrame(table)
    queue = given["queue"]
    slices = (queue.str.slice(1).cast(pl.Int64) if queue.dtype == pl.String else queue).to_numpy()
    days = day_places(given["day"].to_numpy())
    found = {}
    for place, statistic in enumerate(wanted):
        values = given[str(place)].fill_null(0).cast(pl.Float64).to_numpy()
        found[statistic] = grid(days, slices, values, queues)
    return found


def quantile_forms(calls: Calls, wanted: tuple[Statistic, ...], threads: int) -> dict[str, Form]:
    """The approximate and the exact quantile of every cell, and a logarithmic histogram: a group for every bucket."""
    (statistic,) = wanted
    codes = {word: str(code) for code, word in enumerate(words("outcome", calls.queues))}
    condition, value = _condition(statistic.among, codes.__getitem__), "+".join(statistic.of)
    connection = connection_with(calls, threads)
    read = partial(_answers, wanted=wanted, queues=calls.queues)

    def level(function: str) -> str:
        found = f'{function}({value}, {PROBABILITY}) as "0"'
        return f"select {DAY} as day, queue, {found} from calls where {condition} group by all"

    bucket = f"(case when {value} > 0 then floor(64*log2({value})) else -100000 end)::int"
    buckets = f"select {DAY} as day, queue, {bucket} as bucket, count(*) as n from calls where {condition} group by all"
    return {
        "approximate": Form(partial(_asked, connection, level("approx_quantile")), read, 0.05),
        "exact": Form(partial(_asked, connection, level("quantile_disc")), read, 0.01),
        "buckets": Form(
            partial(_asked, connection, buckets),
            partial(_from_buckets, statistic=statistic, queues=calls.queues),
            0.008,
        ),
    }


def _from_buckets(table: Any, statistic: Statistic, queues: int) -> Answers:
    """The middle of the bucket that holds the nearest rank, by loops: it is not timed."""
    cells: dict[tuple[int, int], list[tuple[int, int]]] = {}
    columns = (table[name].to_pylist() for name in ("day", "queue", "bucket", "n"))
    for day, queue, bucket, n in zip(*columns, strict=True):
        cells.setdefault((day, queue), []).append((bucket, n))
    levels = np.array([_level(sorted(entries)) for entries in cells.values()])
    days, slices = np.array(list(cells)).T
    return {statistic: grid(day_places(days), slices, levels, queues)}


def _level(entries: list[tuple[int, int]]) -> float:
    rank = (sum(n for _, n in entries) * int(PROBABILITY[2:]) + 9) // 10
    for bucket, n in entries:
        rank -= n
        if rank <= 0:
            return 0.0 if bucket == -100_000 else (2 ** (bucket / 64) + 2 ** ((bucket + 1) / 64)) / 2
    raise AssertionError("no rank is beyond the last bucket")


def distinct_forms(calls: Calls, wanted: tuple[Statistic, ...], threads: int) -> dict[str, Form]:
    """A sketch of every cell, and the exact number."""
    (statistic,) = wanted
    connection = connection_with(calls, threads)
    read = partial(_answers, wanted=wanted, queues=calls.queues)
    value = statistic.of[0]
    queries = {"sketch": (f"approx_count_distinct({value})", 0.2), "exact": (f"count(distinct {value})", 0.0)}
    return {
        name: Form(
            partial(_asked, connection, f'select {DAY} as day, queue, {found} as "0" from calls group by all'),
            read,
            error,
        )
        for name, (found, error) in queries.items()
    }
