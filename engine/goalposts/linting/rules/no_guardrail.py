"""A KPI that can be gamed, unguarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.errors import listed
from goalposts.linting.promises import promised_kpi
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Project, Remark


@rule(
    "GP406",
    "no-guardrail",
    bad="""\
kpi: sample.quick_share
variant: all
""",
    good="""\
kpi: sample.quick_share
variant: all
project:
  goals: [{id: nobody-waits-long, role: guardrail, kpi: sample.longest_wait, margin: 10 s}]
""",
    severity="warning",
    manual_ru="""
    Если показатель можно «накрутить», в проекте есть хотя бы один его ограничитель с допуском.

    Почему это важно: любой показатель можно поднять за счёт другого. Ограничитель, который не стал целью проекта,
    только показывают, и нарушить его нельзя; а ограничитель без допуска нарушает любое ухудшение, даже самое малое.
    """,
)
def no_guardrail(goal: Goal, project: Project, catalogue: Catalogue) -> Iterator[Remark]:
    """A KPI that can be gamed has one of its guardrails in the project, with a margin.

    Why it matters: every KPI can be raised at the expense of another. A guardrail that is no goal of the project
    is only reported and breaks nothing; one without a margin is broken by any worsening, however small.
    """
    kpi = promised_kpi(goal, catalogue)
    if kpi is None or goal.guardrails == ():
        return
    wanted = [known for known in (goal.guardrails or kpi.guardrails) if known in catalogue.kpis]
    if wanted and not project.guarded & set(wanted):
        yield goal.finding(
            Text(
                en="{kpi} can be gamed, and none of its guardrails is a goal with a margin: {guardrails}",
                ru="{kpi} можно «накрутить», а среди целей нет ни одного его ограничителя с допуском: {guardrails}",
            ).fill(kpi=kpi.id, guardrails=listed(wanted)),
            hint=Text(
                en="add a goal with `role: guardrail, kpi: {first}, margin: ...`; `guardrails: []` if you mean none",
                ru="добавьте цель `role: guardrail, kpi: {first}, margin: ...`; если не нужно — `guardrails: []`",
            ).fill(first=wanted[0]),
            at="kpi",
        )
