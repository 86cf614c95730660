"""A stretch of time on the way to a target, or at its end, and whether the promise was kept in it."""

from __future__ import annotations

from datetime import date

from attrs import frozen


@frozen
class Stretch:
    """A part of the evaluation with a promise of its own: `kept`, `missed`, `pending`, or `unknown` without a value."""

    start: date
    end: date
    text: str
    line: float | None
    value: float | None
    answer: str
