"""The tree of figures under the money that a rollout is to bring, and what each goal would move in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from attrs import field, frozen

from goalposts.expressions import Expression, Quantity, names
from goalposts.locale import Text
from goalposts.model.converters import as_tuple
from goalposts.model.estimate import Estimate


@frozen
class Measured:
    """A part whose value is the baseline of a goal: that of its id, or the only one on a KPI."""

    goal: str = ""
    kpi: str = ""


@frozen
class Range:
    """A number that nobody knows for sure: two quantities of one unit, or three with the likely one between them."""

    ends: tuple[Quantity, ...] = field(converter=as_tuple)

    @property
    def estimate(self) -> Estimate:
        """The same in base units."""
        return Estimate.within([end.in_base_unit for end in self.ends])

    def __str__(self) -> str:
        return " .. ".join(map(str, self.ends))


Part: TypeAlias = Quantity | Range | Measured | Expression
"""A number, one in doubt, a measured KPI, or a formula of other parts."""


@frozen
class KpiTree:
    """Parts by name; the top one, money a month, is the one that no other is made of."""

    parts: Mapping[str, Part] = field(factory=dict)

    @property
    def tops(self) -> tuple[str, ...]:
        """The parts that no other part is made of; a tree in order has one."""
        used = frozenset().union(*(self.made_of(name) for name in self.parts))
        return tuple(name for name in self.parts if name not in used)

    @property
    def measured(self) -> dict[str, Measured]:
        """The parts whose values are baselines of goals."""
        return {name: part for name, part in self.parts.items() if isinstance(part, Measured)}

    @property
    def ranges(self) -> dict[str, Range]:
        """The parts that nobody knows for sure."""
        return {name: part for name, part in self.parts.items() if isinstance(part, Range)}

    def made_of(self, name: str) -> frozenset[str]:
        """The parts that a part is directly made of."""
        part = self.parts[name]
        return frozenset() if isinstance(part, Quantity | Range | Measured) else names(part)


@frozen
class Lever:
    """What one goal would move in the tree.

    Attributes:
        part: its name there.
        value: the baseline.
        elasticity: by how many per cent the top rises when the KPI gets better by one per cent.
        change: by what share of its baseline the KPI can be expected to get better; None without a target, or where
            the baseline is zero.
        promised: by what share it is promised to.
        limit: what holds `change` below what is promised: `segment` or `published`; empty where nothing does.
        dimension: of the segments that `limit` speaks of.
        credit: the part of a change that may be claimed for the rollout.
        drawn: its elasticity in every draw of the tree's ranges; none where the tree has no ranges.
    """

    goal: str
    part: str
    value: float
    elasticity: float
    change: float | None = None
    promised: float | None = None
    limit: str = ""
    dimension: str = ""
    credit: float = 1.0
    drawn: tuple[float, ...] = ()


@frozen
class Leverage:
    """A tree as the baselines fill it.

    Attributes:
        top: the name of its top part.
        value: of the top part, money a month; None where a baseline is missing.
        levers: of the goals in it that promise something.
        missing: parts without a value.
        why_not: why the tree cannot be reckoned.
        drawn: the value in every draw of the tree's ranges; none where the tree has no ranges.
    """

    top: str
    value: float | None = None
    levers: tuple[Lever, ...] = ()
    missing: tuple[str, ...] = ()
    why_not: Text | None = None
    drawn: tuple[float, ...] = ()
