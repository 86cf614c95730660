"""Only outcomes that show late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import promises
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Project, Remark


@rule(
    "GP405",
    "lagging-only",
    bad="""\
kpi: sample.total_paid
target: "+10%"
project:
  goals: [{id: same-demand, role: negative_control, kpi: sample.visits, margin: 10%}]
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
    В проекте есть хотя бы одна цель, на которую внедрение влияет прямо.

    Почему это важно: конечные результаты вроде выручки зависят от сезона и рынка, и видны они поздно; без цели,
    близкой к внедрению, никто не скажет вовремя, работает ли оно.
    """,
)
def lagging_only(project: Project, catalogue: Catalogue) -> Iterator[Remark]:
    """A project has at least one goal that the rollout moves directly.

    Why it matters: outcomes such as revenue depend on season and market and show late; without a goal near the
    rollout nobody can say in time whether it works.
    """
    kpis = [kpi for goal in promises(project) if (kpi := catalogue.kpis.get(goal.kpi)) is not None]
    if kpis and all(kpi.attributability == "outcome" for kpi in kpis):
        yield project.finding(
            {
                "en": "every goal is an outcome that much else moves too",
                "ru": "все цели — конечные результаты, на которые влияет и многое другое",
            },
            hint={
                "en": "add a goal that the rollout moves directly, such as how quickly or completely work is done",
                "ru": "добавьте цель, на которую внедрение влияет прямо: например, скорость или полноту работы",
            },
            at="goals",
        )
