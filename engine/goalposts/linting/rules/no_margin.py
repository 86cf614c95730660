"""A guardrail without a margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.model import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Remark


@rule(
    "GP407",
    "no-margin",
    bad="""\
project:
  goals: [{id: nobody-waits-long, role: guardrail, kpi: sample.longest_wait}]
""",
    good="""\
project:
  goals: [{id: nobody-waits-long, role: guardrail, kpi: sample.longest_wait, margin: 10 s}]
""",
    manual_ru="""
    Ограничитель говорит, на сколько его показатель может ухудшиться.

    Почему это важно: без допуска ограничитель нарушает любое показанное данными ухудшение, даже самое малое; а что
    хуже не стало вовсе, доказать почти никогда нельзя.
    """,
)
def no_margin(goal: Goal) -> Iterator[Remark]:
    """A guardrail says by how much its KPI may get worse.

    Why it matters: without a margin any worsening that is shown breaks the guardrail, however small; and that
    nothing at all got worse can hardly ever be shown.
    """
    if goal.role is Role.GUARDRAIL and goal.margin is None:
        yield goal.finding(
            {
                "en": "is a guardrail without a margin: any worsening breaks it",
                "ru": "ограничитель без допуска: его нарушит любое ухудшение",
            },
            hint={"en": "add `margin:`, as 1pp, 5% or 10 s", "ru": "добавьте `margin:`, например 1pp, 5% или 10 s"},
            at="margin",
        )
