"""A promise that is already kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, quantity
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Project, Remark, ResolvedGoal


@rule(
    "GP310",
    "line-already-met",
    bad="facts: {computable: true, value: 0.93, line: 0.9, n: 20000, days: 181}",
    good="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181}",
    severity="warning",
    manual_ru="""
    Целевое значение требует больше, чем уже даёт базовый период.

    Почему это важно: такой цели достигают, ничего не делая, и о внедрении она ничего не говорит.
    """,
)
def line_already_met(goal: Goal, project: Project, resolved: ResolvedGoal, facts: BaselineFacts) -> Iterator[Remark]:
    """A target asks for more than the baseline already gives.

    Why it matters: such a goal is reached by doing nothing, and says nothing about the rollout.
    """
    target = goal.target
    if not is_promise(goal) or target is None or facts.value is None or facts.line is None:
        return
    if target.met_by(facts.value, facts.line):
        currency = project.currency or None
        yield goal.finding(
            Text(
                en="the baseline, {value}, already meets '{target}'",
                ru="базовое значение, {value}, уже удовлетворяет «{target}»",
            ).fill(value=quantity(facts.value, resolved.kpi.unit, currency), target=target.text),
            hint={
                "en": "ask for more, or make it a guardrail with a margin",
                "ru": "поднимите планку или сделайте цель ограничителем с допуском",
            },
            at="target",
        )
