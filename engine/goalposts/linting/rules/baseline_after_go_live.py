"""A baseline that the rollout has touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, day
from goalposts.model import Window, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark


@rule(
    "GP507",
    "baseline-after-go-live",
    bad="baseline: {from: 2025-03-01, to: 2026-03-15}",
    good="baseline: {from: 2025-03-01, to: 2026-03-01}",
    severity="warning",
    manual_ru="""
    Базовый период заканчивается не позже запуска.

    Почему это важно: дни, когда новая система уже работает, — это не «до»; они скрывают изменение, которое нужно
    показать.
    """,
)
def baseline_after_go_live(goal: Goal, project: Project) -> Iterator[Remark]:
    """A baseline window ends no later than go-live.

    Why it matters: days on which the new system already works are not `before`; they hide the change that is to
    be shown.
    """
    baseline, go_live = project.baseline_of(goal), project.go_live_of(goal)
    if is_promise(goal) and isinstance(baseline, Window) and go_live is not None and baseline.end > go_live:
        yield goal.finding(
            Text(
                en="the baseline runs to {end}, after go-live on {go_live}",
                ru="базовый период идёт до {end}, а запуск — {go_live}",
            ).fill(end=day(baseline.end), go_live=day(go_live)),
            hint=Text(en="end it on {day} at the latest: to: {iso}", ru="закончите его не позже {day}: to: {iso}").fill(
                day=day(go_live), iso=go_live.isoformat()
            ),
            at="baseline",
        )
