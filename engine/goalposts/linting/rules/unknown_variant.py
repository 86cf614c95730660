"""A variant that the KPI does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP111",
    "unknown-variant",
    bad="""\
kpi: sample.quick_share
variant: longest_only
guardrails: []
""",
    good="""\
kpi: sample.quick_share
variant: long_only
guardrails: []
""",
    manual_ru="""
    Вариант, указанный в цели, есть у её показателя.

    Почему это важно: варианты считают разное; вычислять нужно тот, который имели в виду.
    """,
)
def unknown_variant(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """A goal's variant is one that its KPI has.

    Why it matters: variants count different things; the one that was meant has to be the one that is computed.
    """
    yield from unresolved("unknown-variant", problems)
