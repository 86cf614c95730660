"""A goal without a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark


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
)
def no_baseline(goal: Goal, project: Project) -> Iterator[Remark]:
    """A goal has a baseline: a window before go-live, a declared value, or the honest word `unknown`.

    Why it matters: without a before there is no after. If the KPI could not be measured, say `baseline:
    unknown`; then delivering the measurement is itself a result.
    """
    if is_promise(goal) and project.baseline_of(goal) is None:
        yield goal.finding(
            {"en": "has no baseline", "ru": "нет базового значения"},
            hint={
                "en": "add `baseline: {from: ..., to: ...}`, or `baseline: unknown` if it could not be measured",
                "ru": "добавьте `baseline: {from: ..., to: ...}` или `baseline: unknown`, если измерить было нечем",
            },
            at="baseline",
        )
