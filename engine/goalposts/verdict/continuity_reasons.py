"""The sentences about changed instruments, and about a changed mix."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from goalposts.errors import listed
from goalposts.locale import Text, counted, number, percent, points, quantity
from goalposts.model.bridging import LEAST_BRIDGED_DAYS, Bridge
from goalposts.model.effects import Check
from goalposts.model.scorecard import Reason

if TYPE_CHECKING:
    from goalposts.model import ResolvedGoal

_DAYS: Final = (("day", "days"), ("день", "дня", "дней"))

_UNLIKE = Text(
    en="{before} measured before and {after} after, and never side by side, so the two figures cannot be compared",
    ru="до запуска измеряли по {before}, после — по {after}; одновременно эти источники не работали, "
    "поэтому цифры несопоставимы",
)


def unlike_windows(before: Iterable[str], after: Iterable[str]) -> Reason:
    """Other instruments, and nothing that tells how they differ."""
    return Reason("unlike_windows", _UNLIKE.fill(before=_quoted(before), after=_quoted(after)))


def _quoted(names: Iterable[str]) -> Text:
    known = tuple(names)
    return Text(en=listed(f"'{name}'" for name in known).en, ru=listed(f"«{name}»" for name in known).ru)


def simple(code: str) -> Reason:
    """Give a reason without numbers."""
    return Reason(code, _SIMPLE[code])


_SIMPLE: Final = {
    "bridge_of_histories": Text(
        en="a parallel run cannot bridge a KPI over histories: both instruments wrote into the same ones",
        ru="показатель строится по историям событий, а в них писали оба источника: параллельный прогон не помогает",
    ),
    "bridge_inside_window": Text(
        en="the instrument changes inside a window, so the parallel run has no single before and after",
        ru="источник сменился внутри периода, поэтому параллельный прогон не отделяет «до» от «после»",
    ),
    "bridge_without_factor": Text(
        en="in the parallel run one of the instruments shows zero or less, so no factor can be formed",
        ru="в параллельном прогоне один из источников показал ноль или меньше, коэффициент не построить",
    ),
    "bridge_out_of_bounds": Text(
        en="converted by the parallel run, the baseline would leave the range from 0 to 100%",
        ru="после пересчёта по параллельному прогону базовый период вышел бы за пределы 0–100 %",
    ),
    "bridge_of_other_days": Text(
        en="the parallel runs of this KPI's events have no day in common",
        ru="у параллельных прогонов событий этого показателя нет общих дней",
    ),
    "bridge_not_needed": Text(
        en="the same instrument measured both windows, so the parallel run converts nothing; its days are left out",
        ru="оба периода измерены одним источником, пересчёт не нужен; дни параллельного прогона не учитываются",
    ),
}


def one_sided(lacking: Iterable[str]) -> Reason:
    """An instrument saw nothing in the parallel run."""
    text = Text(
        en="in the parallel run {sources} has no rows, so nothing tells how the instruments differ",
        ru="в параллельном прогоне у источника {sources} нет строк, сравнить источники нельзя",
    )
    return Reason("bridge_one_sided", text.fill(sources=listed(lacking)))


def lacks_fields(fields: Iterable[str], instruments: Iterable[str]) -> Reason:
    """An instrument does not give what the KPI needs."""
    text = Text(
        en="in the parallel run {sources} lacks {fields}, so nothing tells how the instruments differ",
        ru="в параллельном прогоне у источника {sources} нет полей: {fields}; сравнить источники нельзя",
    )
    return Reason("bridge_one_sided", text.fill(sources=listed(instruments), fields=listed(fields)))


def truncated(new: Iterable[str], old: Iterable[str], share: float) -> Reason:
    """The new instrument holds only what began since it did, so what it counts is still filling up."""
    return Reason("bridge_truncated", _held(_FILLING_UP, new, old, share))


def truncated_values(new: Iterable[str], old: Iterable[str], share: float) -> Check:
    """Likewise, of a KPI that is no flow: quick records are not like all others, so the cause is not established."""
    return Check(
        "truncated-parallel-run",
        passed=False,
        value=share,
        threshold=0.0,
        caps="D",
        text=_held(_QUICK_ONES, new, old, share),
    )


def _held(text: Text, new: Iterable[str], old: Iterable[str], share: float) -> Text:
    return text.fill(new=listed(new), old=listed(old), share=percent(share, 0))


_FILLING_UP: Final = Text(
    en="in the parallel run {new} holds only records begun since its first day, and {share} of those of {old} began "
    "before: its numbers are still filling up and tell nothing of how the instruments differ; take the open records "
    "over into it",
    ru="в параллельном прогоне у источника {new} есть только записи, начатые с первого дня прогона, а у источника "
    "{old} доля начатых раньше — {share}: новый источник ещё наполняется и не показывает, чем они отличаются; "
    "перенесите в него незавершённые записи",
)
_QUICK_ONES: Final = Text(
    en="in the parallel run {new} holds only records begun since its first day, the quick ones, and {share} of those "
    "of {old} began before: the two are not alike",
    ru="в параллельном прогоне у источника {new} есть только записи, начатые с первого дня прогона, то есть быстрые, "
    "а у источника {old} доля начатых раньше — {share}: сравнивать их строго нельзя",
)


def too_short(days: int) -> Reason:
    """Too few days that both instruments saw."""
    text = Text(
        en="both instruments have values on {days} of the parallel run only, {needed} are needed",
        ru="в параллельном прогоне у обоих источников есть значения за {days}, нужно {needed}",
    )
    return Reason("bridge_too_short", text.fill(days=counted(days, *_DAYS), needed=number(LEAST_BRIDGED_DAYS, 0)))


def bridged(bridge: Bridge, value: float, goal: ResolvedGoal, currency: str) -> Reason:
    """What the parallel run made of the baseline, and of what was promised or allowed as a part of it."""
    text = Text(
        en="two instruments: by their parallel run ({days}) the {value} before would be {converted} as {after} "
        "measures; {factor}{moved}",
        ru="измеряли разные источники: по параллельному прогону ({days}) значение {value} до запуска соответствует "
        "{converted} в измерении {after}; {factor}{moved}",
    )
    return Reason(
        "bridged",
        text.fill(
            days=counted(bridge.days, *_DAYS),
            value=quantity(value, goal.kpi.unit, currency),
            converted=quantity(bridge.baseline, goal.kpi.unit, currency),
            after=listed(bridge.after),
            factor=_factor(bridge),
            moved=_moved(goal, currency, value, bridge.baseline),
        ),
    )


_MOVED_LINE: Final = Text(
    en="; counted from there, the promise is {now}, no longer {signed} as before the start",
    ru="; обещанное теперь отсчитывается от него: {now} вместо {signed} до старта",
)
_MOVED_MARGIN: Final = Text(
    en="; of that, what is allowed is {now}, no longer {signed} as before the start",
    ru="; допустимое теперь считается от него: {now} вместо {signed} до старта",
)


def _moved(goal: ResolvedGoal, currency: str, before: float, converted: float) -> Text:
    """Say where the line or the margin lies now, where that is not what was signed; else nothing."""
    target, unit = goal.goal.target, goal.kpi.unit
    if target is not None and target.needs_baseline:
        lines = (target.line(before), target.line(converted))
        shown = [quantity(line, unit, currency, beside=before) for line in lines if line is not None]
        pattern = _MOVED_LINE
    elif goal.margin is not None and goal.margin_is_relative:
        sizes = [abs(goal.margin * baseline) for baseline in (before, converted)]
        shown = [points(size) if unit == "%" else quantity(size, unit, currency, beside=before) for size in sizes]
        pattern = _MOVED_MARGIN
    else:
        return Text.of("")
    signed, now = (shown[0], shown[-1]) if shown else (Text.of(""), Text.of(""))
    return pattern.fill(signed=signed, now=now) if signed != now else Text.of("")


def _factor(bridge: Bridge) -> Text:
    is_ratio = bridge.scale == "ratio"
    value, low, high = (number(each, 3) if is_ratio else points(each, 2) for each in _ends(bridge))
    name = Text(en="factor", ru="коэффициент") if is_ratio else Text(en="difference", ru="разница")
    if low == high:
        return Text(en="{name} {value}, the same every day", ru="{name} {value}, каждый день одинаково").fill(
            name=name, value=value
        )
    text = Text(en="{name} {value}, likely {low} to {high}", ru="{name} {value}, вероятно от {low} до {high}")
    return text.fill(name=name, value=value, low=low, high=high)


def _ends(bridge: Bridge) -> tuple[float, float, float]:
    return bridge.value, bridge.low, bridge.high
