"""What a reader of the report on channels must know before using it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goalposts import folded_name
from goalposts.locale import Text, day, join, number

from goalposts_marketing.channels.counting import STATED
from goalposts_marketing.channels.records import Channel, ChannelReport, Note, Total

FEW_CONVERSIONS = 400
"""Below so many conversions removal effects swing from month to month; a rule of thumb."""


def of_report(report: ChannelReport, today: date) -> Iterator[Note]:
    """Yield the notes on a report that has none yet, what may mislead most first.

    Args:
        report: of any window.
        today: rows at or after this day were not read.
    """
    total, models = report.total, report.models
    if today < report.end:
        yield Note("not_over", _NOT_OVER.fill(today=day(today)))
    if total.claimed is not None and total.claimed > total.conversions:
        found, real = number(total.claimed), number(total.conversions)
        yield Note("claimed_twice", _CLAIMED_TWICE.fill(claimed=found, found=real))
    if any(report.judged(channel).undetermined for channel in report.channels):
        yield Note("undetermined", _UNDETERMINED)
    yield from _of_amounts(total, by_revenue=report.by_revenue)
    if models == (STATED,):
        yield Note("no_touches", _NO_TOUCHES)
    elif 0 < total.conversions < FEW_CONVERSIONS:
        yield Note("few_conversions", _FEW.fill(found=total.conversions, limit=FEW_CONVERSIONS))
    if total.untouched > 0.5:
        words = _UNSTATED if models == (STATED,) else _UNTOUCHED
        yield Note("untouched", words.fill(found=number(total.untouched, 0)))
    if total.leads_without_channel:
        share = number(100 * total.leads_without_channel / (total.leads or 1), 1)
        yield Note("leads_without_channel", _NO_CHANNEL.fill(found=total.leads_without_channel, share=share))
    for names in _alike(report.channels):
        yield Note("names_alike", _ALIKE.fill(names=join((_quoted(name) for name in names), ", ")))
    yield Note("not_causal", _NOT_CAUSAL)


def _of_amounts(total: Total, *, by_revenue: bool) -> Iterator[Note]:
    if by_revenue:
        yield Note("by_revenue", _BY_REVENUE)
    elif total.brought is None and total.conversions:
        yield Note("no_margin", _NO_MARGIN)
    if total.brought is not None and total.without_amount:
        yield Note("without_amount", _WITHOUT_AMOUNT.fill(found=number(total.without_amount, 0)))


def _alike(channels: tuple[Channel, ...]) -> Iterator[tuple[str, ...]]:
    """Channels whose names differ by case and spaces only: one channel in two spellings."""
    groups: dict[str, list[str]] = {}
    for channel in channels:
        groups.setdefault(folded_name(channel.name), []).append(channel.name)
    yield from (tuple(sorted(names)) for names in groups.values() if len(names) > 1)


def _quoted(name: str) -> Text:
    return Text(en=f"'{name}'", ru=f"«{name}»")


_NOT_OVER = Text(
    en="The window is not over: the figures are of the days before {today}, and conversions of today's advertising are "
    "still to come.",
    ru="Период ещё не закончился: данные по дням до {today}, а конверсии от нынешней рекламы ещё впереди.",
)
_CLAIMED_TWICE = Text(
    en="The platforms claim {claimed} conversions, and there were {found}: some are claimed by several platforms. "
    "Costs and returns here are reckoned by the conversions that there were.",
    ru="По данным площадок конверсий {claimed}, а было {found}: часть посчитана несколькими площадками. "
    "Стоимость и окупаемость здесь считаются по фактическим конверсиям.",
)
_UNDETERMINED = Text(
    en="Where the place depends on the model, the data do not tell which channel is better: do not move money by it.",
    ru="Там, где место зависит от модели, данные не говорят, какой канал лучше: перераспределять бюджет на этом "
    "основании не стоит.",
)
_BY_REVENUE = Text(
    en="Reckoned by revenue, which flatters: the return breaks even not at 0% but at 1 / margin share - 1.",
    ru="Считается по выручке, и это завышает результат: безубыточность — не 0 %, а 1 / доля маржи − 1.",
)
_NO_MARGIN = Text(
    en="No conversion states a margin, so there is no return; `--revenue` reckons it by revenue.",
    ru="Маржа не указана ни у одной конверсии, поэтому окупаемость не посчитана; `--revenue` считает её по выручке.",
)
_WITHOUT_AMOUNT = Text(
    en="Conversions without an amount: {found}. They bring nothing here, so returns are too low by what they brought.",
    ru="Конверсий без суммы: {found}. Их вклад не учтён, поэтому окупаемость занижена.",
)
_NO_TOUCHES = Text(
    en="The project has no touches, so conversions count for the channel that their source states; whether another "
    "model would say the same is not known.",
    ru="В проекте нет касаний, поэтому конверсии отнесены к каналу из их источника; сказала бы другая модель то же "
    "самое, неизвестно.",
)
_FEW = Text(
    en="Only {found} conversions, fewer than {limit}: chance alone moves channels up and down, and most of all under "
    "the model of removal effects (markov).",
    ru="Конверсий всего {found}, меньше {limit}: места каналов меняются и случайно, сильнее всего — в модели "
    "эффекта удаления (markov).",
)
_UNTOUCHED = Text(
    en="Conversions without any touch before them: {found}. No model credits a channel with them.",
    ru="Конверсий, до которых не было ни одного касания: {found}. Ни одна модель не относит их к каналам.",
)
_UNSTATED = Text(
    en="Conversions without a channel: {found}. No channel is credited with them.",
    ru="Конверсий без канала: {found}. Они не отнесены ни к одному каналу.",
)
_NO_CHANNEL = Text(
    en="Leads without a channel: {found}, {share}%. They are spread over none.",
    ru="Лидов без канала: {found}, {share} %. Они не распределены по каналам.",
)
_ALIKE = Text(
    en="{names} look like one channel in several spellings: join them by `values` of the source.",
    ru="{names} похожи на один канал в разных написаниях: объедините их через `values` источника.",
)
_NOT_CAUSAL = Text(
    en="No model tells what a channel caused; only a trial in which some people or regions do not see it does.",
    ru="Ни одна модель не показывает, что вызвано самим каналом; это показывает только эксперимент, в котором часть "
    "людей или регионов его не видит.",
)
