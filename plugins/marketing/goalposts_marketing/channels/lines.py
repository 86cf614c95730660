"""The report on channels for people, as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from goalposts.locale import Text, day, money, number, percent

from goalposts_marketing.channels.records import Channel, ChannelReport
from goalposts_marketing.channels.spread import Spread

WIDTH: Final = 100
MODELS: Final = {
    "first": Text(en="first", ru="первый"),
    "last": Text(en="last", ru="последний"),
    "last_non_direct": Text(en="last but direct", ru="посл. не прямой"),
    "linear": Text(en="linear", ru="линейная"),
    "position": Text(en="position", ru="U-образная"),
    "time_decay": Text(en="decay", ru="затухание"),
    "markov": Text(en="markov", ru="Марков"),
    "shapley": Text(en="shapley", ru="Шепли"),
    "stated": Text(en="as stated", ru="по источнику"),
}
_NOTHING: Final = "—"


def lines(report: ChannelReport, language: str) -> Iterator[str]:
    """Say what every channel costs and brings, its share under every model, and what to mind."""
    last = report.end - timedelta(days=1)
    yield _HEADING.fill(project=report.project, first=day(report.first), last=day(last)).get(language)
    yield ""
    yield from _aligned(_told(list(_rows(report, language))))
    if len(report.models) > 1:
        yield ""
        yield _SHARES.get(language)
        yield from _aligned(list(_shares(report, language)))
    yield ""
    for note in report.notes:
        yield textwrap.fill(f"- {note.text.get(language)}", WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _rows(report: ChannelReport, language: str) -> Iterator[tuple[str, ...]]:
    def amount(value: float) -> Text:
        return money(value, report.currency)

    measures = {"conversions": _CONVERSIONS, "cpa": _CPA, "romi": _ROAS if report.by_revenue else _ROMI}
    place = _PLACE.fill(measure=_BY_CONVERSIONS if report.judged_by == "conversions" else measures[report.judged_by])
    head = (_CHANNEL, _COST, _LEADS, _CPL, *measures.values(), place)
    yield tuple(words.get(language) for words in head)
    for channel in report.channels:
        yield (
            channel.name or _NAMELESS.get(language),
            _shown(channel.cost, amount, language),
            _shown(channel.leads, number, language),
            _shown(channel.cpl, amount, language),
            _range(channel.conversions, _short, language),
            _cost_of_conversion(channel, amount, language),
            _range(channel.romi, _rounded_percent, language),
            _place(report.judged(channel), language),
        )
    total = report.total
    yield (
        _TOTAL.get(language),
        _shown(total.cost, amount, language),
        _shown(total.leads, number, language),
        _shown(total.cpl, amount, language),
        _shown(total.conversions, number, language),
        _shown(total.cpa, amount, language),
        _shown(total.romi, _rounded_percent, language),
        "",
    )


def _shares(report: ChannelReport, language: str) -> Iterator[tuple[str, ...]]:
    yield (_CHANNEL.get(language), *(MODELS[model].get(language) for model in report.models))
    for channel in report.channels:
        cells = (_shown(channel.share.by_model[model], _rounded_percent, language) for model in report.models)
        yield (channel.name or _NAMELESS.get(language), *cells)


def _place(judged: Spread, language: str) -> str:
    if judged.undetermined:
        return _UNDETERMINED.fill(best=judged.best or 0, worst=judged.worst or 0).get(language)
    return _NOTHING if judged.place is None else str(judged.place)


def _shown(value: float | None, show: Callable[[float], Text], language: str) -> str:
    return _NOTHING if value is None else show(value).get(language)


def _cost_of_conversion(channel: Channel, amount: Callable[[float], Text], language: str) -> str:
    if channel.cpa_at_least is not None:
        return _FROM.fill(low=amount(channel.cpa_at_least)).get(language)
    return _range(channel.cpa, amount, language)


def _range(spread: Spread | None, show: Callable[[float], Text], language: str) -> str:
    """One value where all models say the same, else from the least to the greatest, and `…` where one has none."""
    if spread is None or spread.low is None or spread.high is None:
        return _NOTHING
    low, high = (show(value).get(language) for value in (spread.low, spread.high))
    open_end = None in spread.by_model.values()
    if open_end:
        return _FROM.fill(low=low).get(language)
    return low if low == high else _BETWEEN.fill(low=low, high=high).get(language)


def _short(value: float) -> Text:
    return number(value, 0 if value >= 100 else 1)


def _rounded_percent(share: float) -> Text:
    return percent(share, 0)


def _told(table: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Leave out columns of which nothing is known, as leads where no source has them."""
    columns = zip(*table, strict=True)
    told = (column for column in columns if any(cell not in ("", _NOTHING) for cell in column[1:]))
    return list(zip(*told, strict=True))


def _aligned(table: list[tuple[str, ...]]) -> Iterator[str]:
    """Set rows in columns, names to the left and figures to the right."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for name, *cells in table:
        shown = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *shown)).rstrip()


_HEADING = Text(en="Channels of {project}, {first} to {last}", ru="Каналы: {project}, {first} — {last}")
_SHARES = Text(
    en="Share of the credited conversions under every model:", ru="Доля засчитанных конверсий по каждой модели:"
)
_CHANNEL = Text(en="channel", ru="канал")
_COST = Text(en="cost", ru="расход")
_LEADS = Text(en="leads", ru="лиды")
_CPL = Text(en="CPL", ru="CPL")
_CONVERSIONS = Text(en="conversions", ru="конверсии")
_BY_CONVERSIONS = Text(en="conversions", ru="конверсиям")
_CPA = Text(en="CPA", ru="CPA")
_ROMI = Text(en="ROMI", ru="ROMI")
_ROAS = Text(en="ROAS - 1", ru="ROAS − 1")
_PLACE = Text(en="place by {measure}", ru="место по {measure}")
_TOTAL = Text(en="all", ru="всего")
_NAMELESS = Text(en="(no channel)", ru="(без канала)")
_UNDETERMINED = Text(en="{best} to {worst}: undetermined", ru="от {best} до {worst}: не определено")
_BETWEEN = Text(en="{low} to {high}", ru="{low} – {high}")
_FROM = Text(en="from {low}", ru="от {low}")
