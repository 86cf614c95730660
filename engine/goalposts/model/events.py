"""Event types: the typed records that sources are mapped to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from goalposts.errors import did_you_mean
from goalposts.expressions import NameType, Scope, Term, ValueType, name
from goalposts.locale import Text
from goalposts.model.field import Field

if TYPE_CHECKING:
    from goalposts.model.attribution import Attribution
    from goalposts.model.folds import Fold
    from goalposts.model.history import History


@frozen
class EventType:
    """A kind of record that a real system emits.

    A field is used in formulas as an attribute or item: `CALL.wait`, `CALL["wait"]`.

    Attributes:
        id: `domain.noun`.
        time: the field that puts a record on the time line.
        fields: every field, in the order that people read them.
        fold: how it is made of the events of another type; None for what sources give.
        attribution: how it is made of people's touches and conversions; None for what sources give.
        history: how it is put in a row with others of the same key; None for what sources give.
    """

    id: str
    time: str
    fields: tuple[Field, ...]
    summary: Text | None = None
    fold: Fold | None = None
    attribution: Attribution | None = None
    history: History | None = None

    def __getattr__(self, field_id: str) -> Term:
        if field_id.startswith("__"):
            raise AttributeError(field_id)
        return self[field_id]

    def __getitem__(self, field_id: str) -> Term:
        if self.find(field_id) is None:
            near = did_you_mean(field_id, [known.id for known in self.fields])
            raise AttributeError(f"event type {self.id} has no field '{field_id}'" + (f"; {near.en}" if near else ""))
        return name(field_id)

    @property
    def origin(self) -> EventType:
        """The event type whose sources are read: itself, or what it is made of by a fold or a history."""
        made = self.fold or self.history
        return self if made is None else made.over

    @property
    def origins(self) -> tuple[EventType, ...]:
        """The event types whose sources are read: itself, or those that it is made of."""
        if self.attribution is not None:
            return (self.attribution.touches, self.attribution.conversions)
        return (self.origin,)

    @property
    def derivation(self) -> Fold | Attribution | History | None:
        """How it is made of other events; None for what sources give."""
        return self.fold or self.attribution or self.history

    @property
    def is_derived(self) -> bool:
        """Whether it is made of other events, so that it has no sources of its own."""
        return self.derivation is not None

    def find(self, field_id: str) -> Field | None:
        """Return a field by its id."""
        return next((known for known in self.fields if known.id == field_id), None)

    def scope(self, params: Mapping[str, ValueType], dimensions: Iterable[str] = ()) -> Scope:
        """Return what the names of an expression over these events stand for."""
        extra = {dimension: NameType(ValueType.CATEGORY) for dimension in dimensions}
        own = {known.id: NameType(known.type, known.values) for known in self.fields}
        return Scope(f"event type {self.id}", {**extra, **own}, params)


def event_type(
    id: str, *, time: str, fields: Iterable[Field], summary: Mapping[str, str] | str | None = None
) -> EventType:
    """Declare an event type; the time field is required whether or not it says so.

    Raises:
        ValueError: the time field is not among the fields, or not a time; or two fields share an id.
    """
    declared = tuple(evolve(known, required=True) if known.id == time else known for known in fields)
    ids = [known.id for known in declared]
    if len(set(ids)) != len(ids):
        raise ValueError(f"event type {id}: two fields share an id; found: {', '.join(ids)}")
    if not any(known.id == time and known.type is ValueType.TIMESTAMP for known in declared):
        raise ValueError(f"event type {id}: time='{time}' is not one of its time fields; found: {', '.join(ids)}")
    return EventType(id, time, declared, None if summary is None else Text.of(summary))
