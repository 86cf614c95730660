"""The daily series of one KPI over one window: what inference is given.

Every calendar day of the half-open window stands once, in order, also days without rows. Which of them count is
decided here: closed days never; a day without matching rows is missing for ratios and quantiles, and zero for totals
when the day was expected (stats 1.0).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
from attrs import Attribute, field, frozen

from goalposts.inference.weekdays import expected_days, regular_weekdays, weekday_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from goalposts.inference.arrays import Flags, Floats, Integers

Kind: TypeAlias = Literal["ratio", "quantile", "total"]
"""How a KPI is formed from its daily numbers; fixed before any data are seen."""


@frozen
class QuantilePoint:
    """A quantile of a whole window: its value, the density there (share per unit) and its probability (0.9 for p90).

    `anchor` is what the daily readings count from, where that is known more finely than the value: histograms round.
    """

    value: float
    density: float
    probability: float
    anchor: float | None = None

    @property
    def counted_from(self) -> float:
        """Give the anchor, or else the value."""
        return self.value if self.anchor is None else self.anchor


def _one_per_day(series: WindowSeries, attribute: Attribute[Any], values: NDArray[Any]) -> None:
    if values.shape != series.days.shape:
        raise ValueError(f"{attribute.name}: one value for each of {series.days.size} days, found shape {values.shape}")


def _every_day_once(_series: WindowSeries, _attribute: Attribute[Any], days: Integers) -> None:
    if days.ndim != 1 or days.size == 0 or bool(np.any(np.diff(days) != 1)):
        raise ValueError("days: every calendar day of the window is needed once, in order, and at least one")


@frozen(eq=False)
class WindowSeries:
    """One KPI over one window, one entry per calendar day.

    Attributes:
        days: int64, days since 1970-01-01 in the local calendar, consecutive.
        numerator: float64, sum of y a day (quantile: events at or below the window's quantile).
        denominator: float64, sum of x a day (quantile: events; total: not used).
        events: int64, rows that match the KPI's own slice a day.
        stream_rows: int64, rows of the whole stream a day; coverage is judged on them.
        closed: bool, declared closed days.
        quantile: the window's quantile, for the kind "quantile" only.
        regular: shape (7,), the weekdays on which rows are expected, Monday first; as this window's own rows show
            them when None. The evaluation is held against the weekdays of the baseline.

    Raises:
        ValueError: a day is missing, twice or out of order, or an array is not one value per day.
    """

    days: Integers = field(validator=_every_day_once)
    numerator: Floats = field(validator=_one_per_day)
    denominator: Floats = field(validator=_one_per_day)
    events: Integers = field(validator=_one_per_day)
    stream_rows: Integers = field(validator=_one_per_day)
    closed: Flags = field(validator=_one_per_day)
    quantile: QuantilePoint | None = None
    regular: Flags | None = None

    @property
    def expected(self) -> Flags:
        """Days on which the stream is expected to have rows."""
        if self.regular is not None:
            flags: Flags = self.regular[weekday_of(self.days)] & ~self.closed
            return flags
        return expected_days(self.days, self.stream_rows, self.closed)

    @property
    def regular_weekdays(self) -> Flags:
        """The weekdays on which the stream is expected, as this window's own rows show them."""
        return regular_weekdays(self.days, self.stream_rows > 0, self.closed)

    def quantile_point(self) -> QuantilePoint:
        """Give the window's quantile; ValueError when the window has none."""
        if self.quantile is None:
            raise ValueError("quantile: a window of a quantile KPI needs its quantile, found None")
        return self.quantile


def usable_days(kind: Kind, window: WindowSeries) -> Flags:
    """Flag the open days that give a reading of the KPI.

    A stream too sparse to have any expected weekday is open on every day that is not closed: its empty days are
    zeros of a total too.
    """
    with_rows = window.events > 0
    if kind == "total":
        expected = window.expected
        with_rows = with_rows | expected | (not expected.any())
    usable: Flags = with_rows & ~window.closed
    return usable


def window_level(kind: Kind, window: WindowSeries) -> float:
    """Give the KPI's value over the whole window: ratio of sums, quantile, or total per open day (nan without days)."""
    if kind == "quantile":
        return window.quantile_point().value
    usable = usable_days(kind, window)
    base = float(usable.sum()) if kind == "total" else float(window.denominator[usable].sum())
    return float(window.numerator[usable].sum()) / base if base else float("nan")
