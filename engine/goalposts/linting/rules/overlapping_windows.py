"""A baseline that reaches into the evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP513",
    "overlapping-windows",
    bad="""\
role: guardrail
target: null
margin: 1pp
baseline: {from: 2025-09-01, to: 2026-05-01}
evaluation: {from: 2026-04-01, to: 2026-10-01}
""",
    good="""\
role: guardrail
target: null
margin: 1pp
baseline: {from: 2025-09-01, to: 2026-03-01}
evaluation: {from: 2026-04-01, to: 2026-10-01}
""",
    manual_ru="""
    Базовый период заканчивается до начала периода оценки.

    Почему это важно: день, который попал в оба периода, сравнивается сам с собой, и часть результата выдаётся за
    прошлое.
    """,
)
def overlapping_windows(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """The baseline ends before the evaluation starts.

    Why it matters: a day in both windows is compared with itself, and part of the result is called the past.
    """
    yield from unresolved("overlapping-windows", problems)
