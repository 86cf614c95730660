"""Arrow arrays of any plain type as text, and as untyped columns for conditions on the source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from goalposts.errors import SourceError
from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.locale import Text
from goalposts.streams.arrow_values import as_numpy, filled, missing_value, text_value

_BYTES: Final = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_fixed_size_binary, pa.types.is_binary_view)


def is_text(kind: pa.DataType) -> bool:
    """Whether cells are text, plain or by dictionary."""
    if pa.types.is_dictionary(kind):
        return is_text(kind.value_type)
    return any(
        test(kind) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    )


def as_text(cells: pa.Array) -> pa.Array:
    """Write every cell as text; missing cells stay missing."""
    kind = cells.type
    if pa.types.is_dictionary(kind):
        return as_text(cells.dictionary).take(cells.indices)
    if pa.types.is_duration(kind):
        return pc.cast(pc.cast(cells, pa.int64()), pa.string())
    return cells if pa.types.is_string(kind) else pc.cast(cells, pa.string())


def joined(columns: Iterable[pa.Array]) -> pa.Array:
    """Join texts row by row with a space; a missing part counts as empty, a row of empty parts is missing."""
    parts = [pc.fill_null(as_text(column), text_value("")) for column in columns]
    return blank_as_null(pc.utf8_trim(pc.binary_join_element_wise(*parts, text_value(" ")), " "))


def blank_as_null(text: pa.Array) -> pa.Array:
    """Take an empty text as missing."""
    return pc.if_else(pc.equal(text, text_value("")), missing_value(pa.string()), text)


def zero_padded(cells: pa.Array, width: int) -> pa.Array:
    """Give whole numbers back the leading zeros that digits such as 010203 lose as a number; width 0 is for none."""
    return pc.utf8_lpad(as_text(cells), width, "0") if width and pa.types.is_integer(cells.type) else cells


def check_plain(cells: pa.RecordBatch, where: str) -> None:
    """Check that columns hold plain values.

    Raises:
        SourceError: a column of lists, structs, maps or bytes.
    """
    for column in cells.schema:
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if pa.types.is_nested(kind) or any(test(kind) for test in _BYTES):
            problem = Text(
                en="column '{column}' holds {kind}, not plain values",
                ru="в столбце «{column}» не простые значения, а {kind}",
            ).fill(column=column.name, kind=str(kind))
            hint = Text(en="map a column of plain values", ru="укажите столбец простых значений")
            raise SourceError(problem, where=where, hint=hint)


def as_words(text: pa.Array) -> tuple[NDArray[np.int32], tuple[str, ...], NDArray[np.bool_] | None]:
    """Return codes (0 where missing), the distinct words, and which cells are there (None for all)."""
    encoded = text.dictionary_encode()
    codes = as_numpy(filled(encoded.indices, 0)).astype(np.int32, copy=False)
    return codes, tuple(encoded.dictionary.to_pylist()), known_cells(text)


def known_cells(cells: pa.Array) -> NDArray[np.bool_] | None:
    """Which cells are not missing; None when all are there."""
    return None if cells.null_count == 0 else as_numpy(pc.is_valid(cells))


def raw_column(cells: pa.Array) -> Column:
    """Make an untyped column: the text of every cell; an empty text is a text, not missing."""
    codes, words, valid = as_words(as_text(cells))
    return Column(ValueType.RAW, codes, valid, words)
