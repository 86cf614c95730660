"""An evaluation that starts before the rollout works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, day
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark


@rule(
    "GP511",
    "evaluation-before-go-live",
    bad="""\
baseline: {from: 2025-02-01, to: 2026-02-01}
evaluation: {from: 2026-02-01, to: 2026-10-01}
""",
    good="""\
baseline: {from: 2025-02-01, to: 2026-02-01}
evaluation: {from: 2026-04-01, to: 2026-10-01}
""",
    manual_ru="""
    Период оценки начинается не раньше запуска.

    Почему это важно: иначе дни без новой системы засчитываются ей как результат; а сразу после запуска работа
    какое-то время идёт медленнее, поэтому оставьте время и на разгон.
    """,
)
def evaluation_before_go_live(goal: Goal, project: Project) -> Iterator[Remark]:
    """An evaluation window starts no earlier than go-live.

    Why it matters: days without the new system count as its result; and right after go-live work is slower for
    a while, so leave a ramp-up too.
    """
    start, go_live = project.window_of(goal).start, project.go_live_of(goal)
    if is_promise(goal) and go_live is not None and start < go_live:
        yield goal.finding(
            Text(
                en="the evaluation starts on {start}, before go-live on {go_live}",
                ru="оценка начинается {start}, до запуска {go_live}",
            ).fill(start=day(start), go_live=day(go_live)),
            hint={
                "en": "start it a month or more after go-live",
                "ru": "начните её через месяц после запуска или позже",
            },
            at="evaluation",
        )
