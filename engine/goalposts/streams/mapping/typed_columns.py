"""Which columns of a text may come as numbers, times or dictionaries at once, because nobody needs the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import pyarrow as pa

from goalposts.expressions import SECONDS, ValueType
from goalposts.model import FieldRule
from goalposts.streams.mapping.mapped_fields import MappedField

WORDS: Final = pa.dictionary(pa.int32(), pa.string())
NUMBERS: Final = pa.float64()
TIMES: Final = pa.timestamp("us")


def typed_columns(fields: Iterable[MappedField], read_as_text: frozenset[str]) -> Mapping[str, pa.DataType]:
    """By column the type that gives a field the same values as its text would.

    Args:
        fields: those that are made of the columns.
        read_as_text: columns whose text somebody reads beside them.
    """
    fields = tuple(fields)
    uses = Counter(column for field in fields for column in field.rule.columns)
    found = {field.rule.columns[0]: _kind(field) for field in fields if len(field.rule.columns) == 1}
    alone = (column for column in found if uses[column] == 1 and column not in read_as_text)
    return {column: kind for column in alone if (kind := found[column]) is not None}


def _kind(field: MappedField) -> pa.DataType | None:
    rule = field.rule
    if field.formula is not None:  # what its columns are, the expression says
        return None
    if field.type.is_words:
        by_word = rule == FieldRule(rule.columns, values=rule.values, null_as=rule.null_as)
        return WORDS if by_word and field.type is ValueType.CATEGORY and not field.only_there else None
    if field.thousands or rule != FieldRule(rule.columns, unit=rule.unit):
        return None
    if field.type is ValueType.TIMESTAMP:
        return None if rule.unit else TIMES
    if field.type is ValueType.DURATION:
        return NUMBERS if rule.unit in ("", *SECONDS) else None
    return NUMBERS if field.type.is_numeric and not rule.unit else None
