"""An evaluation that starts while people still learn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, counted, day
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark

LEAST_DAYS_OF_LEARNING = 28


@rule(
    "GP515",
    "evaluation-while-learning",
    bad="""\
project:
  evaluation: {from: 2026-03-08, to: 2026-10-01}
""",
    good="""\
project:
  evaluation: {from: 2026-04-01, to: 2026-10-01}
""",
    severity="warning",
    manual_ru="""
    Между запуском и оценкой есть хотя бы четыре недели, чтобы освоить новую систему.

    Почему это важно: сразу после запуска работа идёт хуже и только потом лучше: у большинства систем так проходит от
    одного до трёх месяцев, а у тех, в которых работает вся компания, и больше. Кто оценивает эти недели, оценивает
    освоение (A. McAfee, 2002, о поставках после запуска такой системы в компании).
    """,
)
def evaluation_while_learning(goal: Goal, project: Project) -> Iterator[Remark]:
    """Between go-live and the evaluation there are four weeks or more to learn the new system.

    Why it matters: right after go-live work goes worse before it goes better, for one to three months with most
    systems and longer with those that the whole company works in. Who judges these weeks judges the learning
    (A. McAfee, 2002, on deliveries after a company took such a system into use).
    """
    go_live, start = project.go_live_of(goal), project.window_of(goal).start
    if not is_promise(goal) or go_live is None or start < go_live:
        return
    learning = (start - go_live).days
    if learning < LEAST_DAYS_OF_LEARNING:
        yield goal.finding(
            Text(
                en="the evaluation starts {days} after go-live, while people still learn",
                ru="оценка начинается через {days} после запуска, пока люди ещё привыкают",
            ).fill(days=counted(learning, ("day", "days"), ("день", "дня", "дней"))),
            hint=Text(en="let it start on {day} or later", ru="начните её {day} или позже").fill(
                day=day(go_live + timedelta(days=LEAST_DAYS_OF_LEARNING))
            ),
            at="evaluation",
        )
