"""A promise larger than what rollouts bring in their first year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from goalposts import Remark, beyond_experience, rule

AT_MOST: Final = {
    "marketing.ltv": 0.15,
    "marketing.retention": 0.15,
    "marketing.qualification": 0.25,
    "marketing.qualified_to_sale": 0.25,
    "marketing.lead_to_sale": 0.25,
    "marketing.time_to_purchase": 0.25,
}
"""By KPI, the relative change in a first year beyond which a promise is doubtful: how customers buy moves by 0 to 5 %,
how leads go on by 0 to 15 %, where people use the system. A cautious reading of the literature on CRM rollouts."""
_KNOWN: Final = {0.25: 0.15, 0.15: 0.05}
FIRST_YEAR: Final = {kpi: _KNOWN[doubtful] for kpi, doubtful in AT_MOST.items()}
"""By KPI, the end of the range in which it moves."""


@rule(
    "MKT301",
    "change-beyond-experience",
    bad='kpi: marketing.ltv\ntarget: "+30%"\nfacts: {computable: true, value: 100, line: 130, n: 900, days: 180}',
    good='kpi: marketing.ltv\ntarget: "+5%"\nfacts: {computable: true, value: 100, line: 105, n: 900, days: 180}',
    severity="warning",
    manual_ru="""
    Обещано не больше, чем сопоставимые внедрения дали за первый год.

    Почему это важно: исследования находят умеренные улучшения в процессах и почти никаких — в том, что приносят
    клиенты. Обещание сверх этого чаще всего не выполняется, и добротное внедрение считают провалом.
    """,
)
def change_beyond_experience(goal: Any, facts: Any) -> Iterator[Remark]:
    """A promise is no larger than what comparable rollouts brought in their first year.

    Why it matters: studies find moderate gains in processes and hardly any in what customers bring; a promise beyond
    them is mostly missed, and a sound rollout then counts as a failure.
    """
    yield from beyond_experience(goal, facts, AT_MOST)
