"""A goal without a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP201",
    "no-baseline",
    bad="""\
project:
  baseline: null
""",
    good="""\
project:
  baseline: unknown
""",
    manual_ru="""
    У цели есть база: период до запуска, заявленное значение или честное слово `unknown`.

    Почему это важно: без «до» нет и «после». Если измерить показатель было нельзя, напишите `baseline: unknown`:
    тогда результатом будет уже то, что его начали измерять.
    """,
)
def no_baseline(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """A goal has a baseline: a window before go-live, a declared value, or the honest word `unknown`.

    Why it matters: without a before there is no after. If the KPI could not be measured, say `baseline:
    unknown`; then delivering the measurement is itself a result.
    """
    yield from unresolved("no-baseline", problems)
