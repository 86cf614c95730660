"""Spreads: a KPI by the words of a field under every variant, where the variants are models of one thing."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from goalposts.model.converters import as_tuple


@frozen
class Models:
    """Which variants of a KPI are models of one thing, and by the words of which field reports compare them.

    Attributes:
        by: a field of words that every event type of the KPI has.
        variants: the models; without them a goal's own variant stands alone.
    """

    by: str
    variants: tuple[str, ...] = field(default=(), converter=as_tuple)


@frozen
class SpreadValue:
    """A KPI of one word in one window.

    Attributes:
        by_model: its value under every model; None where it cannot be computed.
        low, high: the least and the greatest of them; None where there is none.
        best, worst: its best and its worst place among the words under any model, from 1; None where nothing is spent
            or done for it, so that it is not compared.
    """

    by_model: Mapping[str, float | None]
    low: float | None
    high: float | None
    best: int | None
    worst: int | None


@frozen
class SpreadLine:
    """One word before and after; None where the window, or its rows, are not there."""

    word: str
    baseline: SpreadValue | None
    evaluation: SpreadValue | None


@frozen
class Spread:
    """A goal by the words of a field under every model; it describes and decides nothing."""

    dimension: str
    lines: tuple[SpreadLine, ...]
