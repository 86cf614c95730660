"""Which columns a source asks for by name, for formats that list their columns nowhere."""

from __future__ import annotations

from goalposts.expressions import names
from goalposts.model import Source


def asked_columns(source: Source) -> frozenset[str]:
    """The columns that the rules of a source and its `where` name."""
    rules = (*source.fields.values(), *source.dimensions.values())
    in_condition = frozenset() if source.where is None else names(source.where)
    return in_condition.union(*((*rule.columns, *rule.any_of) for rule in rules))
