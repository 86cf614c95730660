"""A KPI that is to move and to stay where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text
from goalposts.model import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark

_MESSAGE = Text(
    en="is to move, and as negative control '{other}' it is to stay where it is",
    ru="должен измениться, а как отрицательный контроль «{other}» — остаться прежним",
)
_HINT = Text(
    en="take as negative control something that the rollout does not touch",
    ru="отрицательным контролем возьмите то, чего внедрение не касается",
)


@rule(
    "GP409",
    "contradictory",
    bad="""\
project:
  goals: [{id: untouched, role: negative_control, kpi: sample.done_share, margin: 1pp}]
""",
    good="""\
project:
  goals: [{id: untouched, role: negative_control, kpi: sample.visits, margin: 10%}]
""",
    severity="warning",
    manual_ru="""
    Ничто из того, что обещают сдвинуть, не служит отрицательным контролем по тем же событиям.

    Почему это важно: отрицательный контроль показывает, что случилось бы и без внедрения, поэтому внедрение не должно
    его касаться. Кто достигает такой цели, нарушает контроль, и тот отнимает у неё заслугу. О целях, одна из которых
    заведомо достигается за счёт другой, говорят правила их отрасли.
    """,
)
def contradictory(goal: Goal, project: Project) -> Iterator[Remark]:
    """Nothing that a goal promises to move is a negative control of the same events.

    Why it matters: a negative control tells what would have happened anyway, so it must be something that the rollout
    does not touch. Whoever reaches such a goal breaks the control, and the control then takes the credit away. Goals
    that are known to be bought at each other's expense are told by the rules of their trade.
    """
    if not is_promise(goal) or not goal.kpi:
        return
    for other in project.goals:
        if other.role is Role.NEGATIVE_CONTROL and (other.kpi, other.where) == (goal.kpi, goal.where):
            yield goal.finding(_MESSAGE.fill(other=other.id), hint=_HINT, at="kpi")
