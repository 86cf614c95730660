"""Values that cross to Arrow and NumPy by their buffers are what pyarrow's own converters make of them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from goalposts.streams.batches.arrow_values import as_arrow, as_numpy, filled, missing_value, number_value, text_value
from hypothesis import given
from hypothesis import strategies as st

NUMBERS = [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()]
KINDS = [*NUMBERS, pa.float32(), pa.float64(), pa.bool_()]


@given(st.text())
def test_a_text_stays_what_it_is(text):
    assert text_value(text).equals(pa.scalar(text, pa.string()))


@pytest.mark.parametrize("kind", KINDS[:-1], ids=str)
def test_a_number_gets_the_type_that_is_asked_for(kind):
    assert number_value(7, kind).equals(pa.scalar(7, kind))


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_numbers_and_flags_are_those_of_the_array_also_of_a_slice(kind):
    cells = pa.array([0, 1, 1, 0, 1] * 5).cast(kind)
    for part in (cells, cells.slice(3, 9), cells.slice(25), cells.slice(0, 0)):
        found = as_numpy(part)
        assert found.dtype == (np.bool_ if kind == pa.bool_() else kind.to_pandas_dtype())
        assert found.tolist() == part.to_pylist()


def test_numpy_keeps_the_memory_of_an_array_that_is_gone():
    found = as_numpy(pa.array(np.arange(100_000)))
    pa.array(np.zeros(100_000))
    assert found.sum() == 99_999 * 50_000


@pytest.mark.parametrize("kind", KINDS[:-1], ids=str)
def test_only_missing_numbers_are_filled(kind):
    assert filled(pa.array([3, None, 5], kind), 1).to_pylist() == [3, 1, 5]
    whole = pa.array([3, 4], kind)
    assert filled(whole, 1) is whole


@given(st.lists(st.booleans(), max_size=40))
def test_flags_and_row_numbers_become_arrow(flags):
    assert as_arrow(np.array(flags, np.bool_)).equals(pa.array(flags, pa.bool_()))
    assert as_arrow(np.flatnonzero(flags)).equals(pa.array(np.flatnonzero(flags), pa.int64()))


def test_a_missing_value_has_a_type():
    assert missing_value(pa.string()).equals(pa.scalar(None, pa.string()))
