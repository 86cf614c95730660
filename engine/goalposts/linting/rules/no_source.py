"""A KPI without a source of its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP202",
    "no-source",
    bad="""\
project:
  data: {}
""",
    good="kpi: sample.done_share",
    manual_ru="""
    У каждого показателя есть источник событий, по которым он считается.

    Почему это важно: по цели на событиях, которых не отдаёт ни одна система, вывода не будет никогда; найдите
    источник до начала.
    """,
)
def no_source(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """Every KPI has a source of the events that it reads.

    Why it matters: a goal on events that no system delivers can never be decided; find the source before the
    start.
    """
    yield from unresolved("no-source", problems)
