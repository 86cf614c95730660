"""A parameter that the KPI does not have, or of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP112",
    "unknown-parameter",
    bad="""\
kpi: sample.quick_share
with: {withn: 30 s}
guardrails: []
""",
    good="""\
kpi: sample.quick_share
with: {within: 30 s}
guardrails: []
""",
    manual_ru="""
    Цель задаёт только те параметры, которые есть у показателя, и в подходящих единицах.

    Почему это важно: при опечатке в имени параметра остаётся значение по умолчанию, и цель оценят не по тому порогу,
    о котором договорились.
    """,
)
def unknown_parameter(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """A goal sets only parameters that its KPI has, in their own kind of unit.

    Why it matters: a mistyped parameter leaves the default in force, and the goal would be judged by another
    limit than the one agreed.
    """
    yield from unresolved("unknown-parameter", problems)
