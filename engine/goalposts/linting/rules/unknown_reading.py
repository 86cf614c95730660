"""A column that is read as a KPI that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.catalogue import unknown_readings
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, Remark


@rule(
    "GP117",
    "unknown-reading",
    bad="""\
project:
  data:
    sample.visit: [{name: book, source: visits.csv}]
    goalposts.reading: [{name: report, source: report.csv, readings: {Done: sample.done}}]
""",
    good="""\
project:
  segments: null
  data:
    sample.visit: [{name: book, source: visits.csv}]
    goalposts.reading: [{name: report, source: report.csv, readings: {Done: sample.done_share}}]
""",
    manual_ru="""
    Каждый столбец в `readings` — показатель, который есть в подключённом плагине или задан в файле, и каждый
    показатель дан в одном варианте.

    Почему это важно: значений показателя с опечаткой не найдёт ни одна цель, а столбцы с одним показателем по двум
    формулам — это два показателя: разница между ними от формулы, а не от внедрения.
    """,
)
def unknown_reading(project: Project) -> Iterator[Remark]:
    """Every column of `readings` is a KPI that a loaded plugin brings or the file defines, and by one variant.

    Why it matters: readings of a mistyped KPI are values that no goal finds, and columns that hold one KPI by two
    formulas are two KPIs: what lies between them is the formula, not the rollout.
    """
    for problem in unknown_readings(project):
        yield problem.remark
