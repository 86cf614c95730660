"""The same visits in every type, layout and library that a table may come in: every reading is the naive one.

Ids that are numbers are other words than those of the clean rows, but as many, so that the readings are the same.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from goalposts.scoring.filling.gathering import WORTHWHILE_ROWS
from scoring.visit_tables import KPIS, check, clean_rows, table, tallied

COPIES = -(-WORTHWHILE_ROWS // 500)
# the oracle's loops over a million entries would take a minute, and these kinds never meet the scan
IN_LONG_TABLES = [name for name, value in KPIS.items() if not value.startswith("survival")]


def recast(field, kind):
    """One column in another type."""
    return lambda whole: replaced(whole, field, flat(whole, field).cast(kind))


def flat(whole, field):
    return whole.column(field).combine_chunks()


def replaced(whole, field, cells):
    return whole.set_column(whole.column_names.index(field), field, cells)


def in_unit(field, unit, zone):
    """Times in another unit or zone; naive ones are those of the source, which is UTC."""
    return lambda whole: replaced(
        whole, field, flat(whole, field).cast(pa.timestamp("us")).cast(pa.timestamp(unit)).cast(pa.int64())
        .cast(pa.timestamp(unit, zone))
    )  # fmt: skip


def lasting(unit):
    """Waits as Arrow durations."""
    per_second = {"ms": 10**3, "us": 10**6, "ns": 10**9}[unit]

    def changed(whole):
        ticks = pa.compute.multiply(flat(whole, "wait"), float(per_second)).cast(pa.int64())
        return replaced(whole, "wait", ticks.cast(pa.duration(unit)))

    return changed


def by_dictionary(field, codes, kind=None, *, null_word=False):
    """One column by dictionary, with codes of some type; a missing cell may be a word that is missing."""

    def changed(whole):
        cells = flat(whole, field)
        encoded = (cells if kind is None else cells.cast(kind)).dictionary_encode()
        indices, words = encoded.indices, encoded.dictionary
        if null_word:
            words = pa.concat_arrays([words, pa.nulls(1, words.type)])
            indices = pa.compute.fill_null(indices, len(words) - 1)
        return replaced(whole, field, pa.DictionaryArray.from_arrays(indices.cast(codes), words))

    return changed


def large_ids(kind, last):
    """Ids that fill all bits of their type."""

    def changed(whole):
        numbers = flat(whole, "visit_id").dictionary_encode().indices.to_numpy(zero_copy_only=False)
        return replaced(whole, "visit_id", pa.array([last - int(number) for number in numbers], kind))

    return changed


def flags_as(kind, words):
    yes, no = (pa.scalar(word, kind) for word in words)

    def changed(whole):
        return replaced(whole, "done", pa.compute.if_else(flat(whole, "done"), yes, no))

    return changed


def in_chunks(whole):
    """Uneven chunks, with empty ones before, between and after."""
    empty = whole.slice(0, 0)
    parts = [whole.slice(0, 1), whole.slice(1, 200), whole.slice(201)]
    return pa.concat_tables([empty, parts[0], empty, empty, parts[1], parts[2], empty])


def sliced(whole):
    """The rows as a slice out of the middle of a longer table, so that all offsets differ from 0."""
    return pa.concat_tables([whole.slice(0, 13), whole, whole.slice(0, 5)]).combine_chunks().slice(13, whole.num_rows)


def of_numpy(change):
    """The waits and amounts as NumPy arrays, changed in their memory but not in their values."""

    def changed(whole):
        found = {name: flat(whole, name) for name in whole.column_names}
        return {**found, **{name: change(found[name].to_numpy()) for name in ("paid", "items")}}

    return changed


def unaligned(values):
    return np.frombuffer(b"\0" + values.tobytes(), np.uint8)[1:].view(np.float64)


def read_only(values):
    values = values.copy()
    values.flags.writeable = False
    return values


def strided(values):
    return np.repeat(values, 2)[::2]


def backwards(values):
    return values[::-1].copy()[::-1]


def boolean_extension(whole):
    cells = flat(whole, "done").cast(pa.int8())
    return replaced(whole, "done", pa.ExtensionArray.from_storage(pa.bool8(), cells))


FORMS = {
    "as it is": lambda whole: whole,
    **{
        f"wait as {kind}": recast("wait", kind) for kind in (pa.float32(), pa.float16(), pa.string(), pa.large_string())
    },
    **{f"wait as {kind}": recast("wait", kind) for kind in (pa.decimal128(21, 2), pa.decimal256(50, 2))},
    **{f"paid as {kind}": recast("paid", kind) for kind in (pa.float32(), pa.float16(), pa.decimal128(21, 2))},
    **{f"items as {kind}": recast("items", kind) for kind in (pa.int8(), pa.int64(), pa.uint64(), pa.string_view())},
    **{f"wait as duration {unit}": lasting(unit) for unit in ("ms", "us", "ns")},
    **{
        f"{field} in {unit}, zone {zone}": in_unit(field, unit, zone)
        for field in ("at", "ended_at")
        for unit in ("s", "ms", "us", "ns")
        for zone in (None, "UTC", "Europe/Berlin", "+05:45")
    },
    "at as text": recast("at", pa.string()),
    "at by dictionary": by_dictionary("at", pa.int32()),
    **{
        f"place by {codes}": by_dictionary("place", codes)
        for codes in (pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64())
    },
    "place by dictionary with a null in it": by_dictionary("place", pa.int8(), null_word=True),
    "kind by dictionary of large strings": by_dictionary("kind", pa.uint32(), pa.large_string()),
    "wait by dictionary with a null in it": by_dictionary("wait", pa.int16(), null_word=True),
    "wait by dictionary of decimals": by_dictionary("wait", pa.int16(), pa.decimal128(9, 2)),
    "done by dictionary": by_dictionary("done", pa.int8(), pa.string()),
    **{
        f"{field} as {kind}": recast(field, kind)
        for field in ("visit_id", "place", "kind")
        for kind in (pa.large_string(), pa.string_view())
    },
    "ids as int64 up to the last": large_ids(pa.int64(), 2**63 - 1),
    "ids as int64 from the first": large_ids(pa.int64(), -(2**63) + 10**7),
    "ids as uint64 up to the last": large_ids(pa.uint64(), 2**64 - 1),
    "done as int8": flags_as(pa.int8(), (1, 0)),
    "done as words": flags_as(pa.string(), ("Yes", "no")),
    "done as a boolean extension": boolean_extension,
    "chunks with empty ones": in_chunks,
    "a slice of a longer table": sliced,
    "a slice, by dictionary": lambda whole: sliced(by_dictionary("place", pa.int16())(whole)),
    "unaligned memory": of_numpy(unaligned),
    "read-only memory": of_numpy(read_only),
    "strided memory": of_numpy(strided),
    "memory read backwards": of_numpy(backwards),
    "one record batch": lambda whole: whole.combine_chunks().to_batches()[0],
    "a reader of record batches": lambda whole: whole.to_reader(max_chunksize=70_000),
    "polars": pl.from_arrow,
    "polars categories": lambda whole: pl.from_arrow(whole).with_columns(
        pl.col("place").cast(pl.Categorical), pl.col("kind").cast(pl.Enum(["long", "short"]))
    ),
    "polars decimals": lambda whole: pl.from_arrow(whole).with_columns(pl.col("paid").cast(pl.Decimal(20, 3))),
    "polars durations": lambda whole: pl.from_arrow(lasting("ns")(whole)),
    "pandas": lambda whole: whole.to_pandas(),
    "pandas of Arrow types": lambda whole: whole.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas categories": lambda whole: whole.to_pandas().astype({"place": "category", "kind": "category"}),
    "pandas with masks": lambda whole: whole.to_pandas().convert_dtypes(),
}
# what changes the batches, their memory or their types on the way to the scan; a second each
LONG = [
    "wait as float",
    "wait as decimal128(21, 2)",
    "wait as duration ns",
    "at in s, zone None",
    "at in ns, zone Europe/Berlin",
    "place by uint64",
    "place by dictionary with a null in it",
    "place as large_string",
    "ids as uint64 up to the last",
    "chunks with empty ones",
    "a slice, by dictionary",
    "unaligned memory",
    "read-only memory",
    "a reader of record batches",
    "polars categories",
    "pandas with masks",
]


@pytest.fixture(scope="module")
def long_table():
    return table(clean_rows(), COPIES)


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_a_table_changes_no_reading(form):
    cube = tallied(FORMS[form](table(clean_rows())))
    assert (cube.streams[0].rows, cube.streams[0].accepted) == (500, 500)
    check(cube, [(clean_rows(), 1)])


@pytest.mark.parametrize("form", LONG)
def test_nor_does_it_in_a_table_of_a_million_rows(form, long_table):
    cube = tallied(FORMS[form](long_table))
    assert cube.streams[0].accepted == long_table.num_rows >= WORTHWHILE_ROWS
    check(cube, [(clean_rows(), COPIES)], IN_LONG_TABLES)


@pytest.mark.parametrize(
    "nothing",
    [
        table(clean_rows()).slice(0, 0),
        table(clean_rows()).schema.empty_table(),
        pl.from_arrow(table(clean_rows())).clear(),
        table(clean_rows()).to_pandas().iloc[:0],
        {name: [] for name in table(clean_rows()).column_names},
    ],
    ids=["slice", "no chunk", "polars", "pandas", "lists"],
)
def test_a_table_without_rows_reads_as_no_events(nothing):
    cube = tallied(nothing)
    assert cube.streams[0].rows == 0
    assert cube == tallied(table(clean_rows()).slice(0, 0))
