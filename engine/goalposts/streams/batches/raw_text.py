"""Arrow arrays of any plain type as text, and as words with codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from goalposts.errors import SourceError, listed
from goalposts.locale import Text
from goalposts.streams.batches.arrow_values import as_arrow, as_numpy, filled, missing_value, text_array, text_value

_NOT_PLAIN: Final = (
    pa.types.is_binary,
    pa.types.is_large_binary,
    pa.types.is_fixed_size_binary,
    pa.types.is_binary_view,
    pa.types.is_interval,
)
_MANY_WORDS: Final = 1 << 12
"""A larger dictionary may hold far more words than a batch has rows."""

WRITE_ANEW: Final = Text(en="write the table anew as UTF-8", ru="запишите таблицу заново в UTF-8")


def is_text(kind: pa.DataType) -> bool:
    """Whether cells are text, plain or by dictionary."""
    kind = _stored(kind)
    return any(
        test(kind) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    )


def decoded(cells: pa.Array) -> pa.Array:
    """Look cells up in their dictionary, and take those of an extension type as they are stored."""
    if isinstance(cells.type, pa.BaseExtensionType):
        return cells.storage
    return cells.dictionary.take(cells.indices) if pa.types.is_dictionary(cells.type) else cells


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
    """Take a text of nothing but spaces as missing."""
    return pc.if_else(pc.equal(pc.utf8_trim_whitespace(text), text_value("")), missing_value(pa.string()), text)


def without_words(cells: pa.Array, words: tuple[str, ...]) -> pa.Array:
    """Take cells that are one of some words, but for spaces around them, as missing."""
    if not words:
        return cells
    there = pc.is_in(pc.utf8_trim_whitespace(as_text(decoded(cells))), text_array(words))
    return pc.if_else(there, missing_value(decoded(cells).type), decoded(cells))


def zero_padded(cells: pa.Array, width: int) -> pa.Array:
    """Give whole numbers back the leading zeros that digits such as 010203 lose as a number; width 0 is for none."""
    return pc.utf8_lpad(as_text(cells), width, "0") if width and pa.types.is_integer(cells.type) else cells


def check_names(names: Iterable[str], where: str) -> None:
    """Check that no column name stands twice.

    Raises:
        SourceError: one does.
    """
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        problem = Text(en="a column name stands twice: {names}", ru="столбец назван дважды: {names}")
        hint = Text(en="rename one of them", ru="переименуйте один из них")
        raise SourceError(problem.fill(names=listed(twice)), where=where, hint=hint)


def check_plain(cells: pa.RecordBatch, where: str) -> None:
    """Check that columns hold plain values.

    Raises:
        SourceError: a column of lists, structs, maps, bytes or calendar intervals.
    """
    for column in cells.schema:
        if not is_plain(column.type):
            problem = Text(
                en="column '{column}' holds {kind}, not plain values",
                ru="в столбце «{column}» не простые значения, а {kind}",
            ).fill(column=column.name, kind=str(column.type))
            hint = Text(en="map a column of plain values", ru="укажите столбец простых значений")
            raise SourceError(problem, where=where, hint=hint)


def _stored(kind: pa.DataType) -> pa.DataType:
    """The type of the values themselves, of a dictionary or an extension type those beneath it."""
    if pa.types.is_dictionary(kind):
        return _stored(kind.value_type)
    return _stored(kind.storage_type) if isinstance(kind, pa.BaseExtensionType) else kind


def is_plain(kind: pa.DataType) -> bool:
    """Whether cells hold plain values: no lists, structs, maps, bytes or calendar intervals."""
    stored = _stored(kind)
    return not (pa.types.is_nested(stored) or any(test(stored) for test in _NOT_PLAIN))


def check_sound(cells: pa.RecordBatch, where: str) -> None:
    """Check every byte of columns whose reading failed.

    Raises:
        SourceError: a column whose texts are not UTF-8, or whose codes point nowhere.
    """
    for name, column in zip(cells.schema.names, cells.columns, strict=True):
        if pa.types.is_date64(_stored(column.type)):
            continue  # Arrow calls one with a time of day invalid, and many write them
        try:
            column.validate(full=True)
        except (pa.ArrowInvalid, pa.ArrowIndexError) as fault:
            problem = Text(en="column '{column}' is damaged: {fault}", ru="столбец «{column}» повреждён: {fault}").fill(
                column=name, fault=str(fault).splitlines()[0].rstrip(".")
            )
            raise SourceError(problem, where=where, hint=WRITE_ANEW) from fault


def as_words(text: pa.Array) -> tuple[NDArray[np.int32], tuple[str, ...], NDArray[np.bool_] | None]:
    """Return codes (0 where missing), the distinct words, and which cells are there (None for all)."""
    encoded = text.dictionary_encode()
    codes = as_numpy(filled(encoded.indices, 0)).astype(np.int32, copy=False)
    return codes, tuple(encoded.dictionary.to_pylist()), known_cells(text)


def dictionary_words(
    cells: pa.DictionaryArray,
) -> tuple[NDArray[np.int32], tuple[str, ...], NDArray[np.bool_] | None] | None:
    """The same of an array that has its words in a dictionary already.

    Returns:
        A word need not occur. None where codes or words are not what a dictionary promises: words that stand there
        twice or are missing, codes of no word.
    """
    codes, dictionary = as_numpy(filled(cells.indices, 0)), cells.dictionary
    if not len(codes) or int(codes.min()) < 0 or int(codes.max()) >= len(dictionary):
        return None
    if len(dictionary) > _MANY_WORDS:
        used = np.flatnonzero(np.bincount(codes, minlength=len(dictionary)))
        place = np.zeros(len(dictionary), np.int32)
        place[used] = np.arange(used.size)
        codes, dictionary = place[codes], dictionary.take(as_arrow(used))
    words = tuple(as_text(dictionary).to_pylist())
    if len(set(words)) != len(words) or None in words:
        return None
    return codes.astype(np.int32, copy=False), words, known_cells(cells.indices)


def known_cells(cells: pa.Array) -> NDArray[np.bool_] | None:
    """Which cells are not missing; None when all are there."""
    return None if cells.null_count == 0 else as_numpy(pc.is_valid(cells))
