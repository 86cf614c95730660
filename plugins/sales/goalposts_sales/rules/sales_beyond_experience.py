"""A promise larger than what rollouts bring in their first year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from goalposts import Remark, beyond_experience, rule

AT_MOST: Final = {
    "sales.win_rate": 0.25,
    "sales.funnel_conversion": 0.25,
    "sales.stage_conversion": 0.25,
    "sales.time_to_close": 0.25,
    "sales.stage_dwell": 0.25,
    "sales.avg_deal_size": 0.15,
    "sales.margin_share": 0.15,
    "sales.repeat_share": 0.15,
    "sales.churn": 0.15,
    "sales.gross_retention": 0.15,
    "sales.net_retention": 0.15,
}
"""By KPI, the relative change in a first year beyond which a promise is doubtful: what customers buy moves by 0 to 5 %,
how deals go on by 0 to 15 %, where people use the system. A cautious reading of the literature on CRM rollouts; of what
the system records by itself, such as how completely, no limit is known."""
_KNOWN: Final = {0.25: 0.15, 0.15: 0.05}
FIRST_YEAR: Final = {kpi: _KNOWN[doubtful] for kpi, doubtful in AT_MOST.items()}
"""By KPI, the end of the range in which it moves."""


@rule(
    "SAL301",
    "sales-beyond-experience",
    bad="""\
kpi: sales.avg_deal_size
target: "+30%"
guardrails: []
facts: {computable: true, value: 100, line: 130, n: 9000, days: 180}
""",
    good="""\
kpi: sales.avg_deal_size
target: "+5%"
guardrails: []
facts: {computable: true, value: 100, line: 105, n: 9000, days: 180}
""",
    severity="warning",
    manual_ru="""
    Обещано не больше, чем сопоставимые внедрения дали за первый год.

    Почему это важно: исследования находят умеренные улучшения в процессах и почти никаких — в том, что приносят
    клиенты. Обещание сверх этого чаще всего не выполняется, и добротное внедрение считают провалом.
    """,
)
def sales_beyond_experience(goal: Any, facts: Any) -> Iterator[Remark]:
    """A promise is no larger than what comparable rollouts brought in their first year.

    Why it matters: studies find moderate gains in processes and hardly any in what customers bring; a promise beyond
    them is mostly missed, and a sound rollout then counts as a failure.
    """
    yield from beyond_experience(goal, facts, AT_MOST)
