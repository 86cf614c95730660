"""Polars: the ways to ask for statistics a day and slice that were found fast; which is fastest depends on the data.

`pl.col(x).filter(condition).sum()` is not among them: it takes three to six times as long as `when`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, reduce
from operator import add, and_, gt, le, lt
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from answers import Answers, Form, day_places, grid
from calls import DAY_MICROSECONDS, Calls, words
from measures import PROBABILITY, Condition, Statistic

ENGINES: Final = ("in-memory", "streaming")
_SIGNS: Final = {"<": lt, "<=": le, ">": gt}
_KEYS: Final = ("day", "queue")
_MASKS: Final = "masks, streaming"
BUCKET_BITS: Final = 46
"""Dropped bits of a double: six of the mantissa are left, 64 buckets an octave."""


def frame_of(calls: Calls) -> pl.DataFrame:
    """The columns as a table."""
    return pl.DataFrame(calls.columns)


def statistics_forms(calls: Calls, wanted: tuple[Statistic, ...]) -> dict[str, Form]:
    """Conditions as masks, grouped by the outcome as well, and by one number made of day, queue and outcome."""
    day = (pl.col("offered_at") // DAY_MICROSECONDS).cast(pl.Int32)
    codes = {word: code for code, word in enumerate(words("outcome", calls.queues))}
    lazy = frame_of(calls).lazy().with_columns(day=day)
    forms = _forms(lazy, wanted, codes.__getitem__, calls.queues)
    if _named(wanted):
        packed = _by_outcome(lazy, wanted, codes.__getitem__, (calls.queues, len(codes)))
        forms["packed key, streaming"] = Form(partial(packed.collect, engine="streaming"), forms[_MASKS].read)
    return forms


def parquet_forms(path: Path, wanted: tuple[Statistic, ...], queues: int) -> dict[str, Form]:
    """The same from a file, words as words; the streaming engine only, the other reads the whole file first."""
    day = (pl.col("offered_at").dt.epoch("us") // DAY_MICROSECONDS).cast(pl.Int32)
    lazy = pl.scan_parquet(path).with_columns(day=day)
    forms = _forms(lazy, wanted, str, queues)
    return {name: form for name, form in forms.items() if "streaming" in name}


def _forms(
    lazy: pl.LazyFrame, wanted: tuple[Statistic, ...], shown: Callable[[str], Any], queues: int
) -> dict[str, Form]:
    read = partial(_answers, wanted=wanted, queues=queues)
    masks = _by_masks(lazy, wanted, shown)
    forms = {f"masks, {engine}": Form(partial(masks.collect, engine=engine), read) for engine in ENGINES}
    if _named(wanted):
        by_outcome = _by_outcome(lazy, wanted, shown)
        forms["by outcome, streaming"] = Form(partial(by_outcome.collect, engine="streaming"), read)
    return forms


def _named(wanted: tuple[Statistic, ...]) -> bool:
    return any(statistic.among.outcomes for statistic in wanted)


def _by_masks(lazy: pl.LazyFrame, wanted: tuple[Statistic, ...], shown: Callable[[str], Any]) -> pl.LazyFrame:
    return lazy.group_by(_KEYS).agg(
        _masked(statistic, shown).alias(str(place)) for place, statistic in enumerate(wanted)
    )


def _masked(statistic: Statistic, shown: Callable[[str], Any]) -> pl.Expr:
    mask = _mask(statistic.among, shown)
    if statistic.kind == "count":
        return pl.len() if mask is None else mask.sum()
    kept = _value(statistic) if mask is None else pl.when(mask).then(_value(statistic)).otherwise(0.0)
    return (kept if statistic.kind == "sum" else kept * kept).sum()


def _by_outcome(
    lazy: pl.LazyFrame,
    wanted: tuple[Statistic, ...],
    shown: Callable[[str], Any],
    sizes: tuple[int, int] | None = None,
) -> pl.LazyFrame:
    """Conditions on the outcome become a key: every row adds to fewer sums, and few rows are added up after that.

    With the numbers of queues and of outcomes, all keys are packed into one.
    """
    inner = dict.fromkeys(_without_outcome(statistic) for statistic in wanted)
    names = {statistic: f"inner{place}" for place, statistic in enumerate(inner)}
    sums = [_masked(part, shown).alias(name) for part, name in names.items()]
    grouped = _packed(lazy, sums, *sizes) if sizes else lazy.group_by(*_KEYS, "outcome").agg(sums)
    return grouped.group_by(_KEYS).agg(
        _chosen(pl.col(names[_without_outcome(statistic)]), statistic.among, shown).sum().alias(str(place))
        for place, statistic in enumerate(wanted)
    )


def _packed(lazy: pl.LazyFrame, sums: list[pl.Expr], queues: int, outcomes: int) -> pl.LazyFrame:
    cell = pl.col("cell")
    key = (pl.col("day") * queues + pl.col("queue")) * outcomes + pl.col("outcome")
    grouped = lazy.with_columns(cell=key.cast(pl.Int32)).group_by("cell").agg(sums)
    parts = {"day": cell // (outcomes * queues), "queue": cell // outcomes % queues, "outcome": cell % outcomes}
    return grouped.with_columns(**parts)


def _without_outcome(statistic: Statistic) -> Statistic:
    return Statistic(statistic.kind, Condition(limits=statistic.among.limits), statistic.of)


def _chosen(column: pl.Expr, among: Condition, shown: Callable[[str], Any]) -> pl.Expr:
    mask = _mask(Condition(among.outcomes), shown)
    return column if mask is None else column.filter(mask)


def _mask(condition: Condition, shown: Callable[[str], Any]) -> pl.Expr | None:
    named = [pl.col("outcome") == shown(word) for word in condition.outcomes]
    parts: list[pl.Expr] = [reduce(lambda left, right: left | right, named)] if named else []
    parts += [_SIGNS[sign](pl.col(column), limit) for column, sign, limit in condition.limits]
    return reduce(and_, parts) if parts else None


def _value(statistic: Statistic) -> pl.Expr:
    return reduce(add, (pl.col(column) for column in statistic.of))


def _answers(table: pl.DataFrame, wanted: Iterable[Statistic], queues: int) -> Answers:
    days, slices = places(table)
    return {
        statistic: grid(days, slices, table[str(place)].to_numpy(), queues) for place, statistic in enumerate(wanted)
    }


def places(table: pl.DataFrame) -> tuple[Any, Any]:
    """Day and slice of every row of a result, numbered from the first."""
    queue = table["queue"]
    slices = queue.str.slice(1).cast(pl.Int64) if queue.dtype == pl.String else queue
    return day_places(table["day"].to_numpy()), slices.to_numpy()


def quantile_forms(calls: Calls, wanted: tuple[Statistic, ...]) -> dict[str, Form]:
    """The exact quantile of every cell, and the same histogram as Goalposts keeps: a group for every bucket."""
    (statistic,) = wanted
    mask = _mask(statistic.among, words("outcome", calls.queues).index)
    assert mask is not None
    day = (pl.col("offered_at") // DAY_MICROSECONDS).cast(pl.Int32)
    lazy = frame_of(calls).lazy().with_columns(day=day).filter(mask)
    value = _value(statistic)
    level = value.quantile(float(PROBABILITY), interpolation="equiprobable")
    bucket = (value.reinterpret(dtype=pl.Int64) // (1 << BUCKET_BITS)).cast(pl.Int32)
    exact = lazy.group_by(_KEYS).agg(level.alias("0"))
    counted = lazy.with_columns(bucket=bucket).group_by(*_KEYS, "bucket").agg(pl.len())
    read = partial(_answers, wanted=wanted, queues=calls.queues)
    read_buckets = partial(_from_buckets, statistic=statistic, queues=calls.queues)
    forms = {}
    for engine in ENGINES:
        forms[f"exact, {engine}"] = Form(partial(exact.collect, engine=engine), read)
        forms[f"buckets, {engine}"] = Form(partial(counted.collect, engine=engine), read_buckets, 0.008)
    return forms


def _from_buckets(table: pl.DataFrame, statistic: Statistic, queues: int) -> Answers:
    """The middle of the bucket that holds the nearest rank."""
    table = table.sort(*_KEYS, "bucket").with_columns(
        up_to=pl.col("len").cum_sum().over(_KEYS), all=pl.col("len").sum().over(_KEYS)
    )
    rank = (pl.col("all") * int(PROBABILITY[2:]) + 9) // 10
    found = table.filter(pl.col("up_to") >= rank).group_by(_KEYS, maintain_order=True).first()
    low = found["bucket"].to_numpy().astype(np.int64)
    edges = [(bucket << BUCKET_BITS).view(np.float64) for bucket in (low, low + 1)]
    middle = np.where(low == 0, 0.0, (edges[0] + edges[1]) / 2)
    return {statistic: grid(*places(found), middle, queues)}


def distinct_forms(calls: Calls, wanted: tuple[Statistic, ...]) -> dict[str, Form]:
    """A sketch of every cell, and the exact number."""
    (statistic,) = wanted
    day = (pl.col("offered_at") // DAY_MICROSECONDS).cast(pl.Int32)
    grouped = frame_of(calls).lazy().with_columns(day=day).group_by(_KEYS)
    sketch, exact = (
        grouped.agg(found.alias("0")) for found in (_value(statistic).approx_n_unique(), _value(statistic).n_unique())
    )
    read = partial(_answers, wanted=wanted, queues=calls.queues)
    return {
        f"{name}, {engine}": Form(partial(query.collect, engine=engine), read, error)
        for name, query, error in (("sketch", sketch, 0.1), ("exact", exact, 0.0))
        for engine in ENGINES
    }
