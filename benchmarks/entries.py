"""How the inputs of a case are made, and which ways there are to ask each engine about them."""

from __future__ import annotations

from functools import partial
from typing import Final, Protocol

import duckdb_forms
import machine
import ours
import polars_forms
from calls import calls
from measures import Measure, columns_of, statistics
from race import Inputs, Makers


class Size(Protocol):
    """How many rows there are for each purpose."""

    rows: int
    sample: int
    known: int


def in_memory(
    measures: tuple[Measure, ...], size: Size, threads: int, *, rows: int = 0, queues: int = 20, ordered: bool = True
) -> Inputs:
    """Calls in memory, with the needed columns only."""
    given = calls(rows or size.rows, queues, ordered=ordered).only(columns_of(measures))
    few, columns = given.thinned(size.known), list(given.columns.values())
    read = partial(machine.read_all, columns, threads)
    return Inputs(few, few, given.thinned(size.sample), given, given.rows, read, given.bytes())


def makers(measures: tuple[Measure, ...], threads: int) -> Makers:
    """The ways to ask every engine: for shares and means, for one quantile, or for one number of distinct values."""
    wanted = statistics(measures)
    polars, duckdb = _PEERS.get(measures[0].kind, _PEERS["mean"])
    return {
        "goalposts": partial(ours.forms, measures=measures, threads=threads),
        "polars": partial(polars, wanted=wanted),
        "duckdb": partial(duckdb, wanted=wanted, threads=threads),
    }


_PEERS: Final = {
    "mean": (polars_forms.statistics_forms, duckdb_forms.statistics_forms),
    "quantile": (polars_forms.quantile_forms, duckdb_forms.quantile_forms),
    "distinct": (polars_forms.distinct_forms, duckdb_forms.distinct_forms),
}
