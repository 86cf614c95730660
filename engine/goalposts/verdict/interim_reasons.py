"""The sentences of a look before the end."""

from __future__ import annotations

import math

from goalposts.inference.look import Look
from goalposts.locale import Text, counted, number, points, quantity
from goalposts.model import Role
from goalposts.model.scorecard import Reason

_OF_DAYS = (("day", "days"), ("дня", "дней", "дней"))
"""After "по данным", where Russian takes the genitive."""
_DAYS = (("day", "days"), ("день", "дня", "дней"))
_RANGE = Text(en="from {low} to {high}", ru="от {low} до {high}")
_GOAL = {
    "on_track": Text(
        en="on track after {days}: the effect so far is likely {range}, and the promise is within reach",
        ru="по данным {days} всё идёт к цели: вероятный эффект на сегодня — {range}, обещанное достижимо",
    ),
    "off_track": Text(
        en="off track after {days}: the effect so far is likely {range}, less than promised",
        ru="по данным {days} цель под угрозой: вероятный эффект на сегодня — {range}, меньше обещанного",
    ),
    "too_early": Text(
        en="too early to say after {days}: the effect so far is likely {range}",
        ru="по данным {days} судить рано: вероятный эффект на сегодня — {range}",
    ),
}
_GUARDRAIL = {
    "on_track": Text(
        en="no alarm after {days}: the change so far is likely {range}, no worse than allowed",
        ru="по данным {days} тревоги нет: вероятное изменение на сегодня — {range}, в пределах допустимого",
    ),
    "off_track": Text(
        en="alarm after {days}: the change so far is likely {range}, worse than allowed",
        ru="тревога по данным {days}: вероятное изменение на сегодня — {range}, хуже допустимого",
    ),
    "too_early": Text(
        en="no alarm after {days}, nor an all-clear: the change so far is likely {range}",
        ru="по данным {days} ни тревоги, ни отбоя: вероятное изменение на сегодня — {range}",
    ),
}
_TOO_WIDE = {
    Role.GOAL: Text(
        en="too early to say after {days}: the usual ups and downs are still far larger than the promise",
        ru="по данным {days} судить рано: обычные колебания пока намного больше обещанного",
    ),
    Role.GUARDRAIL: Text(
        en="no alarm after {days}, nor an all-clear: the usual ups and downs are still far larger than what is allowed",
        ru="по данным {days} ни тревоги, ни отбоя: обычные колебания пока намного больше допустимого",
    ),
}
_WIDEST = 10
"""In units of the change looked for: a range of more says nothing, nor one of a share that is wider than all shares."""
_NO_VERDICT = Text(en="{said}; this is a look on the way, no verdict", ru="{said}; это взгляд по ходу дела, не вывод")


def sentence(role: Role, answer: str, seen: Look, change: float, unit: str, currency: str, reference: float) -> Text:
    """Say what a look for a change from a reference value shows, and that it decides nothing."""
    pattern = (_GUARDRAIL if role is Role.GUARDRAIL else _GOAL)[answer]
    width, is_share = seen.high - seen.low, unit == "%" and 0 <= reference <= 1
    if answer == "too_early" and width > min(_WIDEST * abs(change), 1.0 if is_share else math.inf):
        pattern = _TOO_WIDE[role]
    low, high = (_signed(end, unit, currency, reference) for end in (seen.low, seen.high))
    return _NO_VERDICT.fill(
        said=pattern.fill(days=counted(seen.days, *_OF_DAYS), range=_RANGE.fill(low=low, high=high))
    )


def _signed(change: float, unit: str, currency: str, reference: float) -> Text:
    shown = points(change) if unit == "%" else quantity(change, unit, currency, beside=reference)
    plus = "+" if change > 0 and any(digit in shown.en for digit in "123456789") else ""
    return Text(en=plus + shown.en, ru=plus + shown.ru)


def without_baseline(value: float, unit: str, currency: str) -> Reason:
    """Nothing to hold the days so far against but the promise, which is for when it is due."""
    text = Text(
        en="no look on the way: it was not measured before, so no change can be seen; the level, so far {value}, is "
        "judged when it is due",
        ru="промежуточной оценки нет: раньше это не измеряли, изменения не увидеть; об уровне (пока {value}) судят "
        "в срок",
    )
    return Reason("no_look_without_baseline", text.fill(value=quantity(value, unit, currency)))


ACROSS_INSTRUMENTS = Reason(
    "no_look_across_instruments",
    Text(
        en="no look on the way: other instruments measure now than before, and how the two compare is settled with "
        "the verdict, when it is due",
        ru="промежуточной оценки нет: теперь измеряют другие источники, чем раньше, и как их сопоставить, решается "
        "при выводе, в срок",
    ),
)


def not_yet(days: int, needed: int) -> Reason:
    """The evaluation has begun, and too few of its days are over."""
    text = Text(
        en="no look yet: {days} of the evaluation with data are over, {needed} are needed",
        ru="промежуточной оценки ещё нет: с начала периода оценки данные есть за {days}, нужно {needed}",
    )
    return Reason("no_look_yet", text.fill(days=counted(days, *_DAYS), needed=number(needed, 0)))


NO_LOOKS_BY_DESIGN = Reason(
    "no_looks_by_design",
    Text(
        en="no look on the way: tables by week or longer, and times to event, are judged once, when they are due",
        ru="промежуточных оценок нет: сроки и таблицы, где строка — неделя или больше, оценивают один раз, в конце",
    ),
)
NO_LOOKS = frozenset(
    {
        "no_look_without_baseline",
        ACROSS_INSTRUMENTS.code,
        NO_LOOKS_BY_DESIGN.code,
        "no_look_yet",
        "few_units",
    }
)
"""Codes that say of a goal that is not due why it is not looked at."""
