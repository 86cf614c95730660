"""An export that begins too late for a KPI that looks back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.locale import Text, counted, day
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Remark

_DAYS = (("day", "days"), ("день", "дня", "дней"))


@rule(
    "GP216",
    "history-cut-off",
    bad="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181, looks_back: 30, "
    "events_since: 2026-03-01, events_wanted: 2026-01-30}",
    good="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181, looks_back: 30}",
    severity="warning",
    manual_ru="""
    События показателя, который смотрит назад, начинаются достаточно задолго до базового периода.

    Почему это важно: в первые дни выгрузки о прежних событиях ничего не известно. Тот, кто уже звонил, выглядит
    новым, а тот, кто уже покупал, — покупающим впервые. Через несколько недель их уже узнают, и появляется тренд,
    которого никогда не было. Его вычитают из изменения, как будто он настоящий.
    """,
)
def history_cut_off(goal: Goal, facts: BaselineFacts) -> Iterator[Remark]:
    """The events of a KPI that looks back begin early enough before the baseline.

    Why it matters: the first days of an export know of no earlier events. Callers who called before look like new
    ones, customers who bought before like first buyers; as the weeks pass they are recognised, and a trend appears
    that never was. It is taken out of the change as if it were real.
    """
    if facts.events_since is None or facts.events_wanted is None:
        return
    yield goal.finding(
        Text(
            en="the data begin on {since}, and this KPI looks back {days}: before that nobody has a history, so the "
            "baseline shows a trend that never was",
            ru="данные начинаются {since}, а показатель смотрит назад на {days}: раньше ни у кого нет истории, и в "
            "базе появится тренд, которого не было",
        ).fill(since=day(facts.events_since), days=counted(facts.looks_back, *_DAYS)),
        hint=Text(
            en="export the events from {wanted} on, or let the baseline begin later",
            ru="выгрузите события с {wanted} или начните базовый период позже",
        ).fill(wanted=day(facts.events_wanted)),
        at="baseline",
    )
