"""A dimension to report by that no goal has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.catalogue import unknown_dimensions, unusable_comparison
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, Remark, ResolvedGoal


@rule(
    "GP215",
    "unknown-dimension",
    bad="""\
project:
  segments: [plaec]
""",
    good="""\
project:
  segments: [place]
""",
    manual_ru="""
    Каждая запись в `segments` и всё, что названо в `control` и `rollout`, есть у событий хотя бы одной цели.

    Почему это важно: из-за опечатки в разрезе в отчёте не оказалось бы нужных строк, и никто не знал бы, нет таких
    строк или нет такого столбца. А сравнение, которое не подходит ни одной цели, ничего не сравнивает.
    """,
)
def unknown_dimension(project: Project, goals: tuple[ResolvedGoal, ...]) -> Iterator[Remark]:
    """Every entry of `segments`, and what `control` or `rollout` name, is of the events of some goal.

    Why it matters: a mistyped dimension would leave the report without the lines that were asked for, and nobody would
    know whether there are no such rows or no such column. A comparison that no goal can use compares nothing.
    """
    for problem in (*unknown_dimensions(project), *unusable_comparison(project, goals)):
        yield problem.remark
