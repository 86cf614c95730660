"""Purchases as customers: who came when, how often, how long ago, and what each brought at which age."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from attrs import frozen
from goalposts import Project, read_events
from numpy.typing import NDArray

from goalposts_marketing.event_types import CONVERSION

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

DAY_SECONDS: Final = 86_400.0


@frozen(eq=False)
class Purchases:
    """Every purchase of a project, those of one customer together and in the order of time.

    Attributes:
        starts: shape (customers + 1,): customer c has the purchases `starts[c]:starts[c + 1]`.
        days: shape (purchases,), when, in days since 1970 UTC.
        margin, revenue: shape (purchases,), money; NaN where it is not stated.
        months: shape (purchases,), the calendar month on the project's clock, counted from year 0.
        end: until when purchases are known, in days since 1970 UTC.
        end_month: the month in which that is.
    """

    starts: Integers
    days: Floats
    margin: Floats
    revenue: Floats
    months: Integers
    end: float
    end_month: int

    @classmethod
    def read(
        cls, project: Project, tables: Mapping[str, object] | None, as_of: date | None, progress: Any = None
    ) -> Purchases:
        """Read all conversions of a project; each of them counts as a purchase.

        Raises:
            InputError: it has no source of them, or one cannot be read.
        """
        fields = ("person", "at", "margin", "value")
        found = read_events(project, CONVERSION.id, tables, fields=fields, as_of=as_of, progress=progress)
        people, who = np.unique(np.array(found["person"].to_pylist(), object).astype(str), return_inverse=True)
        at: list[datetime] = found["at"].to_pylist()
        zone = ZoneInfo(project.timezone)
        local = [moment.astimezone(zone) for moment in at]
        days = np.array([moment.timestamp() for moment in at], np.float64) / DAY_SECONDS
        order = np.lexsort((days, who))
        end = _end(project, local, as_of, zone)
        months = np.array([12 * moment.year + moment.month for moment in local], np.int64)
        made = cls(
            starts=np.append(0, np.cumsum(np.bincount(who, minlength=people.size))).astype(np.int64),
            days=days[order],
            margin=_amounts(found["margin"])[order],
            revenue=_amounts(found["value"])[order],
            months=months[order],
            end=end.timestamp() / DAY_SECONDS,
            end_month=12 * end.year + end.month,
        )
        return made.until(made.end)

    @property
    def first(self) -> Floats:
        """The day of every customer's first purchase, shape (customers,)."""
        return self.days[self.starts[:-1]]

    @property
    def age(self) -> Floats:
        """How long customers have been followed, in days, shape (customers,)."""
        return self.end - self.first

    @property
    def ages_then(self) -> Floats:
        """How old the customer was at every purchase, in days, shape (purchases,)."""
        return self.days - np.repeat(self.first, np.diff(self.starts))

    def summed(self, amounts: Floats) -> Floats:
        """The sum of an amount over the purchases of every customer, shape (customers,)."""
        who = np.repeat(np.arange(self.starts.size - 1), np.diff(self.starts))
        found: Floats = np.bincount(who, amounts, self.starts.size - 1).astype(np.float64, copy=False)
        return found

    def until(self, end: float) -> Purchases:
        """The same as it was known on an earlier day."""
        kept = self.days < end
        counts = self.summed(kept.astype(np.float64)).astype(np.int64)
        starts = np.append(0, np.cumsum(counts[counts > 0])).astype(np.int64)
        cells = (self.days[kept], self.margin[kept], self.revenue[kept], self.months[kept])
        return Purchases(starts, *cells, end, self.end_month)


@frozen(eq=False)
class Visits:
    """Customers as the models of buying see them: what somebody buys on one day is one purchase.

    Attributes:
        repeats: shape (customers,), days with a purchase after the first day.
        recency: shape (customers,), days from the first to the last of them.
        age: shape (customers,), days from the first of them to the end of the data.
        amount: shape (customers,), the mean of what the repeated ones brought; NaN without any.
    """

    repeats: Floats
    recency: Floats
    age: Floats
    amount: Floats

    @classmethod
    def of(cls, bought: Purchases) -> Visits:
        """Count the purchases of customers by days since the first."""
        day = np.floor(bought.ages_then)
        who = np.repeat(np.arange(bought.starts.size - 1), np.diff(bought.starts))
        new_day = np.ones(day.size, np.bool_)
        new_day[1:] = (who[1:] != who[:-1]) | (day[1:] != day[:-1])
        repeated = day > 0
        repeats = bought.summed((new_day & repeated).astype(np.float64))
        brought = bought.summed(np.where(repeated, bought.margin, 0.0))
        amount = np.divide(brought, repeats, out=np.full(repeats.size, np.nan), where=repeats > 0)
        last = day[bought.starts[1:] - 1] if day.size else np.zeros(0)
        return cls(repeats, last, np.floor(bought.age), amount)


def _amounts(column: Any) -> Floats:
    return np.array([np.nan if value is None else value for value in column.to_pylist()], np.float64)


def _end(project: Project, local: list[datetime], as_of: date | None, zone: ZoneInfo) -> datetime:
    """Until when purchases are known: as the sources say, else the day after the last; never after the clock."""
    stated = [source.observed_until for source in project.sources_of(CONVERSION.id)]
    known = [day for day in stated if day is not None]
    last = max((moment.date() for moment in local), default=date(1970, 1, 1)) + timedelta(days=1)
    end = max(known) if known and len(known) == len(stated) else last
    end = end if as_of is None else min(end, as_of)
    return datetime(end.year, end.month, end.day, tzinfo=zone)
