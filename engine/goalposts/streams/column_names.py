"""How the names of columns are compared, and which of them somebody asks for."""

from __future__ import annotations

from goalposts.expressions import names
from goalposts.model import FieldRule
from goalposts.streams.source_file import SourceFile


def folded(name: str) -> str:
    r"""Return a name as it is compared: in one line, without regard to case, ё as е.

    >>> folded(" Счёт,\n  рубли ")
    'счет, рубли'
    """
    return " ".join(name.split()).casefold().replace("ё", "е")


def names_asked(file: SourceFile) -> frozenset[str]:
    """Return every column name that a source mentions, or that is asked for, folded."""
    source = file.source
    rules: tuple[FieldRule, ...] = (*source.fields.values(), *source.dimensions.values())
    mentioned = {column for rule in rules for column in (*rule.columns, *rule.any_of)}
    condition = frozenset() if source.where is None else names(source.where)
    return frozenset(folded(name) for name in {*mentioned, *condition, *source.fill_down, *file.asked})
