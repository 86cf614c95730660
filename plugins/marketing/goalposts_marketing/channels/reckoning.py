"""From what was read to the report on channels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen
from goalposts import InputError, Project
from goalposts.api.clock import clock
from goalposts.locale import Text

from goalposts_marketing.channels import notes
from goalposts_marketing.channels.counting import NO_CHANNEL, Costs, Credits, Leads, Request
from goalposts_marketing.channels.records import Channel, ChannelReport, Total
from goalposts_marketing.channels.spread import Spread, placed
from goalposts_marketing.event_types import CONVERSION


def channel_report(
    project: Project,
    tables: Mapping[str, object] | None = None,
    *,
    between: tuple[date, date] | None = None,
    by_revenue: bool = False,
    as_of: date | None = None,
    progress: Any = None,
) -> ChannelReport:
    """Put the channels of a project side by side under every model of credit.

    Touches are needed for the models; without them conversions count for the channel that their source states. Costs
    and leads are taken where the project has sources of them. Conversions count on their own day, leads on the day on
    which they came, cost on the day of spending: of a long way to a sale take a window that is longer than it.

    Args:
        project: with a source of `marketing.conversion`, and better also of `marketing.touch` and `marketing.cost`.
        tables: instead of files, by source name or event type.
        between: first day and day after the last; the project's evaluation when not given.
        by_revenue: reckon returns by revenue where no margin is known; it flatters.
        as_of: rows at or after this day are not read; today in the project's zone when not given.
        progress: told how far the reading is.

    Raises:
        InputError: the project has no source of conversions, or a source cannot be read.
    """
    window = between or (project.evaluation.start, project.evaluation.end)
    request = Request(project, tables, window, as_of, progress)
    if not request.has(CONVERSION.id):
        raise InputError(_NO_SOURCE.fill(event=CONVERSION.id), hint=_ADD_SOURCE.fill(event=CONVERSION.id))
    read = _Read(Costs.of(request), Leads.of(request), Credits.of(request, "value" if by_revenue else "margin"))
    channels = read.channels()
    report = ChannelReport(
        project=project.name,
        first=window[0],
        end=window[1],
        currency=project.currency,
        models=tuple(read.credits.conversions),
        by_revenue=by_revenue,
        judged_by=_measure(channels),
        channels=channels,
        total=read.total(),
        notes=(),
    )
    report = evolve(report, channels=_in_order(report))
    return evolve(report, notes=tuple(notes.of_report(report, clock(project, as_of))))


@frozen
class _Read:
    costs: Costs
    leads: Leads
    credits: Credits

    def channels(self) -> tuple[Channel, ...]:
        """Every channel that costs something, or is credited with something, or has leads."""
        credited = self.credits.conversions.values()
        tables = (self.costs.spent, self.costs.claimed, self.leads.came, *credited)
        names = sorted({name for table in tables if table for name in table} - {NO_CHANNEL})
        if any(table.get(NO_CHANNEL) for table in credited):
            names.append(NO_CHANNEL)  # touches without a channel have a share too
        return _with_places([self._channel(name) for name in names])

    def _channel(self, name: str) -> Channel:
        cost = _known(self.costs.spent, name)
        conversions = {model: by.get(name, 0.0) for model, by in self.credits.conversions.items()}
        whole = {model: sum(by.values()) for model, by in self.credits.conversions.items()}
        brought = self.credits.brought
        amounts = None if brought is None else {model: by.get(name, 0.0) for model, by in brought.items()}
        return Channel(
            name=name,
            cost=cost,
            leads=_counted(self.leads.came, name),
            qualified=_counted(self.leads.qualified, name),
            won=_counted(self.leads.won, name),
            claimed=_known(self.costs.claimed, name),
            conversions=Spread(conversions),
            share=Spread({model: _by(credit, whole[model]) for model, credit in conversions.items()}),
            cpa=Spread({model: _by(cost, credit) for model, credit in conversions.items()}),
            brought=None if amounts is None else Spread(amounts),
            romi=None if amounts is None else Spread({model: _return(found, cost) for model, found in amounts.items()}),
        )

    def total(self) -> Total:
        """The same of all channels together."""
        credited = next(iter(self.credits.conversions.values()))
        return Total(
            cost=_sum(self.costs.spent),
            leads=_sum(self.leads.came),
            qualified=_sum(self.leads.qualified),
            won=_sum(self.leads.won),
            claimed=_sum(self.costs.claimed),
            conversions=self.credits.count,
            untouched=self.credits.count - sum(credited.values()),
            brought=self.credits.amount,
            without_amount=self.credits.without_amount,
            leads_without_channel=(self.leads.came or {}).get(NO_CHANNEL, 0),
        )


def _measure(channels: tuple[Channel, ...]) -> str:
    """By what channels are compared: by what money brings, as far as that is known."""
    if any(channel.romi is not None and channel.romi.best is not None for channel in channels):
        return "romi"
    return "cpa" if any(channel.cpa.best is not None for channel in channels) else "conversions"


def _in_order(report: ChannelReport) -> tuple[Channel, ...]:
    """Those with a place first; the others by the most that a model credits to them."""

    def key(channel: Channel) -> tuple[bool, int, int, float, str]:
        judged = report.judged(channel)
        most = channel.conversions.high or 0.0
        return (judged.best is None, judged.best or 0, judged.worst or 0, -most, channel.name)

    return tuple(sorted(report.channels, key=key))


def _with_places(channels: list[Channel]) -> tuple[Channel, ...]:
    """Compare conversions and shares of all channels, costs and returns of those that cost something."""
    paying = [channel for channel in channels if channel.cost]
    conversions = placed({channel.name: channel.conversions for channel in channels})
    shares = placed({channel.name: channel.share for channel in channels})
    costs = placed({channel.name: channel.cpa for channel in paying}, least_is_best=True)
    returns = placed({channel.name: channel.romi for channel in paying if channel.romi})
    return tuple(
        evolve(
            channel,
            conversions=conversions[channel.name],
            share=shares[channel.name],
            cpa=costs.get(channel.name, channel.cpa),
            romi=returns.get(channel.name, channel.romi),
        )
        for channel in channels
    )


def _known(table: Mapping[str, float] | None, name: str) -> float | None:
    """What a table says of a channel; a channel that it does not have is not known, and never zero."""
    return None if table is None else table.get(name)


def _counted(table: Mapping[str, int] | None, name: str) -> int | None:
    """A count of rows: where they are counted at all, a channel without any has none."""
    return None if table is None else table.get(name, 0)


def _sum(table: Mapping[str, Any] | None) -> Any:
    return None if table is None else sum(table.values())


def _by(value: float | None, count: float) -> float | None:
    return value / count if value is not None and count > 0 else None


def _return(brought: float, cost: float | None) -> float | None:
    return (brought - cost) / cost if cost else None


_NO_SOURCE = Text(en="`data` has no source of {event}", ru="в `data` нет источника {event}")
_ADD_SOURCE = Text(en="add data: {event}: with a source", ru="добавьте источник data: {event}:")
