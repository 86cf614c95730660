"""The sentences of `selftest`."""

from __future__ import annotations

from collections.abc import Iterator

from goalposts.locale import Text, counted, join, number, percent
from goalposts.model import Role
from goalposts.model.power import Rate, Rates

_TOO_SHORT = Text(
    en="the baseline is too short to try the plan on",
    ru="базовый период слишком короток, чтобы испытать на нём план",
)
_ALARMS = Text(
    en="of {windows} trial windows of {days} without a go-live, {hits} show a change (likely rate {low} to {high})",
    ru="пробные периоды без запуска (длина — {days}): изменение показали {hits} из {windows} "
    "(вероятная доля — от {low} до {high})",
)
_NO_WINDOWS = Text(
    en="the baseline is too short for trial windows without a go-live",
    ru="для пробных периодов без запуска базовый период слишком короток",
)
_CHANCE = Text(
    en="of {trials} reshuffled baselines, {share} show a change that is not there",
    ru="из {trials} перемешанных базовых периодов изменение, которого нет, показали {share}",
)
_POWER = Text(
    en="{share} show the promised change once it is put in", ru="обещанное изменение, если его добавить, — {share}"
)
_GUARDRAIL_POWER = Text(
    en="{share} show a worsening as large as is allowed, once it is put in",
    ru="ухудшение размером с допуск, если его добавить, — {share}",
)
_DAYS = (("day", "days"), ("день", "дня", "дней"))
_HOLDS = Text(en="the plan holds", ru="план выдержал проверку")
_CRIES_WOLF = Text(en="the plan sees changes where there are none", ru="план видит изменения там, где их нет")
_WEAK = Text(en="the plan is too weak to tell so small a change", ru="план слишком слаб для такого изменения")


def sentence(role: Role, rates: Rates, hits: int, windows: int, days: int) -> Text:
    """Say what was tried and what came of it."""
    if rates.answer == "too_short":
        return _TOO_SHORT
    faults = [text for text, found in ((_CRIES_WOLF, rates.cries_wolf), (_WEAK, rates.is_weak)) if found]
    said = (_alarms(rates.false_alarms, hits, windows, days), *_reshuffled(role, rates), *(faults or [_HOLDS]))
    return join(said, "; ")


def _alarms(rate: Rate | None, hits: int, windows: int, days: int) -> Text:
    if rate is None:
        return _NO_WINDOWS
    return _ALARMS.fill(
        hits=number(hits, 0),
        windows=number(windows, 0),
        days=counted(days, *_DAYS),
        low=percent(rate.low, 0),
        high=percent(rate.high, 0),
    )


def _reshuffled(role: Role, rates: Rates) -> Iterator[Text]:
    if rates.chance_alarms is not None:
        trials = number(rates.chance_alarms.trials, 0)
        yield _CHANCE.fill(trials=trials, share=percent(rates.chance_alarms.found))
    if rates.power is not None:
        pattern = _GUARDRAIL_POWER if role is Role.GUARDRAIL else _POWER
        yield pattern.fill(share=percent(rates.power.found))
