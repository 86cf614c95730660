"""The sentences of a trace: what every rule says, what every comparison compares, what would change a state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from goalposts.locale import Text, counted, number, percent, points, quantity
from goalposts.model.trace import Comparison, Turn

RULES: Final[Mapping[str, Text]] = {
    "for-information": Text(en="it is only observed, nothing is decided", ru="только наблюдение, ничего не решается"),
    "not-due": Text(en="the time to judge has not come yet", ru="судить ещё рано"),
    "faults": Text(en="the data have too many gaps or faults", ru="в данных слишком много пропусков или ошибок"),
    "unlike-windows": Text(
        en="before and after were measured by different sources", ru="до и после измеряли разные источники"
    ),
    "no-value": Text(en="there is no value after the start", ru="значения после запуска нет"),
    "no-baseline": Text(en="there is no value from before to compare with", ru="сравнить не с чем: значения до нет"),
    "too-little-data": Text(
        en="there are too few days or events to tell anything", ru="дней или событий слишком мало для вывода"
    ),
    "reached-and-better": Text(
        en="the promised value is reached, and the change is a real gain",
        ru="обещанное значение достигнуто, и улучшение настоящее",
    ),
    "reached": Text(
        en="the promised value is reached, without being shown to be a gain or a loss",
        ru="обещанное значение достигнуто, но ни улучшение, ни ухудшение не показано",
    ),
    "better": Text(
        en="the change is a real gain, though the promised value is not reached",
        ru="улучшение настоящее, хотя обещанное значение не достигнуто",
    ),
    "worse": Text(en="the change is a real loss", ru="ухудшение настоящее"),
    "equivalent": Text(
        en="a change as large as the promised one is ruled out, either way",
        ru="изменение величиной с обещанное исключено в обе стороны",
    ),
    "beyond-margin": Text(en="it got worse by more than was allowed", ru="стало хуже, чем допускалось"),
    "within-margin": Text(
        en="a worsening by more than was allowed is ruled out", ru="ухудшение сверх допустимого исключено"
    ),
    "moved": Text(en="it moved", ru="показатель сдвинулся"),
    "still": Text(en="a move beyond the allowance is ruled out", ru="сдвиг больше допустимого исключён"),
    "otherwise": Text(en="none of these rules fits", ru="ни одно из этих правил не подходит"),
}
"""What every rule of the state table says when it fits."""

_CHANGES: Final = frozenset({"low", "high", "nearer_end", "farther_end", "effect", "promise", "margin"})
_LEVELS: Final = frozenset({"evaluation", "baseline"})
_SUBJECTS: Final[Mapping[str, Text]] = {
    "days_left": Text(en="days left until then", ru="осталось дней"),
    "faults": Text(en="faults found", ru="найдено нарушений"),
    "other_instruments": Text(
        en="sources that measured only one of the two windows", ru="источников, измеривших только один из двух периодов"
    ),
    "evaluation": Text(en="value after the start", ru="значение после запуска"),
    "baseline": Text(en="value before", ru="значение до запуска"),
    "refusals": Text(en="conditions for a conclusion that are not met", ru="невыполненных условий для вывода"),
    "baseline_days": Text(en="days with data before", ru="дней с данными до запуска"),
    "evaluation_days": Text(en="days with data after", ru="дней с данными после запуска"),
    "both_days": Text(en="days with data", ru="дней с данными"),
    "baseline_events": Text(en="events counted before", ru="учтено событий до запуска"),
    "evaluation_events": Text(en="events counted after", ru="учтено событий после запуска"),
    "baseline_weeks": Text(en="weeks with data before", ru="недель с данными до запуска"),
    "evaluation_weeks": Text(en="weeks with data after", ru="недель с данными после запуска"),
    "both_weeks": Text(en="weeks with data", ru="недель с данными"),
    "baseline_months": Text(en="months with data before", ru="месяцев с данными до запуска"),
    "evaluation_months": Text(en="months with data after", ru="месяцев с данными после запуска"),
    "both_months": Text(en="months with data", ru="месяцев с данными"),
    "baseline_years": Text(en="years with data before", ru="лет с данными до запуска"),
    "evaluation_years": Text(en="years with data after", ru="лет с данными после запуска"),
    "both_years": Text(en="years with data", ru="лет с данными"),
    "effect": Text(en="effect of the start", ru="эффект запуска"),
    "low": Text(en="lower end of the likely gain", ru="нижняя граница вероятного улучшения"),
    "high": Text(en="upper end of the likely gain", ru="верхняя граница вероятного улучшения"),
    "nearer_end": Text(
        en="how far the likely range is from no change at least",
        ru="на сколько вероятный диапазон отстоит от нуля как минимум",
    ),
    "farther_end": Text(
        en="how far the likely range is from no change at most",
        ru="на сколько вероятный диапазон отстоит от нуля как максимум",
    ),
    "p_adjusted": Text(
        en="chance of such a change from ups and downs alone, all goals counted",
        ru="вероятность такого изменения от одних колебаний, с учётом всех целей",
    ),
    "stretches_missed": Text(
        en="promised steps and last weeks without the promised value",
        ru="обещанных шагов и последних недель без обещанного значения",
    ),
    "promise": Text(en="promised change", ru="обещанное изменение"),
    "good_direction": Text(
        en="directions of which one is known to be good (1 or 0)", ru="направление, которое считается хорошим (1 или 0)"
    ),
}
_COMPARED: Final = Text(
    en="{subject}: {value}; the rule asks for {needed}", ru="{subject}: {value}; по правилу: {needed}"
)
_NEEDED: Final[Mapping[str, Text]] = {
    "<": Text(en="less than {threshold}", ru="меньше {threshold}"),
    "<=": Text(en="at most {threshold}", ru="не больше {threshold}"),
    ">": Text(en="more than {threshold}", ru="больше {threshold}"),
    ">=": Text(en="at least {threshold}", ru="не меньше {threshold}"),
    "missing": Text(en="none", ru="нет значения"),
    "present": Text(en="one", ru="есть значение"),
}
_LEAST_SHOWN: Final = 0.0001
_TINY: Final = Text(en="under {least}", ru="меньше {least}")
_NONE: Final = Text(en="none", ru="нет")
_TURNS: Final[Mapping[str, Text]] = {
    "higher": Text(
        en="had the value after the start been {amount} higher", ru="будь значение после запуска на {amount} выше"
    ),
    "lower": Text(
        en="had the value after the start been {amount} lower", ru="будь значение после запуска на {amount} ниже"
    ),
    "wait": Text(en="wait for the window to end, {amount}", ru="дождаться конца периода, {amount}"),
    "mend_data": Text(en="mend the data and score again", ru="исправить данные и оценить заново"),
    "measure_alike": Text(
        en="measure both windows with the same source, or run both sources side by side",
        ru="измерить оба периода одним источником или прогнать источники параллельно",
    ),
    "give_data": Text(en="give the data that are missing", ru="добавить недостающие данные"),
    "set_target": Text(
        en="set a target from the value that is known now", ru="поставить цель от известного теперь значения"
    ),
    "longer_window": Text(
        en="a longer window makes the likely range narrower", ru="на более длинном периоде вероятный диапазон уже"
    ),
    "longer_baseline": Text(en="give {amount} more of data before", ru="добавить данные до запуска: ещё {amount}"),
    "longer_evaluation": Text(en="give {amount} more of data after", ru="добавить данные после запуска: ещё {amount}"),
    "longer_both": Text(en="give {amount} more of data", ru="добавить данные: ещё {amount}"),
}
_UNITS: Final = {
    "days": (("day", "days"), ("день", "дня", "дней")),
    "weeks": (("week", "weeks"), ("неделя", "недели", "недель")),
    "months": (("month", "months"), ("месяц", "месяца", "месяцев")),
    "years": (("year", "years"), ("год", "года", "лет")),
}


def comparison(known: Comparison, unit: str, currency: str) -> Text:
    """Say what was held against what."""
    value, threshold = (_shown(known.of, size, unit, currency) for size in (known.value, known.threshold))
    needed = _NEEDED[known.operator].fill(threshold=threshold)
    return _COMPARED.fill(subject=_SUBJECTS[known.of], value=value, needed=needed)


def turn(known: Turn, unit: str, currency: str) -> Text:
    """Say what would change a state, as a clause."""
    if known.distance is None:
        return _TURNS[known.code]
    if known.unit == "kpi":
        amount = _change(abs(known.distance), unit, currency)
    else:
        amount = counted(round(known.distance), *_UNITS[known.unit])
    return _TURNS[known.code].fill(amount=amount)


def _shown(of: str, size: float | None, unit: str, currency: str) -> Text:
    if size is None:
        return _NONE
    if of in _LEVELS:
        return quantity(size, unit, currency)
    if of in _CHANGES:
        return _change(size, unit, currency)
    return _chance(size) if of == "p_adjusted" else number(size, 0)


def _chance(size: float) -> Text:
    """Show a chance; a very small one is not zero."""
    return percent(size, 2) if size == 0 or size >= _LEAST_SHOWN else _TINY.fill(least=percent(_LEAST_SHOWN, 2))


def _change(size: float, unit: str, currency: str) -> Text:
    return points(size, 2) if unit == "%" else quantity(size, unit, currency)
