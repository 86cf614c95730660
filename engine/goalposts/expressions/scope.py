"""What the names of an expression stand for."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from goalposts.expressions.types import ValueType


@frozen
class NameType:
    """The type of a name, and for a closed category its allowed words."""

    type: ValueType
    values: tuple[str, ...] = ()


@frozen
class Scope:
    """The names and parameters that an expression may use.

    Attributes:
        owner: what the names belong to, for messages (`event type sample.visit`).
        names: the type of every name; when `raw` is set, any other name is an untyped source column.
        params: the type of every parameter.
        others: the scope of every event type that the KPI reads, by id.
    """

    owner: str
    names: Mapping[str, NameType]
    params: Mapping[str, ValueType] = field(factory=dict)
    raw: bool = False
    others: Mapping[str, Scope] = field(factory=dict, repr=False)

    def type_of(self, name: str) -> NameType | None:
        """Return the type of a name, or nothing if it is unknown."""
        return self.names.get(name) or (NameType(ValueType.RAW) if self.raw else None)


SOURCE_COLUMNS = Scope("the source", {}, raw=True)
