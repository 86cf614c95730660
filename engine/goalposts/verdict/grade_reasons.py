"""What may be said of a change by its grade, what took from the grade, and which influences could not be taken off."""

from __future__ import annotations

from collections.abc import Iterator

from goalposts.inference.influences import LIKE_OTHERS, NEVER_VARIES, NO_ROOM, WITH_GO_LIVE
from goalposts.locale import Text
from goalposts.model.effects import Effect
from goalposts.model.scorecard import Reason
from goalposts.verdict.credit import WITHOUT_COMPARISON

_BY_GRADE = {
    "A": Reason(
        "grade_a",
        Text(
            en="the rollout caused it: chance decided who got it first (grade A)",
            ru="это результат внедрения: очерёдность определил случай (степень A)",
        ),
    ),
    "B": Reason(
        "grade_b",
        Text(
            en="it changed more than where the new system was not in use yet (grade B)",
            ru="изменение больше, чем там, где внедрения ещё не было (степень B)",
        ),
    ),
    "C": Reason(
        "grade_c",
        Text(
            en="it moved at the go-live beyond trend and season; other events of that day are not excluded (grade C)",
            ru="изменение при запуске сверх тренда и сезона; другие события того дня не исключены (степень C)",
        ),
    ),
    "D": Reason(
        "grade_d",
        Text(
            en="it moved beyond trend and calendar, but the cause is not established (grade D)",
            ru="изменение сверх тренда и календаря, но его причина не установлена (степень D)",
        ),
    ),
}
_COMPARED_WITH_DOUBT = Reason(
    "grade_c",
    Text(
        en="it moved otherwise than where the rollout had not come yet, but a check casts doubt on that comparison "
        "(grade C)",
        ru="изменение иное, чем там, где внедрения ещё не было, но проверка ставит это сравнение под сомнение "
        "(степень C)",
    ),
)
_LEFT_OUT = {
    NEVER_VARIES: Text(
        en="'{name}' is not taken off: both windows lie wholly inside it, or wholly outside",
        ru="«{name}» не вычтено: оба периода целиком внутри него или целиком вне его",
    ),
    WITH_GO_LIVE: Text(
        en="'{name}' is not taken off: it began or ended with the go-live, so the two cannot be told apart",
        ru="«{name}» не вычтено: оно началось или закончилось вместе с запуском, и разделить их нельзя",
    ),
    LIKE_OTHERS: Text(
        en="'{name}' is not taken off: it cannot be told from trend, calendar and the other influences",
        ru="«{name}» не вычтено: его нельзя отличить от тренда, календаря и других влияний",
    ),
    NO_ROOM: Text(
        en="'{name}' is not taken off: there are too few days for so many influences",
        ru="«{name}» не вычтено: дней слишком мало для стольких влияний",
    ),
}
_SHORT = Reason(
    "too_short_to_attribute",
    Text(
        en="less than 56 days before or 28 after: too short to say more",
        ru="меньше 56 дней до или 28 после: для большего слишком мало",
    ),
)


def by_grade(grade: str | None, effect: Effect | None) -> Iterator[Reason]:
    """Say what may be said of a change, then what did not pass; nothing where nothing is concluded."""
    if effect is None or grade not in _BY_GRADE:
        return
    doubted = grade == "C" and effect.design not in WITHOUT_COMPARISON
    yield _COMPARED_WITH_DOUBT if doubted else _BY_GRADE[grade]
    if not effect.long_enough_to_prove:
        yield _SHORT
    for check in effect.checks:
        if check.passed is False and check.text is not None:
            yield Reason("check_failed", check.text)


def left_out(effect: Effect | None) -> Iterator[Reason]:
    """Name every influence that could not be taken off, and why."""
    for name, code in () if effect is None else effect.influences_left_out:
        yield Reason(code, _LEFT_OUT[code].fill(name=name))
