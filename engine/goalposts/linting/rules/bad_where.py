"""A condition that does not fit the events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP113",
    "bad-where",
    bad='where: wait == "long"',
    good='where: wait > 20 s and kind == "long"',
    manual_ru="""
    Условие `where` цели использует поля тех событий, по которым считается показатель, и каждое — по его типу.

    Почему это важно: условие на поле, которого нет, или сравнение длительности со словом ничего не отбирает, а
    значит, ничего и не решает.
    """,
)
def bad_where(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """A goal's `where` uses fields of the events that its KPI reads, each as what it is.

    Why it matters: a condition on a field that does not exist, or that compares a duration with a word, selects
    nothing and so decides nothing.
    """
    yield from unresolved("bad-where", problems)
