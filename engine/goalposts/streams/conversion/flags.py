"""Converts yes-or-no cells."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from goalposts.expressions.columns import Column
from goalposts.expressions.raw_words import FLAG_WORDS
from goalposts.streams.batches.arrow_values import as_numpy
from goalposts.streams.batches.raw_text import as_text, as_words, blank_as_null
from goalposts.streams.conversion.converted import Converted, refused
from goalposts.streams.conversion.words import OTHER_WORDS
from goalposts.streams.mapping.mapped_fields import MappedField


def convert_flags(cells: pa.Array, field: MappedField) -> Converted:
    """Read `true`, `false`, `1`, `0`, `yes`, `no`, `да`, `нет` in any case, after the rule's own map.

    Refuses `bad_flag`.
    """
    if pa.types.is_boolean(cells.type) and not cells.null_count and field.rule.values is None:
        return Converted(Column(field.type, as_numpy(cells)))
    text = blank_as_null(as_text(cells))
    codes, words, valid = as_words(text)
    flags = [*(_flag(word, field) for word in words), None]
    values = np.array([flag is True for flag in flags])[codes]
    bad = np.array([*(flag is None for flag in flags[:-1]), False])[codes]
    bad = bad if valid is None else bad & valid
    return Converted(Column(field.type, values, valid), refused(("bad_flag", bad)))


def _flag(word: str, field: MappedField) -> bool | None:
    mapped = word if field.rule.values is None else field.rule.values.get(word, field.rule.values.get(OTHER_WORDS))
    return None if mapped is None else FLAG_WORDS.get(str(mapped).strip().casefold())
