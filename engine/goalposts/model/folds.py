"""Folds: an event type of entities, each made of the whole history of its events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from goalposts.expressions import (
    NameType,
    Reducer,
    Scope,
    ValueType,
    check_reducer,
    names,
    reducer_needs,
    render_reducer,
)
from goalposts.expressions.nodes import Name
from goalposts.expressions.reducers import First, Last, reducer_parts
from goalposts.locale import Text
from goalposts.model.events import EventType
from goalposts.model.field import Field


def _copied(given: Mapping[str, Reducer]) -> dict[str, Reducer]:
    return dict(given)


@frozen
class Fold:
    """How the events of one type become entities: those with the same key are one row.

    Attributes:
        over: the event type that is folded; its sources are read.
        key: the field that names the entity; events without it belong to nobody and are counted.
        reducers: the field of the entity, and what fills it.
    """

    over: EventType
    key: str
    reducers: Mapping[str, Reducer] = field(converter=_copied)

    @property
    def written(self) -> dict[str, Any]:
        """The whole fold as plain values, reducers as canonical text."""
        reducers = {name: render_reducer(reducer) for name, reducer in self.reducers.items()}
        return {"over": self.over.id, "key": self.key, "fields": reducers}

    def needs(self, field_id: str) -> frozenset[str]:
        """The fields of the events that a field of the entity cannot do without; a dimension needs itself."""
        if field_id in self.reducers:
            return reducer_needs(self.reducers[field_id])
        return frozenset({field_id})

    def reads(self, field_ids: Iterable[str]) -> frozenset[str]:
        """The fields and dimensions of the events that some fields of the entity are made of."""
        parts = (part for name in field_ids for part in reducer_parts(self.reducer(name)).values())
        return frozenset().union(*map(names, parts))

    def reducer(self, field_id: str) -> Reducer:
        """What fills a field; a dimension of the events is taken from the first event that has it."""
        return self.reducers.get(field_id) or First(Name(field_id))


def fold(
    id: str,
    *,
    over: EventType,
    key: str,
    at: str,
    fields: Mapping[str, Reducer],
    summary: Mapping[str, str] | str | None = None,
    field_summaries: Mapping[str, Mapping[str, str] | str] | None = None,
) -> EventType:
    """Declare the entities behind a history of events, as an event type that KPIs can be `over`.

    An entity that is not finished has nulls, such as no time of winning, and is kept. Whatever happened before the
    clock's day and inside its source's window is folded, also before the windows that are judged.

    Args:
        id: `domain.noun` of the entity.
        over: the event type whose histories are folded, itself not a fold.
        key: its id, category or text field that names the entity; it is a field of the entity too.
        at: the time among `fields` that puts an entity into a day.
        fields: what is known of an entity, each from a reducer: `first`, `last`, `min_of`, `max_of` (which keep the
            type), `sum_of` (numeric types), `count` (a number) and `any_of` (a flag).
        summary: what it is, for people.
        field_summaries: what its fields hold, for people.

    Raises:
        ValueError: `over` is a fold, the key or `at` does not fit, a field has the name of the key, or a summary is of
            no field.
        ExpressionError: a reducer does not fit the event type.

    Example:
        >>> from goalposts import any_of, event_type, field, first
        >>> step = event_type("desk.step", time="at", fields=[field.id("case"), field.time("at"), field.flag("done")])
        >>> case = fold("desk.case", over=step, key="case", at="opened_at",
        ...             fields={"opened_at": first(step.at), "done": any_of(step.done)})
        >>> [(known.id, known.type.value) for known in case.fields]
        [('case', 'id'), ('opened_at', 'timestamp'), ('done', 'flag')]
    """
    known_key = over.find(key)
    if over.is_derived:
        raise ValueError(f"fold {id}: over={over.id} is a fold itself; fold {over.origins[0].id}")
    if known_key is None or not known_key.type.is_words:
        raise ValueError(f"fold {id}: key='{key}' is not an id, category or text field of {over.id}")
    if key in fields:
        raise ValueError(f"fold {id}: '{key}' is the key, and a reducer too")
    told = {name: Text.of(text) for name, text in (field_summaries or {}).items()}
    unknown = [name for name in told if name not in fields]
    if unknown:
        raise ValueError(f"fold {id}: field_summaries tell of '{unknown[0]}'; fields: {', '.join(fields)}")
    scope = over.scope({})
    found = [
        evolve(_field(name, reducer, scope, required=name == at), summary=told.get(name))
        for name, reducer in fields.items()
    ]
    if not any(known.id == at and known.type is ValueType.TIMESTAMP for known in found):
        raise ValueError(f"fold {id}: at='{at}' is not one of its times; found: {', '.join(fields)}")
    own_key = Field(key, known_key.type, required=True, values=known_key.values, summary=known_key.summary)
    shown = None if summary is None else Text.of(summary)
    return EventType(id, at, (own_key, *found), shown, Fold(over, key, fields))


def _field(known_as: str, reducer: Reducer, scope: Scope, *, required: bool) -> Field:
    kind = check_reducer(reducer, scope)
    kept = None
    if isinstance(reducer, First | Last) and isinstance(reducer.of, Name):
        kept = scope.type_of(reducer.of.id)
    return Field(known_as, kind, required, (kept or NameType(kind)).values)
