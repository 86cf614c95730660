"""Reasons about periods and follow-up: a stable code, and a sentence in each language."""

from __future__ import annotations

from typing import Final

from goalposts.locale import Text, counted, number, percent
from goalposts.model.effects import GateFailure
from goalposts.model.scorecard import Reason

_WINDOWS: Final = {
    "baseline": Text(en="baseline", ru="базовый период"),
    "evaluation": Text(en="evaluation", ru="период оценки"),
    "both": Text(en="windows", ru="оба периода"),
}
_PERIODS: Final = {
    "weeks": (("week", "weeks"), ("неделя", "недели", "недель")),
    "months": (("month", "months"), ("месяц", "месяца", "месяцев")),
    "quarters": (("quarter", "quarters"), ("квартал", "квартала", "кварталов")),
    "years": (("year", "years"), ("год", "года", "лет")),
}
_DAYS: Final = (("day", "days"), ("день", "дня", "дней"))
_ENTRIES: Final = (("entry", "entries"), ("запись", "записи", "записей"))

_GATES: Final = {
    "missing_periods": Text(
        en="the {window} has numbers for {have}, of {second}", ru="{window}: числа есть за {have} из {second}"
    ),
    "gap_of_periods": Text(
        en="the {window} has a gap of {have} without numbers", ru="{window}: пропуск в числах — {have} подряд"
    ),
    "too_few_periods": Text(
        en="too short for a table of this kind: the {window} has {have}, {second} are needed",
        ru="для такой таблицы слишком коротко: {window} — {have}, нужно {second}",
    ),
    "too_few_entry_weeks": Text(
        en="too few weeks of entry were followed to the end: the {window} has {have}, {second} are needed",
        ru="слишком мало недель, прослеженных до конца: {window} — {have}, нужно {second}",
    ),
    "years_without_comparison": Text(
        en="numbers by year cannot tell the rollout from what would have come anyway, unless there is a comparison "
        "group; only the level is shown",
        ru="по годовым числам без группы сравнения не отличить внедрение от того, что было бы и так; показан только "
        "уровень",
    ),
}
CODES: Final = frozenset(_GATES)


def gate(failure: GateFailure) -> Reason:
    """A gate that counts periods refused to conclude."""
    facts = dict(failure.fact)
    counts = [counted(int(value), *_PERIODS[name]) for name, value in facts.items() if name in _PERIODS]
    second = facts.get("needed", facts.get("expected", 0))
    words = {"window": _WINDOWS[failure.window], "have": counts[0] if counts else "", "second": number(second, 0)}
    return Reason(failure.code, _GATES[failure.code].fill(**words))


def immature(window: str, entries: int, age: int) -> Reason:
    """Entries that are left out because they were not followed to the age."""
    text = Text(
        en="{window}: {entries} left out, not followed for {age} yet",
        ru="{window}: не учтено — {entries}; срок наблюдения ещё меньше {age}",
    )
    filled = text.fill(window=_WINDOWS[window], entries=counted(entries, *_ENTRIES), age=counted(age, *_DAYS_OF))
    return Reason("immature", filled)


_DAYS_OF: Final = (("day", "days"), ("дня", "дней", "дней"))


def bounds(least: float, most: float) -> Reason:
    """What a share can still come to, when all entries of the evaluation will have been followed."""
    text = Text(
        en="once everyone in the evaluation has been followed, the share will lie between {least} and {most}",
        ru="когда будут прослежены все записи периода оценки, доля окажется между {least} и {most}",
    )
    return Reason("bounds_so_far", text.fill(least=percent(least), most=percent(most)))


def followed_later(goal_due: Text) -> Reason:
    """The evaluation is over, but what it holds has not settled."""
    text = Text(
        en="the result is still settling; judged once the data reach {day}",
        ru="результат ещё складывается; вывод — когда данные дойдут до {day}",
    )
    return Reason("not_due", text.fill(day=goal_due))
