"""Too few events in the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, counted, number
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Catalogue, Goal, Remark

LEAST_DAYS = 28
LEAST_EVENTS_A_DAY = 10
_BEFORE = Text(
    en="the baseline has {events}, and no conclusion is drawn from fewer than {least}",
    ru="в базовом периоде {events}, а меньше чем по {least} выводов не делают",
)
_AFTER = Text(
    en="the evaluation will have about {events}, and no conclusion is drawn from fewer than {least}",
    ru="за период оценки наберётся примерно {events}, а меньше чем по {least} выводов не делают",
)
_FEW = Text(
    en="the baseline has {events} on {days}; enough would be {least} on {enough}, {a_day} a day",
    ru="в базовом периоде {events} за {days}; хватило бы {least} за {enough}, то есть {a_day} в день",
)
_DAYS = (("day", "days"), ("день", "дня", "дней"))
_MORE = Text(
    en="choose a KPI with more events, a longer window, or a wider `where`",
    ru="выберите показатель с большим числом событий, окно подлиннее или условие `where` пошире",
)
_LONGER = Text(en="take a longer baseline", ru="возьмите базовый период подлиннее")


@rule(
    "GP206",
    "small-sample",
    bad="facts: {computable: true, value: 0.7, line: 0.9, n: 150, days: 60}",
    good="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181}",
    severity="warning",
    manual_ru="""
    Событий в базовом периоде хватает, чтобы отличить изменение от случайности, и за период оценки их тоже наберётся
    достаточно.

    Почему это важно: если в обычный день меньше десяти событий или самих дней всего несколько, видны только огромные
    изменения; что бы ни случилось, по цели выйдет «вывода нет» (`inconclusive`). У показателя может быть указано
    наименьшее число событий, по которому делают выводы (`minimum_n`).
    """,
)
def small_sample(goal: Goal, catalogue: Catalogue, facts: BaselineFacts) -> Iterator[Remark]:
    """The baseline holds enough events to tell a change from chance, and the evaluation will.

    Why it matters: with fewer than ten events on an ordinary day, or a handful of days, only huge changes show;
    the goal will end as `inconclusive` whatever happens. A KPI may state the smallest number of events of which
    anything is concluded (`minimum_n`).
    """
    if not is_promise(goal) or not facts.computable or not facts.days:
        return
    if facts.in_periods:
        if facts.too_few_periods is not None:
            yield goal.finding(facts.too_few_periods, hint=_LONGER, at="baseline")
        return
    kpi = catalogue.kpis.get(goal.kpi)
    least = 0 if kpi is None else kpi.minimum_n
    expected = facts.n * 7 * facts.weeks_planned // facts.days
    if facts.n < least or (facts.weeks_planned and expected < least):
        message = _BEFORE if facts.n < least else _AFTER
        count = facts.n if facts.n < least else expected
        yield goal.finding(message.fill(events=_events(count), least=least), hint=_MORE, at="baseline")
    elif facts.days < LEAST_DAYS or facts.n < LEAST_EVENTS_A_DAY * facts.days:
        yield goal.finding(
            _FEW.fill(
                events=_events(facts.n),
                days=counted(facts.days, *_DAYS),
                least=number(LEAST_EVENTS_A_DAY * max(facts.days, LEAST_DAYS), 0),
                enough=counted(max(facts.days, LEAST_DAYS), *_DAYS),
                a_day=number(LEAST_EVENTS_A_DAY, 0),
            ),
            hint=_MORE,
            at="baseline",
        )


def _events(count: int) -> Text:
    return counted(count, ("event", "events"), ("событие", "события", "событий"))
