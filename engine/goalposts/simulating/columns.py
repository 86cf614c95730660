"""Columns of simulated streams as Arrow arrays, made without a Python object for every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from goalposts.simulating.arrays import Flags, Floats, Integers, Moments


def ids(prefix: str, values: Integers, missing: Flags | None = None) -> pa.Array:
    """Make names such as `c17`."""
    numbered = pa.array(values, mask=missing).cast(pa.string())
    return pc.binary_join_element_wise(pa.scalar(prefix), numbered, "")


def words(names: Sequence[str], codes: Integers, missing: Flags | None = None) -> pa.Array:
    """Make a column of few words: `names[code]` each."""
    indices = pa.array(codes.astype(np.int32), mask=missing)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(names), pa.string()))


def numbers(values: Floats | Integers | Flags, missing: Flags | None = None) -> pa.Array:
    """Make a column of numbers, or of flags."""
    return pa.array(values, mask=missing)


def times(values: Moments, missing: Flags | None = None) -> pa.Array:
    """Make a column of local times in whole seconds."""
    return pa.array(values.astype("datetime64[s]"), mask=missing)


def in_order(columns: Mapping[str, Any], at: Moments) -> pa.Table:
    """Put columns together, in order of a time."""
    return pa.table(dict(columns)).take(pa.array(np.argsort(at, kind="stable")))
