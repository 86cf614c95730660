"""The sentences of `power`: what the planned windows can show, and what would help."""

from __future__ import annotations

from goalposts.locale import Text, counted, number, percent, points, quantity
from goalposts.model.power import WeeksRange
from goalposts.model.scorecard import Reason

_WEEKS = (("week", "weeks"), ("неделя", "недели", "недель"))
_FOR_WEEKS = (("week", "weeks"), ("неделю", "недели", "недель"))
_OF_WEEKS = (("week", "weeks"), ("недели", "недель", "недель"))
"""After "from" and "to", where Russian takes the genitive."""


def size_in_words(change: float, unit: str, currency: str) -> Text:
    """Show the size of a change without a sign; of shares in percentage points."""
    return points(abs(change), 2 if abs(change) < 0.01 else 1) if unit == "%" else quantity(abs(change), unit, currency)


def with_share(size: Text, relative: float | None, unit: str) -> Text:
    """Add what fraction of the baseline a change is; of a share, where that invites confusion, as a share of it."""
    if relative is None:
        return size
    pattern = Text(en="{size} ({share} of the baseline)", ru="{size} ({share} от базы)")
    if unit == "%":
        pattern = Text(en="{size} ({share} of the baseline share)", ru="{size} ({share} от базовой доли)")
    return pattern.fill(size=size, share=percent(relative))


def weeks_in_words(weeks: WeeksRange) -> Text:
    """Say a range of weeks, "from 4 to 9 weeks"; its end may be open."""
    if weeks.low is None:
        return Text(en="more than a year", ru="больше года")
    low = counted(weeks.low, *_OF_WEEKS)
    if weeks.high is None:
        return Text(en="from {low} to more than a year", ru="от {low} до более чем года").fill(low=low)
    if weeks.low == weeks.high:
        return Text(en="about {low}", ru="около {low}").fill(low=low)
    high = counted(weeks.high, *_OF_WEEKS)
    return Text(en="from {low} to {high}", ru="от {low} до {high}").fill(low=str(weeks.low), high=high)


def shown(weeks: int, smallest: Text | None, *, as_tried: bool = False) -> Text:
    """Say what an evaluation of so many weeks shows; `as_tried` when it is shorter than planned, as the baseline is."""
    pattern = _TOO_SHORT if smallest is None else _SHOWN_AS_TRIED if as_tried else _SHOWN
    return pattern.fill(planned=counted(weeks, *_FOR_WEEKS), smallest=smallest or "")


def sentence(answer: str, shown: Text, asked: Text, weeks: Text) -> Text:
    """Say what the planned windows can show of what is asked: of a promise, or of a guardrail's margin."""
    return _SENTENCES[answer].fill(shown=shown, asked=asked, weeks=weeks)


def few_parts(least_p: float, goals: int) -> Text:
    """Say that chance alone gives the largest difference too often: one choice of the parts of `1 / least_p`."""
    pattern = _FEW_PARTS_OF_GOALS if goals > 1 else _FEW_PARTS
    return pattern.fill(choices=number(round(1 / least_p), 0), goals=str(goals))


def too_short_to_try(days: int) -> Text:
    """Say how many days of baseline are missing."""
    return _TOO_SHORT_TO_TRY.fill(days=counted(days, *_MORE_DAYS))


def asked(size: Text, *, allowed: bool) -> Text:
    """Say what is promised, or of a guardrail what is allowed."""
    return (_ALLOWED if allowed else _PROMISED).fill(size=size)


_PROMISED = Text(en="{size} is promised", ru="обещано {size}")
_ALLOWED = Text(en="a worsening of {size} is allowed", ru="допустимо ухудшение на {size}")
_SHOWN = Text(
    en="watching for {planned} shows a change of {smallest} or more",
    ru="наблюдение длиной в {planned} покажет изменение от {smallest}",
)
_SHOWN_AS_TRIED = Text(
    en="watching for {planned}, as long as the baseline can try, shows a change of {smallest} or more",
    ru="наблюдение длиной в {planned} (дольше по такой базе не испытать) покажет изменение от {smallest}",
)
_FEW_PARTS = Text(
    en="nothing can be shown with so few parts: chance alone gives the largest difference once in {choices} choices",
    ru="частей слишком мало, ничего не показать: самую большую разницу случай даёт в одном выборе из {choices}",
)
_FEW_PARTS_OF_GOALS = Text(
    en="nothing can be shown with so few parts: chance alone gives the largest difference once in {choices} choices, "
    "and {goals} goals share the allowance for false alarms",
    ru="частей слишком мало, ничего не показать: самую большую разницу случай даёт в одном выборе из {choices}, "
    "а запас на ложные срабатывания делят цели (всего {goals})",
)
_TOO_SHORT_TO_TRY = Text(
    en="the baseline is too short to try a comparison of parts in it: {days} more are needed",
    ru="базовый период слишком короток, чтобы испытать на нём сравнение частей: не хватает ещё {days}",
)
_MORE_DAYS = (("day", "days"), ("дня", "дней", "дней"))
NOT_TRIED = Text(
    en="the comparison of parts cannot be tried in the baseline: too few of them have enough data in it",
    ru="сравнение частей на базовом периоде не испытать: данных хватает у слишком немногих из них",
)
NO_SPREAD = Text(
    en="the parts do not differ in how they move in the baseline, so nothing can be planned",
    ru="в базовом периоде части меняются одинаково, поэтому план не рассчитать",
)
_TOO_SHORT = Text(
    en="watching for {planned} is too short to show anything",
    ru="наблюдение длиной в {planned} слишком коротко, чтобы что-то показать",
)
_LONGER = Text(
    en="{shown}; {asked}, and to tell that takes {weeks}",
    ru="{shown}; {asked}, и чтобы это различить, нужно {weeks}",
)
_SENTENCES = {
    "enough": Text(en="{shown}; {asked}, so the plan is long enough", ru="{shown}; {asked} — срока хватит"),
    "longer": _LONGER,
    "over_a_year": _LONGER,
    "never": Text(
        en="{shown}; {asked}, and no length of watching will do to tell that",
        ru="{shown}; {asked}, и никакого срока наблюдения не хватит, чтобы это различить",
    ),
    "untried": Text(
        en="{shown}; {asked}, and the baseline is too short to try how long it takes to tell that",
        ru="{shown}; {asked}, а сколько нужно, чтобы это различить, по такой короткой базе не испытать",
    ),
    "no_promise": Text(en="{shown}", ru="{shown}"),
}

NO_BASELINE = Text(
    en="there is no baseline to plan with; it can be measured, and no change be shown",
    ru="планировать не по чему: базы нет; показатель можно измерить, но не показать изменение",
)
DECLARED = Text(
    en="the baseline is a declared number without its ups and downs, so nothing can be planned",
    ru="база — заявленное число, его колебания неизвестны, поэтому план не рассчитать",
)
NOT_JUDGED = Text(
    en="this kind of KPI is only reported, so there is nothing to plan",
    ru="показатели этого вида только сообщаются, планировать нечего",
)
NOT_YET = Text(
    en="the baseline does not carry a plan yet: {why}", ru="по базовому периоду план пока не рассчитать: {why}"
)


def helps(
    answer: str,
    *,
    weeks: WeeksRange | None,
    baseline_days: int,
    goals: int,
    compared: bool = False,
    parts: bool = False,
) -> tuple[Reason, ...]:
    """Name what would make smaller changes visible, the best first; nothing where the plan suffices."""
    if answer in ("enough", "no_promise", "unknown"):
        return ()
    wanted = []
    if answer == "longer" and weeks is not None:
        wanted.append(Reason("longer_watch", _HELPS["longer_watch"].fill(weeks=counted(weeks.high or 0, *_WEEKS))))
    if baseline_days < _A_YEAR:
        wanted.append(Reason("longer_history", _HELPS["longer_history"]))
    if not compared:
        wanted.append(Reason("comparison_group", _HELPS["comparison_group"]))
    if parts:
        wanted.append(Reason("more_parts", _HELPS["more_parts"]))
    if goals > 1:
        wanted.append(Reason("fewer_goals", _HELPS["fewer_goals"].fill(goals=str(goals))))
    return tuple(wanted)


_A_YEAR = 365
_HELPS = {
    "longer_watch": Text(en="an evaluation window of {weeks}", ru="период оценки подлиннее: {weeks}"),
    "longer_history": Text(
        en="a longer baseline, best a year of it: that is worth more than a longer watch",
        ru="история подлиннее, лучше год: она полезнее, чем более долгое наблюдение",
    ),
    "comparison_group": Text(
        en="units that get the rollout later or not at all, to compare with",
        ru="подразделения, где внедрения не будет или оно будет позже, — для сравнения",
    ),
    "more_parts": Text(
        en="more parts, of those with the rollout and of those without",
        ru="больше частей — и с внедрением, и без него",
    ),
    "fewer_goals": Text(
        en="fewer goals: {goals} of them share the allowance for false alarms",
        ru="целей поменьше: сейчас запас на ложные срабатывания делят {goals}",
    ),
}
WAVES_OF_PERIODS = Text(
    en="waves over a table by week or longer, and over times to event, are not planned; the verdict compares them at "
    "the end",
    ru="для внедрения волнами план по срокам и по таблицам, где строка — неделя или больше, не рассчитать; "
    "волны сравнивают в конце",
)
