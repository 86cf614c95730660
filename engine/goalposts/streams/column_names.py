"""Which columns of a file somebody asks for."""

from __future__ import annotations

from goalposts.expressions import names
from goalposts.model import FieldRule, folded_name
from goalposts.streams.source_file import SourceFile


def names_asked(file: SourceFile) -> frozenset[str]:
    """Return every column name that a source mentions, or that is asked for, folded."""
    source = file.source
    rules: tuple[FieldRule, ...] = (*source.fields.values(), *source.dimensions.values())
    mentioned = {column for rule in rules for column in (*rule.columns, *rule.any_of)}
    condition = frozenset() if source.where is None else names(source.where)
    return frozenset(folded_name(name) for name in {*mentioned, *condition, *source.fill_down, *file.asked})
