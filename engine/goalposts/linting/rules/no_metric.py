"""A goal without a KPI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.errors import listed
from goalposts.linting.unresolved import unresolved
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Catalogue, Goal, Remark

_SOUNDS_LIKE = Text(
    en="the statement sounds like {kpis}; `goalposts kpis` explains and lists them",
    ru="формулировка похожа на {kpis}; объяснение и список — `goalposts kpis`",
)


@rule(
    "GP101",
    "no-metric",
    bad="kpi: null",
    good="kpi: sample.done_share",
    manual_ru="""
    В цели назван показатель, о котором идёт речь.

    Почему это важно: без показателя вычислять нечего, и в конце каждый решает по настроению, удалось ли внедрение.
    Ограничитель или отрицательный контроль без показателя ни за чем не следит.
    """,
)
def no_metric(goal: Goal, problems: tuple[Problem, ...], catalogue: Catalogue) -> Iterator[Remark]:
    """A goal names the KPI that it is about.

    Why it matters: without a KPI nothing can be computed, so at the end everybody decides by mood whether the
    rollout succeeded. A guardrail or control without a KPI watches nothing.
    """
    from goalposts.statements import likeliest, said_kpis  # its patterns take a while to compile

    for remark in unresolved("no-metric", problems):
        meant = [found.kpi for found in likeliest(said_kpis(goal.statement, catalogue))]
        yield evolve(remark, hint=_SOUNDS_LIKE.fill(kpis=listed(meant))) if meant else remark
