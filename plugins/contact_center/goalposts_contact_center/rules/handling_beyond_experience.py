"""A promise larger than what rollouts bring in their first year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from goalposts import Remark, beyond_experience, rule

AT_MOST: Final = {
    "contact_center.aht": 0.25,
    "contact_center.att": 0.25,
    "contact_center.fcr": 0.25,
    "contact_center.repeat_rate": 0.25,
    "contact_center.transfer_rate": 0.25,
    "contact_center.csat": 0.25,
}
"""By KPI, the relative change in a first year beyond which a promise is doubtful: how agents handle calls moves by 0 to
15 %, where they use the system. The best known study of a tool for agents found 14 % more solved an hour, very unequal
between people (E. Brynjolfsson, D. Li, L. Raymond, 2023). How long callers wait depends on staff and queues and may
change by any amount."""
_KNOWN: Final = {0.25: 0.15, 0.15: 0.05}
FIRST_YEAR: Final = {kpi: _KNOWN[doubtful] for kpi, doubtful in AT_MOST.items()}
"""By KPI, the end of the range in which it moves."""


@rule(
    "CCT301",
    "handling-beyond-experience",
    bad="""\
kpi: contact_center.fcr
target: "+30pp"
guardrails: []
facts: {computable: true, value: 0.6, line: 0.9, n: 9000, days: 180}
""",
    good="""\
kpi: contact_center.fcr
target: "+5pp"
guardrails: []
facts: {computable: true, value: 0.6, line: 0.65, n: 9000, days: 180}
""",
    severity="warning",
    manual_ru="""
    Обещано не больше, чем сопоставимые внедрения дали за первый год.

    Почему это важно: исследования находят умеренные улучшения в процессах и почти никаких — в том, что приносят
    клиенты. Обещание сверх этого чаще всего не выполняется, и добротное внедрение считают провалом.
    """,
)
def handling_beyond_experience(goal: Any, facts: Any) -> Iterator[Remark]:
    """A promise is no larger than what comparable rollouts brought in their first year.

    Why it matters: studies find moderate gains in processes and hardly any in what customers bring; a promise beyond
    them is mostly missed, and a sound rollout then counts as a failure.
    """
    yield from beyond_experience(goal, facts, AT_MOST)
