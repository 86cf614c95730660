"""Several outcomes at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from goalposts.errors import listed
from goalposts.linting.promises import promises
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Project, Remark


@rule(
    "GP603",
    "several-outcomes",
    bad="""\
project:
  kpis:
    - {id: money.paid_each, over: sample.visit, value: mean(of=paid), direction: up, attributability: outcome}
  goals:
    - {id: income, kpi: sample.total_paid, target: "+10%"}
    - {id: larger, kpi: money.paid_each, target: "+10%"}
    - {id: same-demand, role: negative_control, kpi: sample.visits, margin: 10%}
""",
    good="""\
project:
  goals:
    - {id: income, kpi: sample.total_paid, target: "+10%"}
    - {id: same-demand, role: negative_control, kpi: sample.visits, margin: 10%}
""",
    severity="warning",
    manual_ru="""
    Фаза обещает один конечный результат; остальные цели — то, что к нему ведёт.

    Почему это важно: на конечные результаты влияет и весь остальной бизнес, а чаще всего и они сами друг на друга.
    Два результата в одной фазе — это один шанс на успех, посчитанный дважды, и никто не знает, над каким из них
    работать.
    """,
)
def several_outcomes(project: Project, catalogue: Catalogue) -> Iterator[Remark]:
    """A phase promises one outcome; the others are what brings it about.

    Why it matters: outcomes are moved by all the rest of the business too, and mostly by one another. Two of them in
    one phase are one chance to succeed counted twice, and nobody knows which one to work on.
    """
    by_phase: dict[str, list[Goal]] = defaultdict(list)
    for goal in promises(project):
        kpi = catalogue.kpis.get(goal.kpi)
        if kpi is not None and kpi.attributability == "outcome":
            by_phase[goal.phase].append(goal)
    for goals in by_phase.values():
        if len(goals) > 1:
            yield goals[1].finding(
                Text(
                    en="the phase promises several outcomes: {goals}",
                    ru="фаза обещает сразу несколько конечных результатов: {goals}",
                ).fill(goals=listed([goal.id for goal in goals])),
                hint={
                    "en": "keep the one that matters most; put the others into a later phase or make them shadows",
                    "ru": "оставьте главный, остальные перенесите в следующую фазу или сделайте `shadow`",
                },
                at="kpi",
            )
