"""A number that somebody guesses, as far as they are sure of it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen


@frozen
class Estimate:
    """A guess from `low` over `likely` to `high`; exact where all three are one number.

    >>> str(Estimate(5, 8, 13)), str(Estimate.exact(8)), Estimate.between(4, 8).likely
    ('5 .. 8 .. 13', '8', 6.0)
    """

    low: float
    likely: float
    high: float

    @classmethod
    def exact(cls, value: float) -> Estimate:
        """Make an estimate of a number that is not in doubt."""
        return cls(value, value, value)

    @classmethod
    def of(cls, value: float | Estimate) -> Estimate:
        """Make an estimate of what may be one already."""
        return value if isinstance(value, Estimate) else cls.exact(value)

    @classmethod
    def between(cls, low: float, high: float) -> Estimate:
        """Make an estimate whose likely value nobody gave: the middle."""
        return cls(low, (low + high) / 2, high)

    @classmethod
    def within(cls, ends: Sequence[float]) -> Estimate:
        """Make an estimate of two numbers, or of three with the likely one between them."""
        low, *likely, high = ends
        return cls(low, likely[0], high) if likely else cls.between(low, high)

    @property
    def is_exact(self) -> bool:
        """Whether there is no doubt."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.is_exact:
            return _plain(self.likely)
        return f"{_plain(self.low)} .. {_plain(self.likely)} .. {_plain(self.high)}"


def _plain(value: float) -> str:
    """Write a number so that reading it back gives the same one."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)
