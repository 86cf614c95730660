"""Names every column of a header once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from goalposts.errors import SourceError, listed
from goalposts.locale import Text
from goalposts.model import folded_name


def distinct_columns(
    header: tuple[str, ...], stand_in: Callable[[int], str], asked: frozenset[str], where: str
) -> tuple[str, ...]:
    """Number the later ones of columns with one name, as `Note (2)`; what is called so itself keeps its name.

    Args:
        header: the names as they stand there; empty of columns without one.
        stand_in: by its place from 0, what a column without a name is called.
        asked: the names that somebody asks for, folded.
        where: of the header, for messages.

    Raises:
        SourceError: a name that is asked for stands twice.
    """
    twice = [name for name, count in Counter(header).items() if count > 1 and name and folded_name(name) in asked]
    if twice:
        problem = Text(en="a column name stands twice in the header: {names}", ru="столбец назван дважды: {names}")
        hint = Text(en="rename one of them", ru="переименуйте один из них")
        raise SourceError(problem.fill(names=listed(twice)), where=where, hint=hint)
    columns, given, last = dict[str, None](), frozenset(header), dict[str, int]()
    for place, name in enumerate(header):
        stem = name or stand_in(place)
        wanted = stem
        while wanted in columns or (wanted != name and wanted in given):
            last[stem] = last.get(stem, 1) + 1
            wanted = f"{stem} ({last[stem]})"
        columns[wanted] = None
    return tuple(columns)
