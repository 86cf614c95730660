"""Converts ids, categories and texts: the words themselves, mapped where the rule maps them."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.streams.batches.arrow_values import text_value
from goalposts.streams.batches.raw_text import as_text, as_words, blank_as_null, dictionary_words, is_text
from goalposts.streams.conversion.converted import Converted, Mask, refused
from goalposts.streams.mapping.mapped_fields import MappedField

_EXPONENT: Final = re.compile(r"^[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{2,}$")
OTHER_WORDS: Final = "*"
"""In a map of words: whatever it does not list."""


def convert_words(cells: pa.Array, field: MappedField) -> Converted:
    """Map source words to field words; an empty cell is missing unless the rule says what it means.

    Refuses `unknown_value`: a word that a stated map does not list, or that a closed category does not know; and
    `rounded_id`: an id that has lost its digits.
    """
    trimmed = cells if field.type is ValueType.TEXT else _trimmed(cells)
    column = Column(field.type, *_words(trimmed, blank_is_a_word="" in (field.rule.values or ())))
    if field.type is ValueType.ID and (rounded := _rounded(column)) is not None:
        return Converted(_filled(column, field.rule.null_as), refused(("rounded_id", rounded)))
    if field.rule.values is None and not field.closed:
        return Converted(_filled(column, field.rule.null_as))
    return _translated(column, field)


def _rounded(column: Column) -> Mask | None:
    """The ids that a spreadsheet has shown and saved as 1.23E+11, so that many are one; None where none has."""
    joined = "\n".join(column.words)
    if "E+" not in joined and "e+" not in joined:
        return None
    flags = np.array([*(_EXPONENT.fullmatch(word) is not None for word in column.words), False], np.bool_)
    rounded: Mask = flags[column.values]
    return rounded if column.valid is None else rounded & column.valid


def _words(
    cells: pa.Array, *, blank_is_a_word: bool
) -> tuple[NDArray[np.int32], NDArray[np.bool_] | None, tuple[str, ...]]:
    if pa.types.is_dictionary(cells.type):
        found = dictionary_words(cells)
        if found is not None:
            codes, words, valid = found
            return (codes, valid, words) if blank_is_a_word or "" not in words else _without_blank(codes, words, valid)
    text = as_text(cells)
    codes, words, valid = as_words(pc.fill_null(text, text_value("")) if blank_is_a_word else blank_as_null(text))
    return codes, valid, words


def _trimmed(cells: pa.Array) -> pa.Array:
    """Without spaces around ids and words, which differ between exports of one system."""
    if pa.types.is_dictionary(cells.type):
        words = as_text(cells.dictionary)
        return cells if pc.utf8_trim_whitespace(words).equals(words) else _trimmed(as_text(cells))
    return pc.utf8_trim_whitespace(as_text(cells)) if is_text(cells.type) else cells


def _without_blank(
    codes: NDArray[np.int32], words: tuple[str, ...], valid: NDArray[np.bool_] | None
) -> tuple[NDArray[np.int32], NDArray[np.bool_], tuple[str, ...]]:
    """Take the empty word as missing."""
    blank = words.index("")
    there = codes != blank if valid is None else valid & (codes != blank)
    later = np.where(codes > blank, codes - np.int32(1), codes)
    return np.where(there, later, np.int32(0)), there, (*words[:blank], *words[blank + 1 :])


def _translated(column: Column, field: MappedField) -> Converted:
    mapped = [_mapped(word, field) for word in column.words]
    if mapped == list(column.words):
        return Converted(_filled(column, field.rule.null_as))
    known = tuple(dict.fromkeys(word for word in mapped if word is not None))
    places = {word: place for place, word in enumerate(known)}
    translation = np.array([*(-1 if word is None else places[word] for word in mapped), 0], np.int32)
    found = translation[column.values]
    unknown = found < 0 if column.valid is None else (found < 0) & column.valid
    translated = Column(field.type, np.maximum(found, 0), column.valid, known)
    return Converted(_filled(translated, field.rule.null_as), refused(("unknown_value", unknown)))


def _mapped(word: str, field: MappedField) -> str | None:
    found = word if field.rule.values is None else field.rule.values.get(word, field.rule.values.get(OTHER_WORDS))
    return found if not field.closed or found in field.closed else None


def _filled(column: Column, null_as: str | None) -> Column:
    if null_as is None or column.valid is None:
        return column
    words = column.words if null_as in column.words else (*column.words, null_as)
    missing: Mask = ~column.valid
    values = np.where(missing, np.int32(words.index(null_as)), column.values)
    return Column(column.type, values, None, words)
