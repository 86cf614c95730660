"""An effect that is judged once, early, and never again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.later_checks import FIRST_MONTHS, later_checks
from goalposts.linting.promises import promises
from goalposts.locale import Text, day
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, Remark

_EARLY = Text(
    en="the last promise is judged by {end}, within {months} months of go-live: an effect that fades later goes unseen",
    ru="последнее обещание оценивается по {end}, раньше чем через {months} мес. после запуска: если эффект угаснет "
    "позже, этого никто не заметит",
)
_AGAIN = Text(
    en="measure again on {first} and {last}, each time with an evaluation of its own; `goalposts status` keeps these "
    "days in view",
    ru="измерьте ещё раз — {first} и {last}, каждый раз отдельной оценкой; об этих днях напоминает `goalposts status`",
)


@rule(
    "GP519",
    "no-later-check",
    bad="""\
statement: {en: 90 % of visits are done with by 1 August 2026, ru: 90 % посещений завершены к 1 августа 2026}
deadline: 2026-08-01
project:
  evaluation: {from: 2026-04-01, to: 2026-08-01}
""",
    good="""\
statement: {en: 90 % of visits are done with by 1 October 2026, ru: 90 % посещений завершены к 1 октября 2026}
deadline: 2026-10-01
project:
  evaluation: {from: 2026-04-01, to: 2026-10-01}
""",
    severity="info",
    manual_ru="""
    Через шесть и двенадцать месяцев после запуска кто-нибудь ещё раз смотрит, держится ли эффект.

    Почему это важно: то, что принесло внедрение, может угаснуть. После запуска одной системы поставки за месяц
    ускорились с 51 дня до 30, а потом весь первый год снова замедлялись (M. Cotteleer, 2002). Кто судит только по
    началу, принимает за эффект воодушевление.
    """,
)
def no_later_check(project: Project) -> Iterator[Remark]:
    """Somebody looks again whether the effect holds, six and twelve months after go-live.

    Why it matters: what a rollout brings may fade. After one new system delivery got quicker within a month, from 51
    days to 30, and then slower again all through the first year (M. Cotteleer, 2002). Whoever judges only the
    beginning takes the enthusiasm for the effect.
    """
    ends = [project.window_of(goal).end for goal in promises(project)]
    checks = later_checks(project)
    if ends and checks and max(ends) < checks[0].day:
        message = _EARLY.fill(end=day(max(ends)), months=FIRST_MONTHS)
        yield project.finding(
            message, hint=_AGAIN.fill(first=day(checks[0].day), last=day(checks[-1].day)), at="evaluation"
        )
