"""An outcome that market and season move too, with nothing beside it to tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.phrases import trapped
from goalposts.linting.promises import promised_kpi
from goalposts.locale import Text
from goalposts.model import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Project, Remark

_HINT = Text(
    en="add a goal with `role: negative_control` on what the rollout does not touch, or promise what is nearer to it",
    ru="добавьте цель `role: negative_control` на том, чего внедрение не касается, или обещайте то, что к нему ближе",
)


@rule(
    "GP402",
    "out-of-influence",
    bad="""\
kpi: sample.total_paid
target: "+10%"
project:
  goals: [{id: nearer, kpi: sample.done_share}]
""",
    good="""\
kpi: sample.total_paid
target: "+10%"
project:
  goals:
    - {id: nearer, kpi: sample.done_share}
    - {id: same-demand, role: negative_control, kpi: sample.visits, margin: 10%}
""",
    severity="warning",
    manual_ru="""
    Рядом с конечным результатом, на который влияет и многое другое, есть показатель, которого внедрение не касается.

    Почему это важно: цены, реклама, конкуренты и сезон двигают выручку сильнее любой системы. Если то, чего внедрение
    не касается, тем временем стоит на месте, изменение может быть заслугой внедрения; без такого показателя этого
    никто не скажет.
    """,
)
def out_of_influence(goal: Goal, project: Project, catalogue: Catalogue) -> Iterator[Remark]:
    """An outcome that much else moves has something untouched beside it.

    Why it matters: prices, advertising, competitors and the season move revenue more than any system does. If something
    that the rollout does not touch stays still meanwhile, a change may be the rollout's; without it nobody can say.
    """
    kpi = promised_kpi(goal, catalogue)
    if kpi is None or any(other.role is Role.NEGATIVE_CONTROL for other in project.goals):
        return
    if words := trapped("out-of-influence", goal.statement, catalogue):
        message = Text(en="'{words}' depends on market and season too", ru="«{words}» зависит ещё и от рынка и сезона")
        yield goal.finding(message.fill(words=words), hint=_HINT, at="statement")
    elif kpi.attributability == "outcome":
        message = Text(
            en="market and season move {kpi} too, and nothing untouched is watched beside it",
            ru="на {kpi} влияют и рынок, и сезон, а рядом нет показателя, которого внедрение не касается",
        )
        yield goal.finding(message.fill(kpi=kpi.id), hint=_HINT, at="kpi")
