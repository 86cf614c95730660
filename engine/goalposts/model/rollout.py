"""A rollout in waves: which part of the business it reached when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import frozen


@frozen
class Rollout:
    """The first day of every word of a dimension; words without a day never get the rollout.

    Attributes:
        by: a field of words, or a dimension of a source, such as `branch`.
        dates: by word.
    """

    by: str
    dates: Mapping[str, date]

    def reached_before(self, day: date) -> tuple[str, ...]:
        """The words that it reached before a day, the earliest first."""
        ordered = sorted(self.dates.items(), key=lambda pair: (pair[1], pair[0]))
        return tuple(word for word, start in ordered if start < day)
