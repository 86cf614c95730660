"""A promise smaller than anything that the planned windows can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, counted, points, quantity
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Project, Remark, ResolvedGoal


@rule(
    "GP312",
    "promise-too-small-to-show",
    bad="facts: {computable: true, value: 0.88, line: 0.9, n: 20000, days: 181, smallest_change: 0.05}",
    good="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181, smallest_change: 0.05}",
    severity="warning",
    manual_ru="""
    Обещание не меньше самого малого изменения, которое могут показать запланированные периоды.

    Почему это важно: если обещание тонет в обычных колебаниях показателя, по нему, скорее всего, выйдет «вывода нет»
    (`inconclusive`), выполнено оно или нет, и никто не скажет, что дало внедрение.
    """,
)
def promise_too_small_to_show(
    goal: Goal, project: Project, resolved: ResolvedGoal, facts: BaselineFacts
) -> Iterator[Remark]:
    """A promise is at least as large as the smallest change that the planned windows can show.

    Why it matters: a promise that drowns in the usual ups and downs of its KPI most likely ends as `inconclusive`,
    kept or not, and nobody can say what the rollout was worth.
    """
    target = goal.target
    if not is_promise(goal) or target is None or facts.value is None or facts.line is None:
        return
    promised, smallest = abs(facts.line - facts.value), facts.smallest_change
    if smallest is None or promised >= smallest or target.met_by(facts.value, facts.line):
        return
    unit, currency = resolved.kpi.unit, project.currency or None
    shown = (points(size) if unit == "%" else quantity(size, unit, currency) for size in (promised, smallest))
    yield goal.finding(
        _MESSAGE.fill(promised=next(shown), smallest=next(shown)),
        hint=_hint(facts.weeks_needed, untried=facts.untried),
        at="target",
    )


_MESSAGE = Text(
    en="{promised} is promised, and the planned windows show only changes of {smallest} or more",
    ru="обещанное ({promised}) меньше того, что могут показать запланированные периоды (от {smallest})",
)


def _hint(weeks: int | None, *, untried: bool) -> Text:
    if untried:
        return Text(
            en="the baseline is too short to try a longer evaluation; take a longer baseline, or more parts",
            ru="по такой короткой базе более долгую оценку не испытать; возьмите базовый период подлиннее или больше "
            "частей",
        )
    if weeks is None:
        return Text(
            en="no evaluation of up to a year will do; take a longer baseline, or units without the rollout to compare",
            ru="не хватит и года оценки; возьмите базовый период подлиннее или подразделения без внедрения",
        )
    return Text(
        en="evaluate for {weeks}, take a longer baseline, or promise more",
        ru="оценивайте {weeks}, возьмите базовый период подлиннее или обещайте больше",
    ).fill(weeks=counted(weeks, ("week", "weeks"), ("неделю", "недели", "недель")))
