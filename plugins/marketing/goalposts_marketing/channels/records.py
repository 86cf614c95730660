"""The report on channels."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import frozen
from goalposts.locale import Text

from goalposts_marketing.channels.spread import Spread

_RULE_OF_THREE: Final = 3


@frozen
class Channel:
    """What one channel costs and brings in a window; None is what no source tells, and is never zero.

    Attributes:
        name: as the sources write it.
        cost: money.
        leads: that came in the window.
        qualified: of these leads, as far as they are followed.
        won: of these leads, likewise.
        claimed: conversions that the platform claims.
        conversions: that are credited to it.
        share: of all credited conversions, 0..1.
        cpa: cost by credited conversions.
        brought: margin, or revenue where that was asked for, that is credited to it.
        romi: what was brought less the cost, by the cost; a fraction.
    """

    name: str
    cost: float | None
    leads: int | None
    qualified: int | None
    won: int | None
    claimed: float | None
    conversions: Spread
    share: Spread
    cpa: Spread
    brought: Spread | None
    romi: Spread | None

    @property
    def cpl(self) -> float | None:
        """Cost per lead."""
        return _by(self.cost, self.leads)

    @property
    def cpql(self) -> float | None:
        """Cost per qualified lead."""
        return _by(self.cost, self.qualified)

    @property
    def cac(self) -> float | None:
        """Cost per lead that bought."""
        return _by(self.cost, self.won)

    @property
    def cpa_at_least(self) -> float | None:
        """The least that a conversion costs, where there is none yet; None where some model credits one.

        With none seen, fewer than three are behind them in 95 of 100 cases: the rule of three.
        """
        if not self.cost or self.conversions.high:
            return None
        return self.cost / _RULE_OF_THREE


@frozen
class Total:
    """The same of all channels together, which no model changes.

    Attributes:
        cost, leads, qualified, won, claimed: sums over the channels, and over rows without one.
        conversions: all of the window.
        untouched: of these, those that no touch came before; no model can credit them.
        brought: margin, or revenue, of all conversions.
        without_amount: conversions that state none.
        leads_without_channel: they belong to no channel and are spread over none.
    """

    cost: float | None
    leads: int | None
    qualified: int | None
    won: int | None
    claimed: float | None
    conversions: int
    untouched: float
    brought: float | None
    without_amount: int
    leads_without_channel: int

    @property
    def cpl(self) -> float | None:
        """Cost per lead."""
        return _by(self.cost, self.leads)

    @property
    def cpa(self) -> float | None:
        """Cost per conversion."""
        return _by(self.cost, self.conversions)

    @property
    def romi(self) -> float | None:
        """What was brought less the cost, by the cost; a fraction."""
        if self.brought is None or not self.cost:
            return None
        return (self.brought - self.cost) / self.cost


@frozen
class Note:
    """Something that a reader of the figures must know."""

    code: str
    text: Text


@frozen
class ChannelReport:
    """Channels side by side.

    Attributes:
        project: its name.
        first: first day of the window.
        end: day after its last.
        currency: of all money.
        models: under which credit was given.
        by_revenue: whether `brought` is revenue; then the return breaks even at 1 / margin share - 1.
        judged_by: the measure that gives channels their place: `romi`, else `cpa`, else `conversions`.
        channels: those with a place first, the best one at the head.
    """

    project: str
    first: date
    end: date
    currency: str
    models: tuple[str, ...]
    by_revenue: bool
    judged_by: str
    channels: tuple[Channel, ...]
    total: Total
    notes: tuple[Note, ...]

    def find(self, name: str) -> Channel:
        """Return one channel.

        Raises:
            KeyError: there is none of that name.
        """
        for channel in self.channels:
            if channel.name == name:
                return channel
        raise KeyError(name)

    def judged(self, channel: Channel) -> Spread:
        """The measure that gives a channel its place; it has none where it was not compared."""
        found: Spread | None = getattr(channel, self.judged_by)
        return found or Spread({})


def _by(cost: float | None, count: float | None) -> float | None:
    """A cost per piece; None where one of them is not known, or there is no piece."""
    return cost / count if cost is not None and count else None
