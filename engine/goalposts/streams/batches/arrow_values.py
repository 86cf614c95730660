"""Values between Python, NumPy and Arrow, without pandas.

pyarrow's own converters (`pa.scalar`, `pa.array`, `to_numpy`, and every function that is handed a Python value) import
pandas when it is installed, which takes longer than reading a hundred thousand rows. Arrow's buffers need no converter.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


@cache
def text_value(text: str) -> pa.StringScalar:
    """Make an Arrow text.

    >>> text_value("да").as_py()
    'да'
    """
    return text_array((text,))[0]


@cache
def text_array(texts: tuple[str, ...]) -> pa.StringArray:
    """Make an Arrow array of texts.

    >>> text_array(("да", "")).to_pylist()
    ['да', '']
    """
    data = [text.encode() for text in texts]
    ends = np.cumsum([0, *map(len, data)], dtype=np.int32)
    return pa.StringArray.from_buffers(len(data), pa.py_buffer(ends), pa.py_buffer(b"".join(data)))


def number_value(number: float, kind: pa.DataType) -> pa.Scalar:
    """Make an Arrow number of a type.

    >>> number_value(0, pa.int32())
    <pyarrow.Int32Scalar: 0>
    """
    return pc.cast(_float(float(number)), kind)


@cache
def missing_value(kind: pa.DataType) -> pa.Scalar:
    """Make a missing cell of a type."""
    return pa.nulls(1, kind)[0]


def filled(cells: pa.Array, number: float) -> pa.Array:
    """Put a number in the place of missing ones."""
    return pc.fill_null(cells, number_value(number, cells.type)) if cells.null_count else cells


def as_numpy(cells: pa.Array) -> NDArray[Any]:
    """Turn numbers or flags without missing cells into NumPy, numbers without a copy."""
    if pa.types.is_boolean(cells.type):
        return np.from_dlpack(pc.cast(cells, pa.uint8())).view(np.bool_)
    return np.from_dlpack(cells)


def as_arrow(values: NDArray[Any]) -> pa.Array:
    """Turn flags or row numbers into Arrow; numbers are not copied."""
    if values.dtype == np.bool_:
        bits = pa.py_buffer(np.packbits(values, bitorder="little"))
        return pa.Array.from_buffers(pa.bool_(), len(values), [None, bits])
    return pa.Array.from_buffers(pa.int64(), len(values), [None, pa.py_buffer(values.astype(np.int64, copy=False))])


@cache
def _float(number: float) -> pa.DoubleScalar:
    return pa.Array.from_buffers(pa.float64(), 1, [None, pa.py_buffer(np.array([number]))])[0]
