"""What is read of a project for the report on channels: sums by channel, and credit by model and channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import frozen
from goalposts import Project, channel_credit, read_events

from goalposts_marketing.credit import CREDIT
from goalposts_marketing.event_types import CONVERSION, COST, LEAD, TOUCH

STATED = "stated"
"""The only model where a project has no touches: the channel that the source of conversions states."""
NO_CHANNEL = ""

By = Mapping[str, float]


@frozen
class Request:
    """What to read: sources of a project or tables in their place, over the days of a window."""

    project: Project
    tables: Mapping[str, object] | None
    between: tuple[date, date]
    as_of: date | None
    progress: Any

    def has(self, event_type: str) -> bool:
        """Whether the project has a source of an event type."""
        return bool(self.project.sources_of(event_type))

    def columns(self, event_type: str, fields: Iterable[str]) -> dict[str, list[Any]]:
        """Read some fields of the window's events; a field that no row has is all None."""
        found: dict[str, list[Any]] = read_events(
            self.project,
            event_type,
            self._own_tables(event_type),
            fields=fields,
            between=self.between,
            as_of=self.as_of,
            progress=self.progress,
        ).to_pydict()
        return found

    def credit(self, of: str = "") -> dict[str, dict[str, float]]:
        """Divide the window's conversions, or an amount of theirs, among channels by every model."""
        return channel_credit(
            self.project,
            CREDIT.id,
            {**self._own_tables(TOUCH.id), **self._own_tables(CONVERSION.id)},
            of=of,
            between=self.between,
            as_of=self.as_of,
            progress=self.progress,
        )

    def _own_tables(self, event_type: str) -> dict[str, object]:
        names = {event_type, *(source.name for source in self.project.sources_of(event_type))}
        return {name: table for name, table in (self.tables or {}).items() if name in names}


@frozen
class Costs:
    """Money spent, and conversions that platforms claim, by channel; None where nobody tells."""

    spent: By | None
    claimed: By | None

    @classmethod
    def of(cls, request: Request) -> Costs:
        """Add up the source of costs, if there is one."""
        if not request.has(COST.id):
            return cls(None, None)
        rows = request.columns(COST.id, ("channel", "amount", "conversions"))
        claimed = _sums(rows["channel"], rows["conversions"])
        return cls(_sums(rows["channel"], rows["amount"]), claimed or None)


@frozen
class Leads:
    """Leads by channel, those without one under an empty word; None where nobody tells."""

    came: Mapping[str, int] | None
    qualified: Mapping[str, int] | None
    won: Mapping[str, int] | None

    @classmethod
    def of(cls, request: Request) -> Leads:
        """Count the source of leads, if there is one."""
        if not request.has(LEAD.id):
            return cls(None, None, None)
        rows = request.columns(LEAD.id, ("channel", "qualified_at", "won_at"))
        channels = [channel or NO_CHANNEL for channel in rows["channel"]]

        def those_with(cells: list[Any]) -> Mapping[str, int] | None:
            kept = [channel for channel, at in zip(channels, cells, strict=True) if at is not None]
            return Counter(kept) if kept else None

        return cls(Counter(channels), those_with(rows["qualified_at"]), those_with(rows["won_at"]))


@frozen
class Credits:
    """Conversions and what they brought, by model and channel, and how many there were.

    Attributes:
        conversions: by model and channel.
        brought: an amount by model and channel; None where no conversion states one.
        count: all conversions of the window.
        amount: the sum of the amount over all of them.
        without_amount: how many state none.
    """

    conversions: Mapping[str, By]
    brought: Mapping[str, By] | None
    count: int
    amount: float | None
    without_amount: int

    @classmethod
    def of(cls, request: Request, amount: str) -> Credits:
        """Credit the window's conversions: by their touches, or where there are none by the channel they state."""
        rows = request.columns(CONVERSION.id, ("channel", amount))
        known = [value for value in rows[amount] if value is not None]
        whole = sum(known) if known else None
        counted = (len(rows[amount]), whole, len(rows[amount]) - len(known))
        if request.has(TOUCH.id):
            return cls(request.credit(), request.credit(amount) if known else None, *counted)
        stated = [(channel, value) for channel, value in zip(rows["channel"], rows[amount], strict=True) if channel]
        channels = [channel for channel, _ in stated]
        worth = {STATED: _sums(channels, [value for _, value in stated])} if known else None
        return cls({STATED: Counter(channels)}, worth, *counted)


def _sums(channels: list[str | None], amounts: list[float | None]) -> dict[str, float]:
    """Add amounts up by channel; rows that state none add nothing, and a channel of only such rows is not there."""
    found: dict[str, float] = {}
    for channel, amount in zip(channels, amounts, strict=True):
        if amount is not None:
            found[channel or NO_CHANNEL] = found.get(channel or NO_CHANNEL, 0.0) + amount
    return found
