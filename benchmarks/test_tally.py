"""The whole way of a table in memory, from `gp.tally` to the cube; no letter of the list, but what a user feels."""

from __future__ import annotations

from functools import partial

import duckdb_forms
import ours
import polars as pl
import polars_forms
from attrs import evolve
from calls import QUEUES, Calls, words
from entries import in_memory
from measures import NINE, statistics
from race import Entry


def table_of(calls: Calls) -> pl.DataFrame:
    """The calls as a user has them: times, and words as categories."""
    frame = pl.DataFrame(calls.columns)
    named = [
        pl.col(name).replace_strict(range(len(known)), known, return_dtype=pl.Enum(known))
        for name, known in ((name, words(name, calls.queues)) for name in ("queue", "outcome"))
    ]
    return frame.with_columns(pl.col("offered_at").cast(pl.Datetime("us", "UTC")), *named)


def test_tally_of_a_table(race, size, threads):
    """The peers get numbers where Goalposts gets times and words, in their favour."""
    wanted = statistics(NINE)
    makers = {
        "goalposts": lambda calls: {"tally": ours.tally_form(NINE, QUEUES, table=table_of(calls))},
        "polars": partial(polars_forms.statistics_forms, wanted=wanted),
        "duckdb": partial(duckdb_forms.statistics_forms, wanted=wanted, threads=threads),
    }
    entry = Entry("tally", "nine KPIs, 20 queues, ordered, `gp.tally` of a table", NINE)
    race.run(entry, evolve(in_memory(NINE, size, threads), read=None), makers)
