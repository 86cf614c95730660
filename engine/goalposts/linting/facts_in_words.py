"""What a baseline says, in words: the examples of rules state it as a mapping, which tells a reader nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import fields

from goalposts.locale import Text, counted, day, percent, points, quantity
from goalposts.model import BaselineFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS: Final[dict[tuple[str, ...], Text]] = {
    ("why_not",): Text(
        en="the baseline cannot be computed: {why_not}", ru="базовое значение вычислить нельзя: {why_not}"
    ),
    ("value",): Text(en="the baseline measures {value}", ru="базовое значение — {value}"),
    ("line",): Text(en="the target asks for {line}", ru="обещано {line}"),
    ("n", "days"): Text(en="the baseline has {n} on {days}", ru="в базовом периоде {n} за {days}"),
    ("n",): Text(en="the baseline has {n}", ru="в базовом периоде {n}"),
    ("days",): Text(en="the baseline has data on {days}", ru="в базовом периоде данные за {days}"),
    ("in_periods",): Text(
        en="the KPI is read by weeks or longer periods, not by days",
        ru="показатель считается по неделям или периодам длиннее, а не по дням",
    ),
    ("too_few_periods",): Text(en="{too_few_periods}", ru="{too_few_periods}"),
    ("smallest_change",): Text(
        en="the planned windows can show a change of {smallest_change} or more",
        ru="запланированные периоды могут показать изменение от {smallest_change}",
    ),
    ("weeks_planned",): Text(en="the evaluation lasts {weeks_planned}", ru="оценка длится {weeks_planned}"),
    ("weeks_needed",): Text(
        en="to see the promise it has to last {weeks_needed}",
        ru="чтобы увидеть обещанное, она должна длиться {weeks_needed}",
    ),
    ("untried",): Text(
        en="the baseline is too short to try a longer evaluation",
        ru="базовый период слишком короток, чтобы испытать более долгую оценку",
    ),
    ("month_low", "month_high"): Text(
        en="its months lie between {month_low} and {month_high}", ru="за месяц выходило от {month_low} до {month_high}"
    ),
    ("month_mean",): Text(en="the mean of its months is {month_mean}", ru="в среднем за месяц — {month_mean}"),
    ("month_spread",): Text(
        en="ordinary months differ by {month_spread}", ru="обычный разброс месяцев — {month_spread}"
    ),
    ("month_last",): Text(en="its last month has {month_last}", ru="последний месяц — {month_last}"),
    ("month_earlier_low", "month_earlier_high"): Text(
        en="the months before the last allow for {month_earlier_low} to {month_earlier_high}",
        ru="месяцы перед последним допускают от {month_earlier_low} до {month_earlier_high}",
    ),
    ("unreadable",): Text(en="rows that cannot be read: {unreadable}", ru="не читаются: {unreadable}"),
    ("unreadable_share",): Text(
        en="that is {unreadable_share} of the rows of their source", ru="это {unreadable_share} строк источника"
    ),
    ("unreadable_cure",): Text(en="{unreadable_cure}", ru="{unreadable_cure}"),
    ("looks_back",): Text(
        en="the KPI looks {looks_back} back at earlier events",
        ru="показатель смотрит на {looks_back} назад, на прежние события",
    ),
    ("events_since",): Text(en="the events begin on {events_since}", ru="события начинаются {events_since}"),
    ("events_wanted",): Text(
        en="they are needed from {events_wanted} on", ru="нужны события начиная с даты: {events_wanted}"
    ),
    ("gaps",): Text(en="{gaps}", ru="{gaps}"),
    ("bridge_short",): Text(en="{bridge_short}", ru="{bridge_short}"),
    ("doubt",): Text(en="{doubt}", ru="{doubt}"),
    ("doubt_cure",): Text(en="{doubt_cure}", ru="{doubt_cure}"),
}
"""By attributes of `BaselineFacts`, what they say; of those that say the same the first that is stated counts."""
_NOT_COMPUTABLE: Final = Text(en="the baseline cannot be computed", ru="базовое значение вычислить нельзя")
_SIZES: Final = frozenset({"smallest_change", "month_spread"})
_DAY: Final = (("day", "days"), ("день", "дня", "дней"))
_WEEK: Final = (("week", "weeks"), ("неделю", "недели", "недель"))
_DEFAULTS: Final = {known.name: known.default for known in fields(BaselineFacts)}
_COUNTED: Final = {
    "n": (("event", "events"), ("событие", "события", "событий")),
    "days": _DAY,
    "looks_back": _DAY,
    "weeks_planned": _WEEK,
    "weeks_needed": _WEEK,
}


def facts_in_words(facts: BaselineFacts, unit: str, currency: str | None = None) -> Iterator[Text]:
    """Yield what a baseline says, each fact as a clause; what it does not say is left out.

    Args:
        facts: the baseline.
        unit: of its KPI.
        currency: of the project.

    Example:
        >>> from goalposts.model import BaselineFacts
        >>> facts = BaselineFacts("done", computable=True, value=0.88, n=21, days=7)
        >>> [said.get("en") for said in facts_in_words(facts, "%")]
        ['the baseline measures 88%', 'the baseline has 21 events on 7 days']
    """
    if not facts.computable and facts.why_not is None:
        yield _NOT_COMPUTABLE
    said: set[str] = set()
    for names, words in _WORDS.items():
        values = {name: getattr(facts, name) for name in names}
        if said.isdisjoint(names) and all(value != _DEFAULTS[name] for name, value in values.items()):
            said.update(names)
            yield words.fill(**{name: _shown(name, value, unit, currency) for name, value in values.items()})


def _shown(name: str, value: Any, unit: str, currency: str | None) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, date):
        return day(value)
    if name in _COUNTED:
        return counted(value, *_COUNTED[name])
    if name == "unreadable_share":
        return percent(value)
    return points(value) if name in _SIZES and unit == "%" else quantity(value, unit, currency)
