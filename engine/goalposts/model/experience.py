"""What comparable rollouts brought: the judgement that the rules of the trades share, each with figures of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from goalposts.locale import Text, percent

if TYPE_CHECKING:
    from goalposts.model.facts import BaselineFacts
    from goalposts.model.findings import Remark
    from goalposts.model.goal import Goal


def beyond_experience(goal: Goal, facts: BaselineFacts, at_most: Mapping[str, float]) -> Iterator[Remark]:
    """Remark on a target that asks for more than what rollouts bring in their first year.

    For the body of a rule: `yield from beyond_experience(goal, facts, {"desk.solved": 0.25})`.

    Args:
        goal: what is promised.
        facts: its baseline.
        at_most: by KPI id the relative change beyond which a promise is doubtful; of other KPIs nothing is said.
    """
    limit, asked = at_most.get(goal.kpi), facts.asked_change
    if limit is not None and goal.target is not None and asked is not None and asked > limit:
        yield goal.finding(_MESSAGE.fill(asked=percent(asked, 0), limit=percent(limit, 0)), hint=_HINT, at="target")


_MESSAGE = Text(
    en="asks for a change by {asked}; rollouts rarely bring more than {limit} in their first year",
    ru="требуется изменение на {asked}; в первый год внедрения редко дают больше {limit}",
)
_HINT = Text(
    en="promise less, or say in `why` what makes this rollout different",
    ru="обещайте меньше или объясните в `why`, чем это внедрение отличается",
)
