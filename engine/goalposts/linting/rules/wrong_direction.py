"""A target that makes the KPI worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import promised_kpi
from goalposts.locale import Text
from goalposts.model import DOWN, UP, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark

_GOOD = {UP: Text(en="higher", ru="больше"), DOWN: Text(en="lower", ru="меньше")}


@rule(
    "GP305",
    "wrong-direction",
    bad="""\
statement: {en: 60 % of visits are done with by 1 October 2026, ru: 60 % посещений завершены к 1 октября 2026}
target: "<= 60%"
""",
    good='target: ">= 90%"',
    manual_ru="""
    Целевое значение ведёт показатель в хорошую сторону.

    Почему это важно: в знаке легко ошибиться, и тогда внедрение добьётся успеха тем, что навредит.
    """,
)
def wrong_direction(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A target moves the KPI its good way.

    Why it matters: a sign is quickly mistyped, and then the rollout succeeds by doing harm.
    """
    kpi = promised_kpi(goal, catalogue)
    if kpi is None or goal.target is None or not goal.target.goes_against(kpi.direction):
        return
    yield goal.finding(
        Text(
            en="'{target}' goes against {kpi}, for which {good} is better",
            ru="«{target}» противоречит {kpi}: для него чем {good}, тем лучше",
        ).fill(target=goal.target.text, kpi=kpi.id, good=_GOOD[kpi.direction]),
        hint={
            "en": "reverse the sign: >= or + to raise, <= or - to lower",
            "ru": "поменяйте знак: >= или + для роста, <= или - для снижения",
        },
        at="target",
    )
