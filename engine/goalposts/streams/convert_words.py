"""Converts ids, categories and texts: the words themselves, mapped where the rule maps them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from goalposts.expressions.columns import Column
from goalposts.streams.converted import Converted, Mask, refused
from goalposts.streams.mapping import MappedField
from goalposts.streams.raw_text import as_text, as_words, blank_as_null


def convert_words(cells: pa.Array, field: MappedField) -> Converted:
    """Map source words to field words; an empty cell is missing unless the rule says what it means.

    Refuses `unknown_value`: a word that a stated map does not list, or that a closed category does not know.
    """
    text = as_text(cells)
    if field.rule.values is None or "" not in field.rule.values:
        text = blank_as_null(text)
    codes, words, valid = as_words(text)
    column = Column(field.type, codes, valid, words)
    if field.rule.values is None and not field.closed:
        return Converted(_filled(column, field.rule.null_as))
    return _translated(column, field)


def _translated(column: Column, field: MappedField) -> Converted:
    mapped = [_mapped(word, field) for word in column.words]
    known = tuple(dict.fromkeys(word for word in mapped if word is not None))
    places = {word: place for place, word in enumerate(known)}
    translation = np.array([*(-1 if word is None else places[word] for word in mapped), 0], np.int32)
    found = translation[column.values]
    unknown = found < 0 if column.valid is None else (found < 0) & column.valid
    translated = Column(field.type, np.maximum(found, 0), column.valid, known)
    return Converted(_filled(translated, field.rule.null_as), refused(("unknown_value", unknown)))


def _mapped(word: str, field: MappedField) -> str | None:
    found = word if field.rule.values is None else field.rule.values.get(word)
    return found if not field.closed or found in field.closed else None


def _filled(column: Column, null_as: str | None) -> Column:
    if null_as is None or column.valid is None:
        return column
    words = column.words if null_as in column.words else (*column.words, null_as)
    missing: Mask = ~column.valid
    values = np.where(missing, np.int32(words.index(null_as)), column.values)
    return Column(column.type, values, None, words)
