"""A cell of a sheet is read the same whatever stands above and below it."""

from datetime import date, datetime, time, timedelta

import numpy as np
from goalposts.expressions import ValueType
from goalposts.model import FieldRule, Source
from goalposts.streams.conversion.clock import find_zone
from goalposts.streams.conversion.fields import convert
from goalposts.streams.mapping.mapped_fields import MappedField
from goalposts.streams.sheets.header import SheetHeader
from goalposts.streams.sheets.reader import SheetReader
from goalposts.streams.sheets.sheet import Sheet
from hypothesis import given
from hypothesis import strategies as st

WHOLE_SECONDS = st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
CELLS = st.one_of(
    st.just(""),
    st.sampled_from(["да", " 1\u00a0234,5 ", "2,5", "12", "2026-03-01", "10:20:30", "#", "x"]),
    st.integers(-(10**12), 10**12),
    st.floats(-1e15, 1e15),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)),
    WHOLE_SECONDS,
    st.builds(lambda at, part: at.replace(microsecond=part), WHOLE_SECONDS, st.integers(1, 999_999)),
    st.timedeltas(timedelta(0), timedelta(days=400)),
)
TYPES = (ValueType.TIMESTAMP, ValueType.NUMBER, ValueType.DURATION, ValueType.FLAG)
DECIMALS = st.sampled_from([".", ","])
UTC = find_zone("UTC", "")


def converted(cells, kind, decimal, unit):
    """What a column of cells becomes: a value, None where missing, or the reason of a refusal."""
    sheet = Sheet("s", lambda: iter([["h", "n"], *([cell, "-"] for cell in cells)]))
    source = Source("s", "sample.order", decimal=decimal)
    reader = SheetReader("s", "s", sheet, SheetHeader(("h", "n"), 1), source)
    field = MappedField("f", kind, FieldRule(("h",), unit=unit))
    found, lines = [], []
    for batch in reader.batches(frozenset({"h"})):
        made = convert(batch.cells, field, decimal, UTC)
        column = made.column
        values = column.values.tolist()
        if kind.is_words:
            values = [column.words[code] if column.words else None for code in values]
        valid = np.ones(len(values), bool) if column.valid is None else column.valid
        values = [value if there else None for value, there in zip(values, valid, strict=True)]
        for refusal in made.refusals:
            values = [refusal.reason if bad else value for value, bad in zip(values, refusal.rows, strict=True)]
        found += values
        lines += batch.lines.tolist()
    assert lines == list(range(2, len(cells) + 2))
    return found


@given(st.lists(CELLS, max_size=12), st.sampled_from(TYPES), DECIMALS, st.sampled_from(["", "hh:mm:ss"]))
def test_neighbours_change_nothing(cells, kind, decimal, unit):
    alone = [value for cell in cells for value in converted([cell], kind, decimal, unit)]
    assert converted(cells, kind, decimal, unit) == alone


@given(st.lists(CELLS.filter(lambda cell: not isinstance(cell, date | timedelta)), max_size=12), DECIMALS)
def test_neighbours_change_no_word(cells, decimal):
    alone = [value for cell in cells for value in converted([cell], ValueType.CATEGORY, decimal, "")]
    assert converted(cells, ValueType.CATEGORY, decimal, "") == alone
